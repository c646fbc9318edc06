//! A statement's sentences as they were read, whether or not anything was found in them: for saying why prose earns nothing.

use super::{Finder, Sentence};
use crate::rubric::{BuiltIn, Stance};
use crate::source::Source;
use crate::statement::{Place, Statement};

/// A sentence as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The field it stands in.
    pub field: String,
    /// The kind of field.
    pub place: Place,
    /// The first byte of it in the file.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// Its words.
    pub words: usize,
    /// How the whole of it is meant, where it has one meaning: an echo, a string of fashionable words, a story from elsewhere.
    pub whole: Option<Stance>,
    /// Whether it is mostly a published example's wording.
    pub copied: bool,
    /// Whether it says that something will or must be.
    pub promises: bool,
    /// Whether it has a person, a school, a body, a name or "we".
    pub somebody: bool,
    /// Whether it has a word for a post, a body, or something people in charge do.
    pub leadership: bool,
    /// Whether it speaks of several schools or services.
    pub several: bool,
}

impl Finder<'_> {
    /// The sentences of a statement that was read from this source, in their order.
    pub fn read_through(&mut self, statement: &Statement, source: &Source) -> Vec<Reading> {
        let sentences = self.read(statement);
        sentences.iter().map(|sentence| self.reading(sentence, source)).collect()
    }

    fn reading(&self, sentence: &Sentence<'_>, source: &Source) -> Reading {
        let rubric = self.rubric;
        let has = |concept: Option<u32>| concept.is_some_and(|concept| sentence.hits.has(concept));
        let own = sentence.words.iter().any(|word| word.traits.own);
        let span = sentence.passage.offsets.locate(sentence.range.clone());
        Reading {
            field: sentence.passage.field.clone(),
            place: sentence.passage.place,
            copied: rubric.wording.published(source.slice(span.clone())),
            start: span.start,
            end: span.end,
            words: sentence.words.len(),
            whole: sentence.moods.whole(),
            promises: sentence.hits.has(BuiltIn::FutureTense.id()) || has(rubric.obligation),
            somebody: own || sentence.hits.has_name() || has(rubric.subject),
            leadership: has(rubric.leadership),
            several: has(rubric.several),
        }
    }
}
