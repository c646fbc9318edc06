//! The five items: filled in, plausible, and naming whom and what they should.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Finding;
use crate::fields::Text;
use crate::problem::{Code, Problem};
use crate::rubric::{Call, Drafts};
use crate::source::Source;
use crate::statement::{self, Statement};

pub(super) fn check(statement: &Statement, source: &Source, call: &Call) -> Vec<Finding> {
    let mut findings = placeholders(source, &call.drafts);
    let unfilled = |text: &Text| findings.iter().any(|finding| finding.problem.span == text.span);
    let mut more = Vec::new();
    if let Some(contact) = &statement.contact {
        let email = contact.email.iter().filter(|text| !unfilled(text) && !plausible_email(&text.value));
        more.extend(email.map(|text| {
            let message = format!("`{}` is no email address", text.value.trim());
            let help = "write one such as jo@ash.example";
            Finding::new(Problem::new(Code::Email, message, source, text.span.clone()).help(help), "contact.email")
        }));
        let telephone = contact.telephone.iter().filter(|text| !unfilled(text) && !plausible_telephone(&text.value));
        more.extend(telephone.map(|text| {
            let message = format!("`{}` is no telephone number", text.value.trim());
            let help = "write 9 to 15 digits, with the area code";
            Finding::new(Problem::new(Code::Telephone, message, source, text.span.clone()).help(help), "contact.telephone")
        }));
    }
    for (number, stakeholder) in statement.stakeholders.iter().enumerate() {
        let Some(name) = stakeholder.name.as_ref().filter(|name| !unfilled(name)) else { continue };
        if nobody(&name.value, &call.drafts) {
            let message = format!("`{}` names nobody in particular", name.value.trim());
            let problem = Problem::new(Code::UnnamedStakeholder, message, source, name.span.clone())
                .help("write the name of a person, or of a group one could telephone");
            more.push(Finding::new(problem, format!("stakeholders[{number}].name")));
        }
    }
    if let [only] = statement.institutions.as_slice()
        && call.drafts.institutions > 1
    {
        let message = format!("`{}` is the only institution named", only.name.value.trim());
        let problem = Problem::new(Code::OneInstitution, message, source, only.name.span.clone())
            .help("the call is for leadership beyond a single institution: name the others under `[[institutions]]`");
        more.push(Finding::new(problem, "institutions"));
    }
    findings.extend(more);
    findings
}

/// The tables that may be left out.
const OPTIONAL: [&str; 6] = ["need", "governance", "readiness", "evaluation", "institutions", "contests"];

/// Every text of the file that is guidance or a stand-in.
fn placeholders(source: &Source, drafts: &Drafts) -> Vec<Finding> {
    let text = statement::parsed(source);
    let (table, _) = DeTable::parse_recoverable(&text);
    let mut texts = Vec::new();
    for (key, value) in table.get_ref() {
        walk(key.get_ref().to_string(), value, &mut texts);
    }
    let unfilled = texts.into_iter().filter(|(_, text)| stands_in(text.get_ref(), drafts));
    let finding = |(field, text): (String, Spanned<String>)| {
        let span = text.span();
        let message = match guidance(text.get_ref()) {
            Some(left) if left.len() < text.get_ref().trim().len() => format!("`{field}` still has `{left}` in it"),
            _ => format!("`{field}` is still to be written"),
        };
        let optional = OPTIONAL.iter().any(|table| field.starts_with(table));
        let help =
            if optional { "put your own words in its place, or take the table out" } else { "put your own words in its place" };
        Finding::new(Problem::new(Code::Placeholder, message, source, span).help(help), field)
    };
    unfilled.map(finding).collect()
}

/// Collects every text of a value, with its dotted key.
fn walk(path: String, value: &Spanned<DeValue<'_>>, texts: &mut Vec<(String, Spanned<String>)>) {
    match value.get_ref() {
        DeValue::String(text) => texts.push((path, Spanned::new(value.span(), text.to_string()))),
        DeValue::Table(table) => table.iter().for_each(|(key, value)| walk(format!("{path}.{}", key.get_ref()), value, texts)),
        DeValue::Array(items) => {
            items.iter().enumerate().for_each(|(number, value)| walk(format!("{path}[{number}]"), value, texts));
        }
        _ => {}
    }
}

