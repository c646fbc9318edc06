//! JSON: the shape that scripts rely on, version 1.

use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use super::Report;
use crate::Failure;
use crate::problem::Problem;
use crate::rubric::Rubric;
use crate::score::{Assessment, Summary};

/// The version of the shape: it changes when a script that reads it would have to.
pub(super) const VERSION: u32 = 1;

/// Scores, as `score --format json` writes them.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Document<'a> {
    /// The version of this shape: 1.
    version: u32,
    /// The rubric by which it was scored.
    rubric: Stamp<'a>,
    /// The statements scored.
    statements: &'a [Assessment],
    /// The inputs that could not be read.
    failures: Vec<Failed<'a>>,
    summary: Option<Summary>,
}

/// The rubric by which something was scored or checked.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Stamp<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// A fingerprint of its files: reports with the same one were made by the same rules.
    pub(super) hash: &'a str,
}

/// An input that could not be read.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Failed<'a> {
    /// The path, or the row's id.
    id: &'a str,
    /// All that is wrong with it.
    problems: &'a [Problem],
}

impl<'a> Failed<'a> {
    pub(super) fn of(Failure { source, problems }: &'a Failure) -> Self {
        Self { id: source.name(), problems }
    }
}

/// The whole report as one document.
pub(super) fn write(report: &Report<'_>, rubric: &Rubric) -> Result<String> {
    let document = Document {
        version: VERSION,
        rubric: Stamp { name: report.rubric, hash: report.hash },
        statements: &report.statements,
        failures: report.failures.iter().map(Failed::of).collect(),
        summary: Summary::of(&report.statements, rubric),
    };
    pretty(&document)
}

/// Any value as a document of its own, ended by a line end.
pub(super) fn pretty(value: &impl Serialize) -> Result<String> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}
