//! What many statements come to together: how scores are spread, over all and by domain, and where each statement stands among the others.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Assessment, Score};
use crate::rubric::Rubric;

/// What the statements of a report come to: `summary` in JSON.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Summary {
    /// All statements.
    pub all: Group,
    /// Those of each domain that has any, in the call's order. Statements without a domain are in none.
    pub domains: IndexMap<String, Group>,
    /// Where each statement stands, in the order of the statements.
    pub ranks: Vec<Rank>,
}

/// Statements taken together.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Group {
    /// How many they are.
    pub statements: usize,
    /// How many of them meet all criteria.
    pub meet: usize,
    /// How many each scenario leads, and how many none or two do; those that lead nowhere are left out.
    pub leads: IndexMap<String, usize>,
    /// The spread of the overall means.
    pub overall: Spread,
    /// The spread of the scores on each criterion, in the rubric's order.
    pub criteria: IndexMap<String, Spread>,
}

/// How scores are spread, 0-4, to three decimals.
///
/// Quartiles lie between two scores in proportion, as in most spreadsheets and statistics packages (type 7 of Hyndman and Fan, "Sample
/// quantiles in statistical packages", The American Statistician 50, 1996).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Spread {
    /// How many scores.
    pub count: usize,
    /// The lowest.
    pub min: f64,
    /// A quarter of them lie below.
    pub lower_quartile: f64,
    /// Half of them lie below.
    pub median: f64,
    /// Three quarters of them lie below.
    pub upper_quartile: f64,
    /// The highest.
    pub max: f64,
    /// Their mean.
    pub mean: f64,
}

/// Where a statement stands among the others by its overall mean.
///
/// The percentile is the share of statements, in per cent to one decimal, whose overall mean is lower, those with the same mean (itself among
/// them) counting half: the percentile rank of educational measurement, `percentileofscore(kind="mean")` in SciPy.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Rank {
    /// The statement.
    pub id: String,
    /// Among all statements, 0-100.
    pub percentile: f64,
    /// Among those of its domain, 0-100; null where it has none.
    pub in_domain: Option<f64>,
}

impl Summary {
    /// The summary of these statements; none where there are none.
    pub fn of(statements: &[Assessment], rubric: &Rubric) -> Option<Self> {
        let all: Vec<_> = statements.iter().collect();
        let group = Group::of(&all)?;
        let overall = Scores::of(all.iter().map(|one| one.overall));
        let mut domains = IndexMap::new();
        let mut within = IndexMap::new();
        for domain in &rubric.call.domains {
            let members: Vec<_> = all.iter().copied().filter(|one| one.domain.as_ref() == Some(&domain.id)).collect();
            if let Some(group) = Group::of(&members) {
                domains.insert(domain.id.clone(), group);
                within.insert(domain.id.as_str(), Scores::of(members.iter().map(|one| one.overall)));
            }
        }
        let ranks = all.iter().map(|one| Rank {
            id: one.id.clone(),
            percentile: overall.percentile(one.overall),
            in_domain: one.domain.as_deref().and_then(|id| Some(within.get(id)?.percentile(one.overall))),
        });
        Some(Self { ranks: ranks.collect(), all: group, domains })
    }
}

impl Group {
    fn of(members: &[&Assessment]) -> Option<Self> {
        let overall = Scores::of(members.iter().map(|one| one.overall)).spread()?;
        let first = members.first()?;
        let spread = |id: &String| {
            let scores = members.iter().filter_map(|one| Some(one.criteria.get(id)?.score));
            Some((id.clone(), Scores::of(scores).spread()?))
        };
        let ids = first.scenarios.keys().map(String::as_str).chain([super::HYBRID, super::NONE]);
        let leads = ids.map(|id| (id.to_owned(), members.iter().filter(|one| one.lead == id).count()));
        Some(Self {
            statements: members.len(),
            meet: members.iter().filter(|one| one.meets).count(),
            leads: leads.filter(|(_, count)| *count > 0).collect(),
            overall,
            criteria: first.criteria.keys().filter_map(spread).collect(),
        })
    }
}

/// Scores from the lowest up.
struct Scores(Vec<Score>);

impl Scores {
    fn of(scores: impl Iterator<Item = Score>) -> Self {
        let mut scores: Vec<_> = scores.collect();
        scores.sort_unstable();
        Self(scores)
    }

    #[expect(clippy::cast_precision_loss, reason = "no report has 2^52 statements")]
    fn spread(&self) -> Option<Spread> {
        let (min, max) = (self.0.first()?.value(), self.0.last()?.value());
        let count = self.0.len();
        let mean = self.0.iter().map(|score| score.value()).sum::<f64>() / count as f64;
        let [lower_quartile, median, upper_quartile] = [1, 2, 3].map(|quarters| self.quartile(quarters));
        Some(Spread { count, min, lower_quartile, median, upper_quartile, max, mean: to(1000.0, mean) })
    }

    /// The score that so many quarters of the way from the lowest to the highest lie below, between two scores in proportion.
    fn quartile(&self, quarters: usize) -> f64 {
        let steps = (self.0.len() - 1) * quarters;
        let (at, rest) = (steps / 4, steps % 4);
        let below = self.0[at].value();
        let above = self.0.get(at + 1).map_or(below, |score| score.value());
        to(1000.0, below + (above - below) * [0.0, 0.25, 0.5, 0.75][rest])
    }

    #[expect(clippy::cast_precision_loss, reason = "no report has 2^52 statements")]
    fn percentile(&self, score: Score) -> f64 {
        let below = self.0.partition_point(|other| *other < score);
        let up_to = self.0.partition_point(|other| *other <= score);
        to(10.0, 100.0 * ((below + up_to) as f64 / 2.0) / self.0.len() as f64)
    }
}

/// Rounded to the nearest of so many parts.
fn to(parts: f64, value: f64) -> f64 {
    (value * parts).round() / parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(values: &[f64]) -> Scores {
        Scores::of(values.iter().map(|value| Score::rounded(*value)))
    }

    #[test]
    fn quartiles_lie_between_scores_in_proportion() {
        // The values of numpy.quantile and of R's default.
        let spread = scores(&[4.0, 1.0, 2.0, 3.5]).spread().expect("four scores");
        assert_eq!((spread.lower_quartile, spread.median, spread.upper_quartile), (1.75, 2.75, 3.625));
        assert_eq!((spread.min, spread.max, spread.mean, spread.count), (1.0, 4.0, 2.625, 4));
        let one = scores(&[2.3]).spread().expect("one score");
        assert_eq!((one.min, one.lower_quartile, one.median, one.upper_quartile, one.max), (2.3, 2.3, 2.3, 2.3, 2.3));
        assert!(scores(&[]).spread().is_none());
    }

    #[test]
    fn equal_scores_share_a_percentile() {
        // The values of scipy.stats.percentileofscore with kind="mean".
        let scores = scores(&[1.0, 2.0, 2.0, 3.0]);
        assert_eq!([1.0, 2.0, 3.0].map(|score| scores.percentile(Score::rounded(score))), [12.5, 50.0, 87.5]);
    }
}
