//! TOML to a statement, every problem collected.

use std::ops::Range;

use jiff::civil::{Date, DateTime};
use toml::de::DeTable;

use super::{Commitment, Contact, HalfDay, Institution, Passage, Place, Stakeholder, Statement, decode};
use crate::fields::{Fields, Report, Text};
use crate::problem::{Code, Problem};
use crate::rubric::Call;
use crate::source::Source;

/// The largest statement that is read, in bytes: hundreds of times two pages.
pub const MAX_BYTES: usize = 1 << 20;

const COMMITMENTS: &[(&str, Commitment)] = &[
    ("sought", Commitment::Sought),
    ("consulted", Commitment::Consulted),
    ("agreed", Commitment::Agreed),
    ("leading", Commitment::Leading),
];

const COMPONENTS: &[(&str, Place)] = &[("role", Place::Role), ("structure", Place::Structure), ("behaviour", Place::Behaviour)];

const PHASES: &[&str] = &["nursery", "primary", "secondary", "special", "all-through", "fe", "agency", "other"];

/// Reads a statement of intent in format 1.
///
/// # Errors
/// Gives every problem of the file, in the order found: all syntax errors, or else all unknown keys, wrong types, missing items and bad values.
pub fn read(source: &Source, call: &Call) -> Result<Statement, Vec<Problem>> {
    if source.text().len() > MAX_BYTES {
        let message = format!("the file has {} bytes; a statement has at most {MAX_BYTES}", source.text().len());
        return Err(vec![Problem::whole(Code::TooLarge, message)]);
    }
    let text = source.text().trim_start_matches('\u{feff}');
    let skipped = source.text().len() - text.len();
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut report = Report { source, skipped, problems: Vec::new() };
    if !errors.is_empty() {
        return Err(errors.iter().map(|error| syntax(error, source, skipped)).collect());
    }
    let root = Fields::new("", table.get_ref(), 0..0);
    let statement = Reader { report: &mut report, passages: Vec::new() }.statement(root, call);
    if report.problems.is_empty() { Ok(statement) } else { Err(report.problems) }
}

fn syntax(error: &toml::de::Error, source: &Source, skipped: usize) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    Problem::new(Code::Syntax, message, source, span.start + skipped..span.end + skipped)
}

struct Reader<'r, 's> {
    report: &'r mut Report<'s>,
    passages: Vec<Passage>,
}

impl Reader<'_, '_> {
    fn statement(mut self, mut root: Fields<'_, '_>, call: &Call) -> Statement {
        let title = root.required_text("title", "the statement's title", self.report);
        let domains: Vec<_> = call.domains.iter().map(|domain| (domain.id.as_str(), domain.id.as_str())).collect();
        let domain = root.choice("domain", &domains, true, self.report);
        let received = root.datetime("received", self.report).and_then(|found| self.moment(found));
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
        let visits = match root.table("visits", Some("item 5, three half days for a visit"), self.report) {
            Some(table) => self.visits(table),
            None => Vec::new(),
        };
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
            passages: self.passages,
        }
    }

    fn contact(&mut self, mut table: Fields<'_, '_>) -> Contact {
        let mut needed = |key, what| table.required_text(key, what, self.report).map(|text| text.value).unwrap_or_default();
        let name = needed("name", "the key contact's name");
        let address = needed("address", "a postal address");
        let email = needed("email", "an email address");
        let telephone = needed("telephone", "a telephone number");
        let organisation = table.text("organisation", self.report).map(|text| text.value);
        let role = table.text("role", self.report).map(|text| text.value);
        table.finish(self.report);
        Contact { name, address, email, telephone, organisation, role }
    }

    fn idea(&mut self, mut table: Fields<'_, '_>) {
        let summary = table.required_text("summary", "the compelling idea, in prose", self.report);
        self.prose(table.path("summary"), Place::Summary, summary);
        let what = "at least one role, structure or behaviour that will differ, as `[[idea.components]]`";
        for mut component in table.tables("components", Some(what), self.report) {
            let kind = component.choice("kind", COMPONENTS, true, self.report);
            let text = component.required_text("text", "what the component is", self.report);
            self.prose(component.path("text"), kind.unwrap_or(Place::Structure), text);
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
        let name = table.required_text("name", "a person or a group", self.report).map(|text| text.value).unwrap_or_default();
        table.choice("kind", &[("individual", ()), ("group", ())], true, self.report);
        let commitment = table.choice("commitment", COMMITMENTS, false, self.report);
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

    fn visits(&mut self, mut table: Fields<'_, '_>) -> Vec<HalfDay> {
        let what = "three half days, such as `{ date = 2006-03-14, half = \"am\" }`";
        let mut days = Vec::new();
        for mut day in table.tables("dates", Some(what), self.report) {
            let date = day.required_datetime("date", "a day, such as 2006-03-14", self.report);
            let date = date.and_then(|found| self.day(found));
            let afternoon = day.choice("half", &[("am", false), ("pm", true)], true, self.report);
            day.finish(self.report);
            if let (Some(date), Some(afternoon)) = (date, afternoon) {
                days.push(HalfDay { date, afternoon });
            }
        }
        table.finish(self.report);
        days
    }

    fn institution(&mut self, mut table: Fields<'_, '_>) -> Option<Institution> {
        let name = table.required_text("name", "the institution's name", self.report);
        let phases: Vec<_> = PHASES.iter().map(|phase| (*phase, ())).collect();
        table.choice("phase", &phases, false, self.report);
        table.finish(self.report);
        name.map(|name| Institution { name: name.value })
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

    fn day(&mut self, (found, span): (toml::value::Datetime, Range<usize>)) -> Option<Date> {
        let date = if found.time.is_none() { found.to_string().parse().ok() } else { None };
        if date.is_none() {
            self.bad_value(span, format!("`{found}` is not a day; write a date alone, such as 2006-03-14"));
        }
        date
    }

    fn moment(&mut self, (found, span): (toml::value::Datetime, Range<usize>)) -> Option<DateTime> {
        let local = found.date.is_some() && found.time.is_some() && found.offset.is_none();
        let moment = if local { found.to_string().parse().ok() } else { None };
        if moment.is_none() {
            self.bad_value(span, format!("`{found}` is not a local date-time; write such as 2006-03-09T16:20:00"));
        }
        moment
    }

    fn bad_value(&mut self, span: Range<usize>, message: String) {
        let problem = Problem::new(Code::BadValue, message, self.report.source, span);
        self.report.problems.push(problem);
    }
}
