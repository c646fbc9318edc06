//! Where sentences and words break: the Unicode rules, followed here for the characters of everyday English, which is fast, and by the
//! library wherever another character stands. Both ways give the same breaks, which a property test holds.

use unicode_segmentation::UnicodeSegmentation as _;

/// What the rules ask of a character: first for sentences, then for words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    Underscore,
    /// A full stop: ends a sentence, unless what follows says otherwise; joins letters, and figures.
    Stop,
    /// `!` and `?`: end a sentence.
    Mark,
    /// A quotation mark or bracket, which may follow the end of a sentence.
    Close,
    /// A single quotation mark: the same, and joins letters, and figures.
    Apostrophe,
    /// A dash, after which a sentence goes on.
    Dash,
    /// The same of a colon, which joins letters,
    Colon,
    /// and of a comma and a semicolon, which join figures.
    Comma,
    Space,
    /// Other white space within a line: parts words one by one.
    Blank,
    Return,
    Line,
    Other,
}

impl Class {
    /// The class of a character; none where the library must be asked.
    const fn of(c: char) -> Option<Self> {
        Some(match c {
            'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' => Self::Lower,
            'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => Self::Upper,
            '0'..='9' => Self::Digit,
            '_' => Self::Underscore,
            '.' => Self::Stop,
            '!' | '?' => Self::Mark,
            '(' | ')' | '[' | ']' | '{' | '}' | '"' | '“' | '”' => Self::Close,
            '\'' | '‘' | '’' => Self::Apostrophe,
            '-' | '–' | '—' => Self::Dash,
            ':' => Self::Colon,
            ',' | ';' => Self::Comma,
            ' ' => Self::Space,
            '\t' | '\u{b}' | '\u{c}' => Self::Blank,
            '\r' => Self::Return,
            '\n' => Self::Line,
            '\0'..='\x7f' | '£' | '•' => Self::Other,
            _ => return None,
        })
    }

    const fn letter(self) -> bool {
        matches!(self, Self::Lower | Self::Upper)
    }

    const fn ends_sentence(self) -> bool {
        matches!(self, Self::Stop | Self::Mark)
    }

    const fn ends_line(self) -> bool {
        matches!(self, Self::Return | Self::Line)
    }

    /// Whether a word goes on over it: between letters, or between figures.
    const fn joins(self, letters: bool) -> bool {
        match self {
            Self::Stop | Self::Apostrophe => true,
            Self::Colon => letters,
            Self::Comma => !letters,
            _ => false,
        }
    }
}

const ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut at: u8 = 0;
    while at < 128 {
        if let Some(class) = Class::of(at as char) {
            classes[at as usize] = class;
        }
        at += 1;
    }
    classes
};

/// A text all of whose characters have a class.
struct Plain<'t>(&'t str);

impl<'t> Plain<'t> {
    fn new(text: &'t str) -> Option<Self> {
        (text.is_ascii() || text.chars().all(|c| Class::of(c).is_some())).then_some(Self(text))
    }

    /// The class of the character at a byte, and the byte after it; none at the end.
    fn at(&self, at: usize) -> Option<(Class, usize)> {
        let byte = *self.0.as_bytes().get(at)?;
        if byte < 128 {
            return Some((ASCII[byte as usize], at + 1));
        }
        let c = self.0[at..].chars().next()?;
        Some((Class::of(c).unwrap_or(Class::Other), at + c.len_utf8()))
    }

    /// The first byte from here on whose character is none of these.
    fn past(&self, mut at: usize, skipped: impl Fn(Class) -> bool) -> usize {
        loop {
            match self.at(at) {
                Some((class, next)) if skipped(class) => at = next,
                _ => return at,
            }
        }
    }

    /// Whether a sentence goes on after a character that may end it, given what stands before that; `at` is the byte after it, and
    /// `spaced` the byte after the closing marks and the space that follow.
    fn goes_on(&self, before: Option<Class>, mark: Class, at: usize, spaced: usize) -> bool {
        let Some((next, _)) = self.at(spaced) else { return true };
        if mark == Class::Stop {
            let beside = spaced == at;
            let name = before.is_some_and(Class::letter) && next == Class::Upper;
            if beside && (next == Class::Digit || name) {
                return true;
            }
            let word = self.past(spaced, |class| !(class.letter() || class.ends_sentence() || class.ends_line()));
            if self.at(word).is_some_and(|(class, _)| class == Class::Lower) {
                return true;
            }
        }
        next.ends_sentence() || next.ends_line() || matches!(next, Class::Dash | Class::Colon | Class::Comma)
    }

