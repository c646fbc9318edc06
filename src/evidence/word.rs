//! Words: where they begin and end, what form they are, and what is known of them.

use super::{breaks, spelling};
use crate::rubric::word::{invisible, split};
use crate::rubric::{Key, Language, Lexicon, Node, Rubric};
use rustc_hash::FxHashMap;

/// What is known of a form, whatever sentence it stands in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// Lower case, without accents.
    pub(crate) text: String,
    /// The items, by their place, whose own wording it is part of.
    pub(crate) echoes: Box<[usize]>,
    traits: Traits,
}

/// What is asked of every word again and again: so it stands with the word and not with its form, which lies elsewhere.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Traits {
    /// Where in [`Forms`] the keys stand by which phrases know it,
    keys: (u32, u32),
    /// and of these what a node of the tree is asked first.
    pub(crate) key_bits: u32,
    pub(crate) number: bool,
    pub(crate) year: bool,
    /// Says something by itself: neither a function word nor a number.
    pub(crate) content: bool,
    /// Is part of an item's own wording.
    pub(crate) echoes: bool,
    /// An irregular past form, or one in -ed.
    pub(crate) past: bool,
    /// May be part of a name when it begins with a capital.
    pub(crate) nameable: bool,
    pub(crate) ends_clause: bool,
    /// Ends what a cue before it covers: "and", "so", "only".
    pub(crate) ends_cover: bool,
    pub(crate) own: bool,
    pub(crate) part: Part,
}

/// The part a word has in telling tenses apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// It says that something will be: "will", "would".
    pub(crate) future: bool,
    /// After it a past form tells of no past: "will", "to", "may".
    pub(crate) modal: bool,
    /// It makes a passive of a past form: "is", "being".
    pub(crate) passive: bool,
    /// It tells of the past whatever follows: "has", "were".
    pub(crate) perfect: bool,
}

impl Part {
    fn of(word: &str) -> Self {
        Self {
            future: matches!(word, "will" | "shall" | "would" | "should"),
            modal: matches!(
                word,
                "will" | "would" | "shall" | "should" | "to" | "be" | "can" | "may" | "must" | "could" | "might"
            ),
            passive: matches!(word, "is" | "are" | "be" | "being"),
            perfect: matches!(word, "has" | "have" | "had" | "was" | "were" | "been"),
        }
    }
}

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    None,
    Comma,
    /// A semicolon, colon, dash, bracket, question or exclamation mark.
    Clause,
}

/// A word in its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Bytes of the passage's text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// A place in [`Forms`].
    pub(crate) form: u32,
    pub(crate) gap: Gap,
    pub(crate) capital: bool,
    pub(crate) money: bool,
    pub(crate) percent: bool,
    pub(crate) traits: Traits,
}

/// The word that was meant, where this is none and one slip away from one that matters.
fn mended(word: String, language: &Language, lexicon: &Lexicon) -> String {
    let matters = |word: &str| language.knows(word) || !lexicon.keys(word, &language.lemma(word)).is_empty();
    if matters(&word) { word } else { spelling::meant(&word, matters).unwrap_or(word) }
}

/// The forms met so far. Each is looked into once, however often it is met.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    forms: Vec<Form>,
    known: FxHashMap<String, u32>,
    /// From a run of letters as written to its forms: where they stand in `of_runs`.
    runs: FxHashMap<Box<str>, (u32, u32)>,
    of_runs: Vec<u32>,
    keys: Vec<Key>,
}

/// Runs kept before starting afresh, so that a stream of nonsense does not fill the memory.
const RUNS: usize = 200_000;

impl Forms {
    pub(crate) fn get(&self, form: u32) -> &Form {
        &self.forms[form as usize]
    }

    /// The keys by which phrases know a word.
    pub(crate) fn keys(&self, word: &Word) -> &[Key] {
        let (start, end) = word.traits.keys;
        &self.keys[start as usize..end as usize]
    }

    /// Forgets everything where too much has been met; between statements only, for words name their forms by number.
    pub(crate) fn tidy(&mut self) {
        if self.runs.len() > RUNS {
            *self = Self::default();
        }
    }

