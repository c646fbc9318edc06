//! Several statements side by side.
//!
//! Criteria and scenarios are rows and statements columns where they fit the width; otherwise a statement is a row, in a table of criteria
//! and a table of scenarios. Marks, not colours, tell what is short, weakest, missing and leading.

use std::fmt::Write as _;

use comfy_table::{Attribute, Cell, CellAlignment};
use rustc_hash::FxHashMap;
use unicode_width::UnicodeWidthStr as _;

use super::text::{cut, drawn, graded, line, table, wrapped};
use super::{Layout, Report};
use crate::problem::printable;
use crate::rubric::Rubric;
use crate::score::{Assessment, Group, NONE, Score, Spread, Summary};

/// The narrowest a statement's column may be cut to, and the widest it is let grow.
const NARROW: usize = 11;
const WIDE: usize = 24;
/// The widest a statement's name may be where it heads a row.
const WIDEST: usize = 40;

pub(super) fn write(out: &mut String, all: &[Assessment], report: &Report<'_>, rubric: &Rubric, layout: &Layout) {
    let labels = labels(all);
    let first = rubric.items().map(|item| item.id.width()).max().unwrap_or(0).max("self-organising".len());
    let longest = labels.iter().map(|label| label.width()).max().unwrap_or(0).clamp(NARROW, WIDE);
    let room = layout.width.saturating_sub(first + 2);
    if all.len() * (longest + 2) <= room {
        columns(out, all, &labels, report, rubric, layout);
    } else {
        rows(out, all, &labels, report, rubric, layout);
    }
    let legend = format!("▾ below {} · ▼ the weakest, below {} · – none · ◆ leads", report.threshold, report.threshold);
    out.push('\n');
    out.push_str(&wrapped(&legend, layout.width, 2));
}

/// A short name for each statement: its file's name without the ending, with as much of its path as tells it from the others.
fn labels(all: &[Assessment]) -> Vec<String> {
    let parts = |id: &str, count: usize| {
        // A row's id is no path, whatever stands in it.
        let Some(id) = [".toml", ".txt", ".md"].iter().find_map(|ending| id.strip_suffix(ending)) else { return line(id) };
        let mut tail: Vec<_> = id.rsplit('/').take(count).collect();
        tail.reverse();
        line(&tail.join("/"))
    };
    let mut labels = vec![String::new(); all.len()];
    let mut open: Vec<usize> = (0..all.len()).collect();
    for count in 1..=4 {
        let mut seen: FxHashMap<String, usize> = FxHashMap::default();
        all.iter().for_each(|one| *seen.entry(parts(&one.id, count)).or_default() += 1);
        open.iter().for_each(|at| labels[*at] = parts(&all[*at].id, count));
        open.retain(|at| seen[&labels[*at]] > 1);
        if open.is_empty() {
            break;
        }
    }
    labels
}

/// A criterion's score with its mark.
fn scored(one: &Assessment, id: &str, report: &Report<'_>) -> Cell {
    let score = one.criteria.get(id).map_or(Score::default(), |criterion| criterion.score);
    let weakest = one.criteria.values().map(|criterion| criterion.score).min() == Some(score);
    let text = match score {
        score if score == Score::default() => "– ".to_owned(),
        score if score < report.threshold => format!("{score}{}", if weakest { '▼' } else { '▾' }),
        score => format!("{score} "),
    };
    let cell = graded(text, score.value() / 4.0).set_alignment(CellAlignment::Right);
    if weakest && score < report.threshold { cell.add_attribute(Attribute::Bold) } else { cell }
}

/// A scenario's fit with its mark.
fn fitted(one: &Assessment, id: &str) -> Cell {
    let fit = one.scenarios.get(id).map_or(0.0, |scenario| scenario.fit);
    let leads = one.leading().iter().any(|(lead, _)| *lead == id);
    let mark = if leads { '◆' } else { ' ' };
    let text = if fit <= 0.0 { "– ".to_owned() } else { format!("{fit:.2}{mark}") };
    let cell = graded(text, fit).set_alignment(CellAlignment::Right);
    if leads { cell.add_attribute(Attribute::Bold) } else { cell }
}

fn columns(out: &mut String, all: &[Assessment], labels: &[String], report: &Report<'_>, rubric: &Rubric, layout: &Layout) {
    let mut table = table(layout);
    let labels = labels.iter().map(|label| bold(&cut(label, WIDE)).set_alignment(CellAlignment::Right));
    table.set_header(std::iter::once(Cell::new("")).chain(labels));
    let text = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let mut row = |name: Cell, cell: &dyn Fn(&Assessment) -> Cell| {
        table.add_row(std::iter::once(name).chain(all.iter().map(cell)));
    };
    for item in &rubric.criteria {
        row(Cell::new(&item.id), &|one| scored(one, &item.id, report));
    }
    row(bold("overall"), &|one| text(format!("{} ", one.overall)).add_attribute(Attribute::Bold));
    row(Cell::new("meets all"), &|one| text(yes(one.meets)));
    row(Cell::new(""), &|_| Cell::new(""));
    for item in &rubric.scenarios {
        row(Cell::new(&item.id), &|one| fitted(one, &item.id));
    }
    row(bold("lead"), &|one| text(format!("{} ", one.lead)));
    out.push_str(&drawn(&table));
}

