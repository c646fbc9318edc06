//! The step that would raise a criterion most, reckoned from the rubric.

use super::level::{Score, level};
use crate::evidence::Evidence;
use crate::rubric::Item;

/// What one more sentence, on the signal that gains most, would do.
pub(super) fn step(item: &Item, points: f64, score: Score, evidence: &[Evidence], missing: &[usize]) -> String {
    if score == Score::TOP {
        return "nothing: it stands at the top of the scale".to_owned();
    }
    let best = missing
        .iter()
        .map(|number| (gain(item, *number, evidence), *number))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let Some((gain, number)) = best else {
        return "more sentences like those found".to_owned();
    };
    let signal = &item.signals[number];
    let reached = Score::rounded(level(points + gain, &item.scale));
    if reached <= score {
        return "several more sentences, each on another side of it".to_owned();
    }
    format!("{score} to {reached} with one sentence to this effect: {}", signal.says)
}

/// The points one sentence with this signal would add: the facet's pieces are reckoned again with it among them.
fn gain(item: &Item, number: usize, evidence: &[Evidence]) -> f64 {
    let signal = &item.signals[number];
    let facet = &item.facets[signal.facet];
    let mut worths: Vec<f64> = evidence
        .iter()
        .filter(|piece| piece.counted && item.signals[piece.number].facet == signal.facet)
        .map(|piece| item.signals[piece.number].worth)
        .collect();
    let sum = |worths: &mut Vec<f64>| {
        worths.sort_by(|a, b| b.abs().total_cmp(&a.abs()));
        worths.iter().fold((0.0, 1.0), |(sum, share), worth| (sum + worth * share, share * facet.further)).0
    };
    let before = sum(&mut worths);
    worths.push(signal.worth);
    sum(&mut worths) - before
}
