//! From evidence to points, and from points to a level.

use std::fmt;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{Criterion, next};
use crate::evidence::Evidence;
use crate::rubric::{Item, Rubric, Scale, Stance};

/// A score from 0 to 4 with one decimal, kept in tenths so that what is shown is what is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, JsonSchema)]
#[schemars(with = "f64", extend("minimum" = 0, "maximum" = 4))]
pub struct Score(u8);

impl Score {
    /// The highest.
    pub const TOP: Self = Self(40);

    /// The nearest tenth between 0 and 4.
    pub fn rounded(value: f64) -> Self {
        // In range after clamping, and NaN becomes 0.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0-40")]
        Self((value * 10.0).round().clamp(0.0, 40.0) as u8)
    }

    /// The score as a number.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    /// The lowest score of the level above its own; none at the top level.
    pub const fn next_level(self) -> Option<Self> {
        if self.level() < 4 { Some(Self(self.level() * 10 + 5)) } else { None }
    }

    /// The whole level it is nearest to, 0-4; a half goes up.
    pub const fn level(self) -> u8 {
        (self.0 + 5) / 10
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&format!("{}.{}", self.0 / 10, self.0 % 10))
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

/// Marks what counts and gives each piece the points it adds; returns their sum.
pub(super) fn reckon(evidence: &mut [Evidence], item: &Item) -> f64 {
    let shares = shares(evidence, item, |stance| f64::from(u8::from(stance == Stance::Affirmed)));
    for (at, adds) in &shares {
        evidence[*at].counted = true;
        evidence[*at].adds = *adds;
    }
    shares.iter().map(|(_, adds)| adds).sum()
}

/// What each piece adds to the points, where a piece of a stance weighs so much of its worth; those that weigh nothing are left out.
///
/// Within a facet the pieces are taken from the weightiest down, and each counts the facet's `further` times what it would have counted in
/// the place before: saying more on one side of a criterion is worth something, and never as much as another side.
pub(super) fn shares(evidence: &[Evidence], item: &Item, weight: impl Fn(Stance) -> f64) -> Vec<(usize, f64)> {
    let worth = |at: usize| item.signals[evidence[at].number].worth * weight(evidence[at].stance);
    let mut order: Vec<usize> = (0..evidence.len()).filter(|at| worth(*at) != 0.0).collect();
    order.sort_by(|a, b| worth(*b).abs().total_cmp(&worth(*a).abs()).then(a.cmp(b)));
    let mut left: FxHashMap<usize, f64> = FxHashMap::default();
    let share = |at: usize| {
        let facet = item.signals[evidence[at].number].facet;
        let left = left.entry(facet).or_insert(1.0);
        let adds = worth(at) * *left;
        *left *= item.facets[facet].further;
        (at, adds)
    };
    order.into_iter().map(share).collect()
}

/// The level that points come to on a scale, 0-4, unrounded.
pub(super) fn level(points: f64, scale: &Scale) -> f64 {
    reached(points, scale).min(4.0)
}

/// The same, where it goes beyond 4 too.
pub(super) fn reached(points: f64, scale: &Scale) -> f64 {
    if points <= 0.0 { 0.0 } else { (0.5 + (points - scale.half) / scale.level).max(0.0) }
}

/// A criterion's score with its reasons.
pub(super) fn criterion(item: &Item, points: f64, evidence: Vec<Evidence>, rubric: &Rubric) -> Criterion {
    let score = Score::rounded(level(points, &item.scale));
    let counted = |number: usize| evidence.iter().any(|piece| piece.counted && piece.number == number);
    let missing: Vec<usize> =
        (0..item.signals.len()).filter(|number| item.signals[*number].worth > 0.0 && !counted(*number)).collect();
    let step = next::step(item, points, score, &evidence);
    let next = match &step {
        Some(step) => step.to_string(),
        None if score.next_level().is_none() => "nothing: it stands at the highest level".to_owned(),
        None => "more sentences than are a step, each on another side of it".to_owned(),
    };
    let names = &rubric.call.levels;
    let level = names.iter().find(|name| name.level == score.level()).map(|name| name.name.clone()).unwrap_or_default();
    let missing = missing.into_iter().map(|number| item.signals[number].id.clone()).collect();
    Criterion { score, level, evidence, missing, next, step }
}

/// The weighted mean. Weights that sum to nothing count as equal.
pub(super) fn overall(scores: impl Iterator<Item = Score>, weights: &[f64]) -> Score {
    let (mut sum, mut weight) = (0.0, 0.0);
    for (score, share) in scores.zip(weights) {
        sum += score.value() * share;
        weight += share;
    }
    if weight > 0.0 { Score::rounded(sum / weight) } else { Score::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_the_scale() {
        let scale = Scale { half: 0.6, level: 1.1 };
        assert_eq!(Score::rounded(level(0.6, &scale)).to_string(), "0.5");
        assert_eq!(Score::rounded(level(1.7, &scale)).to_string(), "1.5");
        assert_eq!(level(-1.0, &scale), 0.0);
        assert_eq!(level(99.0, &scale), 4.0);
    }

    #[test]
    fn halves_go_up_to_the_next_level() {
        assert_eq!(Score::rounded(1.4).level(), 1);
        assert_eq!(Score::rounded(1.5).level(), 2);
        assert_eq!(Score::TOP.level(), 4);
        assert_eq!(Score::rounded(f64::NAN), Score::default());
    }
}
