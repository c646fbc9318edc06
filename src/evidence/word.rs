//! Words: where they begin and end, what form they are, and what is known of them.

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation as _;

use super::spelling;
use crate::rubric::word::{invisible, split};
use crate::rubric::{Key, Language, Lexicon};

/// What is known of a form, whatever sentence it stands in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// Lower case, without accents.
    pub(crate) text: String,
    /// By which phrases know it.
    pub(crate) keys: Vec<Key>,
    pub(crate) number: bool,
    pub(crate) year: bool,
    /// Says something by itself: neither a function word nor a number.
    pub(crate) content: bool,
    /// An irregular past form, or one in -ed.
    pub(crate) past: bool,
    /// May be part of a name when it begins with a capital.
    pub(crate) nameable: bool,
    pub(crate) ends_clause: bool,
    pub(crate) own: bool,
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
    /// From a run of letters as written to its forms.
    runs: FxHashMap<Box<str>, Box<[u32]>>,
}

/// Runs kept before starting afresh, so that a stream of nonsense does not fill the memory.
const RUNS: usize = 200_000;

impl Forms {
    pub(crate) fn get(&self, form: u32) -> &Form {
        &self.forms[form as usize]
    }

    /// Forgets everything where too much has been met; between statements only, for words name their forms by number.
    pub(crate) fn tidy(&mut self) {
        if self.runs.len() > RUNS {
            *self = Self::default();
        }
    }

    fn run(&mut self, text: &str, language: &Language, lexicon: &Lexicon) -> &[u32] {
        if !self.runs.contains_key(text) {
            // A capital is more likely a name than a slip.
            let slips = !text.contains(char::is_uppercase);
            let words = split(text, language).into_iter();
            let words = words.map(|word| if slips { mended(word, language, lexicon) } else { word });
            let forms = words.map(|word| self.form(word, language, lexicon)).collect();
            self.runs.insert(text.into(), forms);
        }
        &self.runs[text]
    }

    fn form(&mut self, text: String, language: &Language, lexicon: &Lexicon) -> u32 {
        if let Some(form) = self.known.get(&text) {
            return *form;
        }
        let lemma = language.lemma(&text);
        let digits = text.starts_with(|c: char| c.is_ascii_digit());
        let number = digits || language.numbers.contains(&text);
        let form = Form {
            keys: lexicon.keys(&text, &lemma),
            number,
            year: text.len() == 4 && digits && (text.starts_with("19") || text.starts_with("20")),
            content: !number && !language.function.contains(&text),
            past: language.past.contains(&text) || (text.len() > 4 && text.ends_with("ed")),
            nameable: text.chars().count() > 1 && !digits && !language.capitals.contains(&text),
            ends_clause: language.clause_ends.contains(&text),
            own: language.own.contains(&text),
            text: text.clone(),
        };
        let id = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.forms.push(form);
        self.known.insert(text, id);
        id
    }

    /// The words of a stretch of text.
    pub(crate) fn words(&mut self, text: &str, language: &Language, lexicon: &Lexicon) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let mut gap = Gap::None;
        let mut money = false;
        let mut hyphen = false;
        for (start, run) in text.split_word_bound_indices() {
            let Some(first) = run.chars().find(|c| !invisible(*c)) else { continue };
            if first.is_alphanumeric() {
                let capital = first.is_uppercase();
                let end = start + run.len();
                for form in self.run(run, language, lexicon).to_vec() {
                    if hyphen
                        && gap == Gap::None
                        && let Some(last) = words.last_mut()
                        && language.joins(&self.get(last.form).text, &self.get(form).text)
                    {
                        let joined = format!("{}{}", self.get(last.form).text, self.get(form).text);
                        last.form = self.form(joined, language, lexicon);
                        last.end = end;
                        continue;
                    }
                    let money = std::mem::take(&mut money) && self.get(form).number;
                    words.push(Word { start, end, form, gap, capital, money, percent: false });
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
