//! A statement that is nothing but prose: a single passage whose field is not known.

use super::{Offsets, Passage, Place, Statement};
use crate::source::Source;

/// Takes the whole text as the statement's prose. The title is the first line, shortened to 80 characters.
pub fn from_prose(source: &Source) -> Statement {
    let text = source.text();
    let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
    let prose = &text[skipped..];
    let title = prose.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    Statement {
        id: source.name().to_owned(),
        title: title.chars().take(80).collect(),
        domain: None,
        received: None,
        contact: None,
        stakeholders: Vec::new(),
        visits: None,
        institutions: Vec::new(),
        contests: Vec::new(),
        passages: vec![Passage {
            field: "prose".to_owned(),
            place: Place::Prose,
            text: prose.to_owned(),
            offsets: Offsets::plain(skipped, prose.len()),
        }],
    }
}
