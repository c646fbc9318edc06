//! Headings as people write them: "1. Key contact", "Item 4 – stakeholders", "The compelling idea", "Dates for a visit: ...".

use crate::statement::ComponentKind;

/// What stands below a heading, or after a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Title,
    Domain,
    Contact,
    Idea,
    Components(Option<ComponentKind>),
    Purpose,
    Hopes,
    Difference,
    Stakeholders,
    Visits,
    Local,
    National,
    Governance,
    Capacity,
    Consequences,
    Evaluation,
    Institutions,
}

use Section::{
    Capacity, Components, Consequences, Contact, Difference, Domain, Evaluation, Governance, Hopes, Idea, Institutions, Local,
    National, Purpose, Stakeholders, Title, Visits,
};

impl Section {
    /// The table it belongs to; the file as a whole for what stands above all tables.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Title | Domain => "",
            Contact => "contact",
            Idea | Components(_) => "idea",
            Purpose | Hopes | Difference => "purpose",
            Stakeholders => "stakeholders",
            Visits => "visits",
            Local | National => "need",
            Governance => "governance",
            Capacity | Consequences => "readiness",
            Evaluation => "evaluation",
            Institutions => "institutions",
        }
    }

    /// Whether running prose belongs there.
    pub(super) const fn takes_prose(self) -> bool {
        !matches!(self, Title | Domain | Contact | Stakeholders | Visits | Institutions)
    }
}

/// Names of sections, the telling ones first: a heading belongs to the first that it has all words of, whatever else it says.
const NAMES: &[(&str, Section)] = &[
    ("hope difference", Purpose),
    ("stakeholder", Stakeholders),
    ("stakeholders", Stakeholders),
    ("people who must agree", Stakeholders),
    ("commitment", Stakeholders),
    ("key contact", Contact),
    ("contact details", Contact),
    ("contact", Contact),
    ("contacts", Contact),
    ("compelling idea", Idea),
    ("leadership components", Components(None)),
    ("components", Components(None)),
    ("roles structures", Components(None)),
    ("leadership roles", Components(Some(ComponentKind::Role))),
    ("roles", Components(Some(ComponentKind::Role))),
    ("leadership structures", Components(Some(ComponentKind::Structure))),
    ("structures", Components(Some(ComponentKind::Structure))),
    ("leadership behaviours", Components(Some(ComponentKind::Behaviour))),
    ("behaviours", Components(Some(ComponentKind::Behaviour))),
    ("what will be different in leadership", Components(None)),
    ("half days", Visits),
    ("visit", Visits),
    ("visits", Visits),
    ("visiting", Visits),
    ("dates", Visits),
    ("difference in provision", Difference),
    ("difference", Difference),
    ("be different", Difference),
    ("hope to achieve", Hopes),
    ("hopes to achieve", Hopes),
    ("hopes", Hopes),
    ("aims", Hopes),
    ("objectives", Hopes),
    ("outcomes", Hopes),
    ("purpose", Purpose),
    ("national need", National),
    ("national", National),
    ("local need", Local),
    ("pressing need", Local),
    ("need", Local),
    ("governance", Governance),
    ("consequences", Consequences),
    ("risks", Consequences),
    ("capacity", Capacity),
    ("readiness", Capacity),
    ("evaluation", Evaluation),
    ("enquiry", Evaluation),
    ("institutions", Institutions),
    ("schools involved", Institutions),
    ("participating schools", Institutions),
    ("partner schools", Institutions),
    ("idea", Idea),
    ("proposal", Idea),
    ("title", Title),
    ("domain", Domain),
    ("field of work", Domain),
];

/// The five items by their numbers.
const ITEMS: [Section; 5] = [Contact, Idea, Purpose, Stakeholders, Visits];

/// The most words of a heading.
const LONGEST: usize = 14;

/// How a text begins: a heading's number, its words, and what follows them on the same line.
struct Parts<'t> {
    number: Option<usize>,
    /// Whether "item" or the like stands before the number.
    named: bool,
    label: &'t str,
    rest: &'t str,
}

