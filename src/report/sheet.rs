//! Sheets: titled columns and typed rows, the form in which every format that is made of tables takes a report.

use std::borrow::Cow;

use crate::problem::printable;
use crate::score::Score;

/// A table with a name.
#[derive(Debug)]
pub(super) struct Sheet {
    /// What it is called: a heading, or the tab of a workbook.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a sheet.
#[derive(Debug)]
pub(super) struct Column {
    /// What it is called, in the words of the JSON document.
    pub title: String,
    /// What stands in it.
    pub kind: Kind,
}

/// What stands in a column, for its width and alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Ids, names, a few words.
    Name,
    /// A sentence or more.
    Prose,
    /// Scores from 0 to 4.
    Score,
    /// Fits from 0 to 1.
    Fit,
    /// Any other numbers.
    Number,
    /// Yes or no.
    Yes,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// A text, from the rubric or from a statement: harmless to a terminal once it is here.
    Text(String),
    /// Several texts: words side by side, or sentences one below the other.
    Several(Vec<String>, Between),
    /// A score, 0-4 in tenths.
    Score(Score),
    /// A number with so many decimals.
    Number(f64, usize),
    /// A count, or a place in a file.
    Whole(usize),
    /// Yes or no.
    Yes(bool),
    /// Nothing.
    Empty,
}

/// What stands between several texts in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// A space.
    Words,
    /// A line end.
    Lines,
}

impl Kind {
    /// Whether it reads from the left, as words do.
    pub(super) const fn is_text(self) -> bool {
        matches!(self, Self::Name | Self::Prose | Self::Yes)
    }
}

impl Sheet {
    pub(super) fn new(name: &'static str, columns: Vec<Column>) -> Self {
        Self { name, columns, rows: Vec::new() }
    }

    /// Adds a column at the right, with a cell for every row.
    pub(super) fn widen(&mut self, title: &str, kind: Kind, cells: impl Iterator<Item = Cell>) {
        self.columns.push(Column::new(title, kind));
        self.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
    }
}

impl Column {
    pub(super) fn new(title: &str, kind: Kind) -> Self {
        Self { title: title.to_owned(), kind }
    }
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(printable(text))
    }

    pub(super) fn words<'t>(words: impl IntoIterator<Item = &'t String>) -> Self {
        Self::Several(words.into_iter().map(|word| printable(word)).collect(), Between::Words)
    }

    pub(super) fn lines<'t>(lines: impl IntoIterator<Item = &'t str>) -> Self {
        Self::Several(lines.into_iter().map(printable).collect(), Between::Lines)
    }

    /// The cell as plain text, its numbers with a full stop.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Several(texts, Between::Words) => Cow::Owned(texts.join(" ")),
            Self::Several(texts, Between::Lines) => Cow::Owned(texts.join("\n")),
            Self::Score(score) => Cow::Owned(score.to_string()),
            Self::Number(number, decimals) => Cow::Owned(format!("{number:.decimals$}")),
            Self::Whole(number) => Cow::Owned(number.to_string()),
            Self::Yes(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
            Self::Empty => Cow::Borrowed(""),
        }
    }

    /// The cell as plain text that no spreadsheet takes for a formula: a text that begins like one gets an apostrophe before it.
    pub(super) fn defused(&self) -> Cow<'_, str> {
        let plain = self.plain();
        match self {
            Self::Text(_) | Self::Several(..) if plain.starts_with(begins_formula) => Cow::Owned(format!("'{plain}")),
            _ => plain,
        }
    }
}

/// The characters that make a spreadsheet calculate or skip ahead, with the full-width forms that some take for the same.
fn begins_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_numbers_left() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1"] {
            assert_eq!(Cell::text(text).defused(), format!("'{text}"));
        }
        assert!(!Cell::text("\r=1").defused().starts_with(begins_formula));
        assert_eq!(Cell::text("a=1").defused(), "a=1");
        assert_eq!(Cell::Number(-0.4, 2).defused(), "-0.40");
        assert_eq!(Cell::words(&["-x".to_owned()]).defused(), "'-x");
    }
}
