//! Lines of the file: notes, keys, and prose that is wrapped.

use std::fmt::Write as _;

use toml_writer::{ToTomlValue as _, TomlStringBuilder};

use super::Remarks;
use crate::problem::steers;
use crate::rubric::Rubric;

/// Columns of prose and notes.
const WIDTH: usize = 110;

/// A file that is being written.
pub(super) struct Page<'a> {
    pub(super) out: String,
    pub(super) schema: &'a serde_json::Value,
    pub(super) remarks: &'a Remarks,
    pub(super) rubric: &'a Rubric,
}

impl Page<'_> {
    pub(super) fn gap(&mut self) {
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A description of the schema.
    pub(super) fn described(&self, pointer: &str) -> String {
        let says = self.schema.pointer(pointer).filter(|_| !pointer.is_empty()).and_then(|at| at["description"].as_str());
        says.unwrap_or_default().to_owned()
    }

    pub(super) fn says(&mut self, pointer: &str) {
        self.note(&self.described(pointer));
    }

    /// A note, wrapped; each of its lines begins with #.
    pub(super) fn note(&mut self, text: &str) {
        for line in text.lines().chain(text.is_empty().then_some("")) {
            let indent = &line[..line.len() - line.trim_start().len()];
            for wrapped in wrapped(line, WIDTH.saturating_sub(indent.len() + 2)) {
                let _ = writeln!(self.out, "{}", format!("# {indent}{}", on_one_line(&wrapped)).trim_end());
            }
        }
    }

    /// A key that may be left out: a note of it where it is.
    pub(super) fn maybe(&mut self, key: &str, value: Option<&str>, pointer: &str) {
        match value {
            Some(value) => self.line(key, value, pointer),
            None => self.spare(key, pointer),
        }
    }

    /// A key that is left out, as a note.
    pub(super) fn spare(&mut self, key: &str, pointer: &str) {
        let _ = writeln!(self.out, "# {:<32} # {}", format!("{key} = \"\""), self.described(pointer));
    }

    /// A key with a value on one line, or its placeholder and what it is for.
    pub(super) fn line(&mut self, key: &str, value: &str, pointer: &str) {
        let says = self.described(pointer);
        if value.trim().is_empty() {
            let written = format!("{key} = \"<{key}>\"");
            let _ = if says.is_empty() { writeln!(self.out, "{written}") } else { writeln!(self.out, "{written:<34} # {says}") };
        } else if value.contains('\n') || key.len() + value.len() + 5 > WIDTH {
            self.prose(key, value);
        } else {
            let _ = writeln!(self.out, "{key} = {}", literal(value));
        }
    }

    /// A key with prose, wrapped, or its placeholder.
    pub(super) fn prose(&mut self, key: &str, text: &str) {
        let text = if text.trim().is_empty() { "<your words>" } else { text };
        let mut lines = Vec::new();
        for line in text.lines() {
            let line = wrapped(line, WIDTH);
            lines.extend(if line.is_empty() { vec![String::new()] } else { line });
        }
        let written = format!("{}\n", lines.join("\n").trim());
        let _ = writeln!(self.out, "{key} = {}", harmless(&TomlStringBuilder::new(&written).as_ml_basic().to_toml_value()));
    }
}

/// A text in lines of so many columns, broken at spaces only.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// A text between quotation marks, with escapes where it has what could steer a terminal or turn the direction of writing.
fn literal(text: &str) -> String {
    let text = TomlStringBuilder::new(text);
    let plain = text.as_default().to_toml_value();
    if plain.contains(steers) { harmless(&text.as_basic().to_toml_value()) } else { plain }
}

/// A basic string with what steers written as escapes.
fn harmless(written: &str) -> String {
    let escaped = |c: char| if c != '\n' && steers(c) { format!("\\u{:04X}", u32::from(c)) } else { c.to_string() };
    written.chars().map(escaped).collect()
}

/// A text that can stand in a note: TOML allows no control characters there.
pub(super) fn on_one_line(text: &str) -> String {
    text.replace(steers, " ")
}