    /// Where in `of_runs` the forms of a run of letters stand.
    fn run(&mut self, text: &str, rubric: &Rubric) -> (u32, u32) {
        if let Some(known) = self.runs.get(text) {
            return *known;
        }
        let Rubric { language, lexicon, .. } = rubric;
        // A capital is more likely a name than a slip.
        let slips = !text.contains(char::is_uppercase);
        let start = place(self.of_runs.len());
        for word in split(text, language) {
            let word = if slips { mended(word, language, lexicon) } else { word };
            let form = self.form(word, rubric);
            self.of_runs.push(form);
        }
        let run = (start, place(self.of_runs.len()));
        self.runs.insert(text.into(), run);
        run
    }

    fn form(&mut self, text: String, rubric: &Rubric) -> u32 {
        if let Some(form) = self.known.get(&text) {
            return *form;
        }
        let Rubric { language, lexicon, .. } = rubric;
        let lemma = language.lemma(&text);
        let digits = text.starts_with(|c: char| c.is_ascii_digit());
        let number = digits || language.numbers.contains(&text);
        let keys = lexicon.keys(&text, &lemma);
        let echoes = rubric.echo.iter().enumerate().filter(|(_, own)| own.contains(&lemma));
        let echoes: Box<[usize]> = echoes.map(|(item, _)| item).collect();
        let first = place(self.keys.len());
        self.keys.extend(&keys);
        let traits = Traits {
            keys: (first, place(self.keys.len())),
            key_bits: Node::bits(&keys),
            number,
            year: text.len() == 4 && digits && (text.starts_with("19") || text.starts_with("20")),
            content: !number && !language.function.contains(&text),
            echoes: !echoes.is_empty(),
            past: language.past.contains(&text) || (text.len() > 4 && text.ends_with("ed")),
            nameable: text.chars().count() > 1 && !digits && !language.capitals.contains(&text),
            ends_clause: language.clause_ends.contains(&text),
            ends_cover: matches!(text.as_str(), "and" | "so" | "only"),
            own: language.own.contains(&text),
            part: Part::of(&text),
        };
        let form = Form { text: text.clone(), echoes, traits };
        let id = place(self.forms.len());
        self.forms.push(form);
        self.known.insert(text, id);
        id
    }

    /// The words of a stretch of text.
    pub(crate) fn words(&mut self, text: &str, rubric: &Rubric) -> Vec<Word> {
        // One word in six letters and a space, or thereabouts.
        let mut words: Vec<Word> = Vec::with_capacity(text.len() / 5 + 1);
        let mut gap = Gap::None;
        let mut money = false;
        let mut hyphen = false;
        for (start, run) in breaks::words(text) {
            let Some(first) = run.chars().find(|c| !invisible(*c)) else { continue };
            if first.is_alphanumeric() {
                let capital = first.is_uppercase();
                let end = start + run.len();
                let (from, to) = self.run(run, rubric);
                for at in from..to {
                    let form = self.of_runs[at as usize];
                    if hyphen
                        && gap == Gap::None
                        && let Some(last) = words.last_mut()
                        && rubric.language.joins(&self.get(last.form).text, &self.get(form).text)
                    {
                        let joined = format!("{}{}", self.get(last.form).text, self.get(form).text);
                        last.form = self.form(joined, rubric);
                        last.traits = self.get(last.form).traits;
                        last.end = end;
                        continue;
                    }
                    let traits = self.get(form).traits;
                    let money = std::mem::take(&mut money) && traits.number;
                    words.push(Word { start, end, form, gap, capital, money, percent: false, traits });
                    gap = Gap::None;
                }
                hyphen = false;
                continue;
            }
            hyphen = first == '-' || first == '\u{2010}' || first == '\u{2011}';
            money = first == '£';
            match first {
                '%' => {
                    if let Some(last) = words.last_mut() {
                        last.percent = true;
                    }
                }
                ',' => gap = gap.max(Gap::Comma),
                ';' | ':' | '–' | '—' | '(' | ')' | '[' | ']' | '?' | '!' | '"' | '“' | '”' | '…' | '•' => {
                    gap = Gap::Clause
                }
                // A dash written as a hyphen between spaces.
                '-' if text[..start].ends_with(' ') => gap = Gap::Clause,
                _ => {}
            }
        }
        words
    }
}

fn place(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
