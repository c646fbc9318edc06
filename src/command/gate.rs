//! The gate of `--fail-under`: what is said of it and how the program ends come from one value.

use super::work::Tally;
use super::{Exit, complain};
use crate::problem;
use crate::score::{Assessment, Score};

/// What every criterion of every statement must reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct Under(Score);

/// A statement that does not reach it: its id, its weakest criterion, and the score there.
#[derive(Debug)]
pub(super) struct Missed(String, String, Score);

impl Under {
    /// To reach it exactly is to pass.
    pub(super) fn is_missed_by(self, one: &Assessment) -> Option<Missed> {
        let (id, weakest) = one.criteria.iter().min_by_key(|(_, criterion)| criterion.score)?;
        (weakest.score < self.0).then(|| Missed(one.id.clone(), id.clone(), weakest.score))
    }
}

/// The gate of `--fail-under`.
#[derive(Debug)]
pub(super) struct Gate {
    pub(super) under: Under,
    first: Option<Missed>,
    others: usize,
}

impl Gate {
    pub(super) fn new(fail_under: Option<f64>) -> Self {
        Self { under: Under(Score::rounded(fail_under.unwrap_or(0.0))), first: None, others: 0 }
    }

    pub(super) fn add(&mut self, missed: Option<Missed>) {
        match &self.first {
            None => self.first = missed,
            Some(_) => self.others += usize::from(missed.is_some()),
        }
    }

    /// Says whether it is met, and gives how the program ends.
    pub(super) fn close(self, tally: &Tally) -> Exit {
        let Some(Missed(id, criterion, score)) = self.first else { return tally.exit() };
        let others = match self.others {
            0 => String::new(),
            1 => ", and 1 other statement falls short".to_owned(),
            others => format!(", and {others} other statements fall short"),
        };
        let id = problem::printable(&id);
        complain(&format!("--fail-under {} is not met: {id} has {score} on {criterion}{others}\n", self.under.0));
        tally.exit().max(Exit::Findings)
    }
}
