//! A report as sheets: scores, criteria, scenarios, evidence, summary, failures.

use super::Report;
use super::reasons::{says, strongest};
use super::sheet::{Cell, Column, Kind, Sheet};
use super::text::line;
use crate::Failure;
use crate::evidence::Evidence;
use crate::rubric::{Item, Rubric};
use crate::score::{Assessment, Group, Summary};

/// Every sheet, those without rows left out. The scores are always there.
pub(super) fn all(report: &Report<'_>, rubric: &Rubric) -> Vec<Sheet> {
    let mut scores = scores(report, rubric);
    let summary = Summary::of(&report.statements, rubric);
    if let Some(summary) = &summary {
        let overall = summary.ranks.iter().map(|rank| Cell::Number(rank.percentile, 1));
        scores.widen("percentile", Kind::Number, overall);
        let in_domain = summary.ranks.iter().map(|rank| rank.in_domain.map_or(Cell::Empty, |value| Cell::Number(value, 1)));
        scores.widen("in domain", Kind::Number, in_domain);
    }
    let mut sheets = vec![scores];
    sheets.extend(summary.map(|summary| spreads(&summary)));
    sheets.extend([criteria(report, rubric), scenarios(report, rubric), evidence(report, rubric), failures(report)]);
    sheets.retain(|sheet| sheet.name == SCORES || !sheet.rows.is_empty());
    sheets
}

/// The name of the sheet of scores.
const SCORES: &str = "scores";
/// The name of the sheet of evidence.
pub(super) const EVIDENCE: &str = "evidence";

/// One row a statement: the columns that the design promises to scripts.
pub(super) fn scores(report: &Report<'_>, rubric: &Rubric) -> Sheet {
    let of = |items: &[Item], kind| items.iter().map(|item| Column::new(&item.id, kind)).collect::<Vec<_>>();
    let mut columns = titled(&[("id", Kind::Name), ("title", Kind::Name), ("domain", Kind::Name)]);
    columns.extend(of(&rubric.criteria, Kind::Score));
    columns.extend(titled(&[("overall", Kind::Score), ("meets", Kind::Yes), ("short", Kind::Name)]));
    columns.extend(of(&rubric.scenarios, Kind::Fit));
    columns.push(Column::new("lead", Kind::Name));
    let mut sheet = Sheet::new(SCORES, columns);
    for one in &report.statements {
        let mut row = vec![Cell::text(&one.id), Cell::text(&one.title), Cell::text(one.domain.as_deref().unwrap_or_default())];
        row.extend(one.criteria.values().map(|criterion| Cell::Score(criterion.score)));
        row.extend([Cell::Score(one.overall), Cell::Yes(one.meets), Cell::words(&one.short)]);
        row.extend(one.scenarios.values().map(|scenario| Cell::Number(scenario.fit, 2)));
        row.push(Cell::text(&one.lead));
        sheet.rows.push(row);
    }
    sheet
}

/// One row a group and measure: how scores are spread over all statements, and over those of each domain.
fn spreads(summary: &Summary) -> Sheet {
    let quartiles = ["min", "lower quartile", "median", "upper quartile", "max", "mean"];
    let mut columns =
        titled(&[("domain", Kind::Name), ("statements", Kind::Number), ("meet all", Kind::Number), ("measure", Kind::Name)]);
    columns.extend(quartiles.map(|title| Column::new(title, Kind::Score)));
    let mut sheet = Sheet::new("summary", columns);
    let mut add = |name: &str, group: &Group| {
        for (measure, spread) in std::iter::once(("overall", &group.overall)).chain(group.criteria.iter().map(named)) {
            let mut row = vec![Cell::text(name), Cell::Whole(spread.count), Cell::Whole(group.meet), Cell::text(measure)];
            let values = [spread.min, spread.lower_quartile, spread.median, spread.upper_quartile, spread.max, spread.mean];
            row.extend(values.map(|value| Cell::Number(value, 2)));
            sheet.rows.push(row);
        }
    };
    add("all", &summary.all);
    summary.domains.iter().for_each(|(id, group)| add(id, group));
    sheet
}

fn named<'a, T>((id, value): (&'a String, &'a T)) -> (&'a str, &'a T) {
    (id, value)
}

