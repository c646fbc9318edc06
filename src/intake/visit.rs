//! Half days as people write them in a line or a list: "Tuesday 14th March, morning; 22/3/06 pm".

use crate::day;
use crate::statement::Half;
use crate::statement::form::Day;

/// The half days that a text names, and the pieces of it that name none. Where a year is not written it is the one given.
pub(super) fn days(text: &str, year: i16) -> (Vec<Day>, Vec<String>) {
    let mut days = Vec::new();
    let mut left = Vec::new();
    let mut pieces: Vec<String> = Vec::new();
    for piece in text.replace(" and ", "\n").replace(" or ", "\n").split(['\n', ';', ',', '\t', '|']) {
        let piece = piece.trim().trim_matches(['.', '–', '-', '•']).trim();
        if !piece.is_empty() {
            pieces.push(piece.to_owned());
        }
    }
    // "Mornings of 14 March and 21 March" names the half once for all.
    let words = || text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let all = ["mornings", "afternoons"].into_iter().find(|plural| words().any(|word| word == *plural));
    let mut at = 0;
    while at < pieces.len() {
        // "Tuesday, 14 March, 2006, morning" comes in four pieces: the longest run that names one half day is taken.
        const LONGEST: usize = 4;
        let run = (1..=LONGEST.min(pieces.len() - at)).rev().find_map(|length| {
            let piece = pieces[at..at + length].join(" ");
            let day = half_day(&piece, year).or_else(|| half_day(&format!("{piece} {}", all?), year))?;
            Some((length, day))
        });
        match run {
            Some((length, day)) => {
                days.push(day);
                at += length;
            }
            None => {
                left.push(pieces[at].clone());
                at += 1;
            }
        }
    }
    (days, left)
}

/// The one half day that a text names.
fn half_day(text: &str, year: i16) -> Option<Day> {
    let half = if afternoon(text)? { Half::Pm } else { Half::Am };
    let date = text.split_whitespace().filter(|word| !names_half(word)).collect::<Vec<_>>().join(" ");
    Some(Day { date: day::day(&date, Some(year))?, half })
}

/// As people write a time of day: "am", "a.m.", "morning", "(pm)", "9.30am", "2pm".
fn afternoon(text: &str) -> Option<bool> {
    let words: Vec<_> = text.split_whitespace().filter(|word| names_half(word)).map(bare).collect();
    day::afternoon(&words.join(" "))
}

fn names_half(word: &str) -> bool {
    ["am", "pm", "morning", "afternoon", "mornings", "afternoons"].contains(&bare(word).as_str())
}

/// A word without its marks and the figures before it.
fn bare(word: &str) -> String {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.trim_start_matches(|c: char| c.is_ascii_digit()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Vec<String>) {
        let (days, left) = days(text, 2006);
        let days: Vec<_> = days.iter().map(|day| format!("{} {}", day.date, day.half.word())).collect();
        (days.join(", "), left)
    }

    #[test]
    fn half_days_in_a_line_or_a_list() {
        let three = "2006-03-14 am, 2006-03-22 pm, 2006-04-05 am";
        for text in [
            "Tuesday 14th March, morning; Wednesday 22 March pm; 5/4/06 (am)",
            "14/3/06 am, 22/3/06 pm, 5/4/06 am",
            "Tuesday, 14 March 2006, a.m.\nWed 22nd March, afternoon\n5 April 9.30am",
            "morning of 14 March, 22 March (pm) and 5 April am.",
            "14 March\tmorning\n22 March\tafternoon\n5 April\tmorning",
        ] {
            assert_eq!(read(text), (three.to_owned(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn one_half_for_several_days() {
        assert_eq!(read("Mornings of 14 March, 22 March and 5 April.").0, "2006-03-14 am, 2006-03-22 am, 2006-04-05 am");
    }

    #[test]
    fn what_names_no_half_day_is_left() {
        assert_eq!(read("any day after Easter; 14 March").1, ["any day after Easter", "14 March"]);
    }
}
