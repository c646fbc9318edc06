//! A table of a TOML file read field by field: what is missing, misspelt or of the wrong type becomes a problem with its
//! place, and reading goes on.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::problem::{Code, Problem};
use crate::source::Source;

/// A text as written: its value, and the bytes of the literal with its quotation marks.
#[derive(Debug, Clone)]
pub struct Text {
    /// The decoded value.
    pub value: String,
    /// Where the literal stands in the file.
    pub span: Range<usize>,
}

/// Problems found so far in one source.
#[derive(Debug)]
pub struct Report<'s> {
    /// The text that is read.
    pub source: &'s Source,
    /// Bytes before the text that was parsed (a byte-order mark).
    pub skipped: usize,
    /// What was found.
    pub problems: Vec<Problem>,
}

impl Report<'_> {
    /// A span of the parsed text as a span of the source.
    fn place(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.skipped..span.end + self.skipped
    }

    fn push(&mut self, code: Code, message: String, span: Range<usize>, help: Option<String>) {
        let mut problem = Problem::new(code, message, self.source, self.place(span));
        problem.help = help;
        self.problems.push(problem);
    }
}

/// One table, and the keys asked of it so far.
pub struct Fields<'t, 'd> {
    path: String,
    table: &'t DeTable<'d>,
    span: Range<usize>,
    asked: Vec<&'static str>,
}

impl<'t, 'd> Fields<'t, 'd> {
    /// Reads a table that stands at `path` (empty for the whole file) and at these bytes.
    pub fn new(path: impl Into<String>, table: &'t DeTable<'d>, span: Range<usize>) -> Self {
        Self { path: path.into(), table, span, asked: Vec::new() }
    }

    /// The dotted name of a key of this table.
    pub fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'d>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn absent(&self, key: &str, what: &str, report: &mut Report<'_>) {
        let message = format!("`{}` is missing: {what}", self.path(key));
        let span = heading(&self.span, report);
        report.push(Code::Missing, message, span, None);
    }

    fn mistyped(&self, key: &str, wanted: &str, found: &Spanned<DeValue<'_>>, report: &mut Report<'_>) {
        let message = format!("`{}` takes {wanted}, and this is {}", self.path(key), article(found.get_ref().type_str()));
        report.push(Code::WrongType, message, found.span(), None);
    }

    /// A text that need not be there.
    pub fn text(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Text> {
        let found = self.get(key)?;
        match found.get_ref() {
            DeValue::String(value) => Some(Text { value: value.to_string(), span: report.place(found.span()) }),
            _ => {
                self.mistyped(key, "a text in quotation marks", found, report);
                None
            }
        }
    }

    /// A text that must be there and say something; `what` tells the user what belongs there.
    pub fn required_text(&mut self, key: &'static str, what: &str, report: &mut Report<'_>) -> Option<Text> {
        if !self.table.contains_key(key) {
            self.asked.push(key);
            self.absent(key, what, report);
            return None;
        }
        let text = self.text(key, report)?;
        if text.value.trim().is_empty() {
            let span = text.span.start - report.skipped..text.span.end - report.skipped;
            report.push(Code::Missing, format!("`{}` is empty: {what}", self.path(key)), span, None);
            return None;
        }
        Some(text)
    }

    /// One of a closed list of words.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
        required: bool,
        report: &mut Report<'_>,
    ) -> Option<T> {
        let all = choices.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let text = if required {
            self.required_text(key, &format!("one of {}", listed(&all)), report)?
        } else {
            self.text(key, report)?
        };
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text.value) {
            return Some(*value);
        }
        let help = nearest(&text.value, all.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        let span = text.span.start - report.skipped..text.span.end - report.skipped;
        let message = format!("`{}` is `{}`; write {}", self.path(key), text.value, listed(&all));
        report.push(Code::BadValue, message, span, help);
        None
    }

    /// A date or date-time that need not be there; which of them it is, is for the caller to see.
    pub fn datetime(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<(toml::value::Datetime, Range<usize>)> {
        let found = self.get(key)?;
        match found.get_ref() {
            DeValue::Datetime(value) => Some((*value, report.place(found.span()))),
            _ => {
                self.mistyped(key, "a date without quotation marks, such as 2006-03-14", found, report);
                None
            }
        }
    }

    /// As [`Self::datetime`], for one that must be there.
    pub fn required_datetime(
        &mut self,
        key: &'static str,
        what: &str,
        report: &mut Report<'_>,
    ) -> Option<(toml::value::Datetime, Range<usize>)> {
        if !self.table.contains_key(key) {
            self.asked.push(key);
            self.absent(key, what, report);
            return None;
        }
        self.datetime(key, report)
    }

    /// A table below this one.
    pub fn table(&mut self, key: &'static str, required: Option<&str>, report: &mut Report<'_>) -> Option<Self> {
        let Some(found) = self.get(key) else {
            if let Some(what) = required {
                self.absent(key, what, report);
            }
            return None;
        };
        match found.get_ref() {
            DeValue::Table(table) => Some(Fields::new(self.path(key), table, found.span())),
            _ => {
                self.mistyped(key, &format!("a table, written `[{}]`", self.path(key)), found, report);
                None
            }
        }
    }

    /// A list of tables below this one: `[[key]]`, or tables in brackets.
    pub fn tables(&mut self, key: &'static str, required: Option<&str>, report: &mut Report<'_>) -> Vec<Self> {
        let Some(found) = self.get(key) else {
            if let Some(what) = required {
                self.absent(key, what, report);
            }
            return Vec::new();
        };
        let DeValue::Array(items) = found.get_ref() else {
            self.mistyped(key, &format!("a list of tables, each written `[[{}]]`", self.path(key)), found, report);
            return Vec::new();
        };
        if let (Some(what), true) = (required, items.is_empty()) {
            report.push(Code::Missing, format!("`{}` is empty: {what}", self.path(key)), found.span(), None);
        }
        self.rows(key, items, report)
    }

    fn rows(&self, key: &str, items: &'t DeArray<'d>, report: &mut Report<'_>) -> Vec<Self> {
        let mut rows = Vec::new();
        for (number, item) in items.iter().enumerate() {
            match item.get_ref() {
                DeValue::Table(table) => {
                    rows.push(Fields::new(format!("{}[{number}]", self.path(key)), table, item.span()));
                }
                _ => self.mistyped(key, "tables in its list", item, report),
            }
        }
        rows
    }

    /// Reports the keys that nothing asked for.
    pub fn finish(self, report: &mut Report<'_>) {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let known = listed(&self.asked);
            let help = match nearest(name, self.asked.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys here are {known}"),
            };
            let message = format!("the format has no key `{}`", self.path(name));
            report.push(Code::UnknownKey, message, key.span(), Some(help));
        }
    }
}

/// The first line of a table's span, so that what is missing from it is not shown with all that is there.
fn heading(span: &Range<usize>, report: &Report<'_>) -> Range<usize> {
    let text = report.source.slice(span.start + report.skipped..span.end + report.skipped);
    let first = text.lines().next().map_or(0, str::len);
    span.start..span.start + first
}

fn article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}

/// Names as a list for people: "`a`, `b` or `c`".
pub fn listed(names: &[&str]) -> String {
    let ticked: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match ticked.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// The name a reader may have meant: the most similar one, if it is similar at all (Jaro-Winkler over 0.8).
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let typed = typed.to_lowercase();
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&typed, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
