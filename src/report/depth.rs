//! One statement in depth: each criterion with its strongest evidence and next step, each scenario with what speaks for and
//! against it, and the questions its lead scenario leaves open.

use std::fmt::Write as _;

use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, Width};

use super::text::{bar, cut, drawn, graded, line, table, wrapped};
use super::{Layout, Report, labels, reasons};
use crate::evidence::Evidence;
use crate::rubric::{Item, Rubric, Stance};
use crate::score::{Assessment, Criterion, Scenario};

/// Columns of a bar.
pub(super) const BAR: usize = 8;

pub(super) fn write(out: &mut String, one: &Assessment, report: &Report<'_>, rubric: &Rubric, layout: &Layout) {
    let domain = one.domain.as_deref().map(|id| labels::domain(id, rubric));
    let about = [Some(line(&one.title)), domain, Some(line(&one.id))];
    let about: Vec<_> = about.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    out.push_str(&wrapped(&about.join(" · "), layout.width, 2));
    out.push('\n');
    criteria(out, one, report, rubric, layout);
    out.push('\n');
    scenarios(out, one, rubric, layout);
    lead(out, one, layout);
    next_steps(out, one, layout);
    if layout.evidence {
        all_evidence(out, one, rubric, layout);
    }
    unread(out, one, layout);
}

/// The sentences that no signal understood, where they were asked for.
pub(super) fn unread(out: &mut String, one: &Assessment, layout: &Layout) {
    let Some(unread) = &one.unread else { return };
    let many = if unread.len() == 1 { "1 sentence".to_owned() } else { format!("{} sentences", unread.len()) };
    let text = format!("{}: {many} with a number, a name or an obligation that no signal understood", line(&one.id));
    let _ = write!(out, "\n{}", wrapped(&text, layout.width, 2));
    for sentence in unread {
        let text = format!("{}:{} {} “{}”", sentence.line, sentence.column, sentence.field, line(&sentence.quote));
        let _ = write!(out, "  {}", wrapped(&text, layout.width - 2, 4));
    }
}

fn criteria(out: &mut String, one: &Assessment, report: &Report<'_>, rubric: &Rubric, layout: &Layout) {
    let mut table = table(layout);
    table.set_header(["Criterion", "Score", "", "Level", "Strongest evidence"].map(bold));
    let room = layout.width.saturating_sub(11 + 7 + BAR + 2 + 12 + 2).max(16);
    for (item, (id, criterion)) in rubric.criteria.iter().zip(&one.criteria) {
        let share = criterion.score.value() / 4.0;
        table.add_row([
            Cell::new(id),
            graded(criterion.score, share).set_alignment(CellAlignment::Right),
            graded(bar(share, BAR), share),
            Cell::new(&criterion.level),
            Cell::new(evidence(item, criterion, room)),
        ]);
    }
    let verdict = if one.meets {
        format!("meets all {}", one.criteria.len())
    } else {
        format!("short of {} on {}: the call asks for all {}", report.threshold, one.short.join(", "), one.criteria.len())
    };
    table.add_row([
        bold("Overall"),
        bold(&one.overall.to_string()).set_alignment(CellAlignment::Right),
        Cell::new(bar(one.overall.value() / 4.0, BAR)),
        Cell::new(""),
        Cell::new(verdict),
    ]);
    column_width(&mut table, 2, BAR);
    out.push_str(&drawn(&table));
}

fn evidence(item: &Item, criterion: &Criterion, room: usize) -> String {
    if let Some(piece) = reasons::strongest(&criterion.evidence) {
        let at = format!("{}:{}", piece.line, piece.column);
        return format!("“{}” {at}", cut(&line(&piece.quote), room * 2 - at.len() - 4));
    }
    let Some(piece) = criterion.evidence.iter().find(|piece| piece.stance != Stance::Affirmed) else {
        let against = criterion.evidence.iter().any(|piece| item.signals[piece.number].worth < 0.0);
        return if against { "what was found speaks against it".to_owned() } else { "nothing found".to_owned() };
    };
    let passages = criterion.evidence.iter().filter(|piece| piece.stance != Stance::Affirmed).count();
    let passages = if passages == 1 { "1 passage".to_owned() } else { format!("{passages} passages") };
    format!("{passages} seen, not counted: {} {}:{}", piece.stance.name(), piece.line, piece.column)
}

