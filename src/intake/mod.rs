//! A document to a statement: the five items known by their headings or numbers, each pulled apart, and the rest kept.
//!
//! Nothing is lost: what has no place of its own goes to the summary, and what is only about a place, such as a heading, becomes a note.

mod contact;
mod heading;
mod stakeholder;
mod visit;

use crate::document::{Block, Document, Shape};
use crate::rubric::Rubric;
use crate::statement::form::{Component, Contact, Form, Institution};
use crate::statement::{ComponentKind, Remarks, component_kind};
use heading::Section;
use stakeholder::Columns;

/// What could be made of a document.
#[derive(Debug, Default)]
pub struct Intake {
    /// The statement, as far as it goes.
    pub form: Form,
    /// What stood in the document and is not a value, such as headings and labels, and what could not be placed.
    pub remarks: Remarks,
}

/// Makes a statement of a document.
pub fn take(document: &Document, rubric: &Rubric) -> Intake {
    let year = rubric.call.calendar.visits_from.date.map_or(2006, |date| i16::try_from(date.year).unwrap_or(2006));
    let mut reader = Reader {
        rubric,
        year,
        intake: Intake::default(),
        at: None,
        level: None,
        columns: None,
        texts: Vec::new(),
        rest: Vec::new(),
    };
    document.blocks.iter().for_each(|block| reader.block(block));
    for text in &document.beside {
        reader.remark("", text);
    }
    reader.finish()
}

