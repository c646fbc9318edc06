//! Criteria and scenarios: two uses of one mechanism, ready for use.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::concept::ConceptId;
use super::later::Later;
use super::pattern::Pattern;
use super::searches::PatternId;
use crate::statement::Places;

/// A criterion or a scenario, ready for use.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Item {
    /// Which of the two.
    pub kind: ItemKind,
    /// Its id: the file's name.
    pub id: String,
    /// Its place in tables.
    pub order: i64,
    /// Its name for people.
    pub title: String,
    /// The question it asks of a statement.
    pub asks: String,
    /// What it means, in a paragraph.
    pub why: Later<String>,
    /// The document it comes from, a key of the call's sources.
    pub source: String,
    /// From points to level.
    pub scale: Scale,
    /// What levels 1 to 4 look like here; empty where the file does not say.
    pub levels: Later<Vec<String>>,
    /// Its sides.
    pub facets: Vec<Facet>,
    /// What to look for.
    pub signals: Vec<Signal>,
    /// Phrases of its own wording.
    pub echo: Later<Vec<String>>,
    /// A scenario's nature; empty for a criterion.
    pub nature: Later<String>,
    /// What a scenario stands or falls with; empty for a criterion.
    pub key: Later<String>,
    /// A scenario's features by dimension.
    pub features: Later<Vec<Feature>>,
    /// A scenario's key questions.
    pub questions: Vec<Question>,
}

/// Criterion or scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemKind {
    /// Scored 0-4.
    Criterion,
    /// Fitted 0-1.
    Scenario,
}

/// From points to level: `0.5 + (points - half) / level`.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The points at level 0.5.
    pub half: f64,
    /// The points of each further level.
    pub level: f64,
}

/// A side of an item. Further sentences on one side count less and less.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Facet {
    /// Its id.
    pub id: String,
    /// What it is, in a line.
    pub says: String,
    /// What each further sentence is worth of the one before it.
    #[serde(default = "usual_further")]
    pub further: f64,
}

const fn usual_further() -> f64 {
    0.35
}

/// A feature of a scenario on one dimension of governance.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// The dimension.
    pub dimension: String,
    /// What the scenario is like on it.
    pub says: String,
}

/// A scenario's question to a statement.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Question {
    /// The question.
    pub ask: String,
    /// It is settled where one of these is found.
    pub settled: Later<Vec<Pattern>>,
    /// The same, ready to be searched for.
    pub patterns: Range<PatternId>,
}

/// What to look for in a sentence, and what finding it is worth.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Signal {
    /// Its id, unique in its item.
    pub id: String,
    /// What it is, in a line.
    pub says: String,
    /// The facet it belongs to, a place in the item's list.
    pub facet: usize,
    /// Points; below zero it speaks against.
    pub worth: f64,
    /// Any one of these.
    pub find: Later<Vec<Pattern>>,
    /// The same, ready to be searched for.
    pub patterns: Range<PatternId>,
    /// The patterns as written, for `explain`.
    pub written: Later<Vec<String>>,
    /// How far apart, in words, a pattern's concepts may lie.
    pub near: usize,
    /// The fields it is looked for in.
    pub places: Places,
    /// Not where the sentence has one of these.
    pub unless: Vec<ConceptId>,
    /// The sentences a pattern may run over: 1 or 2.
    pub sentences: usize,
    /// Sentences it is found in.
    pub yes: Later<Vec<String>>,
    /// Sentences it is not found in, or is not affirmed by.
    pub no: Later<Vec<String>>,
}
