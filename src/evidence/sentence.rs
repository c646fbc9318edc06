//! Sentences: by the Unicode rules, joined again after abbreviations, and split where a list begins.

use std::ops::Range;

use super::breaks;
use crate::rubric::Language;

/// The bytes of each sentence of a text, without the space around it.
pub(crate) fn sentences(text: &str, language: &Language) -> Vec<Range<usize>> {
    let flowing = unwrapped(text, language);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    for (start, piece) in breaks::sentences(&flowing) {
        let kept = piece.trim();
        if kept.is_empty() {
            // A paragraph's end is a sentence's end, whatever stood before it.
            joins = joins && !piece.contains('\n');
            continue;
        }
        let at = start + (piece.len() - piece.trim_start().len());
        let end = at + kept.len();
        match found.last_mut() {
            Some(last) if joins => last.end = end,
            _ => found.push(at..end),
        }
        joins = abbreviated(kept, language) && !piece.ends_with('\n');
    }
    found.retain(|range| text[range.clone()].contains(char::is_alphanumeric));
    found
}

/// Whether a piece ends in an abbreviation or an initial, so that its full stop ends nothing.
fn abbreviated(piece: &str, language: &Language) -> bool {
    let Some(before) = piece.strip_suffix('.') else { return false };
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase) && last != "I";
    initial || language.abbreviations.contains(&last.to_lowercase())
}

/// The same text, byte for byte as long, with line ends that only wrap a line turned into spaces, and one line end before each point of a
/// list that follows a full stop, colon or semicolon. So a text reads the same however its lines are wrapped.
fn unwrapped(text: &str, language: &Language) -> String {
    let space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let mut bytes = text.as_bytes().to_vec();
    for (at, _) in text.match_indices('\n') {
        let blank_after = text[at + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        let blank_before = text[..at].trim_end_matches([' ', '\t', '\r']).ends_with('\n');
        if !blank_after && !blank_before {
            bytes[at] = b' ';
            if at > 0 && bytes[at - 1] == b'\r' {
                bytes[at - 1] = b' ';
            }
        }
    }
    // The last byte before this one that is no space, as far as ASCII goes: most words follow a word, and need no closer look.
    let mut last = b' ';
    for at in 1..text.len() {
        last = if space(bytes[at - 1]) { last } else { bytes[at - 1] };
        let starts_word = space(bytes[at - 1]) && !space(bytes[at]) && text.is_char_boundary(at);
        if !starts_word || (last.is_ascii_alphanumeric() || last == b',') {
            continue;
        }
        if point(&text[at..]) && text[..at].trim_end().ends_with(['.', ':', ';', '!', '?']) {
            bytes[at - 1] = b'\n';
        }
        // The Unicode rules take "It works. 14 schools came" for one sentence, its second part beginning with a small letter.
        let figure = text[at..].starts_with(|c: char| c.is_ascii_digit() || c == '£');
        if figure && text[..at].trim_end().ends_with(['.', '!', '?']) && !abbreviated(text[..at].trim_end(), language) {
            bytes[at - 1] = b'\n';
        }
    }
    // Only ASCII bytes were exchanged for ASCII bytes.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Whether a text begins as a point of a list: a bullet, `1.`, `2)` or `(c)`, and a space. Numbers over twenty are figures.
fn point(text: &str) -> bool {
    if text.starts_with(['•', '▪', '·', '◦']) {
        return true;
    }
    let (mark, rest) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
    if rest.is_empty() || ["-", "*", "–", "—"].contains(&mark) {
        return !rest.is_empty();
    }
    let label = mark.strip_prefix('(').unwrap_or(mark);
    let number = |label: &str| label.parse::<u8>().is_ok_and(|number| number <= 20);
    let letter = |label: &str| label.len() == 1 && label.starts_with(|c: char| c.is_ascii_alphabetic());
    let closed = |label: &str| number(label) || letter(label);
    label.strip_suffix(')').is_some_and(closed) || label.strip_suffix('.').is_some_and(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut language = Language::default();
        language.abbreviations.extend(["dr", "st"].map(str::to_owned));
        sentences(text, &language).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn wrapped_lines_are_one_sentence() {
        assert_eq!(split("One line\nwraps here. Two\r\nwraps too."), ["One line\nwraps here.", "Two\r\nwraps too."]);
    }

    #[test]
    fn paragraphs_and_points_end_sentences() {
        let points = ["A heading", "Then text:", "- one;", "- two.", "1. three"];
        assert_eq!(split("A heading\n\nThen text:\n- one;\n- two.\n1. three"), points);
        assert_eq!(split("A heading\n\nThen text: - one; - two. 1. three"), points);
    }

    #[test]
    fn abbreviations_do_not() {
        assert_eq!(split("Dr. Ash of St. Bede came. J. Smith left."), ["Dr. Ash of St. Bede came.", "J. Smith left."]);
    }

    #[test]
    fn numbers_and_nothing() {
        assert_eq!(split("It costs 3.5 per head. Yes!"), ["It costs 3.5 per head.", "Yes!"]);
        assert_eq!(split("It works. 14 schools came."), ["It works.", "14 schools came."]);
        assert_eq!(split("Ask at St. 4 for it."), ["Ask at St. 4 for it."]);
        assert!(split(" \n \n ... ").is_empty());
    }
}
