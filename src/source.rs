//! A text and where it came from, and the way from a byte to a line and column.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A place in a file as people count: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// One text to read, with the name it is reported under.
#[derive(Debug, Clone)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    lines: OnceLock<Arc<[usize]>>,
}

impl Source {
    /// A text under a name: a path as the user gave it, `-` for standard input, or a row's id.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// Reads bytes that should be UTF-8.
    ///
    /// # Errors
    /// Gives the line, column and byte of the first byte that is not.
    pub fn decode(name: impl Into<Arc<str>>, bytes: Vec<u8>) -> Result<Self, (Self, usize)> {
        let name = name.into();
        String::from_utf8(bytes).map(|text| Self::new(Arc::clone(&name), text)).map_err(|error| {
            let good = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(&error.into_bytes()[..good]).into_owned();
            (Self::new(name, text), good)
        })
    }

    /// The name it is reported under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, byte for byte as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text a range of bytes covers, or nothing where the range does not fit.
    pub fn slice(&self, span: Range<usize>) -> &str {
        self.text.get(span).unwrap_or_default()
    }

    /// The first line of a range of bytes: a table's heading, so that what is said of it is not shown with all that is in it.
    pub fn first_line(&self, span: Range<usize>) -> Range<usize> {
        let first = self.slice(span.clone()).lines().next().map_or(0, str::len);
        span.start..span.start + first
    }

    /// Where a byte stands. A byte beyond the end stands at the end; a byte-order mark takes no column.
    pub fn position(&self, byte: usize) -> Position {
        let starts = self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        });
        let byte = byte.min(self.text.len());
        let line = starts.partition_point(|start| *start <= byte);
        let before = self.slice(starts[line - 1]..byte);
        Position { line, column: before.trim_start_matches('\u{feff}').chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_with_lf_or_crlf() {
        let source = Source::new("x", "é=1\r\nab\ncd");
        assert_eq!(source.position(2), Position { line: 1, column: 2 });
        assert_eq!(source.position(6), Position { line: 2, column: 1 });
        assert_eq!(source.position(10), Position { line: 3, column: 2 });
        assert_eq!(source.position(99), Position { line: 3, column: 3 });
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(Source::new("x", "\u{feff}a").position(3), Position { line: 1, column: 1 });
    }
}
