//! A statement as a file to fill in, with what is known of it, placeholders for the rest, and what each key is for.

mod page;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::day::spoken;
use crate::fields::listed;
use crate::rubric::Rubric;
use crate::schema::{self, Name};
use crate::statement::form::{Component, Contact, Day, Evaluation, Form, Governance, Institution, Need, Readiness, Stakeholder};
use crate::statement::{Commitment, ComponentKind, Phase, StakeholderKind};
use page::{Page, on_one_line};

/// What is to be said beside what is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// What the applicant should look at, a line each.
    pub look: Vec<String>,
    /// What stood in a document, for each table; what belongs to none of them under `""`.
    pub document: BTreeMap<&'static str, Vec<String>>,
}

/// The criteria whose evidence belongs in a table of another name.
const BELONGS: [(&str, &str); 3] = [("radical", "idea"), ("outcomes", "purpose"), ("learning", "evaluation")];

/// Writes a statement with notes that say what each item is for.
///
/// A text that is empty becomes a placeholder in angle brackets; a table that is not there is written as a note. `checked_by` is the path or
/// address of the schema that editors are to check the file by.
pub fn write(form: &Form, remarks: &Remarks, checked_by: &str, rubric: &Rubric) -> String {
    let schema = schema::schema(Name::Statement, rubric);
    let mut page = Page { out: String::new(), schema: schema.as_value(), remarks, rubric };
    let _ = writeln!(page.out, "#:schema {}", on_one_line(checked_by));
    page.opening(form);
    page.contact(form);
    page.idea(form);
    page.purpose(form);
    page.stakeholders(form);
    page.visits(form);
    page.optional(form);
    page.institutions(form);
    page.out
}