    /// Where the sentence that begins at a byte ends.
    fn sentence(&self, start: usize) -> usize {
        let mut before = None;
        let mut at = start;
        while let Some((class, next)) = self.at(at) {
            at = next;
            match class {
                Class::Return if matches!(self.at(at), Some((Class::Line, _))) => {}
                Class::Return | Class::Line => return at,
                Class::Stop | Class::Mark => {
                    let closed = self.past(at, |class| matches!(class, Class::Close | Class::Apostrophe));
                    let spaced = self.past(closed, |class| matches!(class, Class::Space | Class::Blank));
                    if !self.goes_on(before, class, at, spaced) {
                        return spaced;
                    }
                    if spaced > at {
                        // What was passed over ends nothing.
                        at = spaced;
                        before = None;
                        continue;
                    }
                }
                _ => {}
            }
            before = Some(class);
        }
        at
    }

    /// Where the word, or what stands between words, that begins at a byte ends.
    fn word(&self, start: usize) -> usize {
        let Some((mut class, mut at)) = self.at(start) else { return start };
        match class {
            Class::Space => self.past(at, |class| class == Class::Space),
            Class::Return => self.at(at).filter(|(class, _)| *class == Class::Line).map_or(at, |(_, next)| next),
            Class::Lower | Class::Upper | Class::Digit | Class::Underscore => {
                let part = |class: Class| class.letter() || matches!(class, Class::Digit | Class::Underscore);
                while let Some((mut following, mut next)) = self.at(at) {
                    let side = |other: Class| {
                        if class.letter() { other.letter() } else { class == Class::Digit && other == Class::Digit }
                    };
                    if following.joins(class.letter())
                        && let Some((other, after)) = self.at(next)
                        && side(other)
                    {
                        (following, next) = (other, after);
                    }
                    if !part(following) {
                        break;
                    }
                    (class, at) = (following, next);
                }
                at
            }
            _ => at,
        }
    }
}

/// Cuts a text into pieces, each with the byte it begins at.
struct Pieces<'t, E> {
    plain: Plain<'t>,
    at: usize,
    /// Where the piece that begins at a byte ends.
    end: E,
}

impl<'t, E: Fn(&Plain<'t>, usize) -> usize> Iterator for Pieces<'t, E> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        self.at = (self.end)(&self.plain, start);
        (self.at > start).then(|| (start, &self.plain.0[start..self.at]))
    }
}

/// The sentences of a text, each with the space after it, by the Unicode rules.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // A line's end is a sentence's end, so one line's characters are no matter to another.
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line)
    });
    lines.flat_map(|(at, line)| {
        let plain = Plain::new(line);
        let asked = plain.is_none().then(|| line.split_sentence_bound_indices());
        let plain = plain.map(|plain| Pieces { plain, at: 0, end: Plain::sentence });
        let pieces = plain.into_iter().flatten().chain(asked.into_iter().flatten());
        pieces.map(move |(from, piece)| (at + from, piece))
    })
}

/// The words of a text and what stands between them, by the Unicode rules.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let plain = Plain::new(text);
    let asked = plain.is_none().then(|| text.split_word_bound_indices());
    let plain = plain.map(|plain| Pieces { plain, at: 0, end: Plain::word });
    plain.into_iter().flatten().chain(asked.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn same(text: &str) {
        let sentences: Vec<_> = text.split_sentence_bound_indices().collect();
        assert_eq!(super::sentences(text).collect::<Vec<_>>(), sentences, "sentences of {text:?}");
        let words: Vec<_> = text.split_word_bound_indices().collect();
        assert_eq!(super::words(text).collect::<Vec<_>>(), words, "words of {text:?}");
    }

    #[test]
    fn every_character_alone_and_between_others() {
        for c in (0..=0x2100).filter_map(char::from_u32) {
            for (before, after) in
                [("", ""), ("a", "a"), ("1", "1"), ("a.", "a"), ("A. ", "A"), ("!", " b"), ("_", "_"), ("a'", ".")]
            {
                same(&format!("{before}{c}{after}"));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn breaks_are_those_of_the_library(text in "[aAbZ1_.!?()\"“'’–:;, \t\r\n£é•\u{301}\u{1f393}-]{0,24}") {
            same(&text);
        }

        #[test]
        fn and_without_what_the_library_is_asked_for(text in "[aA1_.!?)\"'’–:;, \t\r\n£é-]{0,16}") {
            same(&text);
        }
    }
}
