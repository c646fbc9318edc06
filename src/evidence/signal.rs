//! Which signals a sentence has: only the patterns that its concepts call up are tried.

use std::ops::Range;

use super::hits::Hits;
use super::{Finder, Sentence, pattern};
use crate::rubric::{Item, PatternId, Rubric, Signal, Stance};
use crate::statement::Place;

impl Finder<'_> {
    /// For each facet the signal worth most that this sentence has; and of these the two worth most.
    pub(super) fn signals<'i>(
        &self,
        item: &'i Item,
        sentence: &Sentence<'_>,
        next: Option<&Sentence<'_>>,
    ) -> Vec<(&'i Signal, Found)> {
        // Chosen by worth before stance: were stance first, to deny one part of a sentence could make room for another part of it.
        let rank = |signal: &Signal, found: &Found| (signal.worth.abs(), found.stance == Stance::Affirmed);
        let mut best: Vec<(&Signal, Found)> = Vec::new();
        let Some((first, last)) = item.signals.first().zip(item.signals.last()) else { return best };
        let mut from = first.patterns.start;
        while let Some(pattern) = sentence.called.first(from..last.patterns.end) {
            let number = self.rubric.searches.owner(pattern);
            let signal = &item.signals[number];
            from = signal.patterns.end;
            if !signal.places.contains(sentence.passage.place) {
                continue;
            }
            let held = best.iter_mut().find(|(held, _)| held.facet == signal.facet);
            if held.as_ref().is_some_and(|(held, _)| held.worth.abs() > signal.worth.abs()) {
                continue;
            }
            let Some(found) = self.signal(signal, number, sentence, next) else { continue };
            match held {
                Some(held) if rank(signal, &found) > rank(held.0, &held.1) => *held = (signal, found),
                Some(_) => {}
                None => best.push((signal, found)),
            }
        }
        // Of pieces worth the same the first facet's stays.
        best.sort_by(|a, b| b.0.worth.abs().total_cmp(&a.0.worth.abs()).then(a.0.facet.cmp(&b.0.facet)));
        best.truncate(AT_MOST);
        best
    }

    pub(super) fn signal(
        &self,
        signal: &Signal,
        number: usize,
        sentence: &Sentence<'_>,
        next: Option<&Sentence<'_>>,
    ) -> Option<Found> {
        if signal.unless.iter().any(|concept| sentence.hits.has(*concept)) {
            return None;
        }
        let searches = &self.rubric.searches;
        let mut found: Option<Found> = None;
        for pattern in sentence.called.among(&signal.patterns) {
            let stance = pattern::stance(pattern, searches, signal.near, &sentence.hits, &sentence.moods);
            if let Some(stance) = stance.filter(|stance| found.is_none_or(|before| *stance < before.stance)) {
                found = Some(Found { stance, number, two: false });
            }
        }
        let affirmed = found.is_some_and(|found| found.stance == Stance::Affirmed);
        if signal.sentences > 1
            && !affirmed
            && let Some(next) = next
        {
            for pattern in signal.patterns.clone() {
                if !pattern::possible(pattern, searches, &sentence.hits, Some(&next.hits)) {
                    continue;
                }
                let (hits, moods) = sentence.with_next.get_or_init(|| {
                    (sentence.hits.followed_by(&next.hits, sentence.words.len()), sentence.moods.followed_by(&next.moods))
                });
                let Some(stance) = pattern::stance(pattern, searches, signal.near, hits, moods) else { continue };
                if found.is_none_or(|before| stance < before.stance) {
                    // What the next sentence says by itself is its own evidence.
                    let alone = pattern::stance(pattern, searches, signal.near, &next.hits, &next.moods).is_some();
                    if !alone {
                        found = Some(Found { stance, number, two: true });
                    }
                }
            }
        }
        found
    }

    pub(super) fn settled(&self, scenario: &Item, sentences: &[Sentence<'_>]) -> Vec<bool> {
        let searches = &self.rubric.searches;
        let settles = |patterns: &Range<PatternId>| {
            sentences.iter().filter(|sentence| sentence.passage.place != Place::InsteadOf).any(|sentence| {
                sentence.called.among(patterns).any(|pattern| {
                    let stance = pattern::stance(pattern, searches, QUESTION_NEAR, &sentence.hits, &sentence.moods);
                    stance == Some(Stance::Affirmed)
                })
            })
        };
        scenario.questions.iter().map(|question| settles(&question.patterns)).collect()
    }
}

/// The patterns that a sentence's concepts call up: a bit for each.
pub(super) struct Called(Vec<u64>);

impl Called {
    pub(super) fn by(hits: &Hits, rubric: &Rubric) -> Self {
        let mut bits = vec![0; rubric.searches.len() / 64 + 1];
        let called = hits.concepts().flat_map(|concept| rubric.searches.called_by(concept));
        for pattern in called.chain(rubric.searches.always()) {
            bits[*pattern as usize / 64] |= 1 << (pattern % 64);
        }
        Self(bits)
    }

    /// The first pattern called up of some that follow each other.
    fn first(&self, patterns: Range<PatternId>) -> Option<PatternId> {
        let mut word = patterns.start as usize / 64;
        let mut bits = self.0.get(word)? & (u64::MAX << (patterns.start % 64));
        while bits == 0 {
            word += 1;
            bits = *self.0.get(word)?;
        }
        let found = PatternId::try_from(word * 64).ok()? + bits.trailing_zeros();
        (found < patterns.end).then_some(found)
    }

    /// The patterns called up of some that follow each other, in their order.
    fn among(&self, patterns: &Range<PatternId>) -> impl Iterator<Item = PatternId> {
        let end = patterns.end;
        std::iter::successors(self.first(patterns.clone()), move |found| self.first(found + 1..end))
    }
}

/// The pieces of evidence one sentence gives for one item: with many signals a long sentence sets off several by chance.
const AT_MOST: usize = 2;

/// How far apart, in words, the concepts may lie that settle a scenario's question.
const QUESTION_NEAR: usize = 20;

/// A signal found in a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) stance: Stance,
    pub(super) number: usize,
    /// Only with the sentence after it.
    pub(super) two: bool,
}
