//! The order of several statements.

use std::cmp::Reverse;

use super::Assessment;

/// What to order statements by. Texts go up, scores down; what ties stays in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SortKey {
    /// The path, or the row's id.
    Id,
    /// The title.
    Title,
    /// The overall mean.
    Overall,
    /// The score on this criterion.
    Criterion(String),
    /// The fit to this scenario.
    Scenario(String),
}

impl SortKey {
    /// Puts statements in this order.
    pub fn sort(&self, statements: &mut [Assessment]) {
        match self {
            Self::Id => statements.sort_by(|a, b| a.id.cmp(&b.id)),
            Self::Title => statements.sort_by(|a, b| a.title.cmp(&b.title)),
            Self::Overall => statements.sort_by_key(|one| Reverse(one.overall)),
            Self::Criterion(id) => {
                let score = |statement: &Assessment| statement.criteria.get(id).map(|criterion| criterion.score);
                statements.sort_by_key(|one| Reverse(score(one)));
            }
            Self::Scenario(id) => {
                let fit = |statement: &Assessment| statement.scenarios.get(id).map_or(0.0, |scenario| scenario.fit);
                statements.sort_by(|a, b| fit(b).total_cmp(&fit(a)));
            }
        }
    }
}