struct Reader<'r> {
    rubric: &'r Rubric,
    /// The year of days that are written without one.
    year: i16,
    intake: Intake,
    /// The section that is being read: none before the first, and where a heading was not known.
    at: Option<Section>,
    /// The level of its heading, where it has one by its style.
    level: Option<usize>,
    /// The columns of the table that is being read.
    columns: Option<Columns>,
    /// Prose by section.
    texts: Vec<(Section, String)>,
    /// What has no place.
    rest: Vec<String>,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block) {
        let level = if let Shape::Heading(level) = block.shape { Some(level) } else { None };
        // A line of its own, where the writer put it: "Name: ...", or a heading without an empty line below.
        if block.shape != Shape::Row
            && block.text.contains('\n')
            && block.text.lines().any(|line| heading::recognised(line, None, false).is_some())
        {
            for (number, text) in block.text.lines().enumerate() {
                let number = block.number.filter(|_| number == 0);
                self.block(&Block { shape: block.shape, text: text.to_owned(), bold: block.bold, number });
            }
            return;
        }
        let stands_out =
            level.is_some() || (block.bold && block.shape != Shape::Row && block.text.split_whitespace().count() <= 14);
        // A statement laid out as a table has its headings in the first column; a table below a heading has names or labels there.
        let label_row =
            block.shape == Shape::Row && (self.at.is_none_or(Section::takes_prose) || heading::numbered(&block.text).is_some());
        let text = if label_row { block.text.replacen('\t', ": ", 1) } else { block.text.clone() };
        if (block.shape != Shape::Row || label_row)
            && let Some((section, rest)) = heading::recognised(&text, block.number, stands_out)
            && !self.inside(section, stands_out)
        {
            self.begin(section, level, block, rest);
            return;
        }
        if level == Some(0) || (level.is_some() && self.at.is_none() && self.intake.form.title.is_empty()) {
            self.title(&block.reads());
        } else if stands_out && self.leaves(level) {
            self.at = None;
            self.tell(&format!("“{}” is no item that the call asks for: it is kept in the summary", block.text));
            self.rest.push(block.reads());
        } else {
            self.content(block);
        }
    }

    /// Whether what looks like a section's name is a label within the one being read, such as "Title" in a contact.
    fn inside(&self, section: Section, stands_out: bool) -> bool {
        let label = matches!(section, Section::Title | Section::Domain | Section::Institutions);
        !stands_out && (self.at == Some(section) || (self.at == Some(Section::Contact) && label))
    }

    /// Whether a heading that is not known ends the section: not where it is a smaller one, nor amid prose.
    fn leaves(&self, level: Option<usize>) -> bool {
        let Some(at) = self.at else { return level.is_some() };
        match (level, self.level) {
            (Some(level), Some(around)) => level <= around,
            (Some(_), None) => true,
            (None, _) => !at.takes_prose(),
        }
    }

    fn begin(&mut self, section: Section, level: Option<usize>, block: &Block, rest: &str) {
        match section {
            Section::Title | Section::Domain => {
                let had = (self.at, self.level);
                self.at = Some(section);
                self.content(&Block { text: rest.to_owned(), ..Block::default() });
                self.remark("", &block.reads());
                // A label of one line: where nothing follows it, the next line is meant.
                if !rest.is_empty() {
                    (self.at, self.level) = had;
                }
                return;
            }
            // The words of a heading that says "different" may belong to the idea's components.
            Section::Difference
                if matches!(self.at, Some(Section::Idea)) && level.is_some_and(|level| Some(level) > self.level) =>
            {
                self.at = Some(Section::Components(None));
            }
            _ => {
                self.at = Some(section);
                self.level = level;
            }
        }
        self.columns = None;
        let label = block.reads();
        let label = label.strip_suffix(rest).unwrap_or(&label).trim().to_owned();
        self.remark(section.table(), &label);
        if !rest.is_empty() {
            self.content(&Block { text: rest.to_owned(), shape: Shape::Paragraph, ..Block::default() });
        }
    }

    fn content(&mut self, block: &Block) {
        if block.text.trim().is_empty() {
            return;
        }
        match self.at {
            None => self.before(block),
            Some(Section::Title) => {
                self.title(&block.text);
                self.at = None;
            }
            Some(Section::Domain) => {
                if !self.domain(&block.text) {
                    self.rest.push(block.reads());
                }
                self.at = None;
            }
            Some(Section::Contact) => self.contact(block),
            Some(Section::Components(kind)) => self.component(kind, block),
            Some(Section::Stakeholders) => self.stakeholder(block),
            Some(Section::Visits) => self.visit(block),
            Some(Section::Institutions) => self.institution(block),
            Some(section) => {
                if section != Section::Idea || !self.component_by_label(block) {
                    self.texts.push((section, prose(block)));
                }
            }
        }
    }

    /// Before the first section: a title, a domain, or something to keep.
    fn before(&mut self, block: &Block) {
        let text = block.reads();
        let short = text.split_whitespace().count() <= 14 && !text.ends_with('.') && !text.contains('\n');
        if short && (self.domain(&text) || text.to_lowercase().contains("statement of intent")) {
            self.remark("", &text);
        } else if short && self.intake.form.title.is_empty() && self.texts.is_empty() && self.rest.is_empty() {
            self.intake.form.title = text;
        } else {
            self.rest.push(prose(block));
        }
    }

    fn title(&mut self, text: &str) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.to_lowercase().contains("statement of intent") {
            self.remark("", &line);
        } else if self.intake.form.title.is_empty() {
            self.intake.form.title = line;
        } else {
            self.rest.push(line);
        }
    }

    /// Takes a domain from its title or id.
    fn domain(&mut self, text: &str) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let found = self.rubric.call.domains.iter().find(|domain| {
            let text = letters(text);
            text == letters(&domain.id) || text == letters(&domain.title)
        });
        let Some(domain) = found.filter(|_| self.intake.form.domain.is_empty()) else { return false };
        self.intake.form.domain.clone_from(&domain.id);
        true
    }

    fn contact(&mut self, block: &Block) {
        let contact = &mut self.intake.form.contact;
        let left: Vec<_> = block.text.lines().filter_map(|line| contact::take(line, contact)).collect();
        // Labels are no part of the values.
        self.remark("contact", &block.reads());
        for line in left {
            self.tell(&format!("the contact's “{line}” is kept in the summary"));
            self.rest.push(line);
        }
    }

    fn component(&mut self, kind: Option<ComponentKind>, block: &Block) {
        if self.component_by_label(block) {
            return;
        }
        let text = block.cells().collect::<Vec<_>>().join("; ");
        let kind = kind.unwrap_or_else(|| component_kind(&text));
        self.intake.form.idea.components.push(Component { kind, text, instead_of: None });
    }

    /// "Role: one head for both schools" is a component wherever in the idea it stands.
    fn component_by_label(&mut self, block: &Block) -> bool {
        let Some((label, text)) = block.text.split_once([':', '\t']) else { return false };
        let label = label.trim().to_lowercase();
        let Some((word, kind)) = ComponentKind::CHOICES.iter().find(|(word, _)| label == *word || label == format!("{word}s"))
        else {
            return false;
        };
        if text.trim().is_empty() {
            return false;
        }
        if label != *word {
            self.remark("idea", &block.reads());
        }
        let text = text.trim().replace('\t', "; ");
        self.intake.form.idea.components.push(Component { kind: *kind, text, instead_of: None });
        true
    }

    fn stakeholder(&mut self, block: &Block) {
        if block.shape == Shape::Row {
            if let Some(columns) = Columns::of(block.cells()) {
                self.remark("stakeholders", &block.cells().collect::<Vec<_>>().join(" | "));
                self.columns = Some(columns);
            } else if let Some(one) = self.columns.clone().unwrap_or_default().read(block.cells()) {
                self.intake.form.stakeholders.push(one);
            } else {
                self.rest.push(block.cells().collect::<Vec<_>>().join(" | "));
            }
            return;
        }
        for line in block.text.lines() {
            match (stakeholder::read(line), self.intake.form.stakeholders.last_mut()) {
                (Some(one), _) => self.intake.form.stakeholders.push(one),
                // A sentence after a name is about it; one before all names is about them all.
                (None, Some(last)) if block.shape == Shape::Paragraph => {
                    let note = last.note.get_or_insert_default();
                    note.push_str(if note.is_empty() { "" } else { "\n\n" });
                    note.push_str(line.trim());
                }
                (None, _) => {
                    self.tell(&format!("“{}” names no stakeholder: it is kept in the summary", shortened(line)));
                    self.rest.push(line.trim().to_owned());
                }
            }
        }
    }

    fn visit(&mut self, block: &Block) {
        let (days, left) = visit::days(&block.text, self.year);
        let dated = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        if days.is_empty() && !dated(&block.text) {
            self.tell(&format!("“{}” is no half day: it is kept in the summary", shortened(&block.text)));
            self.rest.push(prose(block));
            return;
        }
        self.remark("visits", &block.cells().collect::<Vec<_>>().join(" | "));
        let left: Vec<_> = left.into_iter().filter(|piece| days.is_empty() || dated(piece)).collect();
        if !left.is_empty() {
            let what = shortened(&left.join(", "));
            self.tell(&format!("“{what}” is no half day that could be read: it is kept as a note under [visits]"));
        }
        self.intake.form.visits.dates.extend(days);
    }

    fn institution(&mut self, block: &Block) {
        let institutions = self.intake.form.institutions.get_or_insert_default();
        for line in block.text.lines().flat_map(|line| line.split(';')).map(str::trim).filter(|line| !line.is_empty()) {
            institutions.push(Institution { name: line.replace('\t', ", "), phase: None });
        }
    }

    fn remark(&mut self, table: &'static str, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.intake.remarks.document.entry(table).or_default().push(text);
    }

    fn tell(&mut self, what: &str) {
        self.intake.remarks.look.push(what.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    /// Puts the prose of each section where it belongs, and what is left in the summary.
    fn finish(mut self) -> Intake {
        self.purpose();
        let text = |section: Section| {
            let found: Vec<_> = self.texts.iter().filter(|(at, _)| *at == section).map(|(_, text)| text.as_str()).collect();
            (!found.is_empty()).then(|| found.join("\n\n"))
        };
        let form = &mut self.intake.form;
        form.purpose.hopes = text(Section::Hopes).unwrap_or_default();
        form.purpose.difference = text(Section::Difference).unwrap_or_default();
        let (local, national) = (text(Section::Local), text(Section::National));
        if local.is_some() || national.is_some() {
            let need = form.need.get_or_insert_default();
            (need.local, need.national) = (local, national);
        }
        if let Some(arrangements) = text(Section::Governance) {
            form.governance.get_or_insert_default().arrangements = Some(arrangements);
        }
        let (capacity, consequences) = (text(Section::Capacity), text(Section::Consequences));
        if capacity.is_some() || consequences.is_some() {
            let readiness = form.readiness.get_or_insert_default();
            (readiness.capacity, readiness.consequences) = (capacity, consequences);
        }
        if let Some(plan) = text(Section::Evaluation) {
            form.evaluation.get_or_insert_default().plan = Some(plan);
        }
        let summary = text(Section::Idea).into_iter().chain(std::mem::take(&mut self.rest));
        form.idea.summary = summary.collect::<Vec<_>>().join("\n\n");
        self.missing();
        self.intake
    }

    /// One heading often covers what is hoped for and the difference it makes: then the last paragraph is taken for the difference.
    fn purpose(&mut self) {
        let under: Vec<_> = (0..self.texts.len()).filter(|at| self.texts[*at].0 == Section::Purpose).collect();
        let has_difference = self.texts.iter().any(|(section, _)| *section == Section::Difference);
        for at in &under {
            self.texts[*at].0 = Section::Hopes;
        }
        if let ([_, .., last], false) = (under.as_slice(), has_difference) {
            self.texts[*last].0 = Section::Difference;
            self.tell("one heading covered hopes and difference: the last paragraph below it was taken for `purpose.difference`");
        }
    }

    /// Says which items were not found at all.
    fn missing(&mut self) {
        let form = &self.intake.form;
        let items = [
            ("a title", form.title.is_empty()),
            ("a domain", form.domain.is_empty()),
            ("item 1, the key contact", form.contact == Contact::default()),
            ("item 2, the compelling idea", form.idea.summary.is_empty()),
            ("a component of the idea: a role, structure or behaviour", form.idea.components.is_empty()),
            ("item 3, what it hopes to achieve", form.purpose.hopes.is_empty()),
            ("the difference in provision", form.purpose.difference.is_empty()),
            ("item 4, stakeholders", form.stakeholders.is_empty()),
            ("item 5, half days for a visit", form.visits.dates.is_empty()),
        ];
        let missing = items.iter().filter(|(_, missing)| *missing).map(|(what, _)| format!("not found: {what}"));
        let missing: Vec<_> = missing.collect();
        self.intake.remarks.look.extend(missing);
    }
}

/// A block as a paragraph of prose.
fn prose(block: &Block) -> String {
    let text = block.cells().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("; ");
    match (block.shape, block.number) {
        (_, Some(_)) => block.reads(),
        (Shape::Item, None) => format!("- {text}"),
        _ => text,
    }
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST { text.to_owned() } else { text.chars().take(LONGEST).chain(['…']).collect() }
}
