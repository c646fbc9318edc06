//! Findings as JSON: the shape that scripts rely on, version 1.

use anyhow::Result;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::draft::{Draft, Finding};
use crate::problem::{Code, Severity};
use crate::report::json::{Stamp, VERSION, pretty};
use crate::rubric::Rubric;
use crate::score::Score;

/// Drafts, as `check --format json` writes them.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Document<'a> {
    /// The version of this shape: 1.
    version: u32,
    /// The rubric by which they were checked.
    rubric: Stamp<'a>,
    /// The drafts, in the order of the inputs.
    drafts: Vec<Checked<'a>>,
}

/// A draft.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Checked<'a> {
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
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Found<'a> {
    /// Its kind, such as `visits::twice`: `fieldtrial explain` tells more.
    code: Code,
    /// How grave it is.
    severity: Severity,
    /// What is wrong, in a line.
    message: &'a str,
    /// What is written under the place.
    label: Option<&'a str>,
    /// What to do about it.
    help: Option<&'a str>,
    /// The field or key it stands in; empty for the file as a whole.
    field: &'a str,
    /// The signals or items it is about: `ITEM/SIGNAL` or `ITEM`.
    about: &'a [String],
    /// The line it begins on, from 1.
    line: usize,
    /// The column it begins at, from 1, in characters.
    column: usize,
    /// Its first byte in the file.
    start: usize,
    /// The byte after it.
    end: usize,
    /// Whether `check --fix` can mend it.
    fixable: bool,
    /// The contest that covers it.
    contested: Option<Contested<'a>>,
}

/// A contest.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Contested<'a> {
    /// Why the finding is held to be wrong.
    reason: &'a str,
    /// By whom.
    author: &'a str,
    /// Since when: year-month-day.
    date: String,
    /// The last day on which it holds.
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
        fixable: !problem.fixes.is_empty(),
        contested,
    }
}
