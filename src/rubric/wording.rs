//! Wording that proves nothing when it is said back: the rubric's own prose and examples, and published texts.
//!
//! A text is known by its runs of five words. The rubric's own are taken from its files; of published texts only fingerprints are
//! kept, so that copying can be told without carrying the text.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::flat::{self, NumberSet};
use super::item::Item;

/// Words in a run.
const RUN: usize = 5;

/// The runs of known texts, by fingerprint.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Wording {
    /// Of all of them,
    known: NumberSet,
    /// and of published texts alone.
    published: NumberSet,
}

impl Wording {
    /// The wording of the items, and the fingerprints of a published text: hexadecimal, one a line, `#` for a comment.
    pub(super) fn new<'i>(items: impl Iterator<Item = &'i Item>, published: &str) -> Self {
        let lines = published.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        let published: FxHashSet<u32> = lines.filter_map(|line| u32::from_str_radix(line, 16).ok()).collect();
        let mut known = published.clone();
        for item in items {
            let facets = item.facets.iter().map(|facet| facet.says.as_str());
            let signals = item.signals.iter().flat_map(|signal| std::iter::once(&signal.says).chain(signal.yes.iter()));
            let features = item.features.iter().map(|feature| feature.says.as_str());
            let questions = item.questions.iter().map(|question| question.ask.as_str());
            let prose =
                [&item.title, &item.asks, &*item.why, &*item.nature, &*item.key].into_iter().chain(&item.levels).chain(signals);
            let all = prose.map(String::as_str).chain(facets).chain(features).chain(questions);
            for text in all {
                known.extend(fingerprints(text));
                // A sentence shorter than a run is known by itself.
                let short = text.split(['.', '!', '?', '\n']).filter(|piece| piece.split_whitespace().count() < RUN);
                short.for_each(|piece| known.extend(fingerprints(piece)));
            }
        }
        Self { known: known.into_iter().collect(), published: published.into_iter().collect() }
    }

    /// Whether a sentence is mostly known wording.
    pub(crate) fn known(&self, sentence: &str) -> bool {
        mostly(sentence, &self.known)
    }

    /// Whether a sentence is mostly a published text's wording.
    pub(crate) fn published(&self, sentence: &str) -> bool {
        mostly(sentence, &self.published)
    }
}

/// Whether three in five of a sentence's runs are in a set, and three of them where it has three.
fn mostly(sentence: &str, set: &NumberSet) -> bool {
    let runs = fingerprints(sentence);
    let known = runs.iter().filter(|run| set.contains(**run)).count();
    !runs.is_empty() && known * 5 >= runs.len() * 3 && known >= runs.len().min(3)
}

/// The fingerprints of a text's runs of words: FNV-1a, 32 bits, over lower-case letters and digits with a space after each word.
pub fn fingerprints(text: &str) -> Vec<u32> {
    let mut runs = Runs { open: [flat::FINGERPRINT; RUN], words: 0, inside: false, done: Vec::with_capacity(text.len() / 5) };
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            runs.letter(c.to_ascii_lowercase() as u8);
        } else if c.is_alphanumeric() {
            let mut bytes = [0; 4];
            c.to_lowercase().for_each(|c| c.encode_utf8(&mut bytes).bytes().for_each(|byte| runs.letter(byte)));
        } else if c != '\'' && c != '’' {
            runs.word_ends();
        }
    }
    runs.word_ends();
    // A text shorter than a run is known as a whole.
    if (1..RUN).contains(&runs.words) {
        runs.done.push(runs.open[0]);
    }
    runs.done
}

/// The runs that a text's next letter belongs to: one begins with each word.
struct Runs {
    /// The fingerprints so far, each at the number of its first word, counted round.
    open: [u32; RUN],
    /// The words so far that have ended.
    words: usize,
    inside: bool,
    done: Vec<u32>,
}

impl Runs {
    fn letter(&mut self, byte: u8) {
        if !self.inside {
            self.inside = true;
            self.open[self.words % RUN] = flat::FINGERPRINT;
        }
        self.open = self.open.map(|run| flat::with_byte(run, byte));
    }

    fn word_ends(&mut self) {
        if std::mem::take(&mut self.inside) {
            self.open = self.open.map(|run| flat::with_byte(run, b' '));
            self.words += 1;
            if self.words >= RUN {
                self.done.push(self.open[self.words % RUN]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Wording {
        Wording { known: fingerprints(text).into_iter().collect(), ..Wording::default() }
    }

    #[test]
    fn runs_are_of_five_words_each() {
        let hash = |run: &str| run.bytes().fold(flat::FINGERPRINT, flat::with_byte);
        let text = "It's the Head’s -- own PLAN, ÉLAN 2006";
        let words = ["its", "the", "heads", "own", "plan", "élan", "2006"].map(|word| format!("{word} "));
        assert_eq!(fingerprints(text), words.windows(RUN).map(|run| hash(&run.concat())).collect::<Vec<_>>());
        assert_eq!(fingerprints("The head."), [hash("the head ")]);
        assert!(fingerprints(" ' - ").is_empty());
    }

    #[test]
    fn copies_are_known_and_kin_are_not() {
        let text = "Each head leads one area across all six of the schools, and answers to a group that meets monthly.";
        let wording = of(text);
        assert!(wording.known(text));
        assert!(wording.known("each Head leads one AREA across all six of the schools!"));
        assert!(!wording.known("Each head leads her own school, and no area is shared by two of them at present."));
        assert!(!wording.known("Too short.") && !wording.known("..."));
        assert!(of("Free to leave").known("free to leave!"));
    }
}