fn rows(out: &mut String, all: &[Assessment], labels: &[String], report: &Report<'_>, rubric: &Rubric, layout: &Layout) {
    let head = |ids: &mut dyn Iterator<Item = &str>| ids.map(right).collect::<Vec<_>>();
    let criteria: Vec<_> = rubric.criteria.iter().map(|item| item.id.as_str()).collect();
    let scenarios: Vec<_> = rubric.scenarios.iter().map(|item| item.id.as_str()).collect();

    // The columns of scores: each as wide as its head or a score with its mark, and a space. The names get what they leave; a terminal
    // too narrow for that wraps the lines, which reads better than broken words.
    let taken = |ids: &[&str], extra: usize| ids.iter().map(|id| id.width().max("0.00◆".width()) + 1).sum::<usize>() + extra + 1;
    let taken = taken(&criteria, "mean meets ".len()).max(taken(&scenarios, 0));
    let room = layout.width.saturating_sub(taken).clamp(NARROW, WIDEST);
    let layout = &Layout { width: taken + room, ..*layout };

    let mut first = table(layout);
    let header = head(&mut criteria.iter().copied().chain(["mean", "meets"]));
    first.set_header(std::iter::once(bold("Criteria")).chain(header));
    let mut second = table(layout);
    let header = head(&mut scenarios.iter().copied());
    second.set_header(std::iter::once(bold("Scenarios")).chain(header));
    for (one, label) in all.iter().zip(labels) {
        let name = Cell::new(cut(label, room));
        let scores = criteria.iter().map(|id| scored(one, id, report));
        let verdict = [
            Cell::new(format!("{} ", one.overall)).set_alignment(CellAlignment::Right).add_attribute(Attribute::Bold),
            Cell::new(yes(one.meets)).set_alignment(CellAlignment::Right),
        ];
        first.add_row(std::iter::once(name.clone()).chain(scores).chain(verdict));
        second.add_row(std::iter::once(name).chain(scenarios.iter().map(|id| fitted(one, id))));
    }
    for table in [&mut first, &mut second] {
        for column in table.column_iter_mut() {
            column.set_padding((0, 1));
        }
    }
    out.push_str(&drawn(&first));
    out.push('\n');
    out.push_str(&drawn(&second));
}

fn yes(yes: bool) -> String {
    if yes { "yes " } else { "no " }.to_owned()
}

fn bold(text: &str) -> Cell {
    Cell::new(text).add_attribute(Attribute::Bold)
}

fn right(text: &str) -> Cell {
    bold(text).set_alignment(CellAlignment::Right)
}

/// The last lines: how many were scored, how many meet all criteria, which scenarios lead, and what failed where.
pub(super) fn closing(out: &mut String, report: &Report<'_>, rubric: &Rubric, layout: &Layout) {
    let (scored, failed) = (report.statements.len(), report.failures.len());
    if let Some(summary) = Summary::of(&report.statements, rubric).filter(|_| scored > 1) {
        let Group { meet, leads, criteria, .. } = &summary.all;
        let mut leads: Vec<_> = leads.iter().collect();
        // The sort is stable: of scenarios that lead alike the rubric's first stays first.
        leads.sort_by_key(|(id, count)| (*id == NONE, std::cmp::Reverse(**count)));
        let leads: Vec<_> = leads.iter().map(|(id, count)| format!("{count} {id}")).collect();
        let (all, threshold) = (criteria.len(), report.threshold);
        let text = format!("{scored} scored · {meet} meet all {all} at {threshold} · leads: {}", leads.join(", "));
        out.push_str(&wrapped(&text, layout.width, 2));
        spreads(out, &summary, layout);
    }
    if failed > 0 {
        let _ = writeln!(out, "{failed} failed:");
        for failure in &report.failures {
            let problems = failure.problems.len();
            let first = failure.problems.first().map_or(1, |problem| problem.line);
            let problems = if problems == 1 { "1 problem".to_owned() } else { format!("{problems} problems") };
            let text = format!("  {}: {problems}, from line {first}", printable(failure.source.name()));
            out.push_str(&wrapped(&text, layout.width, 4).replacen("", "  ", 1));
        }
    }
}

/// The fewest statements whose quarters mean something.
const ENOUGH: usize = 8;

/// How the overall means are spread, over all and by domain, where there are enough of them.
fn spreads(out: &mut String, summary: &Summary, layout: &Layout) {
    let mut say = |about: String, group: &Group| {
        let Spread { min, lower_quartile, median, upper_quartile, max, .. } = group.overall;
        let text = format!("{about} {min:.1} to {max:.1} · quartiles {lower_quartile:.2}, {median:.2}, {upper_quartile:.2}");
        out.push_str(&wrapped(&text, layout.width, 2));
    };
    if summary.all.statements >= ENOUGH {
        say("overall".to_owned(), &summary.all);
        let domains = summary.domains.iter().filter(|(_, group)| (ENOUGH..summary.all.statements).contains(&group.statements));
        domains.for_each(|(id, group)| say(format!("{id}: {}, {} meet all ·", group.statements, group.meet), group));
    }
}
