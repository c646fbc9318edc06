//! What a redraft gained and lost.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Assessment, Score};
use crate::evidence::Evidence;

/// What lies between two drafts of one statement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Difference<'a> {
    /// The earlier draft's id.
    pub old: &'a str,
    /// The later draft's id.
    pub new: &'a str,
    /// The overall mean.
    pub overall: Moved<Score>,
    /// Whether all criteria are met.
    pub meets: Moved<bool>,
    /// The lead scenario.
    pub lead: Moved<&'a str>,
    /// Each criterion by id.
    pub criteria: IndexMap<&'a str, Change<'a, Score>>,
    /// Each scenario by id.
    pub scenarios: IndexMap<&'a str, Change<'a, f64>>,
}

/// A value before and after.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Moved<T> {
    /// In the earlier draft.
    pub old: T,
    /// In the later one.
    pub new: T,
}

/// What became of a criterion or scenario.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Change<'a, T> {
    /// In the earlier draft.
    pub old: T,
    /// In the later one.
    pub new: T,
    /// Evidence that counts in the later draft and did not in the earlier one.
    pub came: Vec<&'a Evidence>,
    /// Evidence that counted in the earlier draft and does not in the later one.
    pub went: Vec<&'a Evidence>,
}

impl<'a> Difference<'a> {
    /// Sets two assessments made with one rubric side by side.
    pub fn between(old: &'a Assessment, new: &'a Assessment) -> Self {
        let criteria = new.criteria.iter().filter_map(|(id, after)| {
            let before = old.criteria.get(id)?;
            let (came, went) = exchanged(before.evidence.iter(), after.evidence.iter());
            Some((id.as_str(), Change { old: before.score, new: after.score, came, went }))
        });
        let scenarios = new.scenarios.iter().filter_map(|(id, after)| {
            let before = old.scenarios.get(id)?;
            let (came, went) = exchanged(before.all(), after.all());
            Some((id.as_str(), Change { old: before.fit, new: after.fit, came, went }))
        });
        Self {
            old: &old.id,
            new: &new.id,
            overall: Moved { old: old.overall, new: new.overall },
            meets: Moved { old: old.meets, new: new.meets },
            lead: Moved { old: &old.lead, new: &new.lead },
            criteria: criteria.collect(),
            scenarios: scenarios.collect(),
        }
    }
}

/// The counted pieces that are in one draft alone: first those that came, then those that went. A sentence that was only moved, or wrapped
/// anew, is the same sentence.
fn exchanged<'a>(
    old: impl Iterator<Item = &'a Evidence>,
    new: impl Iterator<Item = &'a Evidence>,
) -> (Vec<&'a Evidence>, Vec<&'a Evidence>) {
    let mut went: Vec<_> = old.filter(|piece| piece.counted).collect();
    let mut came: Vec<_> = new.filter(|piece| piece.counted).collect();
    let same = |a: &Evidence, b: &Evidence| a.signal == b.signal && a.quote.split_whitespace().eq(b.quote.split_whitespace());
    came.retain(|after| match went.iter().position(|before| same(before, after)) {
        Some(at) => {
            went.remove(at);
            false
        }
        None => true,
    });
    (came, went)
}
