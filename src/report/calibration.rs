//! A calibration in every format: the table for people, CSV with a row for each item and pair of raters, and JSON.

use anyhow::Result;
use comfy_table::{Cell, CellAlignment};

use super::text::{cut, drawn, line, table, wrapped};
use super::{Layout, json};
use crate::panel::bootstrap::Estimate;
use crate::panel::calibrate::{Calibration, lead_order};
use crate::rubric::Rubric;

/// What a calibration can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum CalibrationFormat {
    /// Tables for the terminal
    Table,
    /// JSON for scripts
    Json,
    /// A row for each item, measure and pair of raters
    Csv,
}

impl CalibrationFormat {
    /// The format that a file's ending stands for.
    pub fn of(file: &std::path::Path) -> Option<Self> {
        match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// Writes a calibration.
///
/// # Errors
/// Where a value cannot be written in the format.
pub fn write(calibration: &Calibration, rubric: &Rubric, format: CalibrationFormat, layout: &Layout) -> Result<String> {
    match format {
        CalibrationFormat::Table => Ok(in_words(calibration, rubric, layout)),
        CalibrationFormat::Json => json::pretty(calibration),
        CalibrationFormat::Csv => rows(calibration),
    }
}

fn rows(calibration: &Calibration) -> Result<String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["item", "raters", "statements", "measure", "value", "low", "high", "undefined"])?;
    let number = |value: Option<f64>| value.map(|value| format!("{value:.4}")).unwrap_or_default();
    let mut row = |item: &str, raters: &str, statements: usize, measure: &str, estimate: Estimate| {
        let undefined = estimate.undefined.map(|reason| reason.to_string()).unwrap_or_default();
        let Estimate { value, low, high, .. } = estimate;
        out.write_record([
            item,
            raters,
            &statements.to_string(),
            measure,
            &number(value),
            &number(low),
            &number(high),
            &undefined,
        ])
    };
    for item in &calibration.items {
        for (raters, measures) in [("program", &item.program), ("readers", &item.readers)] {
            for (measure, estimate) in measures.named() {
                row(&item.item, raters, item.statements, measure, estimate)?;
            }
        }
    }
    for mean in &calibration.means {
        row(&mean.over, "program", calibration.statements, "kappa", mean.program)?;
        row(&mean.over, "readers", calibration.statements, "kappa", mean.readers)?;
    }
    row("lead", "program", calibration.statements, "exact", calibration.lead.accuracy)?;
    row("lead", "readers", calibration.statements, "exact", calibration.lead.readers)?;
    Ok(String::from_utf8(out.into_inner()?)?)
}

fn in_words(calibration: &Calibration, rubric: &Rubric, layout: &Layout) -> String {
    let mut out = String::new();
    let readers = calibration.reviewers.len();
    let text = format!(
        "{} statements scored and rated, by {readers} {}. Program: against the readers' median. Readers: among themselves.",
        calibration.statements,
        if readers == 1 { "reader" } else { "readers" }
    );
    out.push_str(&wrapped(&text, layout.width, 0));
    out.push('\n');
    agreement(&mut out, calibration, layout);
    let legend = "kappa: quadratic weighted, 0-4, with its 95 % interval · exact, near: share on the same level, at most one apart · \
                  error: mean, in levels · bias: in standard deviations · rho: Spearman";
    out.push('\n');
    out.push_str(&wrapped(legend, layout.width, 0));
    out.push('\n');
    leads(&mut out, calibration, rubric, layout);
    differences(&mut out, calibration, layout);
    for (names, what) in [(&calibration.unrated, "scored and not rated"), (&calibration.unscored, "rated and not scored")] {
        if !names.is_empty() {
            out.push_str(&wrapped(&line(&format!("{} {what}: {}", names.len(), names.join(", "))), layout.width, 2));
        }
    }
    out
}

