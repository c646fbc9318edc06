//! Days and half days as people write them, day before month.

use jiff::civil::{Date, Weekday};

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The day that a text names, and nothing else: "14/3/06", "Tuesday 14th March 2006", "March 14, 2006", "2006-03-14". Two figures of a year
/// belong to this century. Where the year is not written it is the one given.
pub fn day(text: &str, year: Option<i16>) -> Option<Date> {
    let mut numbers: Vec<&str> = Vec::new();
    let (mut month, mut named) = (None, None);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            numbers.push(word);
        } else if let Some(ordinal) =
            ["st", "nd", "rd", "th"].iter().find_map(|tail| lower.strip_suffix(tail)).filter(|rest| digits(rest))
        {
            numbers.push(&word[..ordinal.len()]);
        } else if let Some(number) = MONTHS.iter().position(|name| lower.len() >= 3 && name.starts_with(lower.as_str())) {
            if month.replace(number + 1).is_some() {
                return None;
            }
        } else if let Some(day) = weekday(&lower) {
            named = Some(day);
        } else if !["of", "the", "on"].contains(&lower.as_str()) {
            return None;
        }
    }
    let number = |text: &str| text.parse::<i16>().ok();
    let (year, month, day) = match (month, numbers.as_slice()) {
        (Some(month), [day]) => (year?, i16::try_from(month).ok()?, number(day)?),
        (Some(month), [day, year]) => (full(year)?, i16::try_from(month).ok()?, number(day)?),
        (None, [year, month, day]) if year.len() == 4 => (number(year)?, number(month)?, number(day)?),
        (None, [day, month, year]) => (full(year)?, number(month)?, number(day)?),
        (None, [day, month]) => (year?, number(month)?, number(day)?),
        _ => return None,
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    // Of "Friday 16 March 2006", a Thursday, nobody can tell which half is wrong.
    named.is_none_or(|named| named == date.weekday()).then_some(date)
}

/// Whether a text names the afternoon rather than the morning; nothing where it names neither, or both.
pub fn afternoon(text: &str) -> Option<bool> {
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    // "a.m." comes apart into its letters.
    let letters = |first: &str| words.windows(2).any(|pair| pair[0] == first && pair[1] == "m");
    let morning = has(&["am", "morning", "mornings"]) || letters("a");
    let afternoon = has(&["pm", "afternoon", "afternoons"]) || letters("p");
    (morning != afternoon).then_some(afternoon)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn weekday(word: &str) -> Option<Weekday> {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let like = |day: &str| word.len() >= 3 && (day.starts_with(word) || (word == "weds" && day.starts_with("wed")));
    let at = days.iter().position(|day| like(day))?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// A day as people say it: "Monday 13 March 2006".
pub fn spoken(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// A year in four figures, or in two.
fn full(year: &str) -> Option<i16> {
    match (year.len(), year.parse::<i16>().ok()?) {
        (2, year) => Some(2000 + year),
        (4, year) => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_ways_people_write_them() {
        let written = [
            "14/03/2006",
            "14/3/06",
            "14.3.2006",
            "14-03-2006",
            "2006/03/14",
            "2006-03-14",
            "14 March 2006",
            "Tuesday 14th March 2006",
            "Tues. 14 Mar 06",
            "March 14, 2006",
            "the 14th of March 2006",
        ];
        for text in written {
            assert_eq!(day(text, None), Date::new(2006, 3, 14).ok(), "{text}");
        }
        assert_eq!(day("Tuesday 14th March", Some(2006)), Date::new(2006, 3, 14).ok());
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "14 March",
            "30 February 2006",
            "14/13/2006",
            "mid-March",
            "14 to 16 March 2006",
            "",
            "99999999999/1/2006",
            "March",
            "Friday 14 March 2006",
        ] {
            assert_eq!(day(text, None), None, "{text}");
        }
    }

    #[test]
    fn halves_of_days() {
        for (text, half) in [
            ("morning", Some(false)),
            ("a.m.", Some(false)),
            ("PM", Some(true)),
            ("afternoon only", Some(true)),
            ("am or pm", None),
            ("", None),
        ] {
            assert_eq!(afternoon(text), half, "{text}");
        }
    }
}
