//! Slips of the pen: a word that is no English word, read as the one that was meant.
//!
//! Statements are typed in a hurry or scanned from paper. A word that neither the rubric nor a list of English words knows is read as the
//! known word one slip away, if there is one; quotes still show what was written.

use crate::embedded::english;

/// Letters that scanning takes for each other.
const CONFUSED: [(&str, &str); 9] =
    [("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("vv", "w"), ("ii", "u"), ("0", "o"), ("1", "l"), ("5", "s")];

/// Shorter words have too many neighbours to guess at; only swapped letters are mended in them.
const SHORT: usize = 4;

/// The word that was meant by one that means nothing, in lower case; none where it is a word, or nothing near it is. `wanted` says of a word
/// that the rubric or the grammar has a use for it: only such a word is worth guessing.
pub(crate) fn meant(word: &str, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let plain = letters.iter().all(char::is_ascii_alphanumeric) && letters.iter().any(char::is_ascii_alphabetic);
    if letters.len() < SHORT - 1 || letters.len() > 20 || !plain || english().contains(word) {
        return None;
    }
    if letters.iter().any(char::is_ascii_digit) {
        return confused(word).find(|guess| !guess.contains(|c: char| c.is_ascii_digit()) && wanted(guess));
    }
    let word_and_wanted = |guess: &String| english().contains(guess) && wanted(guess);
    if let Some(guess) = swapped(&letters).find(word_and_wanted) {
        return Some(guess);
    }
    if letters.len() < SHORT {
        return None;
    }
    let slips = with_one_more(&letters).chain(with_one_less(&letters)).chain(confused(word)).chain(with_one_other(&letters));
    // The first letter is seldom wrong.
    let slips: Vec<String> = slips.filter(word_and_wanted).collect();
    slips.iter().find(|guess| guess.starts_with(letters[0])).or(slips.first()).cloned()
}

fn swapped(letters: &[char]) -> impl Iterator<Item = String> {
    (1..letters.len()).map(|at| {
        let mut other = letters.to_vec();
        other.swap(at - 1, at);
        other.into_iter().collect()
    })
}

fn with_one_more(letters: &[char]) -> impl Iterator<Item = String> {
    (0..=letters.len()).flat_map(move |at| ('a'..='z').map(move |letter| splice(letters, at, 0, Some(letter))))
}

fn with_one_less(letters: &[char]) -> impl Iterator<Item = String> {
    (0..letters.len()).map(|at| splice(letters, at, 1, None))
}

fn with_one_other(letters: &[char]) -> impl Iterator<Item = String> {
    (0..letters.len()).flat_map(move |at| ('a'..='z').map(move |letter| splice(letters, at, 1, Some(letter))))
}

fn splice(letters: &[char], at: usize, less: usize, more: Option<char>) -> String {
    letters[..at].iter().copied().chain(more).chain(letters[at + less..].iter().copied()).collect()
}

fn confused(word: &str) -> impl Iterator<Item = String> {
    let all = CONFUSED.iter().filter(|(from, _)| from.starts_with(|c: char| c.is_ascii_digit()));
    let digits = all.fold(word.to_owned(), |word, (from, to)| word.replace(from, to));
    let single = CONFUSED.iter().flat_map(move |(from, to)| {
        word.match_indices(from).map(move |(at, _)| format!("{}{to}{}", &word[..at], &word[at + from.len()..]))
    });
    std::iter::once(digits).chain(single)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn slips_are_mended() {
        let wanted = |word: &str| ["governors", "budget", "parents", "the", "members", "will"].contains(&word);
        for (slip, word) in [
            ("govenrors", "governors"),
            ("govrnors", "governors"),
            ("governorrs", "governors"),
            ("governars", "governors"),
            ("rnembers", "members"),
            ("budqet", "budget"),
            ("teh", "the"),
            ("wi1l", "will"),
        ] {
            assert_eq!(meant(slip, wanted).as_deref(), Some(word), "{slip}");
        }
    }

    #[test]
    fn words_are_left_alone() {
        let wanted = |word: &str| ["contract", "country"].contains(&word);
        assert_eq!(meant("contact", wanted), None);
        assert_eq!(meant("county", wanted), None);
        assert_eq!(meant("xqzvw", wanted), None);
        assert_eq!(meant("2006", wanted), None);
    }
}