/// One row a statement and criterion: the level, and the step that gains most.
fn criteria(report: &Report<'_>, rubric: &Rubric) -> Sheet {
    let columns = [
        ("statement", Kind::Name),
        ("criterion", Kind::Name),
        ("score", Kind::Score),
        ("level", Kind::Name),
        ("pieces counted", Kind::Number),
        ("not counted", Kind::Number),
        ("strongest evidence", Kind::Prose),
        ("next", Kind::Prose),
    ];
    let mut sheet = Sheet::new("criteria", titled(&columns));
    for one in &report.statements {
        for (item, criterion) in rubric.criteria.iter().zip(one.criteria.values()) {
            let counted = criterion.evidence.iter().filter(|piece| piece.counted).count();
            let best = strongest(&criterion.evidence);
            sheet.rows.push(vec![
                Cell::text(&one.id),
                Cell::text(&item.id),
                Cell::Score(criterion.score),
                Cell::text(&criterion.level),
                Cell::Whole(counted),
                Cell::Whole(criterion.evidence.len() - counted),
                best.map_or(Cell::Empty, |piece| Cell::text(&line(&piece.quote))),
                Cell::text(&criterion.next),
            ]);
        }
    }
    sheet
}

/// One row a statement and scenario: its fit, its reasons, the questions left open.
fn scenarios(report: &Report<'_>, rubric: &Rubric) -> Sheet {
    let columns = [
        ("statement", Kind::Name),
        ("scenario", Kind::Name),
        ("fit", Kind::Fit),
        ("leads", Kind::Yes),
        ("for", Kind::Prose),
        ("against", Kind::Prose),
        ("open questions", Kind::Prose),
    ];
    let mut sheet = Sheet::new("scenarios", titled(&columns));
    for one in &report.statements {
        let leading = one.leading();
        for (item, (id, scenario)) in rubric.scenarios.iter().zip(&one.scenarios) {
            sheet.rows.push(vec![
                Cell::text(&one.id),
                Cell::text(id),
                Cell::Number(scenario.fit, 2),
                Cell::Yes(leading.iter().any(|(lead, _)| lead == id)),
                Cell::lines(says(item, &scenario.speaks_for)),
                Cell::lines(says(item, &scenario.speaks_against)),
                Cell::lines(scenario.questions.iter().map(String::as_str)),
            ]);
        }
    }
    sheet
}

/// One row a piece of evidence, counted or not.
fn evidence(report: &Report<'_>, rubric: &Rubric) -> Sheet {
    let columns = [
        ("statement", Kind::Name),
        ("item", Kind::Name),
        ("signal", Kind::Name),
        ("says", Kind::Prose),
        ("stance", Kind::Name),
        ("counted", Kind::Yes),
        ("points", Kind::Number),
        ("field", Kind::Name),
        ("line", Kind::Number),
        ("column", Kind::Number),
        ("start", Kind::Number),
        ("end", Kind::Number),
        ("quote", Kind::Prose),
    ];
    let mut sheet = Sheet::new(EVIDENCE, titled(&columns));
    for one in &report.statements {
        for (item, piece) in pieces(one, rubric) {
            sheet.rows.push(vec![
                Cell::text(&one.id),
                Cell::text(&item.id),
                Cell::text(&piece.signal),
                Cell::text(&item.signals[piece.number].says),
                Cell::text(piece.stance.name()),
                Cell::Yes(piece.counted),
                Cell::Number(piece.adds, 2),
                Cell::text(&piece.field),
                Cell::Whole(piece.line),
                Cell::Whole(piece.column),
                Cell::Whole(piece.start),
                Cell::Whole(piece.end),
                Cell::text(&piece.quote),
            ]);
        }
    }
    sheet
}

/// Every piece of evidence of a statement with the item it is for: criteria first, then what speaks for and against each scenario.
pub(super) fn pieces<'a>(one: &'a Assessment, rubric: &'a Rubric) -> impl Iterator<Item = (&'a Item, &'a Evidence)> {
    let criteria = one.criteria.values().flat_map(|criterion| &criterion.evidence);
    let scenarios = one.scenarios.values().flat_map(|scenario| scenario.speaks_for.iter().chain(&scenario.speaks_against));
    criteria.chain(scenarios).filter_map(|piece| Some((rubric.items().nth(piece.item)?, piece)))
}

/// One row a problem of an input that could not be read.
fn failures(report: &Report<'_>) -> Sheet {
    let columns = [
        ("id", Kind::Name),
        ("code", Kind::Name),
        ("line", Kind::Number),
        ("column", Kind::Number),
        ("message", Kind::Prose),
        ("help", Kind::Prose),
    ];
    let mut sheet = Sheet::new("failures", titled(&columns));
    for Failure { source, problems } in &report.failures {
        for problem in problems {
            sheet.rows.push(vec![
                Cell::text(source.name()),
                Cell::text(problem.code.name()),
                Cell::Whole(problem.line),
                Cell::Whole(problem.column),
                Cell::text(&problem.message),
                Cell::text(problem.help.as_deref().unwrap_or_default()),
            ]);
        }
    }
    sheet
}

fn titled(columns: &[(&str, Kind)]) -> Vec<Column> {
    columns.iter().map(|(title, kind)| Column::new(title, *kind)).collect()
}
