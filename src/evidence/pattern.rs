//! A pattern matched over the concepts of a sentence.

use super::hits::{Hit, Hits};
use super::stance::Moods;
use crate::rubric::{Goal, PatternId, Searches, Stance};

/// Tries before a pattern is given up: statements are untrusted, and one word said a thousand times has a million pairs.
const TRIES: usize = 4_000;

/// Whether each step of a pattern has a concept in a sentence, or in one of the two, if the next one is given too: where it has not, the
/// pattern cannot be found.
pub(crate) fn possible(pattern: PatternId, searches: &Searches, hits: &Hits, next: Option<&Hits>) -> bool {
    let there = |concept| hits.has(concept) || next.is_some_and(|next| next.has(concept));
    searches.goals(pattern).iter().all(|goal| searches.any(goal).iter().any(|concept| there(*concept)))
}

/// How the pattern is meant where it is found: affirmed if it is found anywhere so, else the mildest other stance; none where
/// it is not found at all. Its concepts lie at most `near` words apart.
pub(crate) fn stance(pattern: PatternId, searches: &Searches, near: usize, hits: &Hits, moods: &Moods) -> Option<Stance> {
    if !possible(pattern, searches, hits, None) {
        return None;
    }
    let mut search = Search { searches, goals: searches.goals(pattern), near, hits, moods, best: None, tries: TRIES };
    search.goal(0, None);
    search.best
}

/// The hits chosen for the steps so far, the last of them first.
struct Chosen<'c> {
    hit: Hit,
    before: Option<&'c Self>,
    /// The first word of all of them, and the one after the last.
    words: (usize, usize),
}

impl Chosen<'_> {
    fn hits(chosen: Option<&Self>) -> impl Iterator<Item = Hit> + Clone {
        std::iter::successors(chosen, |chosen| chosen.before).map(|chosen| chosen.hit)
    }
}

struct Search<'a> {
    searches: &'a Searches,
    goals: &'a [Goal],
    near: usize,
    hits: &'a Hits,
    moods: &'a Moods,
    best: Option<Stance>,
    tries: usize,
}

impl Search<'_> {
    /// Chooses a hit for a step, and goes on to the next.
    fn goal(&mut self, number: usize, chosen: Option<&Chosen<'_>>) {
        let Some(goal) = self.goals.get(number) else {
            let stance = self.moods.of(Chosen::hits(chosen));
            if self.best.is_none_or(|best| stance < best) {
                self.best = Some(stance);
            }
            return;
        };
        let previous = chosen.filter(|_| !goal.begins).map(|chosen| chosen.hit);
        for concept in self.searches.any(goal) {
            let hits = self.hits;
            let candidates = hits.of(*concept);
            let first = match (previous, chosen) {
                (Some(previous), _) => candidates.partition_point(|hit| hit.start() < previous.end()),
                (None, Some(chosen)) => candidates.partition_point(|hit| hit.start() + self.near + 1 < chosen.words.1),
                (None, None) => 0,
            };
            for hit in &candidates[first..] {
                if self.best == Some(Stance::Affirmed) || self.tries == 0 || (self.best.is_some() && self.moods.alike()) {
                    return;
                }
                if let (Some(previous), Some(limit)) = (previous, goal.within())
                    && hit.start().saturating_sub(previous.end()) > limit
                {
                    break;
                }
                let (start, end) = chosen.map_or((hit.start(), hit.end()), |chosen| chosen.words);
                if hit.end().saturating_sub(1).saturating_sub(start) > self.near && hit.start() > start {
                    break;
                }
                self.tries -= 1;
                let words = (start.min(hit.start()), end.max(hit.end()));
                if words.1 - 1 - words.0 > self.near && chosen.is_some() {
                    continue;
                }
                if Chosen::hits(chosen).any(|other| hit.start() < other.end() && other.start() < hit.end()) {
                    continue;
                }
                self.goal(number + 1, Some(&Chosen { hit: *hit, before: chosen, words }));
            }
        }
    }
}
