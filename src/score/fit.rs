//! How well a statement fits each scenario, and which one leads.

use indexmap::IndexMap;

use super::{Scenario, level};
use crate::evidence::Evidence;
use crate::rubric::{Item, LeadRule, Stance};

/// What a statement is said to resemble where no scenario leads.
pub const NONE: &str = "none";
/// What it is said to resemble where two lead.
pub const HYBRID: &str = "hybrid";

/// A scenario with its reasons, and the level it reaches by itself: from 0 up, unrounded, and not yet held under 4.
///
/// A scenario is a likeness and no merit, so a statement that merely supposes an arrangement, or tells of somebody else's, is like it
/// in part: such talk can lift a fit to a half, and never beyond.
pub(super) fn scenario(item: &Item, points: f64, evidence: Vec<Evidence>, settled: &[bool], rule: &LeadRule) -> (Scenario, f64) {
    let talk = |stance: Stance| match stance {
        Stance::Affirmed => 1.0,
        Stance::Deferred | Stance::Hypothetical | Stance::Elsewhere | Stance::Buzz => rule.talk,
        _ => 0.0,
    };
    let talked = level::shares(&evidence, item, talk).iter().map(|(_, adds)| adds).sum();
    let reached = level::reached(points, &item.scale).max(level::reached(talked, &item.scale).min(2.0));
    let (speaks_for, speaks_against) = evidence.into_iter().partition(|piece| item.signals[piece.number].worth > 0.0);
    let questions =
        item.questions.iter().zip(settled).filter(|(_, settled)| !**settled).map(|(question, _)| question.ask.clone());
    (Scenario { fit: 0.0, speaks_for, speaks_against, questions: questions.collect() }, reached)
}

/// The fit of each scenario from the levels all reach: the level as a share of the highest, in hundredths.
///
/// What speaks for one way of governing speaks, a little, against every other: a scenario loses a share of the best level that another
/// reaches. So a plain brand with a stray sentence or two on independence is no alliance, while a true hybrid reaches far enough for both.
pub(super) fn fits(reached: &[f64], rule: &LeadRule) -> Vec<f64> {
    let best_other = |at: usize| {
        let others = reached.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, reached)| *reached).fold(0.0, f64::max).min(4.0)
    };
    let fit = |(at, own): (usize, &f64)| ((own - rule.rival * best_other(at)).clamp(0.0, 4.0) / 4.0 * 100.0).round() / 100.0;
    reached.iter().enumerate().map(fit).collect()
}

/// The scenario that fits best; `hybrid` where two fit well and nearly alike; `none` where none fits well enough. Of two that
/// fit exactly alike the one first in the rubric's order leads.
pub(super) fn lead(scenarios: &IndexMap<String, Scenario>, rule: &LeadRule) -> String {
    match ranked(scenarios).as_slice() {
        [] => NONE.to_owned(),
        [(_, best), ..] if best.fit < rule.reaches => NONE.to_owned(),
        [(_, best), (_, second), ..] if second.fit >= rule.high && best.fit - second.fit < rule.tie => HYBRID.to_owned(),
        [(id, _), ..] => (*id).to_owned(),
    }
}

/// The scenarios from the best fit down, alike ones in their order.
pub(super) fn ranked(scenarios: &IndexMap<String, Scenario>) -> Vec<(&str, &Scenario)> {
    let mut ranked: Vec<_> = scenarios.iter().map(|(id, scenario)| (id.as_str(), scenario)).collect();
    ranked.sort_by(|a, b| b.1.fit.total_cmp(&a.1.fit));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(fits: &[f64]) -> String {
        let scenario = |fit| Scenario { fit, speaks_for: Vec::new(), speaks_against: Vec::new(), questions: Vec::new() };
        let scenarios = fits.iter().enumerate().map(|(number, fit)| (number.to_string(), scenario(*fit))).collect();
        lead(&scenarios, &LeadRule { reaches: 0.5, high: 0.625, tie: 0.15, talk: 0.5, rival: 0.2 })
    }

    #[test]
    fn one_leads_or_two_or_none() {
        assert_eq!(of(&[0.2, 0.5]), "1");
        assert_eq!(of(&[0.2, 0.49]), "none");
        assert_eq!(of(&[0.7, 0.8]), "hybrid");
        assert_eq!(of(&[0.63, 0.8]), "1");
        assert_eq!(of(&[0.55, 0.55]), "0");
        assert_eq!(of(&[]), "none");
    }

    #[test]
    fn each_scenario_loses_to_the_best_of_the_others() {
        let rule = LeadRule { reaches: 0.5, high: 0.625, tie: 0.15, talk: 0.5, rival: 0.2 };
        assert_eq!(fits(&[6.0, 3.0, 0.5], &rule), [1.0, 0.55, 0.0]);
        assert_eq!(fits(&[3.0], &rule), [0.75]);
        assert_eq!(fits(&[], &rule), [0.0; 0]);
    }
}
