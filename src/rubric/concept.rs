//! Concepts: one idea each, and the many ways people put it.

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// A concept's place in [`super::Rubric::concepts`].
pub type ConceptId = u32;

/// What stands for a file where a concept is built in.
pub(super) const BUILT_IN: &str = "built in";

/// A concept, ready for use.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Concept {
    /// Its id.
    pub id: String,
    /// What it is, in a line.
    pub says: String,
    /// Its phrases as written, with commas between them; those of concepts it takes in are left out.
    pub words: String,
    /// The concepts it takes in.
    pub also: Vec<ConceptId>,
    /// Sentences that contain it.
    pub yes: Vec<String>,
    /// Sentences that do not.
    pub no: Vec<String>,
    /// The file it stands in.
    pub file: String,
}

impl Concept {
    /// Its phrases, each once.
    pub fn phrases(&self) -> Vec<&str> {
        let mut seen = FxHashSet::default();
        super::resolve::listed(&self.words).filter(|phrase| seen.insert(*phrase)).collect()
    }
}

/// What no list of words can say; their ids are the first of the concepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum BuiltIn {
    /// A number in figures or words.
    Number,
    /// A percentage.
    Percent,
    /// A sum of money.
    Money,
    /// A year, 1900 to 2099.
    Year,
    /// A capitalised word inside a sentence.
    Name,
    /// Something that has been done.
    PastTense,
    /// Something that will be done.
    FutureTense,
}

impl BuiltIn {
    /// All of them with their ids and what they are.
    pub const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Number, "number", "a number, in figures or in words"),
        (Self::Percent, "percent", "a percentage"),
        (Self::Money, "money", "a sum of money"),
        (Self::Year, "year", "a year from 1900 to 2099"),
        (Self::Name, "name", "a name: a capitalised word inside a sentence"),
        (Self::PastTense, "past-tense", "something that has been done: has agreed, met, was signed"),
        (Self::FutureTense, "future-tense", "something that will be done: will, shall, is to"),
    ];

    /// Its id.
    pub const fn id(self) -> ConceptId {
        self as ConceptId
    }
}

/// A file of `vocabulary/`, as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VocabularyDraft {
    /// What the file's concepts are about, in a line.
    #[serde(rename = "about")]
    pub(super) _about: String,
    /// The document they come from: the `id` of one of the sources in call.toml.
    #[schemars(with = "String")]
    pub(super) source: Spanned<String>,
    /// The concepts.
    #[serde(default)]
    pub(super) concepts: Vec<ConceptDraft>,
}

/// A concept, as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConceptDraft {
    /// Its id, unique in the rubric.
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    /// What it is, in a line.
    pub(super) says: String,
    /// Words and phrases, with commas between them.
    #[serde(default)]
    #[schemars(with = "String")]
    pub(super) words: Option<Spanned<String>>,
    /// Concepts whose words are this one's too.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) also: Vec<Spanned<String>>,
    /// Sentences that contain it.
    #[serde(default)]
    pub(super) yes: Vec<String>,
    /// Sentences that do not.
    #[serde(default)]
    pub(super) no: Vec<String>,
}
