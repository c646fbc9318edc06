//! What each section takes from a block.

use super::heading::Section;
use super::stakeholder::{self, Columns};
use super::{Reader, contact, prose, shortened, visit};
use crate::document::{Block, Shape};
use crate::statement::form::{Component, Institution};
use crate::statement::{ComponentKind, component_kind};

impl Reader<'_> {
    /// Gives a block to the section that is being read.
    pub(super) fn content(&mut self, block: &Block) {
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
                    self.tell(&format!("“{}” is none of the call's domains: it is kept in the summary", shortened(&block.text)));
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

    pub(super) fn title(&mut self, text: &str) {
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
        if days.is_empty() && !dated(&block.text) && block.shape == Shape::Paragraph {
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
}
