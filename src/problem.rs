//! What is wrong with a statement or a rubric file: values to collect, never errors to throw.

use std::fmt::{self, Write as _};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use crate::source::Source;

/// Every kind of problem. The name a user sees and may cite is [`Code::name`]; `fieldtrial explain NAME` tells more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// The file could not be opened or read.
    Unreadable,
    /// The text is not UTF-8.
    NotUtf8,
    /// The file is larger than a statement could ever be.
    TooLarge,
    /// The text is not TOML.
    Syntax,
    /// A key the format does not have.
    UnknownKey,
    /// A value of another type than the key takes.
    WrongType,
    /// Something the format requires is not there, or is empty.
    Missing,
    /// A value of the right type that the key cannot take.
    BadValue,
    /// A row of JSON Lines that is not an object with an `id` and a `toml` or `text`.
    BadRow,
    /// A table of ratings, or a row of it, that cannot be used.
    Ratings,
    /// A rubric file that is wrong.
    Rubric,
}

impl Code {
    /// All codes, in the order they are listed.
    pub const ALL: [Self; 11] = [
        Self::Unreadable,
        Self::NotUtf8,
        Self::TooLarge,
        Self::Syntax,
        Self::UnknownKey,
        Self::WrongType,
        Self::Missing,
        Self::BadValue,
        Self::BadRow,
        Self::Ratings,
        Self::Rubric,
    ];

    /// The name in reports: stable, `area::what`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "file::unreadable",
            Self::NotUtf8 => "file::not-utf8",
            Self::TooLarge => "file::too-large",
            Self::Syntax => "statement::syntax",
            Self::UnknownKey => "statement::unknown-key",
            Self::WrongType => "statement::wrong-type",
            Self::Missing => "statement::missing",
            Self::BadValue => "statement::bad-value",
            Self::BadRow => "row::malformed",
            Self::Ratings => "ratings::wrong",
            Self::Rubric => "rubric::wrong",
        }
    }

    /// What it means and what to do, for `explain`.
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Unreadable => {
                "The file could not be opened or read. Check the path and that you may read it. The other inputs are still scored."
            }
            Self::NotUtf8 => {
                "Statements are UTF-8 text, with or without a byte-order mark. The message gives the first byte that is not. \
                 Save the file again as UTF-8; word processors call it \"Unicode (UTF-8)\"."
            }
            Self::TooLarge => {
                "A statement of intent is two pages; files over one mebibyte are refused unread, so that a wrong file costs nothing."
            }
            Self::Syntax => {
                "The text is not TOML at the place shown. Common causes: a quotation mark inside a text that is delimited by quotation \
                 marks (use three of them, \"\"\", round longer prose), a missing closing mark, or a key given twice."
            }
            Self::UnknownKey => {
                "The format has no key of this name here, so what it holds would be lost without a word. Correct the spelling, or move the \
                 text to a key that exists: the message names the nearest one."
            }
            Self::WrongType => {
                "The key takes another type of value: prose stands in quotation marks, dates do not, and lists of tables are written with \
                 double brackets such as [[stakeholders]]."
            }
            Self::Missing => {
                "A statement has five items: contact, idea, purpose, stakeholders and visits. The one named is not there, or is empty."
            }
            Self::BadValue => "The value is of the right type but not one the key can take. The message lists what it can be.",
            Self::BadRow => {
                "A row of JSON Lines is one object with an \"id\" and either \"toml\" (a whole statement) or \"text\" (prose). \
                 This row becomes a failure; the other rows are scored."
            }
            Self::Ratings => {
                "Ratings are CSV with the columns statement,reviewer,item,rating,comment: the item is a criterion or scenario with a whole \
                 rating from 0 to 4, or `lead` with a scenario, `none` or `hybrid`. A blank rating is missing, never 0. A row that is wrong \
                 is left out and told of; the others are used."
            }
            Self::Rubric => {
                "A rubric file does not hold together: the message says how. The program scores nothing with a rubric that is wrong."
            }
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Its kind.
    pub code: Code,
    /// What is wrong, in a line without a full stop.
    pub message: String,
    /// Where it begins: the line, from 1.
    pub line: usize,
    /// Where it begins: the column, from 1, in characters.
    pub column: usize,
    /// The bytes it is about.
    #[serde(skip)]
    pub span: Range<usize>,
    /// What to do about it, where that is not plain from the message.
    #[serde(skip)]
    pub help: Option<String>,
}

impl Problem {
    /// A problem at a range of bytes of a source.
    pub fn new(code: Code, message: impl Into<String>, source: &Source, span: Range<usize>) -> Self {
        let at = source.position(span.start);
        Self { code, message: message.into(), line: at.line, column: at.column, span, help: None }
    }

    /// A problem with a file as a whole, reported at its first character.
    pub fn whole(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), line: 1, column: 1, span: 0..0, help: None }
    }

    /// The same with a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Draws problems under the lines they are about, in the order of the file, fit for a terminal of this width.
pub fn draw(problems: &[Problem], source: &Source, width: usize, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(width);
    let shown = printable(source.text());
    let name = printable(source.name());
    let mut ordered: Vec<_> = problems.iter().collect();
    ordered.sort_by_key(|problem| (problem.span.start, problem.code));
    let mut drawn = String::new();
    for problem in ordered {
        let span = clip(&problem.span, &shown);
        let message = printable(&problem.message);
        let title = Level::ERROR.primary_title(message.as_str()).id(problem.code.name());
        let group = if shown.is_empty() {
            title.element(annotate_snippets::Origin::path(name.as_str()))
        } else {
            title.element(Snippet::source(shown.as_str()).path(name.as_str()).annotation(AnnotationKind::Primary.span(span)))
        };
        let help = problem.help.as_deref().map(printable);
        let group = match &help {
            Some(help) => group.element(Level::HELP.message(help.as_str())),
            None => group,
        };
        let _ = writeln!(drawn, "{}\n", renderer.render(&[group]));
    }
    drawn
}

/// The same text, byte for byte as long, with nothing in it that could steer a terminal: a control character becomes
/// question marks, and so do the marks that turn the direction of writing.
pub fn printable(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{200b}'..='\u{200d}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
    };
    if !text.contains(steers) {
        return text.to_owned();
    }
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' => clean.push(' '),
            '\u{feff}' => clean.push_str("   "),
            c if steers(c) => (0..c.len_utf8()).for_each(|_| clean.push('?')),
            c => clean.push(c),
        }
    }
    clean
}

/// A span the renderer can take: inside the text and on character boundaries.
fn clip(span: &Range<usize>, text: &str) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    start..floor(span.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_names_of_their_own() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        let nasty = "a\u{1b}[31mb\u{7}\r\n\u{202e}c\u{9b}";
        let clean = printable(nasty);
        assert_eq!(clean.len(), nasty.len());
        assert!(clean.chars().all(|c| c == '\n' || !c.is_control()));
        assert!(!clean.contains('\u{202e}'));
    }
}
