//! The concepts of a sentence: its words walked through the tree of phrases.

use super::word::{Forms, Gap, Word};
use crate::rubric::{BuiltIn, ConceptId, Meaning, Node, ROOT, Rubric, Stance};

/// A concept found: the words from `start` to the one before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    pub(crate) concept: ConceptId,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The concepts of a sentence, ordered by concept and place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hits {
    hits: Vec<Hit>,
    /// A bit for each concept found: most questions are about concepts that are not there.
    present: Vec<u64>,
}

impl Hits {
    fn new(mut hits: Vec<Hit>) -> Self {
        hits.sort_unstable();
        hits.dedup();
        let mut present = vec![0; hits.last().map_or(0, |hit| hit.concept as usize / 64 + 1)];
        for hit in &hits {
            present[hit.concept as usize / 64] |= 1 << (hit.concept % 64);
        }
        Self { hits, present }
    }

    /// Whether a concept was found.
    pub(crate) fn has(&self, concept: ConceptId) -> bool {
        self.present.get(concept as usize / 64).is_some_and(|bits| bits & (1 << (concept % 64)) != 0)
    }

    /// Where a concept was found, in the order of the words.
    pub(crate) fn of(&self, concept: ConceptId) -> &[Hit] {
        if !self.has(concept) {
            return &[];
        }
        let start = self.hits.partition_point(|hit| hit.concept < concept);
        let length = self.hits[start..].partition_point(|hit| hit.concept == concept);
        &self.hits[start..start + length]
    }

    pub(crate) fn has_number(&self) -> bool {
        self.has(BuiltIn::Number.id())
    }

    pub(crate) fn has_name(&self) -> bool {
        self.has(BuiltIn::Name.id())
    }

    /// The concepts of this sentence of so many words and of the one after it, as of one.
    pub(crate) fn followed_by(&self, next: &Self, words: usize) -> Self {
        let moved = next.hits.iter().map(|hit| Hit { start: hit.start + words, end: hit.end + words, ..*hit });
        Self::new(self.hits.iter().copied().chain(moved).collect())
    }
}

/// A cue of stance found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CueHit {
    pub(crate) cue: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The most words a phrase's gap may skip.
const SKIP: usize = 3;

/// Looks up the words of a sentence.
pub(crate) fn look_up(words: &[Word], forms: &Forms, rubric: &Rubric) -> (Hits, Vec<CueHit>) {
    let mut walk = Walk { words, forms, rubric, hits: Vec::new(), cues: Vec::new(), not_cues: Vec::new() };
    for start in 0..words.len() {
        walk.from(0, start, start);
    }
    walk.built_in();
    let Walk { hits, mut cues, not_cues, .. } = walk;
    cues.retain(|cue| !not_cues.iter().any(|not| not.cue == cue.cue && not.start <= cue.start && cue.end <= not.end));
    cues.dedup();
    (Hits::new(hits), cues)
}

struct Walk<'a> {
    words: &'a [Word],
    forms: &'a Forms,
    rubric: &'a Rubric,
    hits: Vec<Hit>,
    cues: Vec<CueHit>,
    not_cues: Vec<CueHit>,
}

impl Walk<'_> {
    /// Goes on from a node whose phrase began at `start` and has come as far as `at`.
    fn from(&mut self, node: u32, start: usize, at: usize) {
        let lexicon = &self.rubric.lexicon;
        let here = lexicon.node(node);
        if at > start {
            self.ends(&here, start, at);
        }
        let Some(word) = self.words.get(at) else { return };
        // A phrase does not run on into the next clause, nor over a comma.
        if at > start && word.gap != Gap::None {
            return;
        }
        let form = self.forms.get(word.form);
        for key in &form.keys {
            let next = if node == ROOT { lexicon.first(*key) } else { lexicon.step(&here, *key) };
            if let Some(next) = next {
                self.from(next, start, at + 1);
            }
        }
        if form.number
            && let Some(next) = here.number()
        {
            self.from(next, start, at + 1);
        }
        if let Some(gap) = here.gap() {
            for skip in 0..=SKIP {
                self.from(gap, start, at + skip);
                let inside = self.words.get(at + skip);
                if inside.is_none_or(|word| word.gap == Gap::Clause) {
                    break;
                }
            }
        }
    }

    fn ends(&mut self, node: &Node, start: usize, end: usize) {
        for meaning in self.rubric.lexicon.meanings(node) {
            match meaning {
                Meaning::Concept(concept) => self.hits.push(Hit { concept, start, end }),
                Meaning::Cue(cue) => {
                    let hit = CueHit { cue: cue as usize, start, end };
                    if !self.named_so(hit) {
                        self.cues.push(hit);
                    }
                }
                Meaning::NotCue(cue) => self.not_cues.push(CueHit { cue: cue as usize, start, end }),
            }
        }
    }

    /// Whether what looks like a cue is part of a name: "Elm Park" is not put off. Cues of elsewhere are themselves often names.
    fn named_so(&self, hit: CueHit) -> bool {
        let inside = (hit.start.max(1)..hit.end).map(|at| &self.words[at]);
        let named = |word: &Word| word.capital && self.forms.get(word.form).nameable;
        self.rubric.language.cues[hit.cue].stance != Stance::Elsewhere && inside.into_iter().any(named)
    }

    /// What is seen from a word's looks, and tense from the words before it.
    fn built_in(&mut self) {
        for (at, word) in self.words.iter().enumerate() {
            let form = self.forms.get(word.form);
            let mut hit = |concept: BuiltIn| self.hits.push(Hit { concept: concept.id(), start: at, end: at + 1 });
            if form.number {
                hit(BuiltIn::Number);
            }
            if form.year {
                hit(BuiltIn::Year);
            }
            if word.money {
                hit(BuiltIn::Money);
            }
            if word.percent {
                hit(BuiltIn::Percent);
            }
            if word.capital && at > 0 && form.nameable {
                hit(BuiltIn::Name);
            }
            let before = |reach: usize, list: &[&str]| {
                self.words[at.saturating_sub(reach)..at]
                    .iter()
                    .any(|word| list.contains(&self.forms.get(word.form).text.as_str()))
            };
            let modal = || before(3, &["will", "would", "shall", "should", "to", "be", "can", "may", "must", "could", "might"]);
            let past = match form.text.as_str() {
                "has" | "have" | "had" | "was" | "were" | "been" => !modal(),
                _ => form.past && !modal() && !before(2, &["is", "are", "be", "being"]),
            };
            if past {
                hit(BuiltIn::PastTense);
            }
            if matches!(form.text.as_str(), "will" | "shall" | "would" | "should") {
                hit(BuiltIn::FutureTense);
            }
        }
    }
}
