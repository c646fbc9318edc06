//! Where the paragraphs of a text are: statements are plain text, so blank lines and dashes are all there is to go by.

use std::ops::Range;

/// The places of a text's paragraphs, and whether each is an item of a list (then without its dash).
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = (bool, Range<usize>)> {
    let mut found: Vec<(bool, Range<usize>)> = Vec::new();
    let mut at = 0;
    let mut fresh = true;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        let bare = body.trim_start();
        let item = bare.strip_prefix(['-', '*', '•']).filter(|item| item.starts_with(' '));
        let end = at + body.len();
        if body.trim().is_empty() {
            fresh = true;
        } else if let Some((_, last)) = found.last_mut().filter(|_| !fresh && item.is_none()) {
            last.end = end;
        } else {
            let text = item.map_or(bare, str::trim_start);
            found.push((item.is_some(), end - text.len()..end));
            fresh = false;
        }
        at += line.len();
    }
    found.into_iter().filter(|(_, range)| !range.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_end_at_blank_lines_and_dashes() {
        let text = "\nOne,\r\nstill one.\r\n\r\nTwo:\n- a\n  more a\n- b-c\n\n---\n5 - 3";
        let found: Vec<_> = paragraphs(text).map(|(listed, range)| (listed, &text[range])).collect();
        let expected =
            [(false, "One,\r\nstill one."), (false, "Two:"), (true, "a\n  more a"), (true, "b-c"), (false, "---\n5 - 3")];
        assert_eq!(found, expected);
    }
}
