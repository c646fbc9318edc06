//! Scores: from evidence to levels and fits.

mod difference;
mod fit;
mod level;
mod next;
mod sort;
mod summary;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::evidence::{Evidence, Findings, Unread};
use crate::rubric::Rubric;
use crate::statement::{Passage, Statement};

pub use difference::{Change, Difference, Moved};
pub use fit::{HYBRID, NONE};
pub use level::Score;
pub use next::{Step, Unsaid, Wanted};
pub use sort::SortKey;
pub use summary::{Group, Rank, Spread, Summary};

/// What a user may choose about scoring.
#[derive(Debug, Clone)]
pub struct Options {
    /// A criterion below this is short.
    pub threshold: Score,
    /// The weight of each criterion in the overall mean, in the rubric's order.
    pub weights: Vec<f64>,
    /// Whether to keep the sentences that no signal understood.
    pub unread: bool,
    /// Whether to keep the prose, for a report that shows evidence in its place.
    pub prose: bool,
}

impl Options {
    /// The rubric's threshold, and equal weights.
    pub fn usual(rubric: &Rubric) -> Self {
        let threshold = Score::rounded(rubric.call.threshold);
        Self { threshold, weights: vec![1.0; rubric.criteria.len()], unread: false, prose: false }
    }
}

/// A statement, scored: an element of `statements` in JSON.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Assessment {
    /// The path, or the row's id.
    pub id: String,
    /// The statement's title.
    pub title: String,
    /// Its domain; null where only prose was given.
    pub domain: Option<String>,
    /// Each criterion by id, in the rubric's order.
    pub criteria: IndexMap<String, Criterion>,
    /// The weighted mean of the criteria, 0-4.
    pub overall: Score,
    /// Whether no criterion is short: the call asks for all of them.
    pub meets: bool,
    /// The criteria below the threshold.
    pub short: Vec<String>,
    /// Each scenario by id, in the rubric's order.
    pub scenarios: IndexMap<String, Scenario>,
    /// The scenario it resembles most, or `none`, or `hybrid`.
    pub lead: String,
    /// The sentences that no signal understood, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread: Option<Vec<Unread>>,
    /// The prose, where it was asked for.
    #[serde(skip)]
    pub prose: Option<Vec<Passage>>,
}

impl Assessment {
    /// The scenarios from the best fit down; of two that fit alike the one first in the rubric's order.
    pub fn ranked(&self) -> Vec<(&str, &Scenario)> {
        fit::ranked(&self.scenarios)
    }

    /// The scenarios that lead: one, or the two of a hybrid, or none.
    pub fn leading(&self) -> Vec<(&str, &Scenario)> {
        match self.lead.as_str() {
            NONE => Vec::new(),
            HYBRID => self.ranked().into_iter().take(2).collect(),
            lead => self.ranked().into_iter().filter(|(id, _)| *id == lead).collect(),
        }
    }
}

/// A criterion's score, and why.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Criterion {
    /// 0-4.
    pub score: Score,
    /// The level's name.
    pub level: String,
    /// What was found, counted or not.
    pub evidence: Vec<Evidence>,
    /// The signals not found, or found but not counted.
    pub missing: Vec<String>,
    /// The cheapest step that would raise it a level, and what it gains, in words.
    pub next: String,
    /// The same step in its parts; none at the highest level.
    pub step: Option<Step>,
}

/// A scenario's fit, and why.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Scenario {
    /// 0-1.
    pub fit: f64,
    /// What speaks for it.
    #[serde(rename = "for")]
    pub speaks_for: Vec<Evidence>,
    /// What speaks against it.
    #[serde(rename = "against")]
    pub speaks_against: Vec<Evidence>,
    /// Its key questions that the statement leaves open.
    pub questions: Vec<String>,
}

impl Scenario {
    /// All evidence for and against it.
    pub fn all(&self) -> impl Iterator<Item = &Evidence> {
        self.speaks_for.iter().chain(&self.speaks_against)
    }
}

/// Scores what was found in a statement.
pub fn assess(statement: &Statement, findings: Findings, rubric: &Rubric, options: &Options) -> Assessment {
    let Findings { mut evidence, settled, unread } = findings;
    let mut criteria = IndexMap::new();
    let mut scenarios: IndexMap<String, Scenario> = IndexMap::new();
    let mut reached = Vec::new();
    let mut rest = evidence.drain(..).peekable();
    for (number, item) in rubric.items().enumerate() {
        let mut found = Vec::new();
        while let Some(piece) = rest.next_if(|piece| piece.item == number) {
            found.push(piece);
        }
        let points = level::reckon(&mut found, item);
        match number.checked_sub(rubric.criteria.len()) {
            None => {
                criteria.insert(item.id.clone(), level::criterion(item, points, found, rubric));
            }
            Some(scenario) => {
                let (scenario, level) = fit::scenario(item, points, found, &settled[scenario], &rubric.call.lead);
                scenarios.insert(item.id.clone(), scenario);
                reached.push(level);
            }
        }
    }
    for (scenario, fit) in scenarios.values_mut().zip(fit::fits(&reached, &rubric.call.lead)) {
        scenario.fit = fit;
    }
    let overall = level::overall(criteria.values().map(|criterion| criterion.score), &options.weights);
    let short: Vec<_> =
        criteria.iter().filter(|(_, criterion)| criterion.score < options.threshold).map(|(id, _)| id.clone()).collect();
    let lead = fit::lead(&scenarios, &rubric.call.lead);
    Assessment {
        id: statement.id.clone(),
        title: statement.title.clone(),
        domain: statement.domain.clone(),
        criteria,
        overall,
        meets: short.is_empty(),
        short,
        scenarios,
        lead,
        unread: options.unread.then_some(unread),
        prose: options.prose.then(|| statement.passages.clone()),
    }
}
