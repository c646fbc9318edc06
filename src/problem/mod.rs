//! What is wrong with a statement or a rubric file: values to collect, never errors to throw.

mod code;
mod draw;

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

pub use code::{Code, Severity};
pub(crate) use draw::steers;
pub use draw::{draw, draw_one, printable};

use crate::source::Source;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
    /// What to write under those bytes, where the message alone leaves something to say.
    #[serde(skip)]
    pub label: Option<String>,
    /// What to do about it, where that is not plain from the message.
    #[serde(skip)]
    pub help: Option<String>,
    /// The changes that together mend it and can do no harm; none where there are none.
    #[serde(skip)]
    pub fixes: Vec<Fix>,
}

/// A change to a file: these bytes become this text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes replaced; none where something is put in.
    pub span: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

impl Problem {
    /// A problem at a range of bytes of a source.
    pub fn new(code: Code, message: impl Into<String>, source: &Source, span: Range<usize>) -> Self {
        let at = source.position(span.start);
        let (line, column) = (at.line, at.column);
        Self { code, message: message.into(), line, column, span, label: None, help: None, fixes: Vec::new() }
    }

    /// A problem with a file as a whole, reported at its first character.
    pub fn whole(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), line: 1, column: 1, span: 0..0, label: None, help: None, fixes: Vec::new() }
    }

    /// All that it says, a line each: the message, the words under the place, and the remedy.
    pub fn details(&self) -> String {
        let rest = [&self.label, &self.help].into_iter().flatten().map(|line| format!("\n{line}"));
        format!("{}{}", self.message, rest.collect::<String>())
    }

    /// The same with words under the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The same with a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with one more of the changes that mend it.
    #[must_use]
    pub fn fix(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.fixes.push(Fix { span, text: text.into() });
        self
    }
}
