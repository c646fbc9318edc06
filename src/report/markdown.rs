//! Markdown as GitHub reads it: every sheet a heading and a table, with whatever a statement says kept as text.

use super::sheet::{Between, Cell, Sheet};
use super::{Layout, Report, sheets};
use crate::rubric::Rubric;

/// Writes the sheets that have rows; those of the evidence only where it was asked for, as it is long.
pub(super) fn write(report: &Report<'_>, rubric: &Rubric, layout: &Layout) -> String {
    let mut out = format!("# Statements of intent\n\n{}\n", head(report));
    for sheet in sheets::all(report, rubric) {
        if !sheet.rows.is_empty() && (layout.evidence || sheet.name != sheets::EVIDENCE) {
            table(&mut out, &sheet);
        }
    }
    out
}

fn head(report: &Report<'_>) -> String {
    let (scored, failed) = (report.statements.len(), report.failures.len());
    let meet = report.statements.iter().filter(|one| one.meets).count();
    let name = escaped(report.rubric);
    let failed = if failed > 0 { format!(", {failed} could not be read") } else { String::new() };
    format!("{scored} scored, {meet} meet all criteria at {}{failed}. Rubric {name}, {}.", report.threshold, report.hash)
}

fn table(out: &mut String, sheet: &Sheet) {
    let title: String = sheet.name.chars().take(1).flat_map(char::to_uppercase).chain(sheet.name.chars().skip(1)).collect();
    out.push_str(&format!("\n## {title}\n\n"));
    row(out, sheet.columns.iter().map(|column| escaped(&column.title)));
    row(out, sheet.columns.iter().map(|column| if column.kind.is_text() { ":--" } else { "--:" }.to_owned()));
    for cells in &sheet.rows {
        row(out, cells.iter().map(cell));
    }
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(&cell);
        out.push(' ');
    }
    out.push_str("|\n");
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Several(lines, Between::Lines) => lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>"),
        Cell::Yes(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        cell => escaped(&cell.plain()),
    }
}

/// A text on one line in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        for c in word.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' | '!') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}
