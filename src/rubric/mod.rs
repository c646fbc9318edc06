//! The rubric: criteria, scenarios, vocabulary, language and the call's facts, read from TOML and made ready for use.
//!
//! The embedded folders and a user's folder go through the same parser; a user's file replaces the embedded one of the same name or
//! is added to them.

mod call;
pub mod check;
mod concept;
mod draft;
mod files;
mod item;
mod language;
mod lexicon;
mod pattern;
mod resolve;
pub(crate) mod spelling;
mod wording;

use std::path::Path;

use anyhow::{Context as _, Result};
use rustc_hash::FxHashSet;
use sha2::{Digest as _, Sha256};

pub use call::{Call, Document, Domain, LeadRule, LevelName, Limits, Support};
pub(crate) use concept::VocabularyDraft;
pub use concept::{BuiltIn, Concept, ConceptId};
pub(crate) use draft::ItemDraft;
pub use files::{Kind as FileKind, RubricFile};
pub use item::{Facet, Feature, Item, ItemKind, Question, Scale, Signal};
pub use language::{Cover, Cue, Language, Stance, StanceExample};
pub use lexicon::{Key, Lexicon, Meaning, Node};
pub use pattern::{Pattern, Step};
pub use wording::{Wording, fingerprints};

use crate::problem::Problem;
use crate::source::Source;

/// All that scoring needs to know, read only.
#[derive(Debug)]
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
    pub concepts: Vec<Concept>,
    /// Words, their forms, and the cues of stance.
    pub language: Language,
    /// Every phrase of every concept and cue, ready to be looked up.
    pub lexicon: Lexicon,
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
    /// For each concept, those that take in its words.
    takers: Vec<Vec<ConceptId>>,
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
    /// The rubric the program carries.
    ///
    /// # Errors
    /// Never, in a program that passed its tests; the errors are those of [`Self::load`].
    pub fn embedded() -> Result<Self, Vec<Wrong>> {
        Self::build(files::embedded())
    }

    /// The embedded rubric with a folder laid over it.
    ///
    /// # Errors
    /// The outer error says that the folder could not be read; the inner ones, which files of it are wrong and where.
    pub fn load(over: &Path) -> Result<Result<Self, Vec<Wrong>>> {
        let files = files::laid_over(files::embedded(), over)
            .with_context(|| format!("cannot read the rubric in `{}`", over.display()))?;
        Ok(Self::build(files))
    }

    /// The files of the rubric the program carries, with their places in a rubric's folder.
    pub fn files() -> impl Iterator<Item = (String, Source)> {
        files::embedded().into_iter().map(|file| (file.place, file.source))
    }

    /// A rubric from its files.
    ///
    /// # Errors
    /// Gives every file that is wrong.
    pub fn build(files: Vec<RubricFile>) -> Result<Self, Vec<Wrong>> {
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

    /// The concepts that take in this one's words, directly or through others.
    pub(crate) fn taken_in_by(&self, concept: ConceptId) -> &[ConceptId] {
        &self.takers[concept as usize]
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
