//! TOML to a statement, every problem collected.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::{Date, DateTime};
use toml::de::DeTable;

use super::{
    Commitment, ComponentKind, Contact, Contest, Half, HalfDay, Institution, Passage, Phase, Place, Received, Stakeholder,
    StakeholderKind, Statement, Visits, decode, kind,
};
use crate::day;
use crate::fields::{Fields, Report, Text};
use crate::problem::{Code, Problem};
use crate::rubric::Call;
use crate::source::Source;

/// The largest statement that is read, in bytes: hundreds of times two pages.
pub const MAX_BYTES: usize = 1 << 20;

/// Reads a statement of intent in format 1.
///
/// # Errors
/// Gives every problem of the file, in the order found: all syntax errors, or else all unknown keys, wrong types, missing items and bad values.
pub fn read(source: &Source, call: &Call) -> Result<Statement, Vec<Problem>> {
    match read_all(source, call) {
        (Some(statement), problems) if problems.is_empty() => Ok(statement),
        (_, problems) => Err(problems),
    }
}

/// Reads a statement as far as it can be read, with every problem of the file; there is none where the text is not TOML.
pub fn read_all(source: &Source, call: &Call) -> (Option<Statement>, Vec<Problem>) {
    if source.text().len() > MAX_BYTES {
        let message = format!("the file has {} bytes; a statement has at most {MAX_BYTES}", source.text().len());
        return (None, vec![Problem::whole(Code::TooLarge, message)]);
    }
    let text = parsed(source);
    let (table, errors) = DeTable::parse_recoverable(&text);
    if !errors.is_empty() {
        return (None, errors.iter().map(|error| syntax(error, source)).collect());
    }
    let mut report = Report { source, problems: Vec::new() };
    // What is missing from the file as a whole is told at its first character.
    let start = source.text().len() - source.text().trim_start_matches('\u{feff}').len();
    let root = Fields::new("", table.get_ref(), start..start);
    let statement = Reader { report: &mut report, passages: Vec::new() }.statement(root, call);
    (Some(statement), report.problems)
}

/// The text to parse: spaces stand in for a byte-order mark, so that every byte keeps its place.
pub(crate) fn parsed(source: &Source) -> Cow<'_, str> {
    match source.text().strip_prefix('\u{feff}') {
        Some(rest) => Cow::Owned(format!("   {rest}")),
        None => Cow::Borrowed(source.text()),
    }
}

fn syntax(error: &toml::de::Error, source: &Source) -> Problem {
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    Problem::new(Code::Syntax, message, source, error.span().unwrap_or(0..0))
}

struct Reader<'r, 's> {
    report: &'r mut Report<'s>,
    passages: Vec<Passage>,
}

impl Reader<'_, '_> {
    fn statement(mut self, mut root: Fields<'_, '_>, call: &Call) -> Statement {
        let title = root.required_text("title", "the statement's title", self.report);
        let domains: Vec<_> = call.domains.iter().map(|domain| (domain.id.as_str(), domain.id.as_str())).collect();
        let domain = root.required_choice("domain", &domains, self.report);
        let received = root.datetime("received", self.report).and_then(|(found, span)| self.moment(found, span));
        let contact = root.table("contact", Some("item 1, the key contact"), self.report).map(|table| self.contact(table));
        if let Some(idea) = root.table("idea", Some("item 2, the compelling idea"), self.report) {
            self.idea(idea);
        }
        if let Some(purpose) = root.table("purpose", Some("item 3, what it is for"), self.report) {
            self.purpose(purpose);
        }
        let stakeholders = root
            .tables("stakeholders", Some("item 4, whose commitment it needs"), self.report)
            .into_iter()
            .enumerate()
            .map(|(number, table)| self.stakeholder(number, table))
            .collect();
        let visits =
            root.table("visits", Some("item 5, three half days for a visit"), self.report).map(|table| self.visits(table));
        for (table, keys) in [
            ("need", &[("local", Place::Local), ("national", Place::National)][..]),
            ("governance", &[("arrangements", Place::Arrangements)]),
            ("readiness", &[("capacity", Place::Capacity), ("consequences", Place::Consequences)]),
            ("evaluation", &[("plan", Place::Plan)]),
        ] {
            if let Some(mut fields) = root.table(table, None, self.report) {
                for (key, place) in keys {
                    let text = fields.text(key, self.report);
                    self.prose(fields.path(key), *place, text);
                }
                fields.finish(self.report);
            }
        }
        let institutions =
            root.tables("institutions", None, self.report).into_iter().filter_map(|table| self.institution(table)).collect();
        let contests = root.tables("contests", None, self.report).into_iter().filter_map(|table| self.contest(table)).collect();
        root.finish(self.report);
        Statement {
            id: self.report.source.name().to_owned(),
            title: title.map(|text| text.value).unwrap_or_default(),
            domain: domain.map(ToOwned::to_owned),
            received,
            contact,
            stakeholders,
            visits,
            institutions,
            contests,
            passages: self.passages,
        }
    }

