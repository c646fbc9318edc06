//! What a redraft gained and lost, as a table with the evidence that came and went, or as JSON.

use std::fmt::Write as _;

use anyhow::Result;
use comfy_table::{Cell, CellAlignment, Table};

use super::text::{drawn, line, table, wrapped};
use super::{Layout, json};
use crate::evidence::Evidence;
use crate::score::{Change, Difference};

/// What a difference can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum DifferenceFormat {
    /// A table, and the evidence that came and went
    Table,
    /// JSON for scripts
    Json,
}

/// Writes a difference.
///
/// # Errors
/// Where a value cannot be written in the format.
pub fn write(difference: &Difference<'_>, format: DifferenceFormat, layout: &Layout) -> Result<String> {
    match format {
        DifferenceFormat::Table => Ok(in_words(difference, layout)),
        DifferenceFormat::Json => json::pretty(difference),
    }
}

fn in_words(difference: &Difference<'_>, layout: &Layout) -> String {
    let mut out = wrapped(&format!("{} → {}", line(difference.old), line(difference.new)), layout.width, 2);
    out.push('\n');
    let mut rows = table(layout);
    rows.set_header(["", "old", "new", "change", "evidence"].map(|head| right(head.to_owned())));
    for (id, change) in &difference.criteria {
        let moved = change.new.value() - change.old.value();
        row(&mut rows, id, [change.old.to_string(), change.new.to_string(), signed(moved, 1)], change);
    }
    let overall = difference.overall;
    let moved = signed(overall.new.value() - overall.old.value(), 1);
    rows.add_row([Cell::new("overall"), right(overall.old.to_string()), right(overall.new.to_string()), right(moved)]);
    rows.add_row([""]);
    for (id, change) in &difference.scenarios {
        row(&mut rows, id, [fit(change.old), fit(change.new), signed(change.new - change.old, 2)], change);
    }
    out.push_str(&drawn(&rows));
    out.push('\n');
    let lead = difference.lead;
    let lead = if lead.old == lead.new {
        format!("Lead: {}, as before", lead.new)
    } else {
        format!("Lead: {} → {}", lead.old, lead.new)
    };
    let meets = match (difference.meets.old, difference.meets.new) {
        (false, true) => " · now meets every criterion",
        (true, false) => " · no longer meets every criterion",
        (true, true) => " · meets every criterion, as before",
        (false, false) => " · does not yet meet every criterion",
    };
    out.push_str(&wrapped(&format!("{lead}{meets}"), layout.width, 2));
    for (id, change) in &difference.criteria {
        exchanged(&mut out, id, &change.came, &change.went, layout);
    }
    for (id, change) in &difference.scenarios {
        exchanged(&mut out, id, &change.came, &change.went, layout);
    }
    out
}

fn row<T>(rows: &mut Table, id: &str, values: [String; 3], change: &Change<'_, T>) {
    let evidence = match (change.came.len(), change.went.len()) {
        (0, 0) => String::new(),
        (came, went) => format!("+{came} -{went}"),
    };
    rows.add_row(std::iter::once(Cell::new(id)).chain(values.map(right)).chain([right(evidence)]));
}

fn right(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

fn fit(fit: f64) -> String {
    format!("{fit:.2}")
}

/// A change with its sign; nothing where there is none.
fn signed(moved: f64, places: usize) -> String {
    let text = format!("{moved:+.places$}");
    if text.trim_start_matches(['+', '-']).chars().all(|c| c == '0' || c == '.') { "=".to_owned() } else { text }
}

fn exchanged(out: &mut String, id: &str, came: &[&Evidence], went: &[&Evidence], layout: &Layout) {
    if came.is_empty() && went.is_empty() {
        return;
    }
    let _ = write!(out, "\n{id}\n");
    for (mark, pieces) in [('+', came), ('-', went)] {
        for sentence in pieces.chunk_by(|a, b| (a.start, a.end) == (b.start, b.end)) {
            let signals: Vec<_> = sentence.iter().map(|piece| piece.signal.as_str()).collect();
            let Some(piece) = sentence.first() else { continue };
            let text = format!("{mark} {}:{} {} “{}”", piece.line, piece.column, signals.join(", "), line(&piece.quote));
            let _ = write!(out, "  {}", wrapped(&text, layout.width - 2, 6));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::signed;

    #[test]
    fn what_does_not_move_has_no_sign() {
        assert_eq!(signed(0.0, 1), "=");
        assert_eq!(signed(-0.04, 1), "=");
        assert_eq!(signed(-0.1, 1), "-0.1");
        assert_eq!(signed(0.25, 2), "+0.25");
    }
}
