//! The key contact, pulled apart: lines with labels, lines without, or all of it in one.

use crate::statement::form::Contact;
use crate::statement::kind::{POSTS, TITLES};

/// Where a piece of a contact belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    Address,
    Email,
    Telephone,
    Organisation,
    Role,
}

const LABELS: &[(&str, Part)] = &[
    ("name", Part::Name),
    ("contact name", Part::Name),
    ("contact", Part::Name),
    ("address", Part::Address),
    ("postal address", Part::Address),
    ("school address", Part::Address),
    ("email", Part::Email),
    ("e-mail", Part::Email),
    ("email address", Part::Email),
    ("e-mail address", Part::Email),
    ("tel", Part::Telephone),
    ("telephone", Part::Telephone),
    ("telephone number", Part::Telephone),
    ("phone", Part::Telephone),
    ("phone number", Part::Telephone),
    ("mobile", Part::Telephone),
    ("organisation", Part::Organisation),
    ("school", Part::Organisation),
    ("institution", Part::Organisation),
    ("employer", Part::Organisation),
    ("role", Part::Role),
    ("post", Part::Role),
    ("position", Part::Role),
    ("job title", Part::Role),
];

const PLACES: [&str; 14] = [
    "school",
    "college",
    "academy",
    "trust",
    "federation",
    "council",
    "authority",
    "partnership",
    "alliance",
    "university",
    "centre",
    "nursery",
    "agency",
    "consortium",
];

/// Adds a line of the contact section to the contact; gives back what could be put nowhere.
pub(super) fn take(line: &str, contact: &mut Contact) -> Option<String> {
    // No contact is as long; and what is looked for in it is looked for more than once.
    const LONGEST: usize = 1000;
    if line.len() > LONGEST {
        return Some(line.to_owned());
    }
    let mut left: Vec<String> = Vec::new();
    // A label holds for what follows it in the same line.
    let mut label = None;
    for piece in line.split(['\t', ';', '|']).flat_map(apart) {
        let piece = piece.trim().trim_end_matches([',', ';']).trim();
        if piece.is_empty() {
            continue;
        }
        if let Some(part) = labelled(piece) {
            label = Some(part);
            continue;
        }
        let (part, text) = match piece.split_once([':', '.']).and_then(|(before, after)| Some((labelled(before)?, after.trim())))
        {
            Some((part, text)) => (Some(part), text),
            None => (label.take(), piece),
        };
        if let Some(unplaced) = put(part, text, contact) {
            left.push(unplaced);
        }
    }
    (!left.is_empty()).then(|| left.join(", "))
}

/// A line comes apart where a label or an address of another kind begins: before "Tel", "Email" and the like after a comma.
fn apart(line: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in line.split(", ") {
        let first = piece.split([':', '.', ' ']).next().unwrap_or_default();
        let begins = labelled(first).is_some() || email(piece).is_some() || telephone(piece);
        match pieces.last_mut() {
            Some(last) if !begins && email(last).is_none() && !telephone(last) => {
                last.push_str(", ");
                last.push_str(piece);
            }
            _ => pieces.push(piece.to_owned()),
        }
    }
    // "Tel 01632 960001 Email ann@six.example" has no comma.
    let split = |piece: String| {
        let at = piece.split_whitespace().find_map(|word| {
            let label =
                labelled(word.trim_end_matches([':', '.'])).is_some_and(|part| matches!(part, Part::Email | Part::Telephone));
            let at = word.as_ptr() as usize - piece.as_ptr() as usize;
            (label && at > 0).then_some(at)
        });
        match at {
            Some(at) => vec![piece[..at].to_owned(), piece[at..].to_owned()],
            None => vec![piece],
        }
    };
    pieces.into_iter().flat_map(split).collect()
}

fn labelled(text: &str) -> Option<Part> {
    let text = text.trim().trim_end_matches([':', '.']).to_lowercase();
    LABELS.iter().find(|(label, _)| *label == text).map(|(_, part)| *part)
}

fn put(part: Option<Part>, text: &str, contact: &mut Contact) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    if let Some(address) = email(text).filter(|address| contact.email.is_empty() || text == address) {
        let rest = text.replacen(&address, "", 1);
        let rest = rest.trim().trim_matches(['<', '>', '(', ')', ':', ',', '–', '-']).trim();
        add(&mut contact.email, &address, ", ");
        return if rest.is_empty() || labelled(rest) == Some(Part::Email) { None } else { put(None, rest, contact) };
    }
    // "Ann Other, head teacher, High Street Primary School, 1 High Street, Anytown"
    if let (None, Some((name, rest))) = (part, text.split_once(", "))
        && contact.name.is_empty()
        && named(name)
    {
        name.clone_into(&mut contact.name);
        let left: Vec<_> = rest.split(", ").filter_map(|piece| put(None, piece, contact)).collect();
        return (!left.is_empty()).then(|| left.join(", "));
    }
    let part = part.or_else(|| guess(text, contact));
    let Some(part) = part else { return Some(text.to_owned()) };
    match part {
        Part::Name => add(&mut contact.name, text, ", "),
        Part::Address => add(&mut contact.address, text, "\n"),
        Part::Telephone => add(&mut contact.telephone, unlabelled(text), ", "),
        Part::Organisation => add(contact.organisation.get_or_insert_default(), text, ", "),
        Part::Role => add(contact.role.get_or_insert_default(), text, ", "),
        // It is labelled so, and has no @: it is for the applicant to see.
        Part::Email => add(&mut contact.email, text, ", "),
    }
    None
}

