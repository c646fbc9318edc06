//! The `kind` of a stakeholder or a component that does not say it, guessed from its words so that `check --fix` can put it in.

use super::{ComponentKind, StakeholderKind};

/// Words before a person's name.
pub(crate) const TITLES: [&str; 13] =
    ["mr", "mrs", "ms", "miss", "dr", "rev", "revd", "fr", "sr", "sir", "cllr", "prof", "professor"];

/// Words for posts that people hold.
pub(crate) const POSTS: [&str; 19] = [
    "head",
    "heads",
    "headteacher",
    "principal",
    "director",
    "leader",
    "manager",
    "officer",
    "coordinator",
    "co-ordinator",
    "chief",
    "deputy",
    "post",
    "role",
    "chair",
    "governor",
    "adviser",
    "teacher",
    "executive",
];

/// Words for bodies. Whichever of post and body stands first in a component's text says what it is about.
const BODIES: [&str; 16] = [
    "board",
    "council",
    "committee",
    "trust",
    "group",
    "body",
    "forum",
    "assembly",
    "partnership",
    "federation",
    "company",
    "panel",
    "governors",
    "consortium",
    "network",
    "union",
];

/// `individual` where a name begins with a title or is two or three capitalised words, the last of them no body's; else `group`.
pub(crate) fn of_stakeholder(name: &str) -> StakeholderKind {
    let person = name.split([',', '(']).next().unwrap_or_default();
    let words: Vec<&str> = person.split_whitespace().map(|word| word.trim_matches('.')).collect();
    let titled = words.len() > 1 && TITLES.contains(&words[0].to_lowercase().as_str());
    let capitals = (2..=3).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase));
    let group = |word: &&str| {
        let word = word.to_lowercase();
        word.ends_with('s')
            || word == "the"
            || word == "all"
            || word == "school"
            || word == "college"
            || BODIES.contains(&word.as_str())
    };
    if titled || (capitals && !words.iter().any(group)) { StakeholderKind::Individual } else { StakeholderKind::Group }
}

/// `role`, `structure` or `behaviour`, by the first word for a post or a body.
pub(crate) fn of_component(text: &str) -> ComponentKind {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let first = words.find(|word| POSTS.contains(&word.as_str()) || BODIES.contains(&word.as_str()));
    match first {
        Some(word) if POSTS.contains(&word.as_str()) => ComponentKind::Role,
        Some(_) => ComponentKind::Structure,
        None => ComponentKind::Behaviour,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_groups() {
        for (name, kind) in [
            ("Mrs A. Holroyd, head", "individual"),
            ("Jo Ash", "individual"),
            ("Cllr Meg O'Dowd (lead member)", "individual"),
            ("The four managers", "group"),
            ("Ash Lane School", "group"),
            ("Parents", "group"),
            ("Sheffield City Council", "group"),
        ] {
            assert_eq!(of_stakeholder(name).word(), kind, "{name}");
        }
    }

    #[test]
    fn components() {
        assert_eq!(of_component("A director of learning, answerable to one board.").word(), "role");
        assert_eq!(of_component("One board over five heads.").word(), "structure");
        assert_eq!(of_component("Everybody visits everybody else.").word(), "behaviour");
    }
}
