//! A table of a TOML file read field by field: what is missing, misspelt or of the wrong type becomes a problem with its
//! place, and reading goes on.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::day;
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
    /// What was found.
    pub problems: Vec<Problem>,
}

impl Report<'_> {
    fn problem(&self, code: Code, message: String, span: Range<usize>) -> Problem {
        Problem::new(code, message, self.source, span)
    }

    fn push(&mut self, code: Code, message: String, span: Range<usize>) {
        self.problems.push(self.problem(code, message, span));
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

    /// Whether a key is written, whatever it holds.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text as it is written, without a word on what is wrong with it.
    pub fn string(&self, key: &str) -> Option<Text> {
        let found = self.table.get(key)?;
        match found.get_ref() {
            DeValue::String(value) => Some(Text { value: value.to_string(), span: found.span() }),
            _ => None,
        }
    }

    /// The bytes of the table: of its heading, where it has one, or of its braces.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    fn absent(&self, key: &str, what: &str, report: &mut Report<'_>) {
        let message = format!("`{}` is missing: {what}", self.path(key));
        let span = report.source.first_line(self.span.clone());
        report.push(Code::Missing, message, span);
    }

    fn mistyped(&self, key: &str, wanted: &str, found: &Spanned<DeValue<'_>>, report: &mut Report<'_>) {
        let message = format!("`{}` takes {wanted}, and this is {}", self.path(key), article(found.get_ref().type_str()));
        report.push(Code::WrongType, message, found.span());
    }

    /// A text that need not be there.
    pub fn text(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Text> {
        let found = self.get(key)?;
        match found.get_ref() {
            DeValue::String(value) => Some(Text { value: value.to_string(), span: found.span() }),
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
            report.push(Code::Missing, format!("`{}` is empty: {what}", self.path(key)), text.span);
            return None;
        }
        Some(text)
    }

    /// One of a closed list of words, which need not be there.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)], report: &mut Report<'_>) -> Option<T> {
        let text = self.text(key, report)?;
        self.chosen(key, text, choices, report)
    }

    /// As [`Self::choice`], for one that must be there.
    pub fn required_choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)], report: &mut Report<'_>) -> Option<T> {
        let text = self.required_text(key, &format!("one of {}", listed(&words(choices))), report)?;
        self.chosen(key, text, choices, report)
    }

    fn chosen<T: Copy>(&self, key: &str, text: Text, choices: &[(&str, T)], report: &mut Report<'_>) -> Option<T> {
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text.value) {
            return Some(*value);
        }
        let all = words(choices);
        let message = format!("`{}` is `{}`; write {}", self.path(key), text.value, listed(&all));
        let mut problem = report.problem(Code::BadValue, message, text.span.clone());
        if let Some(near) = nearest(&text.value, all.iter().copied()) {
            problem.help = Some(format!("did you mean `{near}`?"));
            if only_near(&text.value, all.iter().copied()) {
                problem = problem.fix(text.span, format!("\"{near}\""));
            }
        }
        report.problems.push(problem);
        None
    }

    /// A date or date-time that need not be there; which of them it is, is for the caller to see.
    pub fn datetime(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<(toml::value::Datetime, Range<usize>)> {
        let found = self.get(key)?;
        match found.get_ref() {
            DeValue::Datetime(value) => Some((*value, found.span())),
            value => {
                self.mistyped(key, "a date without quotation marks, such as 2006-03-14", found, report);
                let written = if let DeValue::String(text) = value { day::day(text, None) } else { None };
                if let (Some(day), Some(problem)) = (written, report.problems.last_mut()) {
                    *problem = problem.clone().fix(found.span(), day.to_string());
                }
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
            report.push(Code::Missing, format!("`{}` is empty: {what}", self.path(key)), found.span());
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
        for (key, value) in self.table {
            let name: &str = key.get_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let message = format!("the format has no key `{}`", self.path(name));
            let mut problem = report.problem(Code::UnknownKey, message, key.span());
            problem.help = Some(match nearest(name, self.asked.iter().copied()) {
                Some(near) => {
                    if only_near(name, self.asked.iter().copied()) && !self.table.contains_key(near) {
                        let places = names(&self.path, key, value, report.source);
                        problem = places.into_iter().fold(problem, |problem, place| problem.fix(place, near));
                    }
                    format!("did you mean `{near}`?")
                }
                None => format!("the keys here are {}", listed(&self.asked)),
            });
            report.problems.push(problem);
        }
    }
}

fn words<'n, T>(choices: &[(&'n str, T)]) -> Vec<&'n str> {
    choices.iter().map(|(name, _)| *name).collect()
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

/// The name a reader may have meant: the most similar one, if it is similar at all.
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    similar(typed, names).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// Whether one name alone is similar, or is the same but for capitals, so that it can be put in the place of what was typed without asking.
fn only_near<'n>(typed: &str, names: impl IntoIterator<Item = &'n str> + Clone) -> bool {
    similar(typed, names.clone()).count() == 1 || names.into_iter().any(|name| name.eq_ignore_ascii_case(typed))
}

/// Every place where a key's name stands: at the key, and in the headings of its table, of the tables below it, and of a list's.
fn names(path: &str, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>, source: &Source) -> Vec<Range<usize>> {
    let depth = if path.is_empty() { 0 } else { path.split('.').count() };
    let mut headings = Vec::new();
    gather(value, source, &mut headings);
    let mut places = vec![key.span()];
    for start in headings {
        // "[[a.b]]": the name is what stands between the dots at the key's depth.
        let written = source.text()[start..].split(['\n', ']']).next().unwrap_or_default();
        let mut at = start + written.len() - written.trim_start_matches(['[', ' ', '\t']).len();
        for (number, part) in written.trim_start_matches(['[', ' ', '\t']).split('.').enumerate() {
            let name = part.trim();
            let from = at + part.len() - part.trim_start().len();
            if number == depth && name == key.get_ref() {
                places.push(from..from + name.len());
            }
            at += part.len() + 1;
        }
    }
    places.sort_by_key(|place| place.start);
    places.dedup();
    places
}

/// Where the headings of a value's tables begin.
fn gather(value: &Spanned<DeValue<'_>>, source: &Source, headings: &mut Vec<usize>) {
    match value.get_ref() {
        DeValue::Table(table) => {
            if source.slice(value.span()).starts_with('[') {
                headings.push(value.span().start);
            }
            table.iter().for_each(|(_, value)| gather(value, source, headings));
        }
        DeValue::Array(items) => items.iter().for_each(|item| gather(item, source, headings)),
        _ => {}
    }
}

/// The names like what was typed (Jaro-Winkler over 0.8, capitals apart), and how like they are.
fn similar<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> impl Iterator<Item = (f64, &'n str)> {
    let typed = typed.to_lowercase();
    let likeness = move |name: &'n str| (strsim::jaro_winkler(&typed, &name.to_lowercase()), name);
    names.into_iter().map(likeness).filter(|(likeness, _)| *likeness > 0.8)
}
