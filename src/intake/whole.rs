//! What is done once the whole document is read: the prose of each section goes to its place, and what was not found is said.

use super::heading::Section;
use super::{Intake, Reader};
use crate::statement::form::Contact;

impl Reader<'_> {
    /// Puts the prose of each section where it belongs, and what is left in the summary.
    pub(super) fn finish(mut self) -> Intake {
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
