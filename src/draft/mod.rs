//! Drafts: all that is wrong with one, and what would make it better, before it goes to the panel.

mod contests;
mod fix;
mod form;
mod length;
mod prose;
mod visits;

use crate::evidence::Finder;
use crate::problem::{Code, Problem};
use crate::rubric::Rubric;
use crate::score::{Assessment, Options, Score};
use crate::source::Source;
use crate::statement::{self, Contest, Statement};
use crate::{assess, problem::Severity};

pub use fix::{Mended, mend};
pub use length::pages;

/// A draft, checked.
#[derive(Debug)]
pub struct Draft {
    /// Its name and text.
    pub source: Source,
    /// Its title; empty where it has none that could be read.
    pub title: String,
    /// How many sides of A4 it would fill, by estimate; none where it could not be read.
    pub pages: Option<f64>,
    /// The scores of what could be read of it.
    pub assessment: Option<Assessment>,
    /// What was found, in the order of the file.
    pub findings: Vec<Finding>,
}

/// A problem of a draft, and the contest of it, if there is one that holds.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The problem.
    pub problem: Problem,
    /// Where the problem stands: a field such as `idea.summary`, or a key; empty for the file as a whole.
    pub field: String,
    /// The signals or items it is about, `ITEM/SIGNAL` or `ITEM`.
    pub about: Vec<String>,
    /// The contest.
    pub contested: Option<Contest>,
}

impl Finding {
    fn new(problem: Problem, field: impl Into<String>) -> Self {
        Self { problem, field: field.into(), about: Vec::new(), contested: None }
    }

    /// Whether it stands: it is of this severity, and nobody contests it.
    pub fn stands(&self, severity: Severity) -> bool {
        self.contested.is_none() && self.problem.code.severity() == severity
    }
}

impl Draft {
    /// A draft that could not be read at all.
    pub fn unreadable(source: Source, problems: Vec<Problem>) -> Self {
        let findings = problems.into_iter().map(|problem| Finding::new(problem, "")).collect();
        Self { source, title: String::new(), pages: None, assessment: None, findings }
    }

    /// How many findings of a severity stand.
    pub fn standing(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.stands(severity)).count()
    }

    /// Whether the file could not be taken in, so that nothing more can be said of it.
    pub fn failed(&self) -> bool {
        self.findings.iter().any(|finding| finding.problem.code.unreadable())
    }
}

/// Checks a draft: its form, its visits, its length, its prose; and lays its contests over what was found.
pub fn check(source: Source, finder: &mut Finder<'_>, rubric: &Rubric, threshold: Score) -> Draft {
    let (statement, problems) = statement::read_all(&source, &rubric.call);
    let Some(statement) = statement else { return Draft::unreadable(source, problems) };
    let mut findings: Vec<Finding> = problems.into_iter().map(|problem| Finding::new(problem, "")).collect();
    let told: Vec<_> = findings.iter().map(|finding| finding.problem.span.clone()).collect();
    findings.extend(
        form::check(&statement, &source, &rubric.call).into_iter().filter(|finding| !told.contains(&finding.problem.span)),
    );
    let unwritten = findings.iter().any(|finding| finding.problem.code == Code::Placeholder);
    findings.extend(visits::check(&statement, &source, &rubric.call));
    let pages = length::pages(&statement, &rubric.call.limits);
    findings.extend(length::check(pages, &source, &rubric.call.limits));
    let options = Options { threshold, ..Options::usual(rubric) };
    let assessment = assess(&statement, &source, finder, rubric, &options);
    // There is nothing to say of prose that is still to be written.
    if !unwritten {
        let readings = finder.read_through(&statement, &source);
        findings.extend(prose::check(&statement, &source, &assessment, &readings, rubric));
    }
    contests::lay(&statement, &source, &mut findings, rubric);
    findings.sort_by_key(|finding| (finding.problem.span.start, finding.problem.code));
    Draft { title: statement.title, pages: Some(pages), assessment: Some(assessment), findings, source }
}

/// The day on which a draft is judged: that of its receipt, or before that the call's deadline.
fn judged_on(statement: &Statement, rubric: &Rubric) -> Option<jiff::civil::Date> {
    statement.received.as_ref().map(|received| received.at.date()).or_else(|| rubric.call.calendar.deadline.date())
}
