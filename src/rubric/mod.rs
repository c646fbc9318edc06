//! The rubric: criteria, scenarios, vocabulary, language and the call's facts, read from TOML and made ready for use.
//!
//! The program's own folders and a user's go through the same parser; a user's file replaces the program's of the same name or is added
//! to them. The program's are read while it is built, by this very room (`build.rs`), and what comes of them lies in it ready made.

mod call;
pub mod check;
mod concept;
mod draft;
pub mod files;
pub(crate) mod flat;
mod item;
mod language;
mod later;
mod lexicon;
mod pattern;
mod resolve;
mod searches;
mod tree;
pub(crate) mod word;
mod wording;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use call::{Calendar, Call, Day, Document, Domain, Drafts, LeadRule, LevelName, Limits, Support};
pub(crate) use concept::VocabularyDraft;
pub use concept::{BuiltIn, Concept, ConceptId};
pub(crate) use draft::ItemDraft;
pub use files::{Kind as FileKind, RubricFile};
pub use item::{Facet, Feature, Item, ItemKind, Question, Scale, Signal};
pub use language::{Cover, Cue, Language, Stance, StanceExample};
pub use later::Later;
pub use lexicon::{Key, Lexicon, Meaning, Node, ROOT};
pub use pattern::{Pattern, Step};
pub use searches::{Goal, PatternId, Searches};
pub use wording::{Wording, fingerprints};

use crate::problem::Problem;
use crate::source::Source;

/// All that scoring needs to know, read only.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rubric {
    /// A fingerprint of every file in use: 16 hexadecimal digits of a SHA-256.
    pub hash: String,
    /// The call's facts.
    pub call: Call,
    /// The criteria, in their order.
    pub criteria: Vec<Item>,
    /// The scenarios, in their order.
    pub scenarios: Vec<Item>,
    /// The concepts, built-in ones first; a [`ConceptId`] is a place in this list.
    pub concepts: Later<Vec<Concept>>,
    /// Words, their forms, and the cues of stance.
    pub language: Language,
    /// Every phrase of every concept and cue, ready to be looked up.
    pub lexicon: Lexicon,
    /// Every pattern of every signal and question, ready to be searched for.
    pub searches: Searches,
    /// For each item the lemmas of its own wording.
    pub(crate) echo: Vec<FxHashSet<String>>,
    /// Wording that proves nothing when it is said back.
    pub(crate) wording: Wording,
    /// The concept of fashionable words, where the vocabulary has one.
    pub(crate) buzz: Option<ConceptId>,
    /// The concept of what statements are about, where the vocabulary has one.
    pub(crate) subject: Option<ConceptId>,
    /// The concept of obligations, where the vocabulary has one.
    pub(crate) obligation: Option<ConceptId>,
    /// The concept of posts, bodies and what people in charge do, where the vocabulary has one.
    pub(crate) leadership: Option<ConceptId>,
    /// The concept of several schools or services, where the vocabulary has one.
    pub(crate) several: Option<ConceptId>,
}

/// A rubric file with what is wrong with it.
#[derive(Debug)]
pub struct Wrong {
    /// The file.
    pub source: Source,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Rubric {
    /// A rubric from its files, in whatever order they come.
    ///
    /// # Errors
    /// Gives every file that is wrong.
    pub fn build(mut files: Vec<RubricFile>) -> Result<Self, Vec<Wrong>> {
        files::order(&mut files);
        let hash = fingerprint(&files);
        let mut wrong = Vec::new();
        let draft = draft::Drafts::parse(files, &mut wrong);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        draft.resolve(hash)
    }

    /// Criteria and scenarios, one after the other: the order in which evidence names them.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.criteria.iter().chain(&self.scenarios)
    }

    /// The concept of this id.
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        self.concepts.iter().find(|concept| concept.id == id)
    }
}

fn fingerprint(files: &[RubricFile]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        hasher.update(file.place.as_bytes());
        hasher.update([0]);
        // A checkout with Windows line ends is the same rubric.
        for line in file.source.text().lines() {
            hasher.update(line.as_bytes());
            hasher.update(b"\n");
        }
        hasher.update([0]);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