fn parts(text: &str) -> Parts<'_> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let named = ["item ", "section ", "part ", "question ", "no. "].into_iter().find(|word| lower.starts_with(word));
    // The words are plain, so they are as long in capitals.
    let after = named.and_then(|word| text.get(word.len()..)).unwrap_or(text).trim_start_matches(['(', ' ']);
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = after[..digits].parse().ok().filter(|number| (1..=5).contains(number));
    let tail = &after[digits..];
    // "14-19" is no item 14, and "2 schools" no item 2.
    let (number, body) = match number {
        Some(number) if tail.is_empty() || tail.starts_with(['.', ')', ':']) || named.is_some() => (Some(number), tail),
        _ => (None, text),
    };
    let body = body.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (label, rest) = body.split_once(':').or_else(|| body.split_once(" – ")).unwrap_or((body, ""));
    Parts { number, named: named.is_some() && number.is_some(), label, rest: rest.trim() }
}

/// The item whose number a text begins with.
pub(super) fn numbered(text: &str) -> Option<usize> {
    parts(text).number
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.filter(|word| !["the", "a", "an", "our", "your", "my", "of"].contains(&word.as_str())).collect()
}

fn called(label: &[String]) -> Option<Section> {
    let has = |name: &str| name.split(' ').all(|word| label.iter().any(|found| found == word));
    NAMES.iter().find(|(name, _)| has(name)).map(|(_, section)| *section)
}

/// The section that a heading begins, and what follows it on the same line.
///
/// `stands_out` says that it is a heading by its style, or bold: then its words or its number are enough. Otherwise it must be numbered, or
/// have nothing but a section's name before a colon or the line's end.
pub(super) fn recognised(text: &str, number: Option<usize>, stands_out: bool) -> Option<(Section, &str)> {
    if text.contains('\n') {
        return None;
    }
    let parts = parts(text);
    let label = words(parts.label);
    if label.len() > LONGEST {
        return None;
    }
    let number = parts.number.or(number.filter(|number| (1..=5).contains(number)));
    let by_number = number.map(|number| ITEMS[number - 1]);
    let ends_a_sentence = parts.rest.is_empty() && parts.label.trim_end().ends_with(['.', ',', ';']);
    if stands_out || parts.named {
        let section = called(&label).or(by_number)?;
        return Some((section, parts.rest));
    }
    if number.is_some() && !ends_a_sentence {
        return called(&label).filter(|_| label.len() <= 10).map(|section| (section, parts.rest));
    }
    let exact = |name: &str| words(name).iter().eq(&label);
    let (_, section) = NAMES.iter().find(|(name, _)| exact(name))?;
    Some((*section, parts.rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_as_people_write_them() {
        for (text, stands_out, section) in [
            ("1. Key contact", false, Contact),
            ("Item 4 – stakeholders", false, Stakeholders),
            ("ITEM 5", false, Visits),
            ("(3) What we hope to achieve and the difference in provision", true, Purpose),
            ("3) Hope and difference", true, Purpose),
            ("The Compelling Idea", true, Idea),
            ("Our compelling idea:", false, Idea),
            ("4. The people whose commitment we need", false, Stakeholders),
            ("5. Dates for a visit", false, Visits),
            ("2.", true, Idea),
            ("Contact: Jo Ash", false, Contact),
            ("Governance", true, Governance),
        ] {
            assert_eq!(recognised(text, None, stands_out).map(|found| found.0), Some(section), "{text}");
        }
        assert_eq!(recognised("Contact: Jo Ash", None, false), Some((Contact, "Jo Ash")));
    }

    #[test]
    fn sentences_are_no_headings() {
        for text in [
            "The idea is that nobody is in charge.",
            "2 schools share a head.",
            "14-19 learners will choose",
            "1. Each head hands over a budget.",
            "We visit each other.",
        ] {
            assert_eq!(recognised(text, None, false), None, "{text}");
        }
    }
}
