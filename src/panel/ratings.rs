//! Ratings as people write them: a tidy table with a row for each statement, reviewer and item.

use std::collections::BTreeMap;

use crate::fields::{listed, nearest};
use crate::problem::{Code, Problem};
use crate::rubric::Rubric;
use crate::score::{HYBRID, NONE};
use crate::source::Source;

/// The item that names the lead scenario instead of rating one.
pub const LEAD: &str = "lead";

/// What was rated: by statement, by item, by reviewer. Ordered by name, so that nothing hangs on the order of rows.
#[derive(Debug, Clone, Default)]
pub struct Ratings {
    /// Ratings 0-4 by statement, item and reviewer; what is missing is not there.
    pub scores: BTreeMap<String, BTreeMap<String, BTreeMap<String, u8>>>,
    /// The lead scenario by statement and reviewer.
    pub leads: BTreeMap<String, BTreeMap<String, String>>,
}

const COLUMNS: [&str; 4] = ["statement", "reviewer", "item", "rating"];

/// Reads ratings from CSV with the columns `statement,reviewer,item,rating` in any order; others, such as `comment`, are passed over.
/// A blank rating is missing, never 0. Rows that are wrong become problems and the others are kept.
pub fn read(source: &Source, rubric: &Rubric) -> (Ratings, Vec<Problem>) {
    let mut ratings = Ratings::default();
    let mut problems = Vec::new();
    let text = source.text().trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let places = match reader.headers() {
        Ok(headers) => COLUMNS.map(|column| headers.iter().position(|header| header.eq_ignore_ascii_case(column))),
        Err(error) => return (ratings, vec![Problem::whole(Code::Ratings, error.to_string())]),
    };
    let missing: Vec<_> = COLUMNS.iter().zip(places).filter(|(_, place)| place.is_none()).map(|(column, _)| *column).collect();
    let [Some(statement), Some(reviewer), Some(item), Some(rating)] = places else {
        let message = format!("the table has no column {}", listed(&missing));
        let help = "the columns are statement,reviewer,item,rating,comment".to_owned();
        return (ratings, vec![Problem::whole(Code::Ratings, message).help(help)]);
    };
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let at = error.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
                problems.push(at_byte(error.to_string(), source, at));
                continue;
            }
        };
        let field = |place: usize| record.get(place).unwrap_or_default();
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let named = field(statement);
        // A statement may be called by its file's name with or without the ending.
        let named = named.strip_suffix(".toml").unwrap_or(named);
        let row = Row { statement: named, reviewer: field(reviewer), item: field(item), rating: field(rating) };
        if let Err((message, help)) = row.put(&mut ratings, rubric) {
            let mut problem = at_byte(message, source, at);
            problem.help = help;
            problems.push(problem);
        }
    }
    (ratings, problems)
}

fn at_byte(message: String, source: &Source, at: usize) -> Problem {
    // The reader counts from after the byte-order mark, and from the line end before a row.
    let text = source.text();
    let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
    let start = at + skipped;
    let start = start + text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    let line = source.slice(start..text.len()).lines().next().map_or(0, str::len);
    Problem::new(Code::Ratings, message, source, start..start + line)
}

struct Row<'a> {
    statement: &'a str,
    reviewer: &'a str,
    item: &'a str,
    rating: &'a str,
}

impl Row<'_> {
    fn put(&self, ratings: &mut Ratings, rubric: &Rubric) -> Result<(), (String, Option<String>)> {
        let plain = |message: String| (message, None);
        if self.statement.is_empty() || self.reviewer.is_empty() {
            return Err(plain("the row names no statement or no reviewer".to_owned()));
        }
        let twice = || plain(format!("{} rated {} of {} twice", self.reviewer, self.item, self.statement));
        if self.item == LEAD {
            if self.rating.is_empty() {
                return Ok(());
            }
            let known: Vec<_> = rubric.scenarios.iter().map(|item| item.id.as_str()).chain([NONE, HYBRID]).collect();
            if !known.contains(&self.rating) {
                let help = nearest(self.rating, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
                return Err((format!("`{}` is no scenario; write {}", self.rating, listed(&known)), help));
            }
            let leads = ratings.leads.entry(self.statement.to_owned()).or_default();
            if leads.contains_key(self.reviewer) {
                return Err(twice());
            }
            leads.insert(self.reviewer.to_owned(), self.rating.to_owned());
            return Ok(());
        }
        if !rubric.items().any(|item| item.id == self.item) {
            let known = rubric.items().map(|item| item.id.as_str()).chain([LEAD]);
            let help = nearest(self.item, known).map(|near| format!("did you mean `{near}`?"));
            return Err((format!("`{}` is no criterion or scenario", self.item), help));
        }
        let items = ratings.scores.entry(self.statement.to_owned()).or_default();
        let reviewers = items.entry(self.item.to_owned()).or_default();
        if self.rating.is_empty() {
            return Ok(());
        }
        match self.rating.parse::<u8>() {
            Ok(0..=4) if reviewers.contains_key(self.reviewer) => Err(twice()),
            Ok(rating @ 0..=4) => {
                reviewers.insert(self.reviewer.to_owned(), rating);
                Ok(())
            }
            _ => Err(plain(format!("the rating `{}` is not a whole number from 0 to 4", self.rating))),
        }
    }
}
