//! Words as written, and the words they stand for: one form whatever case, accents and apostrophes a writer uses.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::language::Language;

/// Lower case, without accents and ligatures, with one kind of apostrophe.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'\'') {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let folded = word.nfkd().filter(|c| !is_combining_mark(*c) && !invisible(*c));
    Cow::Owned(folded.map(|c| if matches!(c, '’' | '‘' | 'ʼ' | '＇') { '\'' } else { c }).flat_map(char::to_lowercase).collect())
}

pub(crate) const fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The words that a run of letters stands for, folded: "don't" is two, "co-operate" one, "far-off" two.
pub(crate) fn split(text: &str, language: &Language) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = Vec::new();
    for part in folded.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '.' && c != ',').filter(|part| !part.is_empty())
    {
        let part = part.trim_matches(['.', ',']);
        for word in expand(part) {
            match words.last_mut() {
                Some(last) if language.joins(last, &word) => last.push_str(&word),
                _ => words.push(word.into_owned()),
            }
        }
    }
    words
}

/// What a contraction is short for. An `'s` is dropped, be it a possessive or "is".
fn expand(word: &str) -> Vec<Cow<'_, str>> {
    let one = |word| vec![Cow::Borrowed(word)];
    match word {
        "can't" | "cannot" => return vec!["can".into(), "not".into()],
        "won't" => return vec!["will".into(), "not".into()],
        "shan't" => return vec!["shall".into(), "not".into()],
        _ => {}
    }
    let Some((base, tail)) = word.rsplit_once('\'') else { return one(word) };
    if base.is_empty() {
        return if tail.is_empty() { Vec::new() } else { one(tail) };
    }
    let two = |second| vec![Cow::Borrowed(base), Cow::Borrowed(second)];
    match tail {
        "t" if base.ends_with('n') => vec![Cow::Borrowed(&base[..base.len() - 1]), "not".into()],
        "ll" => two("will"),
        "ve" => two("have"),
        "re" => two("are"),
        "d" => two("would"),
        "m" => two("am"),
        "s" | "" => one(base),
        _ => vec![Cow::Owned(format!("{base}{tail}"))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_come_apart() {
        let language = Language::default();
        assert_eq!(split("Don’t", &language), ["do", "not"]);
        assert_eq!(split("heads'", &language), ["heads"]);
        assert_eq!(split("head's", &language), ["head"]);
        assert_eq!(split("far-off", &language), ["far", "off"]);
    }

    #[test]
    fn accents_and_ligatures_are_folded() {
        assert_eq!(fold("CAFÉ"), "cafe");
        assert_eq!(fold("cafe\u{301}"), "cafe");
        assert_eq!(fold("ﬁnal"), "final");
        assert_eq!(fold("soft\u{ad}ly"), "softly");
    }
}