fn agreement(out: &mut String, calibration: &Calibration, layout: &Layout) {
    let mut table = table(layout);
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let heads = ["kappa", "95 %", "exact", "near", "error", "bias", "rho", "readers"].map(|head| right(head.to_owned()));
    table.set_header(std::iter::once(Cell::new("Item")).chain(heads));
    for item in &calibration.items {
        let program = &item.program;
        table.add_row([
            Cell::new(&item.item),
            right(two(program.kappa)),
            right(interval(program.kappa)),
            right(percent(program.exact)),
            right(percent(program.adjacent)),
            right(two(program.error)),
            right(program.difference.value.map_or("–".to_owned(), |value| format!("{value:+.2}"))),
            right(two(program.rho)),
            right(two(item.readers.kappa)),
        ]);
    }
    for mean in &calibration.means {
        let mut row = vec![Cell::new(format!("mean, {}", mean.over)), right(two(mean.program)), right(interval(mean.program))];
        row.extend(std::iter::repeat_n(Cell::new(""), 5));
        row.push(right(two(mean.readers)));
        table.add_row(row);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    out.push_str(&drawn(&table));
    let undefined = calibration.items.iter().filter_map(|item| Some((&item.item, item.program.kappa.undefined?)));
    for (item, reason) in undefined {
        out.push_str(&wrapped(&format!("– {item} has no kappa: {reason}"), layout.width, 2));
    }
}

fn leads(out: &mut String, calibration: &Calibration, rubric: &Rubric, layout: &Layout) {
    let lead = &calibration.lead;
    let text = format!(
        "Lead scenario: the readers' in {} of statements ({}); two readers name the same in {}.",
        percent(lead.accuracy),
        interval(lead.accuracy),
        percent(lead.readers)
    );
    out.push_str(&wrapped(&text, layout.width, 2));
    if lead.undecided > 0 {
        out.push_str(&format!("{} left out: no lead has a majority.\n", lead.undecided));
    }
    let all = lead_order(rubric);
    let mut table = table(layout);
    // The first three letters tell the columns apart; the rows say them in full.
    let heads = all.iter().map(|id| Cell::new(id.chars().take(3).collect::<String>()).set_alignment(CellAlignment::Right));
    table.set_header(std::iter::once(Cell::new("Readers / program")).chain(heads));
    for readers in &all {
        let Some(row) = lead.confusion.get(*readers) else { continue };
        let cells = all.iter().map(|program| match row.get(*program) {
            None => Cell::new("·").set_alignment(CellAlignment::Right),
            Some(count) => Cell::new(count).set_alignment(CellAlignment::Right),
        });
        table.add_row(std::iter::once(Cell::new(readers)).chain(cells));
    }
    out.push_str(&drawn(&table));
}

fn differences(out: &mut String, calibration: &Calibration, layout: &Layout) {
    if calibration.differences.is_empty() {
        return;
    }
    out.push_str("\nWhere they differ most\n");
    for difference in &calibration.differences {
        let text = format!(
            "{} {}: readers {:.1}, program {:.1}",
            line(&difference.statement),
            difference.item,
            difference.readers,
            difference.program
        );
        out.push_str(&format!("  {}", wrapped(&text, layout.width - 2, 4)));
        for behind in &difference.evidence {
            let start = format!("    line {} {}: ", behind.line, behind.signal);
            let room = layout.width.saturating_sub(start.len() + 2).max(20);
            out.push_str(&format!("{start}“{}”\n", cut(&line(&behind.quote), room)));
        }
    }
}

fn two(estimate: Estimate) -> String {
    estimate.value.map_or("–".to_owned(), |value| format!("{value:.2}"))
}

fn percent(estimate: Estimate) -> String {
    estimate.value.map_or("–".to_owned(), |value| format!("{:.0} %", value * 100.0))
}

fn interval(estimate: Estimate) -> String {
    match (estimate.low, estimate.high) {
        (Some(low), Some(high)) => format!("{low:.2} to {high:.2}"),
        _ => "–".to_owned(),
    }
}
