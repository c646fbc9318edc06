//! Findings drawn under the lines they are about, and a line that sums up each draft.

use std::fmt::Write as _;

use super::counted;
use crate::draft::{Draft, Finding};
use crate::problem::{self, Severity};
use crate::report::Layout;
use crate::report::text::{line, wrapped};
use crate::rubric::Rubric;

pub(super) fn write(drafts: &[Draft], rubric: &Rubric, layout: &Layout) -> String {
    let mut out = String::new();
    for draft in drafts {
        // What must be mended comes first.
        let mut findings: Vec<_> = draft.findings.iter().collect();
        findings.sort_by_key(|finding| finding.problem.code.severity());
        for finding in findings {
            let notes: Vec<String> = contest(finding).into_iter().collect();
            let drawn = problem::draw_one(&finding.problem, &notes, &draft.source, layout.width, layout.colour);
            let _ = writeln!(out, "{drawn}\n");
        }
        out.push_str(&wrapped(&summary(draft, drafts.len() > 1, rubric), layout.width, 2));
    }
    if drafts.len() > 1 {
        let clean = drafts.iter().filter(|draft| draft.standing(Severity::Error) == 0).count();
        let _ = writeln!(out, "{} drafts checked · {clean} without errors", drafts.len());
    }
    out
}

/// Who contests a finding, and why.
fn contest(finding: &Finding) -> Option<String> {
    let contest = finding.contested.as_ref()?;
    let until = contest.expires.map(|day| format!(", until {day}")).unwrap_or_default();
    Some(format!("contested by {} on {}{until}: {}", contest.author, contest.date, line(&contest.reason)))
}

/// How many findings stand, how long the draft is, and where to read more.
pub(in crate::report) fn summary(draft: &Draft, named: bool, rubric: &Rubric) -> String {
    let mut parts = Vec::new();
    let [errors, advice] = [Severity::Error, Severity::Advice].map(|severity| draft.standing(severity));
    if errors + advice == 0 {
        let contested = draft.findings.iter().any(|finding| finding.contested.is_some());
        parts.push(if contested { "nothing else to mend" } else { "nothing to mend" }.to_owned());
    } else {
        parts.push(
            [(Severity::Error, errors), (Severity::Advice, advice)]
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(severity, count)| counted(*severity, *count))
                .collect::<Vec<_>>()
                .join(", "),
        );
    }
    let contested = draft.findings.iter().filter(|finding| finding.contested.is_some()).count();
    if contested > 0 {
        parts.push(format!("{contested} contested"));
    }
    if let Some(pages) = draft.pages {
        parts.push(format!("about {pages:.1} of {} pages", rubric.call.limits.pages));
    }
    let gravest =
        draft.findings.iter().filter(|finding| finding.contested.is_none()).min_by_key(|finding| finding.problem.code.severity());
    if let Some(finding) = gravest {
        parts.push(format!("fieldtrial explain {}", finding.problem.code));
    }
    let name = if named { format!("{}: ", line(draft.source.name())) } else { String::new() };
    format!("{name}{}", parts.join(" · "))
}
