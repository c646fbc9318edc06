//! How long a statement is on paper, by estimate: its texts wrapped at so many characters, so many lines on a page.

use super::Finding;
use crate::problem::{Code, Problem};
use crate::rubric::Limits;
use crate::source::Source;
use crate::statement::Statement;

/// The lines that item headings and the space round them take: the title, and five items.
const HEADINGS: usize = 2 + 5 * 2;

/// How many sides of A4 a statement would fill: every text is wrapped at the limit's columns, with a blank line after each of its
/// paragraphs; contact, stakeholders, institutions and half days take the lines their words need; items have headings.
pub fn pages(statement: &Statement, limits: &Limits) -> f64 {
    let contact = statement.contact.iter().flat_map(|contact| {
        [&contact.name, &contact.organisation, &contact.role, &contact.address, &contact.email, &contact.telephone]
            .into_iter()
            .flatten()
    });
    let names = statement.stakeholders.iter().filter_map(|one| one.name.as_ref());
    let short: usize = contact.chain(names).map(|text| wrapped(&text.value, limits.columns)).sum();
    // Institutions stand in a row, as do the half days.
    let row: usize = statement.institutions.iter().map(|one| one.name.value.chars().count() + 2).sum();
    let visits = statement.visits.as_ref().map_or(0, |visits| usize::from(visits.written > 0));
    let prose: usize = statement.passages.iter().map(|passage| paragraphs(&passage.text, limits.columns)).sum();
    let lines = HEADINGS + short + row.div_ceil(limits.columns.max(1)) + visits + prose;
    #[expect(clippy::cast_precision_loss, reason = "a few hundred lines")]
    let pages = lines as f64 / limits.lines.max(1) as f64;
    pages
}

fn paragraphs(text: &str, columns: usize) -> usize {
    let text = text.replace("\r\n", "\n");
    text.split("\n\n").filter(|part| !part.trim().is_empty()).map(|part| wrapped(part, columns) + 1).sum()
}

/// The lines of a paragraph. A line end in the file only wraps it, unless the next line begins a point of a list.
fn wrapped(text: &str, columns: usize) -> usize {
    let mut lines = 0;
    let mut room = 0;
    for line in text.lines() {
        if line.trim_start().starts_with(['-', '*', '•', '–']) {
            room = 0;
        }
        for word in line.split_whitespace() {
            let wide = word.chars().count();
            if wide + 1 > room {
                lines += 1;
                room = columns;
            }
            room = room.saturating_sub(wide + 1);
        }
    }
    lines
}

pub(super) fn check(pages: f64, source: &Source, limits: &Limits) -> Option<Finding> {
    if pages <= f64::from(limits.pages) {
        return None;
    }
    let message = format!("the statement would fill about {pages:.1} sides of A4, and may fill {}", limits.pages);
    let help = format!(
        "an estimate, at {} characters a line and {} lines a side: about {} words too many",
        limits.columns,
        limits.lines,
        too_many(pages, limits)
    );
    let first = source.text().lines().next().map_or(0, str::len);
    Some(Finding::new(Problem::new(Code::TooLong, message, source, 0..first).help(help), ""))
}

/// The words over the limit, to the nearest ten above: six characters a word, with its space.
fn too_many(pages: f64, limits: &Limits) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a few thousand words"
    )]
    let words = ((pages - f64::from(limits.pages)) * (limits.lines * limits.columns) as f64 / 6.0) as usize;
    (words / 10 + 1) * 10
}
