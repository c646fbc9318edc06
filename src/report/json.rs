//! JSON: the shape that scripts rely on, version 1.

use anyhow::Result;
use serde::Serialize;

use super::Report;
use crate::Failure;
use crate::problem::Problem;
use crate::score::Assessment;

/// The version of the shape: it changes when a script that reads it would have to.
pub(super) const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    rubric: Stamp<'a>,
    statements: &'a [Assessment],
    failures: Vec<Failed<'a>>,
}

/// The rubric that was used.
#[derive(Debug, Serialize)]
pub(super) struct Stamp<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its fingerprint.
    pub(super) hash: &'a str,
}

#[derive(Serialize)]
struct Failed<'a> {
    id: &'a str,
    problems: &'a [Problem],
}

/// The whole report as one document.
pub(super) fn write(report: &Report<'_>) -> Result<String> {
    let failures = report.failures.iter().map(|Failure { source, problems }| Failed { id: source.name(), problems }).collect();
    let document = Document {
        version: VERSION,
        rubric: Stamp { name: report.rubric, hash: report.hash },
        statements: &report.statements,
        failures,
    };
    pretty(&document)
}

/// Any value as a document of its own, ended by a line end.
pub(super) fn pretty(value: &impl Serialize) -> Result<String> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}
