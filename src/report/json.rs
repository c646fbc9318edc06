//! JSON: the shape that scripts rely on, version 1.

use anyhow::Result;
use serde::Serialize;

use super::Report;
use crate::Failure;
use crate::problem::Problem;
use crate::score::Assessment;

/// The version of the shape: it changes when a script that reads it would have to.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    rubric: Stamp<'a>,
    statements: &'a [Assessment],
    failures: Vec<Failed<'a>>,
}

#[derive(Serialize)]
struct Stamp<'a> {
    name: &'a str,
    hash: &'a str,
}

/// An element of `failures`.
#[derive(Serialize)]
pub(super) struct Failed<'a> {
    id: &'a str,
    problems: &'a [Problem],
}

impl<'a> Failed<'a> {
    pub(super) fn of(Failure { source, problems }: &'a Failure) -> Self {
        Self { id: source.name(), problems }
    }
}

/// The whole report as one document.
pub(super) fn write(report: &Report<'_>) -> Result<String> {
    let document = Document {
        version: VERSION,
        rubric: Stamp { name: report.rubric, hash: report.hash },
        statements: &report.statements,
        failures: report.failures.iter().map(Failed::of).collect(),
    };
    pretty(&document)
}

/// Any value as a document of its own, ended by a line end.
pub(super) fn pretty(value: &impl Serialize) -> Result<String> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}
