//! The cheapest step that would raise a criterion a level, reckoned from the rubric.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::level::{Score, level};
use crate::evidence::Evidence;
use crate::rubric::{Item, Stance};

/// What would raise a criterion to its next level with the least writing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Step {
    /// The score it stands at.
    pub from: Score,
    /// The score it would come to.
    pub to: Score,
    /// What it would gain, in levels.
    pub gain: Score,
    /// The sentences it takes.
    pub sentences: Vec<Wanted>,
}

/// A sentence that a step takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Wanted {
    /// The signal it would set off.
    pub signal: String,
    /// What the sentence would say.
    pub says: String,
    /// A sentence of the kind meant, about another place; empty where the rubric gives none.
    pub example: String,
    /// The sentence that need only be said plainly, where there is one: it has the signal, and is not affirmed.
    pub instead_of: Option<Unsaid>,
}

/// A sentence of the statement that has what is wanted and does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unsaid {
    /// Its line.
    pub line: usize,
    /// Its column.
    pub column: usize,
    /// How it is meant.
    pub stance: Stance,
}

/// What a sentence said anew costs, and one that is there and need only be said plainly.
const NEW: f64 = 1.0;
const REWORDED: f64 = 0.5;

/// The most sentences a step may take; beyond them it is no step.
const MOST: usize = 6;

/// The cheapest step to the next level; none at the top, or where no few sentences would reach it.
pub(super) fn step(item: &Item, points: f64, score: Score, evidence: &[Evidence]) -> Option<Step> {
    let target = score.next_level()?;
    // By gain alone, and by gain for what it costs: now one, now the other takes the fewest sentences.
    let ways = [false, true].map(|thrifty| way(item, points, target, evidence, thrifty));
    let best = ways.into_iter().flatten().min_by(|a, b| a.cost.total_cmp(&b.cost).then(b.points.total_cmp(&a.points)))?;
    let to = Score::rounded(level(best.points, &item.scale));
    let gain = Score::rounded(to.value() - score.value());
    Some(Step { from: score, to, gain, sentences: best.sentences })
}

struct Way {
    points: f64,
    cost: f64,
    sentences: Vec<Wanted>,
}

/// Takes the best signal not yet found, and the next best, until the target is reached.
fn way(item: &Item, points: f64, target: Score, evidence: &[Evidence], thrifty: bool) -> Option<Way> {
    let counted = evidence.iter().filter(|piece| piece.counted).map(|piece| piece.number);
    let mut held: Vec<usize> = counted.collect();
    let mut way = Way { points, cost: 0.0, sentences: Vec::new() };
    while Score::rounded(level(way.points, &item.scale)) < target {
        if way.sentences.len() == MOST {
            return None;
        }
        let candidates = (0..item.signals.len()).filter(|number| item.signals[*number].worth > 0.0 && !held.contains(number));
        let weighed = candidates.map(|number| {
            let gain = gain(item, number, &held);
            let unsaid = unsaid(number, evidence);
            let cost = if unsaid.is_some() { REWORDED } else { NEW };
            (number, gain, cost, unsaid)
        });
        let worth = |gain: f64, cost: f64| if thrifty { gain / cost } else { gain };
        let (number, gain, cost, unsaid) =
            weighed.max_by(|a, b| worth(a.1, a.2).total_cmp(&worth(b.1, b.2)).then(b.0.cmp(&a.0))).filter(|best| best.1 > 0.0)?;
        held.push(number);
        way.points += gain;
        way.cost += cost;
        let signal = &item.signals[number];
        let example = signal.yes.first().cloned().unwrap_or_default();
        way.sentences.push(Wanted { signal: signal.id.clone(), says: signal.says.clone(), example, instead_of: unsaid });
    }
    Some(way)
}

/// The first sentence that has a signal and only puts it off, supposes it or wraps it in fashionable words.
fn unsaid(number: usize, evidence: &[Evidence]) -> Option<Unsaid> {
    let plain = |piece: &&Evidence| {
        piece.number == number && matches!(piece.stance, Stance::Deferred | Stance::Hypothetical | Stance::Buzz)
    };
    evidence.iter().find(plain).map(|piece| Unsaid { line: piece.line, column: piece.column, stance: piece.stance })
}

/// The points one sentence with this signal would add to those held: the facet's pieces are reckoned again with it among them.
fn gain(item: &Item, number: usize, held: &[usize]) -> f64 {
    let signal = &item.signals[number];
    let facet = &item.facets[signal.facet];
    let mut worths: Vec<f64> =
        held.iter().map(|held| &item.signals[*held]).filter(|held| held.facet == signal.facet).map(|held| held.worth).collect();
    let sum = |worths: &mut Vec<f64>| {
        worths.sort_by(|a, b| b.abs().total_cmp(&a.abs()));
        worths.iter().fold((0.0, 1.0), |(sum, share), worth| (sum + worth * share, share * facet.further)).0
    };
    let before = sum(&mut worths);
    worths.push(signal.worth);
    sum(&mut worths) - before
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to, sentences, .. } = self;
        let (new, reworded): (Vec<_>, Vec<_>) = sentences.iter().partition(|wanted| wanted.instead_of.is_none());
        write!(out, "{from} to {to}")?;
        for (number, wanted) in reworded.iter().enumerate() {
            let Some(Unsaid { line, column, stance }) = &wanted.instead_of else { continue };
            let joint = if number == 0 { " by saying plainly" } else { " and" };
            write!(out, "{joint} what {line}:{column} says only as {}: {}", stance.name(), wanted.says)?;
        }
        let joint = if reworded.is_empty() { " with" } else { ", and" };
        match new.as_slice() {
            [] => Ok(()),
            [one] => write!(out, "{joint} one sentence to this effect: {}", one.says),
            several => {
                let all: Vec<_> = several.iter().map(|wanted| wanted.says.as_str()).collect();
                write!(out, "{joint} {} sentences to this effect: {}", several.len(), all.join("; "))
            }
        }
    }
}
