//! Single sentences with labels: how many pieces of evidence the rubric finds, and how many near misses it takes for evidence.

use std::collections::BTreeMap;

use crate::evidence::Finder;
use crate::problem::{Code, Problem};
use crate::rubric::{Rubric, Stance};
use crate::source::Source;
use crate::statement;

/// Sentences found, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// With affirmed evidence for the item.
    pub found: usize,
    /// All.
    pub of: usize,
}

impl Share {
    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self { found: self.found + other.found, of: self.of + other.of }
    }

    /// As a share from 0 to 1; none of none.
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.found as f64 / self.of as f64)
    }
}

/// An item's sentences by kind.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Evidence of the item: what should be found.
    pub evidence: BTreeMap<String, Share>,
    /// Near misses: what should not.
    pub misses: BTreeMap<String, Share>,
}

/// Sums the shares of all kinds.
pub fn sum(kinds: &BTreeMap<String, Share>) -> Share {
    kinds.values().fold(Share::default(), |sum, share| sum.plus(*share))
}

/// Tries each sentence of a file with the columns `counts,kind,sentence`, alone and as prose, for one item: it is found if an affirmed signal
/// of positive worth is.
///
/// # Errors
/// Gives the first row that is wrong.
pub fn tally(source: &Source, item: &str, rubric: &Rubric, finder: &mut Finder<'_>) -> Result<Tally, Box<Problem>> {
    let mut tally = Tally::default();
    let mut reader = csv::Reader::from_reader(source.text().trim_start_matches('\u{feff}').as_bytes());
    let wrong = |message: String| Box::new(Problem::whole(Code::Ratings, message));
    for row in reader.deserialize::<(String, String, String)>() {
        let (counts, kind, sentence) = row.map_err(|error| wrong(format!("{error}; the columns are counts,kind,sentence")))?;
        let kinds = match counts.as_str() {
            "yes" => &mut tally.evidence,
            "no" => &mut tally.misses,
            _ => return Err(wrong(format!("`counts` is `{counts}`; write `yes` or `no`"))),
        };
        let prose = Source::new("sentence", sentence);
        let findings = finder.find(&statement::from_prose(&prose), &prose);
        let found = findings.evidence.iter().any(|piece| {
            let of = rubric.items().nth(piece.item);
            piece.stance == Stance::Affirmed && of.is_some_and(|of| of.id == item && of.signals[piece.number].worth > 0.0)
        });
        let share = kinds.entry(kind).or_default();
        *share = share.plus(Share { found: usize::from(found), of: 1 });
    }
    Ok(tally)
}
