//! Finds the evidence in statements of intent for leadership field trials, and scores it.
//!
//! The rooms, in the order in which a statement goes through them:

/// A text, its name, and where a byte of it stands.
pub mod source;

/// Paragraphs wrapped to a width.
pub mod wrap;

/// What is wrong with a statement, a rubric file or a table of ratings.
pub mod problem;

/// A TOML table read field by field, problems collected.
pub mod fields;

/// Days and half days as people write them.
pub mod day;

/// Criteria, scenarios, vocabulary, language and the call, from TOML.
pub mod rubric;

/// What the program carries: the rubric ready made, its files, English words.
pub mod embedded;

/// TOML or prose to a statement whose every byte knows its place.
pub mod statement;

/// Files, folders, globs, standard input and rows to statements.
pub mod inputs;

/// Prose to quoted evidence with a stance.
pub mod evidence;

/// Evidence to points, levels, fits and a lead.
pub mod score;

/// Many inputs worked on side by side, in their order.
pub mod batch;

/// Drafts: what is wrong with one, and what would make it better.
pub mod draft;

/// The panel's ratings beside the program's.
pub mod panel;

/// Scores to tables and JSON.
pub mod report;

/// JSON Schemas of what is read and written.
pub mod schema;

/// A statement as a file to fill in.
pub mod template;

/// Documents of word processors, block by block.
pub mod document;

/// A document to a statement to fill in.
pub mod intake;

/// The command line.
pub mod command;

use evidence::Finder;
use problem::Problem;
use rubric::Rubric;
use score::{Assessment, Options};
use source::Source;
use statement::Statement;

/// An input that could not be read, with all that is wrong with it.
#[derive(Debug)]
pub struct Failure {
    /// Its name and text, for showing the problems in it.
    pub source: Source,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Takes a statement, once read, through evidence to its scores.
pub fn assess(statement: &Statement, source: &Source, finder: &mut Finder<'_>, rubric: &Rubric, options: &Options) -> Assessment {
    let findings = finder.find(statement, source);
    score::assess(statement, findings, rubric, options)
}