fn scenarios(out: &mut String, one: &Assessment, rubric: &Rubric, layout: &Layout) {
    let mut table = table(layout);
    table.set_header(["Scenario", "Fit", "", "Speaks for", "Speaks against"].map(bold));
    for (item, (id, scenario)) in rubric.scenarios.iter().zip(&one.scenarios) {
        table.add_row([
            Cell::new(id),
            graded(percent(scenario.fit), scenario.fit).set_alignment(CellAlignment::Right),
            graded(bar(scenario.fit, BAR), scenario.fit),
            Cell::new(weightiest(item, &scenario.speaks_for)),
            Cell::new(weightiest(item, &scenario.speaks_against)),
        ]);
    }
    column_width(&mut table, 2, BAR);
    out.push_str(&drawn(&table));
}

/// A fit as a percentage.
pub(super) fn percent(fit: f64) -> String {
    format!("{:.0} %", fit * 100.0)
}

/// The two weightiest reasons, each once.
fn weightiest(item: &Item, evidence: &[Evidence]) -> String {
    let mut reasons = reasons::says(item, evidence);
    let more = reasons.len().saturating_sub(2);
    reasons.truncate(2);
    let mut text = reasons.join("; ");
    if more > 0 {
        let _ = write!(text, "; {more} more");
    }
    text
}

fn lead(out: &mut String, one: &Assessment, layout: &Layout) {
    out.push('\n');
    let leading = one.leading();
    let text = match leading.as_slice() {
        [] => "Lead: none. No scenario fits well enough to lead.".to_owned(),
        [(id, scenario)] if scenario.questions.is_empty() => format!("Lead: {id}. It leaves none of its key questions open."),
        [(id, _)] => format!("Lead: {id}. Its questions that this statement leaves open:"),
        several => {
            let ids: Vec<_> = several.iter().map(|(id, _)| *id).collect();
            format!("Lead: {}, of {}. The questions they leave open:", one.lead, ids.join(" and "))
        }
    };
    out.push_str(&wrapped(&text, layout.width, 2));
    let scenarios: Vec<_> = leading.into_iter().map(|(_, scenario)| scenario).collect();
    questions(out, &scenarios, layout);
}

fn questions(out: &mut String, scenarios: &[&Scenario], layout: &Layout) {
    for question in scenarios.iter().flat_map(|scenario| &scenario.questions) {
        out.push_str(&wrapped(&format!("· {question}"), layout.width - 2, 4).replace("· ", "  · "));
    }
}

/// What would raise each criterion a level, the weakest first.
fn next_steps(out: &mut String, one: &Assessment, layout: &Layout) {
    let mut steps: Vec<_> = one.criteria.iter().filter_map(|(id, criterion)| Some((id, criterion.step.as_ref()?))).collect();
    if steps.is_empty() {
        return;
    }
    steps.sort_by_key(|(_, step)| step.from);
    out.push_str("\nNext steps, the weakest criterion first\n");
    for (id, step) in steps {
        let _ = write!(out, "  {}", wrapped(&format!("{id} {step}"), layout.width - 2, 4));
        for wanted in step.sentences.iter().filter(|wanted| !wanted.example.is_empty()) {
            let _ = write!(out, "    {}", wrapped(&format!("such as “{}”", line(&wanted.example)), layout.width - 4, 6));
        }
    }
}

fn all_evidence(out: &mut String, one: &Assessment, rubric: &Rubric, layout: &Layout) {
    out.push_str("\nEvidence, in the order of the statement\n");
    let criteria = one.criteria.iter().map(|(id, criterion)| (id, criterion.evidence.iter().collect::<Vec<_>>()));
    let scenarios = one.scenarios.iter().map(|(id, scenario)| {
        let mut all: Vec<_> = scenario.speaks_for.iter().chain(&scenario.speaks_against).collect();
        all.sort_by_key(|piece| piece.sentence);
        (id, all)
    });
    for (item, (id, pieces)) in rubric.items().zip(criteria.chain(scenarios)) {
        if pieces.is_empty() {
            continue;
        }
        let _ = write!(out, "\n{id}\n");
        for piece in pieces {
            let says = &item.signals[piece.number].says;
            let worth =
                if piece.counted { format!("{:+.2}", piece.adds) } else { format!("not counted: {}", piece.stance.name()) };
            let about = format!("{}:{} {} · {} ({says}) · {worth}", piece.line, piece.column, piece.field, piece.signal);
            let _ = write!(out, "  {}", wrapped(&about, layout.width - 2, 4));
            let _ = write!(out, "    {}", wrapped(&format!("“{}”", line(&piece.quote)), layout.width - 4, 4));
        }
    }
}

fn bold(text: &str) -> Cell {
    Cell::new(text).add_attribute(Attribute::Bold)
}

/// Keeps a column as wide as its content, so that bars are never broken.
fn column_width(table: &mut comfy_table::Table, column: usize, width: usize) {
    let width = u16::try_from(width + 2).unwrap_or(u16::MAX);
    if let Some(column) = table.column_mut(column) {
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
}
