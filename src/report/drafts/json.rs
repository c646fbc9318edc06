//! Findings as JSON: the shape that scripts rely on, version 1.

use anyhow::Result;
use indexmap::IndexMap;
use serde::Serialize;

use crate::draft::{Draft, Finding};
use crate::problem::{Code, Severity};
use crate::report::json::{Stamp, VERSION, pretty};
use crate::rubric::Rubric;
use crate::score::Score;

/// The whole document.
#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    version: u32,
    rubric: Stamp<'a>,
    drafts: Vec<Checked<'a>>,
}

/// A draft.
#[derive(Debug, Serialize)]
pub(super) struct Checked<'a> {
    /// The path, or `-`.
    id: &'a str,
    /// Its title; empty where it has none.
    title: &'a str,
    /// How many sides of A4 it would fill, by estimate, to a tenth; null where it could not be read.
    pages: Option<f64>,
    /// How many errors stand.
    errors: usize,
    /// How many pieces of advice stand.
    advice: usize,
    /// The score of each criterion, as far as the draft could be read.
    scores: Option<IndexMap<&'a str, Score>>,
    /// What was found, in the order of the file.
    findings: Vec<Found<'a>>,
}

/// A finding.
#[derive(Debug, Serialize)]
pub(super) struct Found<'a> {
    code: Code,
    severity: Severity,
    message: &'a str,
    /// What is written under the place.
    label: Option<&'a str>,
    /// What to do about it.
    help: Option<&'a str>,
    /// The field or key it stands in; empty for the file as a whole.
    field: &'a str,
    /// The signals or items it is about: `ITEM/SIGNAL` or `ITEM`.
    about: &'a [String],
    /// Where it begins, from 1; columns in characters.
    line: usize,
    column: usize,
    /// Its first byte in the file, and the byte after it.
    start: usize,
    end: usize,
    /// Whether `check --fix` can mend it.
    fixable: bool,
    /// The contest that covers it.
    contested: Option<Contested<'a>>,
}

/// A contest.
#[derive(Debug, Serialize)]
pub(super) struct Contested<'a> {
    reason: &'a str,
    author: &'a str,
    /// Year-month-day.
    date: String,
    expires: Option<String>,
}

pub(super) fn write(drafts: &[Draft], rubric: &Rubric) -> Result<String> {
    let drafts = drafts.iter().map(checked).collect();
    pretty(&Document { version: VERSION, rubric: Stamp { name: &rubric.call.name, hash: &rubric.hash }, drafts })
}

fn checked(draft: &Draft) -> Checked<'_> {
    let scores =
        draft.assessment.as_ref().map(|one| one.criteria.iter().map(|(id, criterion)| (id.as_str(), criterion.score)).collect());
    Checked {
        id: draft.source.name(),
        title: &draft.title,
        pages: draft.pages.map(|pages| (pages * 10.0).round() / 10.0),
        errors: draft.standing(Severity::Error),
        advice: draft.standing(Severity::Advice),
        scores,
        findings: draft.findings.iter().map(found).collect(),
    }
}

fn found(finding: &Finding) -> Found<'_> {
    let problem = &finding.problem;
    let contested = finding.contested.as_ref().map(|contest| Contested {
        reason: &contest.reason,
        author: &contest.author,
        date: contest.date.to_string(),
        expires: contest.expires.map(|day| day.to_string()),
    });
    Found {
        code: problem.code,
        severity: problem.code.severity(),
        message: &problem.message,
        label: problem.label.as_deref(),
        help: problem.help.as_deref(),
        field: &finding.field,
        about: &finding.about,
        line: problem.line,
        column: problem.column,
        start: problem.span.start,
        end: problem.span.end,
        fixable: problem.fix.is_some(),
        contested,
    }
}