    fn contact(&mut self, mut table: Fields<'_, '_>) -> Contact {
        let contact = Contact {
            name: table.required_text("name", "the key contact's name", self.report),
            address: table.required_text("address", "a postal address", self.report),
            email: table.required_text("email", "an email address", self.report),
            telephone: table.required_text("telephone", "a telephone number", self.report),
            organisation: table.text("organisation", self.report),
            role: table.text("role", self.report),
        };
        table.finish(self.report);
        contact
    }

    fn idea(&mut self, mut table: Fields<'_, '_>) {
        let summary = table.required_text("summary", "the compelling idea, in prose", self.report);
        self.prose(table.path("summary"), Place::Summary, summary);
        let what = "at least one role, structure or behaviour that will differ, as `[[idea.components]]`";
        for mut component in table.tables("components", Some(what), self.report) {
            let kind = component.required_choice("kind", ComponentKind::CHOICES, self.report);
            let missing = self.report.problems.len().checked_sub(1).filter(|_| !component.has("kind"));
            let text = component.required_text("text", "what the component is", self.report);
            if let (Some(missing), Some(text)) = (missing, &text) {
                self.put_in(missing, &component, kind::of_component(&text.value).word());
            }
            self.prose(component.path("text"), kind.map_or(Place::Structure, place_of), text);
            let instead_of = component.text("instead_of", self.report);
            self.prose(component.path("instead_of"), Place::InsteadOf, instead_of);
            component.finish(self.report);
        }
        table.finish(self.report);
    }

    fn purpose(&mut self, mut table: Fields<'_, '_>) {
        let hopes = table.required_text("hopes", "what it hopes to achieve", self.report);
        self.prose(table.path("hopes"), Place::Hopes, hopes);
        let difference = table.required_text("difference", "the difference in provision", self.report);
        self.prose(table.path("difference"), Place::Difference, difference);
        table.finish(self.report);
    }

    fn stakeholder(&mut self, number: usize, mut table: Fields<'_, '_>) -> Stakeholder {
        let name = table.required_text("name", "a person or a group", self.report);
        table.required_choice("kind", StakeholderKind::CHOICES, self.report);
        let missing = self.report.problems.len().checked_sub(1).filter(|_| !table.has("kind"));
        if let (Some(missing), Some(name)) = (missing, &name) {
            self.put_in(missing, &table, kind::of_stakeholder(&name.value).word());
        }
        let commitment = table.choice("commitment", Commitment::CHOICES, self.report);
        let note = table.text("note", self.report);
        let place = match commitment {
            Some(Commitment::Sought) => Place::Sought,
            Some(Commitment::Consulted) => Place::Consulted,
            Some(Commitment::Agreed) => Place::Agreed,
            Some(Commitment::Leading) => Place::Leading,
            None => Place::Stakeholder,
        };
        self.prose(format!("stakeholders[{number}].note"), place, note);
        table.finish(self.report);
        Stakeholder { name, commitment }
    }

    fn visits(&mut self, mut table: Fields<'_, '_>) -> Visits {
        let what = "three half days, such as `{ date = 2006-03-14, half = \"am\" }`";
        let dates = table.tables("dates", Some(what), self.report);
        let mut visits = Visits { days: Vec::new(), written: dates.len(), span: table.span() };
        for mut day in dates {
            let found = day.required_datetime("date", "a day, such as 2006-03-14", self.report);
            let date = found.as_ref().and_then(|(found, span)| self.day(*found, span));
            let afternoon = self.half(&mut day);
            day.finish(self.report);
            if let (Some(date), Some(afternoon), Some((_, span))) = (date, afternoon, found) {
                visits.days.push(HalfDay { date, afternoon, span });
            }
        }
        table.finish(self.report);
        visits
    }