/// Where a piece without a label belongs. A sentence belongs nowhere.
fn guess(text: &str, contact: &mut Contact) -> Option<Part> {
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    if words.len() > 24 || (words.len() > 8 && text.ends_with('.')) {
        return None;
    }
    if telephone(text) {
        return Some(Part::Telephone);
    }
    if contact.name.is_empty() && named(text) && !has(&PLACES) {
        return Some(Part::Name);
    }
    if contact.role.is_none() && has(&POSTS) && !text.chars().any(|c| c.is_ascii_digit()) {
        return Some(Part::Role);
    }
    if contact.organisation.is_none() && contact.address.is_empty() && has(&PLACES) && !text.chars().any(|c| c.is_ascii_digit()) {
        return Some(Part::Organisation);
    }
    Some(Part::Address)
}

fn named(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    let titled = words.first().is_some_and(|word| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str()));
    (2..=5).contains(&words.len()) && (titled || words.iter().all(|word| word.starts_with(char::is_uppercase)))
}

fn email(text: &str) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || ['<', '>', '(', ')', ',', ';'].contains(&c));
    let mut words = words.map(|word| word.rsplit("mailto:").next().unwrap_or(word).trim_end_matches('.'));
    words.find(|word| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))).map(|word| {
        let word = word.rsplit(':').next().unwrap_or(word);
        word.to_owned()
    })
}

fn telephone(text: &str) -> bool {
    let text = unlabelled(text);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().filter(|c| c.is_alphabetic()).count();
    (9..=16).contains(&digits) && others <= 4
}

/// A number without "Tel" before it.
fn unlabelled(text: &str) -> &str {
    let first = text.split([':', ' ', '.']).next().unwrap_or_default();
    if labelled(first) == Some(Part::Telephone) { text[first.len()..].trim_start_matches([':', '.', ' ']) } else { text }
}

fn add(to: &mut String, text: &str, between: &str) {
    if !to.is_empty() {
        to.push_str(between);
    }
    to.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> (Contact, Vec<String>) {
        let mut contact = Contact::default();
        let left = lines.iter().filter_map(|line| take(line, &mut contact)).collect();
        (contact, left)
    }

    #[test]
    fn a_contact_in_all_the_ways_people_write_it() {
        let ways: [&[&str]; 5] = [
            &["Name: Ann Other", "Address: 1 High Street, Anytown, AN1 1AA", "Email: ann@six.example", "Tel: 01632 960001"],
            &[
                "Name\tAnn Other",
                "Address\t1 High Street, Anytown, AN1 1AA",
                "E-mail\tann@six.example",
                "Telephone\t01632 960001",
            ],
            &["Ann Other", "1 High Street, Anytown, AN1 1AA", "ann@six.example", "01632 960001"],
            &["Ann Other, 1 High Street, Anytown, AN1 1AA, tel 01632 960001, email ann@six.example"],
            &["Ann Other", "1 High Street, Anytown, AN1 1AA", "Tel. 01632 960001 Email: ann@six.example"],
        ];
        for lines in ways {
            let (contact, left) = read(lines);
            assert_eq!(contact.name, "Ann Other", "{lines:?}");
            assert_eq!(contact.address.replace('\n', ", "), "1 High Street, Anytown, AN1 1AA", "{lines:?}");
            assert_eq!(contact.email, "ann@six.example", "{lines:?}");
            assert_eq!(contact.telephone, "01632 960001", "{lines:?}");
            assert!(left.is_empty(), "{lines:?}: {left:?}");
        }
    }

    #[test]
    fn post_and_school() {
        let (contact, left) = read(&["Mrs Ann Other", "Head teacher", "High Street Primary School", "1 High Street", "Anytown"]);
        assert_eq!(
            (contact.role.as_deref(), contact.organisation.as_deref()),
            (Some("Head teacher"), Some("High Street Primary School"))
        );
        assert_eq!(contact.address, "1 High Street\nAnytown");
        assert!(left.is_empty());
    }

    #[test]
    fn a_sentence_is_no_contact() {
        let (_, left) = read(&["Please write to the office if nobody answers within a week."]);
        assert_eq!(left.len(), 1);
    }
}
