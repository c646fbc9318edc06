//! A pattern matched over the concepts of a sentence.

use super::concept::{Hit, Hits};
use super::stance::Moods;
use crate::rubric::{Pattern, Stance};

/// Tries before a pattern is given up: statements are untrusted, and one word said a thousand times has a million pairs.
const TRIES: usize = 4_000;

/// How the pattern is meant where it is found: affirmed if it is found anywhere so, else the mildest other stance; none where
/// it is not found at all.
pub(crate) fn stance(pattern: &Pattern, near: usize, hits: &Hits, moods: &Moods) -> Option<Stance> {
    for step in pattern.chains.iter().flatten() {
        if !step.any.iter().any(|concept| hits.has(*concept)) {
            return None;
        }
    }
    let mut search = Search { pattern, near, hits, moods, chosen: Vec::new(), best: None, tries: TRIES };
    search.chain(0, 0);
    search.best
}

struct Search<'a> {
    pattern: &'a Pattern,
    near: usize,
    hits: &'a Hits,
    moods: &'a Moods,
    chosen: Vec<Hit>,
    best: Option<Stance>,
    tries: usize,
}

impl Search<'_> {
    /// Chooses a hit for a step of a chain, and goes on to the next.
    fn chain(&mut self, chain: usize, step: usize) {
        let Some(steps) = self.pattern.chains.get(chain) else {
            let stance = self.moods.of(&self.chosen);
            if self.best.is_none_or(|best| stance < best) {
                self.best = Some(stance);
            }
            return;
        };
        let Some(wanted) = steps.get(step) else { return self.chain(chain + 1, 0) };
        let previous = if step == 0 { None } else { self.chosen.last().copied() };
        for concept in &wanted.any {
            let hits = self.hits;
            let candidates = hits.of(*concept);
            let first = match (previous, self.chosen.iter().map(|hit| hit.end).max()) {
                (Some(previous), _) => candidates.partition_point(|hit| hit.start < previous.end),
                (None, Some(last)) => candidates.partition_point(|hit| hit.start + self.near + 1 < last),
                (None, None) => 0,
            };
            for hit in &candidates[first..] {
                if self.best == Some(Stance::Affirmed) || self.tries == 0 {
                    return;
                }
                let too_far = |from: usize, limit: usize| hit.start.saturating_sub(from) > limit;
                if let (Some(previous), Some(limit)) = (previous, wanted.within)
                    && too_far(previous.end, limit)
                {
                    break;
                }
                let start = self.chosen.iter().map(|hit| hit.start).min().unwrap_or(hit.start);
                if hit.end.saturating_sub(1).saturating_sub(start) > self.near && hit.start > start {
                    break;
                }
                self.tries -= 1;
                let end = self.chosen.iter().map(|hit| hit.end).max().unwrap_or(hit.end);
                if end.max(hit.end) - 1 - start.min(hit.start) > self.near && !self.chosen.is_empty() {
                    continue;
                }
                if self.chosen.iter().any(|other| hit.start < other.end && other.start < hit.end) {
                    continue;
                }
                self.chosen.push(*hit);
                self.chain(chain, step + 1);
                self.chosen.pop();
            }
        }
    }
}