/// Whether a text is guidance in angle brackets, or one of the call's stand-ins and nothing else.
fn stands_in(text: &str, drafts: &Drafts) -> bool {
    let text = text.trim();
    let bare = text.trim_matches(['[', ']', '(', ')', '<', '>', '.', '-', '_', '*']).trim().to_lowercase();
    let whole = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).is_some_and(|inside| !inside.contains(['<', '>']));
    let stand_in = drafts.placeholders.iter().any(|stand_in| bare == stand_in.trim_matches('.'));
    whole || guidance(text).is_some() || (stand_in && !text.is_empty())
}

/// The first piece of guidance in a text: words between angle brackets on one line, with nothing but space or marks around them, as
/// `fieldtrial new` writes what to put there.
fn guidance(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let inside = rest.split(['<', '\n']).next()?.split_once('>')?.0;
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let alone = apart(text[..at].chars().next_back()) && apart(rest[inside.len() + 1..].chars().next());
        let words = inside.starts_with(char::is_alphabetic) && !inside.contains(['=', '"', '/', '@']);
        let whole = inside.contains(' ') || GUIDANCE.contains(&inside.to_lowercase().as_str());
        (alone && words && whole).then(|| &text[at..at + inside.len() + 2])
    })
}

/// Single words that a new statement has between angle brackets.
const GUIDANCE: [&str; 5] = ["name", "address", "email", "telephone", "title"];

/// A name, one @, and a domain of labels with a dot between them.
fn plausible_email(text: &str) -> bool {
    let text = text.trim();
    let Some((name, domain)) = text.split_once('@') else { return false };
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@,;:<>()[]\\\"".contains(c);
    !name.is_empty()
        && name.chars().all(plain)
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && domain.contains('.')
        && domain.split('.').all(label)
        && text.len() <= 254
}

/// Nine to fifteen digits, with what people write between them, and perhaps an extension.
fn plausible_telephone(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let (number, extension) = match lower.find("ext").or_else(|| lower.find('x')) {
        Some(at) => lower.split_at(at),
        None => (lower.as_str(), ""),
    };
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let fit = |c: char| c.is_ascii_digit() || " ()+-–./".contains(c);
    let extension = extension.trim_start_matches(|c: char| c.is_alphabetic() || ". ".contains(c));
    (9..=15).contains(&digits) && number.chars().all(fit) && extension.trim().bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a stakeholder's name is one of those that are nobody, whatever stands before it.
fn nobody(name: &str, drafts: &Drafts) -> bool {
    let lower = name.trim().trim_end_matches('.').to_lowercase();
    let mut rest = lower.as_str();
    while let Some(shorter) = ["the ", "all ", "our ", "other ", "any ", "and "].iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    let alone = |part: &str| drafts.nobody.iter().any(|nobody| part.trim() == nobody);
    rest.split(" and ").flat_map(|part| part.split([',', '/', '&'])).all(alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_that_could_be() {
        for good in ["jo@ash.example", "j.o'neil+trial@ash-lane.sch.uk", " jo@ash.example "] {
            assert!(plausible_email(good), "{good}");
        }
        for bad in [
            "jo",
            "jo@ash",
            "jo ash@ash.example",
            "@ash.example",
            "jo@@ash.example",
            "jo@.example",
            "jo@ash..uk",
            "jo@ash.example, al@ash.example",
        ] {
            assert!(!plausible_email(bad), "{bad}");
        }
        for good in ["01632 960001", "+44 (0)1632 960001", "01632-960001 ext 12", "01632 960 001 x3"] {
            assert!(plausible_telephone(good), "{good}");
        }
        for bad in ["960001", "ask at reception", "01632 96000l", "0163296000101632960001"] {
            assert!(!plausible_telephone(bad), "{bad}");
        }
    }

    #[test]
    fn guidance_is_words_in_angle_brackets() {
        assert_eq!(guidance("We will <say what you will do> by May."), Some("<say what you will do>"));
        assert_eq!(guidance("Ask <name> of the school."), Some("<name>"));
        for prose in [
            "fewer than < 5 > 3",
            "a < b\nand c > d",
            "<b>bold</b>",
            "We plan for a<b and c>d.",
            "(<em class=\"a\">)",
            "<jo@ash.example>",
        ] {
            assert_eq!(guidance(prose), None, "{prose}");
        }
    }
}
