//! Texts made fit for a terminal: bars, quotes on one line, wrapping, tables without borders.

use comfy_table::{Cell, Color, ContentArrangement, Table, presets};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::Layout;
use crate::problem::printable;
pub(crate) use crate::wrap::wrapped;

/// A bar of this many columns, filled to a share from 0 to 1 in eighths of a column.
pub(super) fn bar(share: f64, columns: usize) -> String {
    const EIGHTHS: [char; 8] = ['·', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a few columns")]
    let eighths = (share.clamp(0.0, 1.0) * columns as f64 * 8.0).round() as usize;
    let mut bar = "█".repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        bar.push(EIGHTHS[eighths % 8]);
    }
    let drawn = bar.chars().count();
    bar.extend(std::iter::repeat_n('·', columns - drawn));
    bar
}

/// A text on one line, harmless to a terminal.
pub(super) fn line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line cut to so many columns, with a mark where it was cut.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used >= columns {
            break;
        }
        kept.push(c);
    }
    // Not in the middle of a word, if that costs little.
    if let Some(space) = kept.rfind(' ').filter(|space| *space * 3 > kept.len() * 2) {
        kept.truncate(space);
    }
    kept.truncate(kept.trim_end_matches([' ', ',', ';', ':']).len());
    kept.push('…');
    kept
}

/// A text of many lines with those too long for the width wrapped, set in a little more than their line.
pub(crate) fn fitted(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if line.width() <= width {
            out.push_str(line);
            out.push('\n');
        } else {
            let hang = if indent == 0 { 0 } else { indent + 2 };
            let body = wrapped(line.trim_start(), width - hang, 0);
            out.push_str(&" ".repeat(indent));
            out.push_str(&body.trim_end().replace('\n', &format!("\n{}", " ".repeat(hang))));
            out.push('\n');
        }
    }
    out
}

/// An empty table without borders that fits the width, coloured or not.
pub(super) fn table(layout: &Layout) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(layout.width).unwrap_or(u16::MAX));
    if layout.colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

/// The table as text, without the space that pads the last column.
pub(super) fn drawn(table: &Table) -> String {
    let mut out = String::new();
    for line in table.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A cell whose colour repeats what its text says: nothing hangs on colour alone.
pub(super) fn graded(text: impl ToString, share: f64) -> Cell {
    let cell = Cell::new(text);
    match share {
        share if share <= 0.0 => cell.fg(Color::DarkGrey),
        share if share < 0.5 => cell.fg(Color::DarkYellow),
        share if share >= 0.75 => cell.fg(Color::Cyan),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_fill_by_eighths() {
        assert_eq!(bar(0.0, 4), "····");
        assert_eq!(bar(0.53, 4), "██▏·");
        assert_eq!(bar(2.0, 4), "████");
    }

    #[test]
    fn cuts_fit_wide_characters_too() {
        assert_eq!(cut("short", 10), "short");
        assert!(cut("日本語の文章です", 7).width() <= 7);
        assert!(cut("a rather long line of words", 12).width() <= 12);
    }
}
