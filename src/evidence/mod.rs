//! Evidence: which signal stands in which sentence, where, and how it is meant.
//!
//! Prose is split into sentences and words; words are looked up as concepts; a signal's patterns are matched over the concepts of a
//! sentence; and the words that made the match decide its stance.

mod breaks;
mod concept;
pub mod examples;
mod hits;
mod pattern;
mod reading;
mod sentence;
mod signal;
mod spelling;
mod stance;
pub(crate) mod word;

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Serialize;

use crate::rubric::{Rubric, Signal, Stance};
use crate::source::Source;
use crate::statement::{Passage, Statement};

use concept::Scratch;
use hits::Hits;
pub use reading::Reading;
use signal::{Called, Found};
use stance::Moods;
use word::{Forms, Word};

/// A piece of evidence: a sentence quoted, where it stands, what it shows and whether it counts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Evidence {
    /// The signal found, an id of its item.
    pub signal: String,
    /// The sentence, exactly as it reads once the file's escapes are undone.
    pub quote: String,
    /// The field it stands in.
    pub field: String,
    /// The line it begins on, from 1.
    pub line: usize,
    /// The column it begins at, from 1, in characters.
    pub column: usize,
    /// The first byte of it in the file.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// Whether it adds to the score.
    pub counted: bool,
    /// How it is meant.
    pub stance: Stance,
    /// The points it adds, once its facet has been reckoned.
    #[serde(skip)]
    pub adds: f64,
    /// The item it is evidence for: its place among criteria, then scenarios.
    #[serde(skip)]
    pub item: usize,
    /// The signal's place in its item.
    #[serde(skip)]
    pub number: usize,
    /// The sentence's place in the statement.
    #[serde(skip)]
    pub sentence: usize,
}

/// What was found in a statement.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// All evidence, counted or not, in the order of the statement.
    pub evidence: Vec<Evidence>,
    /// For each scenario, for each of its questions: whether something settles it.
    pub settled: Vec<Vec<bool>>,
    /// The sentences that should have been evidence of something, and no signal understood.
    pub unread: Vec<Unread>,
}

/// A sentence with a number, a name or an obligation in which no signal was found: where the program may be missing something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unread {
    /// The sentence.
    pub quote: String,
    /// The field it stands in.
    pub field: String,
    /// The line it begins on, from 1.
    pub line: usize,
    /// The column it begins at, from 1, in characters.
    pub column: usize,
}

/// A sentence with all that is known of it.
pub(crate) struct Sentence<'p> {
    passage: &'p Passage,
    range: Range<usize>,
    words: Vec<Word>,
    hits: Hits,
    called: Called,
    moods: Moods,
    /// This sentence and the one after it, read as one: made when a signal first asks for it.
    with_next: OnceCell<(Hits, Moods)>,
}

/// Finds evidence. One finder serves many statements, and remembers the words it has met.
pub struct Finder<'r> {
    rubric: &'r Rubric,
    forms: Forms,
    scratch: Scratch,
    /// Whether it reads the rubric's own examples.
    own: bool,
}

impl<'r> Finder<'r> {
    /// A finder for a rubric.
    pub fn new(rubric: &'r Rubric) -> Self {
        Self { rubric, forms: Forms::default(), scratch: Scratch::default(), own: false }
    }

    /// Finds all evidence in a statement that was read from this source.
    pub fn find(&mut self, statement: &Statement, source: &Source) -> Findings {
        self.forms.tidy();
        let sentences = self.read(statement);
        let mut findings = Findings::default();
        for (number, item) in self.rubric.items().enumerate() {
            for (at, sentence) in sentences.iter().enumerate() {
                let next = sentences.get(at + 1).filter(|next| std::ptr::eq(next.passage, sentence.passage));
                for (signal, found) in self.signals(item, sentence, next) {
                    findings.evidence.push(evidence((number, signal), (at, sentence, next), found, source));
                }
            }
        }
        let understood: FxHashSet<usize> = findings.evidence.iter().map(|piece| piece.sentence).collect();
        let unread = sentences.iter().enumerate().filter(|(at, sentence)| !understood.contains(at) && self.weighty(sentence));
        findings.unread = unread.map(|(_, sentence)| unread_at(sentence, source)).collect();
        findings.settled = self.rubric.scenarios.iter().map(|scenario| self.settled(scenario, &sentences)).collect();
        findings
    }

    /// Whether a sentence has a number, a name or an obligation.
    fn weighty(&self, sentence: &Sentence<'_>) -> bool {
        let obliges = self.rubric.obligation.is_some_and(|concept| sentence.hits.has(concept));
        sentence.hits.has_number() || sentence.hits.has_name() || obliges
    }

    fn sentences<'p>(&mut self, statement: &'p Statement) -> Vec<Sentence<'p>> {
        let rubric = self.rubric;
        let mut all = Vec::new();
        for passage in &statement.passages {
            for range in sentence::sentences(&passage.text, &rubric.language) {
                let mut words = self.forms.words(&passage.text[range.clone()], rubric);
                for word in &mut words {
                    word.start += range.start;
                    word.end += range.start;
                }
                if (1..LONGEST).contains(&words.len()) {
                    let start = words[0].start;
                    all.push(self.sentence(passage, start..range.end, words));
                    continue;
                }
                for words in words.chunks(LONGEST) {
                    let range = match words {
                        [first, .., last] if words.len() == LONGEST => first.start..last.end,
                        _ => words.first().map_or(range.start, |word| word.start.min(range.end)).min(range.end)..range.end,
                    };
                    all.push(self.sentence(passage, range, words.to_vec()));
                }
            }
        }
        all
    }

    fn sentence<'p>(&mut self, passage: &'p Passage, range: Range<usize>, words: Vec<Word>) -> Sentence<'p> {
        let rubric = self.rubric;
        let (hits, cues) = concept::look_up(&words, &self.forms, rubric, &mut self.scratch);
        let moods = stance::moods(&passage.text[range.clone()], &words, &cues, &hits, &self.forms, rubric, self.own);
        let called = Called::by(&hits, rubric);
        Sentence { passage, range, words, hits, called, moods, with_next: OnceCell::new() }
    }
}

/// A piece of evidence for an item, by its place; in a sentence, by its place, and the sentence after it.
fn evidence(
    (item, signal): (usize, &Signal),
    (at, sentence, next): (usize, &Sentence<'_>, Option<&Sentence<'_>>),
    found: Found,
    source: &Source,
) -> Evidence {
    let passage = sentence.passage;
    let end = next.filter(|_| found.two).map_or(sentence.range.end, |next| next.range.end);
    let quoted = sentence.range.start..end;
    let span = passage.offsets.locate(quoted.clone());
    let position = source.position(span.start);
    Evidence {
        signal: signal.id.clone(),
        quote: passage.text[quoted].to_owned(),
        field: passage.field.clone(),
        line: position.line,
        column: position.column,
        start: span.start,
        end: span.end,
        counted: false,
        stance: found.stance,
        adds: 0.0,
        item,
        number: found.number,
        sentence: at,
    }
}

fn unread_at(sentence: &Sentence<'_>, source: &Source) -> Unread {
    let passage = sentence.passage;
    let position = source.position(passage.offsets.locate(sentence.range.clone()).start);
    Unread {
        quote: passage.text[sentence.range.clone()].to_owned(),
        field: passage.field.clone(),
        line: position.line,
        column: position.column,
    }
}

/// The words of the longest sentence that is read as one; nobody writes longer ones, and the time a sentence takes grows with its square.
const LONGEST: usize = 400;
