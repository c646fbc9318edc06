//! A draft at a glance, while it is being written: a line for each finding and each criterion, and what the last save moved.

use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment};

use super::depth::BAR;
use super::text::{bar, cut, drawn, graded, line, table};
use super::{Layout, drafts};
use crate::draft::Draft;
use crate::problem::Severity;
use crate::rubric::Rubric;
use crate::score::Score;

/// The fewest lines given to findings, however low the terminal is.
const FINDINGS: usize = 3;

/// A draft in at most so many lines, beside the draft as it was before.
pub fn write(draft: &Draft, before: Option<&Draft>, rubric: &Rubric, layout: &Layout, lines: usize) -> String {
    let mut foot = String::new();
    if let Some(one) = &draft.assessment {
        let earlier = before.and_then(|draft| draft.assessment.as_ref());
        let mut rows = table(layout);
        let mut row = |id: &str, score: Score, was: Option<Score>, level: &str| {
            let moved = was.map_or(0.0, |was| score.value() - was.value());
            let moved = if moved.abs() < 0.05 { String::new() } else { format!("{moved:+.1}") };
            let share = score.value() / 4.0;
            rows.add_row([
                Cell::new(id),
                graded(score, share).set_alignment(CellAlignment::Right),
                Cell::new(moved),
                graded(bar(share, BAR), share),
                Cell::new(level),
            ]);
        };
        for (id, criterion) in &one.criteria {
            row(id, criterion.score, earlier.and_then(|one| Some(one.criteria.get(id)?.score)), &criterion.level);
        }
        let verdict = if one.meets { "meets every criterion" } else { "does not yet meet every criterion" };
        row("overall", one.overall, earlier.map(|one| one.overall), verdict);
        foot.push('\n');
        foot.push_str(&drawn(&rows));
        let weakest = one
            .criteria
            .iter()
            .filter_map(|(id, criterion)| Some((id, criterion.step.as_ref()?)))
            .min_by_key(|(_, step)| step.from);
        if let Some((id, step)) = weakest {
            let _ = writeln!(foot, "\n{}", cut(&format!("next: {id} {step}"), layout.width));
        }
    }
    let summary = cut(&drafts::summary(draft, true, rubric), layout.width);
    let room = lines.saturating_sub(foot.lines().count() + 2).max(FINDINGS);
    format!("{summary}\n{}{foot}", findings(draft, room, layout))
}

/// The findings that stand, errors first, a line each.
fn findings(draft: &Draft, room: usize, layout: &Layout) -> String {
    let of = |severity| draft.findings.iter().filter(move |finding| finding.stands(severity));
    let all: Vec<_> = of(Severity::Error).chain(of(Severity::Advice)).collect();
    let shown = if all.len() > room { room - 1 } else { all.len() };
    let mut out = String::new();
    for finding in &all[..shown] {
        let problem = &finding.problem;
        let place = format!("{}:{}", problem.line, problem.column);
        let text = format!("{:<6} {place:>7} {} · {}", problem.code.severity().name(), line(&problem.message), problem.code);
        let _ = writeln!(out, "{}", cut(&text, layout.width));
    }
    if shown < all.len() {
        let _ = writeln!(out, "… and {} more: fieldtrial check {}", all.len() - shown, line(draft.source.name()));
    }
    out
}