impl Page<'_> {
    fn opening(&mut self, form: &Form) {
        let call = &self.rubric.call;
        self.note(&format!("A statement of intent: {}.", call.title));
        let pages = match call.limits.pages {
            1 => "One side".to_owned(),
            2 => "Two sides".to_owned(),
            pages => format!("{pages} sides"),
        };
        self.note(&format!("{pages} of A4 at most, in by {}.", call.calendar.deadline));
        self.note("");
        self.note(
            "Put your own words in place of whatever stands in <angle brackets>, between the quotation marks, and leave the words before \
             the equals signs as they are. A line that begins with # is a note to you: it counts for nothing, and may be taken out.",
        );
        self.note("Run `fieldtrial check` on this file to see what is still to do, and `fieldtrial score`, once the half days are in, to see how it \
             would be read.");
        if !self.remarks.look.is_empty() {
            self.note("\nTo look at:");
            self.remarks.look.iter().for_each(|what| self.note(&format!("  {what}")));
        }
        self.remarks("");
        self.gap();
        self.says("/properties/title");
        self.line("title", &form.title, "");
        self.gap();
        self.says("/properties/domain");
        let domains = &self.rubric.call.domains;
        for domain in domains {
            let _ = writeln!(self.out, "#   {:<18} {}", on_one_line(&domain.id), on_one_line(&domain.says));
        }
        let ids: Vec<_> = domains.iter().map(|domain| domain.id.as_str()).collect();
        let domain = if form.domain.is_empty() { format!("<{}>", listed(&ids).replace('`', "")) } else { form.domain.clone() };
        self.line("domain", &domain, "");
    }

    fn contact(&mut self, form: &Form) {
        self.table("contact", "[contact]");
        let Contact { name, address, email, telephone, organisation, role } = &form.contact;
        for (key, value) in [("name", name), ("address", address), ("email", email), ("telephone", telephone)] {
            self.line(key, value, &format!("/properties/contact/properties/{key}"));
        }
        self.note("These two may be left out.");
        for (key, value) in [("organisation", organisation), ("role", role)] {
            self.maybe(key, value.as_deref(), &format!("/properties/contact/properties/{key}"));
        }
    }

    fn idea(&mut self, form: &Form) {
        self.table("idea", "[idea]");
        self.says("/properties/idea/properties/summary");
        self.prose("summary", &form.idea.summary);
        self.gap();
        self.says("/properties/idea/properties/components");
        let kinds = choices(ComponentKind::CHOICES);
        let blank = [Component { kind: ComponentKind::Role, text: String::new(), instead_of: None }];
        let components = if form.idea.components.is_empty() { &blank[..] } else { &form.idea.components };
        self.note(&format!("Each has a kind: {kinds}. For one more, write the table once more below."));
        for component in components {
            self.out.push_str("[[idea.components]]\n");
            self.line("kind", component.kind.word(), "");
            self.prose("text", &component.text);
            let pointer = "/properties/idea/properties/components/items/properties/instead_of";
            self.maybe("instead_of", component.instead_of.as_deref(), pointer);
            self.gap();
        }
    }

    fn purpose(&mut self, form: &Form) {
        self.table("purpose", "[purpose]");
        self.says("/properties/purpose/properties/hopes");
        self.prose("hopes", &form.purpose.hopes);
        self.says("/properties/purpose/properties/difference");
        self.prose("difference", &form.purpose.difference);
    }

    fn stakeholders(&mut self, form: &Form) {
        self.heading("stakeholders");
        self.note(&format!(
            "Each is an individual or a group. Where you know how far they have come, say so: {}.",
            choices(Commitment::CHOICES)
        ));
        let blank = |kind| Stakeholder { name: String::new(), kind, commitment: None, note: None };
        let blank = [blank(StakeholderKind::Individual), blank(StakeholderKind::Group)];
        let stakeholders = if form.stakeholders.is_empty() { &blank[..] } else { &form.stakeholders };
        for stakeholder in stakeholders {
            self.out.push_str("[[stakeholders]]\n");
            self.line("name", &stakeholder.name, "/properties/stakeholders/items/properties/name");
            self.line("kind", stakeholder.kind.word(), "");
            let commitment = stakeholder.commitment.map(Commitment::word);
            self.maybe("commitment", commitment, "/properties/stakeholders/items/properties/commitment");
            self.maybe("note", stakeholder.note.as_deref(), "/properties/stakeholders/items/properties/note");
            self.gap();
        }
    }

    fn visits(&mut self, form: &Form) {
        self.table("visits", "[visits]");
        let calendar = &self.rubric.call.calendar;
        self.note(&format!("Visits are made on working days from {} to {}.", calendar.visits_from, calendar.visits_to));
        if form.visits.dates.is_empty() {
            self.note("Write three lines like the one below, without its #: am for the morning, pm for the afternoon.");
        }
        self.out.push_str("dates = [\n");
        for Day { date, half } in &form.visits.dates {
            let _ = writeln!(self.out, "  {{ date = {date}, half = \"{}\" }},  # {}", half.word(), spoken(*date));
        }
        if let Some(from) = calendar.visits_from.date().filter(|_| form.visits.dates.is_empty()) {
            let _ = writeln!(self.out, "  # {{ date = {from}, half = \"am\" }},");
        }
        self.out.push_str("]\n");
    }

    fn optional(&mut self, form: &Form) {
        let Need { local, national } = form.need.clone().unwrap_or_default();
        self.may_be_left_out("need", form.need.is_some(), &[("local", local), ("national", national)]);
        let Governance { arrangements } = form.governance.clone().unwrap_or_default();
        self.may_be_left_out("governance", form.governance.is_some(), &[("arrangements", arrangements)]);
        let Readiness { capacity, consequences } = form.readiness.clone().unwrap_or_default();
        let keys = [("capacity", capacity), ("consequences", consequences)];
        self.may_be_left_out("readiness", form.readiness.is_some(), &keys);
        let Evaluation { plan } = form.evaluation.clone().unwrap_or_default();
        self.may_be_left_out("evaluation", form.evaluation.is_some(), &[("plan", plan)]);
    }

    /// A table of prose: placeholders where it is wanted and nothing is known, else a note for each key that is not known.
    fn may_be_left_out(&mut self, table: &'static str, wanted: bool, keys: &[(&str, Option<String>)]) {
        self.heading(table);
        self.note("This table may be left out; it is where a reader looks for it.");
        let _ = writeln!(self.out, "{}[{table}]", if wanted { "" } else { "# " });
        let empty = keys.iter().all(|(_, text)| text.is_none());
        for (key, text) in keys {
            let pointer = format!("/properties/{table}/properties/{key}");
            if wanted && (empty || text.is_some()) {
                self.says(&pointer);
                self.prose(key, text.as_deref().unwrap_or_default());
            } else {
                self.spare(key, &pointer);
            }
        }
    }

    fn institutions(&mut self, form: &Form) {
        self.heading("institutions");
        self.note(&format!("The table may be left out. Where you give the phase, it is one of {}.", choices(Phase::CHOICES)));
        match &form.institutions {
            None => self.out.push_str("# [[institutions]]\n# name = \"\"\n"),
            Some(institutions) => {
                let blank = vec![Institution { name: String::new(), phase: None }; 2];
                let institutions = if institutions.is_empty() { &blank } else { institutions };
                for Institution { name, phase } in institutions {
                    self.out.push_str("[[institutions]]\n");
                    self.line("name", name, "/properties/institutions/items/properties/name");
                    self.maybe("phase", phase.map(Phase::word), "/properties/institutions/items/properties/phase");
                }
            }
        }
    }

    /// What an item is, what is asked about it, and what is to be said of it.
    fn heading(&mut self, table: &'static str) {
        self.gap();
        self.says(&format!("/properties/{table}"));
        let asked = self.rubric.criteria.iter().filter(|criterion| {
            let place = BELONGS.iter().find(|(id, _)| *id == criterion.id).map_or(criterion.id.as_str(), |(_, table)| table);
            // A criterion of a panel's own has no table of its name: it is asked of the idea.
            place == table || (table == "idea" && self.schema["properties"].get(place).is_none())
        });
        for criterion in asked.collect::<Vec<_>>() {
            self.note(&format!("What will be asked: {} (fieldtrial explain {})", criterion.asks, criterion.id));
        }
        self.remarks(table);
    }

    fn table(&mut self, table: &'static str, heading: &str) {
        self.heading(table);
        let _ = writeln!(self.out, "{heading}");
    }

    fn remarks(&mut self, table: &str) {
        if let Some(remarks) = self.remarks.document.get(table) {
            self.note("\nIn the document:");
            remarks.iter().for_each(|remark| self.note(&format!("  {remark}")));
        }
    }
}

fn choices<T>(choices: &[(&str, T)]) -> String {
    let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
    listed(&words).replace('`', "")
}
