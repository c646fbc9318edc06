//! From a TOML literal to the text it stands for, keeping the place of every byte.
//!
//! A span of the parser covers the literal with its quotation marks, and the text it stands for is shorter wherever there is an
//! escape. A quote must name the bytes it came from, so the literal is decoded once more here, and the pieces are remembered.

use std::ops::Range;

/// A run of text whose bytes stand in the file as they are, or one character that an escape stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: Range<usize>,
    file: Range<usize>,
}

/// The way from bytes of a decoded text to bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offsets(Vec<Piece>);

impl Offsets {
    /// For a text that stands in the file as it is, from this byte on.
    pub fn plain(start: usize, length: usize) -> Self {
        Self(vec![Piece { text: 0..length, file: start..start + length }])
    }

    /// The bytes of the file that a range of the text came from. An empty range is a point.
    pub fn locate(&self, range: Range<usize>) -> Range<usize> {
        let start = self.begin(range.start);
        start..if range.is_empty() { start } else { self.end(range.end) }
    }

    /// The byte of the text that a byte of the file stands for: the way back of the start that [`Self::locate`] gives.
    pub fn text_at(&self, file: usize) -> usize {
        let index = self.0.partition_point(|piece| piece.file.end <= file);
        match self.0.get(index) {
            Some(piece) if whole(piece) => piece.text.start + file.saturating_sub(piece.file.start),
            Some(piece) => piece.text.start,
            None => self.0.last().map_or(0, |piece| piece.text.end),
        }
    }

    fn begin(&self, at: usize) -> usize {
        let index = self.0.partition_point(|piece| piece.text.end <= at);
        match self.0.get(index) {
            Some(piece) if whole(piece) => piece.file.start + (at - piece.text.start),
            Some(piece) => piece.file.start,
            None => self.0.last().map_or(0, |piece| piece.file.end),
        }
    }

    /// The end is looked for from its last byte, so that a line join after it is left out.
    fn end(&self, at: usize) -> usize {
        let index = self.0.partition_point(|piece| piece.text.end < at);
        match self.0.get(index) {
            Some(piece) if whole(piece) => piece.file.start + (at - piece.text.start),
            Some(piece) => piece.file.end,
            None => self.0.last().map_or(0, |piece| piece.file.end),
        }
    }

    fn push(&mut self, text: Range<usize>, file: Range<usize>) {
        if let Some(last) = self.0.last_mut()
            && last.text.end == text.start
            && last.file.end == file.start
            && whole(last)
            && text.len() == file.len()
        {
            last.text.end = text.end;
            last.file.end = file.end;
            return;
        }
        self.0.push(Piece { text, file });
    }
}

const fn whole(piece: &Piece) -> bool {
    piece.text.end - piece.text.start == piece.file.end - piece.file.start
}

/// Decodes a TOML string literal that starts at byte `start` of its file.
///
/// Gives nothing where the literal is not one; the parser has then reported it.
pub(super) fn literal(literal: &str, start: usize) -> Option<(String, Offsets)> {
    let (quotes, escapes) = if literal.starts_with("\"\"\"") {
        (3, true)
    } else if literal.starts_with("'''") {
        (3, false)
    } else if literal.starts_with('"') {
        (1, true)
    } else if literal.starts_with('\'') {
        (1, false)
    } else {
        return None;
    };
    let mut inner = literal.get(quotes..literal.len().checked_sub(quotes)?)?;
    let mut at = start + quotes;
    if quotes == 3 {
        // The line end right after the opening marks is not part of the text.
        let newline = if inner.starts_with("\r\n") { 2 } else { usize::from(inner.starts_with('\n')) };
        inner = &inner[newline..];
        at += newline;
    }
    let mut text = String::with_capacity(inner.len());
    let mut offsets = Offsets::default();
    while !inner.is_empty() {
        let plain = if escapes { inner.find('\\').unwrap_or(inner.len()) } else { inner.len() };
        if plain > 0 {
            offsets.push(text.len()..text.len() + plain, at..at + plain);
            text.push_str(&inner[..plain]);
            at += plain;
            inner = &inner[plain..];
            continue;
        }
        let (length, character) = escape(inner)?;
        if let Some(character) = character {
            offsets.0.push(Piece { text: text.len()..text.len() + character.len_utf8(), file: at..at + length });
            text.push(character);
        }
        at += length;
        inner = &inner[length..];
    }
    Some((text, offsets))
}

/// An escape at the start of a text: how long it is, and the character it stands for (none for a line join).
fn escape(text: &str) -> Option<(usize, Option<char>)> {
    let simple = |character| Some((2, Some(character)));
    let coded = |digits: usize| {
        let code = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
        Some((2 + digits, Some(char::from_u32(code)?)))
    };
    match text.as_bytes().get(1)? {
        b'b' => simple('\u{8}'),
        b't' => simple('\t'),
        b'n' => simple('\n'),
        b'f' => simple('\u{c}'),
        b'r' => simple('\r'),
        b'e' => simple('\u{1b}'),
        b'"' => simple('"'),
        b'\\' => simple('\\'),
        b'x' => coded(2),
        b'u' => coded(4),
        b'U' => coded(8),
        b' ' | b'\t' | b'\r' | b'\n' => {
            let rest = text[1..].trim_start_matches([' ', '\t', '\r', '\n']);
            Some((text.len() - rest.len(), None))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decodes by hand and checks it against the parser's own reading, then asks for the place of a word.
    fn place_of(word: &str, file: &str) -> String {
        let start = file.find(['"', '\'']).expect("a literal");
        let (text, offsets) = literal(&file[start..], start).expect("decodes");
        let parsed: toml::Table = file.parse().expect("TOML");
        assert_eq!(parsed["k"].as_str(), Some(text.as_str()));
        let at = text.find(word).expect("the word");
        let place = offsets.locate(at..at + word.len());
        assert_eq!(offsets.text_at(place.start), at);
        file[place].to_owned()
    }

    #[test]
    fn a_plain_string() {
        assert_eq!(place_of("two", "k = \"one two three\""), "two");
        assert_eq!(place_of("two", "k = 'one \\two'"), "two");
    }

    #[test]
    fn escapes_before_and_inside() {
        assert_eq!(place_of("caf\u{e9} now", r#"k = "\tthe caf\u00e9 now""#), r"caf\u00e9 now");
        assert_eq!(place_of("said \"no\"", r#"k = "she said \"no\" twice""#), r#"said \"no\""#);
    }

    #[test]
    fn line_joins_are_left_out_at_both_ends() {
        assert_eq!(place_of("two", "k = \"\"\"\none \\\n   two \\\n   three\"\"\""), "two");
        assert_eq!(place_of("two ", "k = \"\"\"\none \\\n   two \\\n   three\"\"\""), "two ");
    }

    #[test]
    fn windows_line_ends_stay() {
        assert_eq!(place_of("two\r\nthree", "k = \"\"\"\r\none two\r\nthree\"\"\""), "two\r\nthree");
    }
}
