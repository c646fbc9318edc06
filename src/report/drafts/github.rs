//! Findings as workflow commands, which GitHub shows beside the lines they are about.
//!
//! The format is that of "Workflow commands for GitHub Actions": `::error file=F,line=L,col=C,title=T::message`.

use std::fmt::Write as _;

use crate::draft::Draft;
use crate::problem::{Severity, printable};

pub(super) fn write(drafts: &[Draft]) -> String {
    let mut out = String::new();
    for draft in drafts {
        // A contested finding stays visible, and blocks nothing.
        for finding in &draft.findings {
            let problem = &finding.problem;
            let command = match problem.code.severity() {
                Severity::Error if finding.contested.is_none() => "error",
                _ => "notice",
            };
            let end = draft.source.position(problem.span.end).line;
            let _ = writeln!(
                out,
                "::{command} file={},line={},endLine={end},col={},title={}::{}",
                property(draft.source.name()),
                problem.line,
                problem.column,
                property(problem.code.name()),
                data(&problem.details())
            );
        }
    }
    out
}

/// A message: what would end the command is written as an escape.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value: what would end the property, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