    fn half(&mut self, day: &mut Fields<'_, '_>) -> Option<bool> {
        let before = self.report.problems.len();
        let found = day.required_choice("half", Half::CHOICES, self.report);
        if let (Some(problem), Some(written)) = (self.report.problems.get_mut(before), day.string("half"))
            && let Some(afternoon) = day::afternoon(&written.value)
        {
            *problem = problem.clone().fix(written.span, if afternoon { "\"pm\"" } else { "\"am\"" });
        }
        found.map(|half| half == Half::Pm)
    }

    fn institution(&mut self, mut table: Fields<'_, '_>) -> Option<Institution> {
        let name = table.required_text("name", "the institution's name", self.report);
        table.choice("phase", Phase::CHOICES, self.report);
        table.finish(self.report);
        name.map(|name| Institution { name })
    }

    fn contest(&mut self, mut table: Fields<'_, '_>) -> Option<Contest> {
        let contestable = Code::ALL.iter().filter(|code| code.contestable());
        let names: Vec<_> = contestable.map(|code| (code.name(), *code)).collect();
        let code = table.choice("code", &names, self.report);
        let signal = table.text("signal", self.report);
        if signal.is_none() && !table.has("code") {
            let message = "a contest needs a `code` or a `signal`: what it contests";
            self.report.problems.push(Problem::new(Code::Missing, message, self.report.source, table.span()));
        }
        let field = table.text("field", self.report);
        let reason = table.required_text("reason", "why the finding is wrong", self.report);
        let author = table.required_text("author", "who contests it", self.report);
        let date = table.required_datetime("date", "the day on which it was contested", self.report);
        let date = date.and_then(|(found, span)| self.day(found, &span));
        let expires = table.datetime("expires", self.report).and_then(|(found, span)| self.day(found, &span));
        let span = table.span();
        table.finish(self.report);
        if code.is_none() && signal.is_none() {
            return None;
        }
        Some(Contest { code, signal, field, reason: reason?.value, author: author?.value, date: date?, expires, span })
    }

    fn prose(&mut self, field: String, place: Place, text: Option<Text>) {
        let Some(text) = text else { return };
        let literal = self.report.source.slice(text.span.clone());
        // The parser has accepted the literal, so it decodes; were it ever to fail, quoting nothing beats quoting wrongly.
        if let Some((text, offsets)) = decode::literal(literal, text.span.start)
            && !text.trim().is_empty()
        {
            self.passages.push(Passage { field, place, text, offsets });
        }
    }

    fn day(&mut self, found: toml::value::Datetime, span: &Range<usize>) -> Option<Date> {
        let date = found.date.and_then(|date| date.to_string().parse().ok());
        if let (Some(date), None) = (date, found.time) {
            return Some(date);
        }
        let message = format!("`{found}` is not a day; write a date alone, such as 2006-03-14");
        let problem = Problem::new(Code::BadValue, message, self.report.source, span.clone());
        self.report.problems.push(match date {
            Some(date) => problem.fix(span.clone(), date.to_string()),
            None => problem,
        });
        None
    }

    fn moment(&mut self, found: toml::value::Datetime, span: Range<usize>) -> Option<Received> {
        let local = found.date.is_some() && found.time.is_some() && found.offset.is_none();
        let moment: Option<DateTime> = if local { found.to_string().parse().ok() } else { None };
        if moment.is_none() {
            let message = format!("`{found}` is not a local date-time; write such as 2006-03-09T16:20:00");
            self.report.problems.push(Problem::new(Code::BadValue, message, self.report.source, span.clone()));
        }
        Some(Received { at: moment?, span })
    }

    /// Gives a problem, that `kind` is missing, the change that puts it in: on a line of its own under a heading, or first between braces.
    fn put_in(&mut self, missing: usize, table: &Fields<'_, '_>, kind: &str) {
        let Some(problem) = self.report.problems.get_mut(missing) else { return };
        let span = table.span();
        let written = self.report.source.slice(span.clone());
        let (at, text) = if written.starts_with('{') {
            (span.start + 1, format!(" kind = \"{kind}\","))
        } else {
            // After the heading's line, whatever note stands on it, with the line end that it has.
            let line = self.report.source.text()[span.start..].split('\n').next().unwrap_or_default();
            let end = if line.ends_with('\r') { "\r\n" } else { "\n" };
            (span.start + line.trim_end_matches('\r').len(), format!("{end}kind = \"{kind}\""))
        };
        *problem = problem.clone().fix(at..at, text);
    }
}

const fn place_of(kind: ComponentKind) -> Place {
    match kind {
        ComponentKind::Role => Place::Role,
        ComponentKind::Structure => Place::Structure,
        ComponentKind::Behaviour => Place::Behaviour,
    }
}
