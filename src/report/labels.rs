//! Names as people read them.

use crate::rubric::Rubric;

/// A domain's title; its id where the call does not know it.
pub(super) fn domain(id: &str, rubric: &Rubric) -> String {
    rubric.call.domains.iter().find(|domain| domain.id == id).map_or_else(|| id.to_owned(), |domain| domain.title.clone())
}
