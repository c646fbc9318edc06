//! The program as one more rater: how far it agrees with the readers, and they with each other.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde::Serialize;

use super::agreement::{
    Undefined, Value, mean_absolute_error, median, spearman, standardised_difference, weighted_kappa, within,
};
use super::bootstrap::{Estimate, Resampling, estimate, samples};
use super::ratings::Ratings;
use crate::rubric::Rubric;
use crate::score::{Assessment, HYBRID, NONE, Score};

/// The whole calibration.
#[derive(Debug, Clone, Serialize)]
pub struct Calibration {
    /// Statements both scored and rated.
    pub statements: usize,
    /// The readers' names.
    pub reviewers: Vec<String>,
    /// Statements scored that nobody rated.
    pub unrated: Vec<String>,
    /// Statements rated that were not scored.
    pub unscored: Vec<String>,
    /// The means of weighted kappa over criteria and over scenarios.
    pub means: Vec<Mean>,
    /// Each criterion and scenario.
    pub items: Vec<ItemAgreement>,
    /// The lead scenario.
    pub lead: LeadAgreement,
    /// Where program and readers differ most.
    pub differences: Vec<Difference>,
}

/// A mean of weighted kappa over several items.
#[derive(Debug, Clone, Serialize)]
pub struct Mean {
    /// `criteria` or `scenarios`.
    pub over: String,
    /// Of the program with the readers' median.
    pub program: Estimate,
    /// Of the readers with each other.
    pub readers: Estimate,
}

/// Agreement on one item.
#[derive(Debug, Clone, Serialize)]
pub struct ItemAgreement {
    /// The item's id.
    pub item: String,
    /// Statements with a median rating.
    pub statements: usize,
    /// The program with the readers' median.
    pub program: Measures,
    /// The readers with each other: the mean over all pairs of readers.
    pub readers: Measures,
}

/// The measures of agreement between two raters, each with its interval.
#[derive(Debug, Clone, Serialize)]
pub struct Measures {
    /// Quadratic weighted kappa on whole levels 0-4.
    pub kappa: Estimate,
    /// The share of statements on the same level.
    pub exact: Estimate,
    /// The share at most one level apart.
    pub adjacent: Estimate,
    /// The mean absolute difference, in levels, of scores with their decimals.
    pub error: Estimate,
    /// How much higher the program is, in pooled standard deviations.
    pub difference: Estimate,
    /// Spearman's rank correlation.
    pub rho: Estimate,
}

impl Measures {
    /// The names of the measures and their values, in the order in which they are shown.
    pub fn named(&self) -> [(&'static str, Estimate); 6] {
        [
            ("kappa", self.kappa),
            ("exact", self.exact),
            ("adjacent", self.adjacent),
            ("error", self.error),
            ("difference", self.difference),
            ("rho", self.rho),
        ]
    }
}

/// Agreement on the lead scenario.
#[derive(Debug, Clone, Serialize)]
pub struct LeadAgreement {
    /// The share of statements on which the program names the lead that most readers name.
    pub accuracy: Estimate,
    /// The share of pairs of readers who name the same.
    pub readers: Estimate,
    /// Statements on which no lead has a majority, left out of the accuracy.
    pub undecided: usize,
    /// Rows the readers' lead, columns the program's: how many statements.
    pub confusion: BTreeMap<String, BTreeMap<String, usize>>,
}

/// A statement and item on which program and readers differ.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// The statement.
    pub statement: String,
    /// The item.
    pub item: String,
    /// The readers' median.
    pub readers: f64,
    /// The program's score, 0-4.
    pub program: f64,
    /// What the program's score rests on, the weightiest first: at most three.
    pub evidence: Vec<Behind>,
}

/// A piece of evidence behind a score.
#[derive(Debug, Clone, Serialize)]
pub struct Behind {
    /// The signal.
    pub signal: String,
    /// The sentence.
    pub quote: String,
    /// Its line in the statement's file.
    pub line: usize,
}

/// How many differences are told of.
const DIFFERENCES: usize = 10;

/// One statement's ratings of one item beside the program's score.
#[derive(Debug, Clone)]
struct Rated {
    score: f64,
    readers: BTreeMap<String, u8>,
    median: f64,
}

/// Sets the program's scores beside the ratings. A rating's statement is a scored statement's id, or its file's name with or without
/// `.toml`.
///
/// # Errors
/// Where two scored statements answer to one name in the ratings.
pub fn calibrate(assessments: &[Assessment], ratings: &Ratings, rubric: &Rubric, resampling: Resampling) -> Result<Calibration> {
    let named: Vec<(&Assessment, Option<&str>)> = assessments.iter().map(|one| (one, known_as(&one.id, ratings))).collect();
    let both: Vec<(&Assessment, &str)> = named.iter().filter_map(|(one, name)| name.map(|name| (*one, name))).collect();
    for (at, (one, name)) in both.iter().enumerate() {
        if let Some((other, _)) = both[..at].iter().find(|(_, other)| other == name) {
            bail!("`{}` and `{}` are both `{name}` in the ratings: give their paths there", other.id, one.id);
        }
    }
    let samples = samples(both.len(), resampling);
    let mut reviewers: Vec<String> =
        ratings.scores.values().flat_map(|items| items.values().flat_map(|by| by.keys().cloned())).collect();
    reviewers.sort();
    reviewers.dedup();

    let columns: Vec<(&str, Vec<Option<Rated>>)> = rubric
        .items()
        .map(|item| (item.id.as_str(), both.iter().map(|(one, name)| rated(one, name, &item.id, ratings)).collect()))
        .collect();
    let items = columns.iter().map(|(id, column)| item_agreement(id, column, &reviewers, &samples)).collect();
    let (criteria, scenarios) = columns.split_at(rubric.criteria.len());
    let means = [("criteria", criteria), ("scenarios", scenarios)]
        .map(|(over, columns)| Mean {
            over: over.to_owned(),
            program: estimate(both.len(), &samples, |draw| {
                mean_of(columns, |column| weighted_kappa(&levels(&drawn(column, draw))))
            }),
            readers: estimate(both.len(), &samples, |draw| {
                mean_of(columns, |column| among(&drawn(column, draw), &reviewers, |pairs| weighted_kappa(&pairs.whole)))
            }),
        })
        .into();
    let unscored = ratings.scores.keys().filter(|name| !both.iter().any(|(_, other)| other == name)).cloned().collect();
    Ok(Calibration {
        statements: both.len(),
        reviewers,
        unrated: named.iter().filter(|(_, name)| name.is_none()).map(|(one, _)| one.id.clone()).collect(),
        unscored,
        means,
        items,
        lead: leads(&both, ratings, &samples),
        differences: differences(&both, &columns),
    })
}

/// The name under which a statement was rated.
fn known_as<'r>(id: &str, ratings: &'r Ratings) -> Option<&'r str> {
    let id = id.strip_suffix(".toml").unwrap_or(id);
    let file = id.rsplit(['/', '\\']).next().unwrap_or(id);
    [id, file].into_iter().find_map(|name| ratings.scores.get_key_value(name)).map(|(name, _)| name.as_str())
}

/// The program's score of an item on the readers' scale, 0-4.
fn score(one: &Assessment, item: &str) -> Option<f64> {
    let criterion = one.criteria.get(item).map(|criterion| criterion.score.value());
    criterion.or_else(|| one.scenarios.get(item).map(|scenario| scenario.fit * 4.0))
}

fn rated(one: &Assessment, name: &str, item: &str, ratings: &Ratings) -> Option<Rated> {
    let readers = ratings.scores.get(name)?.get(item)?.clone();
    let median = median(&readers.values().copied().collect::<Vec<_>>())?;
    Some(Rated { score: score(one, item)?, readers, median })
}

fn drawn<'c>(column: &'c [Option<Rated>], draw: &[usize]) -> Vec<&'c Rated> {
    draw.iter().filter_map(|at| column[*at].as_ref()).collect()
}

/// The readers' median beside the program, in whole levels: a half goes up.
fn levels(rated: &[&Rated]) -> Vec<(u8, u8)> {
    rated.iter().map(|one| (Score::rounded(one.median).level(), Score::rounded(one.score).level())).collect()
}

fn scores(rated: &[&Rated]) -> Vec<(f64, f64)> {
    rated.iter().map(|one| (one.median, one.score)).collect()
}

/// Two readers' ratings of the statements both rated.
struct Pairs {
    whole: Vec<(u8, u8)>,
    real: Vec<(f64, f64)>,
}

/// The mean of a measure over all pairs of readers.
fn among(rated: &[&Rated], reviewers: &[String], measure: impl Fn(&Pairs) -> Value) -> Value {
    let mut values = Vec::new();
    let mut undefined = Undefined::TooFew;
    for (at, first) in reviewers.iter().enumerate() {
        for second in &reviewers[at + 1..] {
            let whole: Vec<_> =
                rated.iter().filter_map(|one| Some((*one.readers.get(first)?, *one.readers.get(second)?))).collect();
            let real = whole.iter().map(|(a, b)| (f64::from(*a), f64::from(*b))).collect();
            match measure(&Pairs { whole, real }) {
                Ok(value) => values.push(value),
                Err(reason) => undefined = reason,
            }
        }
    }
    mean(&values).ok_or(undefined)
}

fn mean(values: &[f64]) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a few values")]
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The mean of a measure over those columns in which it is defined.
fn mean_of(columns: &[(&str, Vec<Option<Rated>>)], measure: impl Fn(&[Option<Rated>]) -> Value) -> Value {
    let values: Vec<_> = columns.iter().map(|(_, column)| measure(column)).collect();
    let defined: Vec<_> = values.iter().filter_map(|value| value.ok()).collect();
    mean(&defined).ok_or_else(|| values.into_iter().find_map(Result::err).unwrap_or(Undefined::TooFew))
}

fn item_agreement(id: &str, column: &[Option<Rated>], reviewers: &[String], samples: &[Vec<usize>]) -> ItemAgreement {
    let program = |measure: &dyn Fn(&[&Rated]) -> Value| estimate(column.len(), samples, |draw| measure(&drawn(column, draw)));
    let readers = |measure: &dyn Fn(&Pairs) -> Value| {
        estimate(column.len(), samples, |draw| among(&drawn(column, draw), reviewers, measure))
    };
    ItemAgreement {
        item: id.to_owned(),
        statements: column.iter().flatten().count(),
        program: Measures {
            kappa: program(&|rated| weighted_kappa(&levels(rated))),
            exact: program(&|rated| within(&levels(rated), 0)),
            adjacent: program(&|rated| within(&levels(rated), 1)),
            error: program(&|rated| mean_absolute_error(&scores(rated))),
            difference: program(&|rated| standardised_difference(&scores(rated))),
            rho: program(&|rated| spearman(&scores(rated))),
        },
        readers: Measures {
            kappa: readers(&|pairs| weighted_kappa(&pairs.whole)),
            exact: readers(&|pairs| within(&pairs.whole, 0)),
            adjacent: readers(&|pairs| within(&pairs.whole, 1)),
            error: readers(&|pairs| mean_absolute_error(&pairs.real)),
            difference: readers(&|pairs| standardised_difference(&pairs.real)),
            rho: readers(&|pairs| spearman(&pairs.real)),
        },
    }
}

/// The lead that more than half of the readers name.
fn majority(leads: &BTreeMap<String, String>) -> Option<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for lead in leads.values() {
        *counts.entry(lead).or_default() += 1;
    }
    counts.into_iter().find(|(_, count)| count * 2 > leads.len()).map(|(lead, _)| lead)
}

fn leads(both: &[(&Assessment, &str)], ratings: &Ratings, samples: &[Vec<usize>]) -> LeadAgreement {
    let named: Vec<_> = both.iter().map(|(one, name)| (one.lead.as_str(), ratings.leads.get(*name))).collect();
    let decided: Vec<_> =
        named.iter().map(|(program, leads)| leads.and_then(majority).map(|readers| (readers, *program))).collect();
    let mut confusion: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for (readers, program) in decided.iter().flatten() {
        *confusion.entry((*readers).to_owned()).or_default().entry((*program).to_owned()).or_default() += 1;
    }
    let share = |hits: Vec<bool>| {
        let hits: Vec<f64> = hits.into_iter().map(|hit| f64::from(u8::from(hit))).collect();
        mean(&hits).ok_or(Undefined::TooFew)
    };
    let pairs = |at: &usize| {
        let leads: Vec<_> = named[*at].1.into_iter().flat_map(BTreeMap::values).collect();
        let mut same = Vec::new();
        for (number, first) in leads.iter().enumerate() {
            same.extend(leads[number + 1..].iter().map(|second| first == second));
        }
        same
    };
    LeadAgreement {
        accuracy: estimate(both.len(), samples, |draw| {
            share(draw.iter().filter_map(|at| decided[*at]).map(|(readers, program)| readers == program).collect())
        }),
        readers: estimate(both.len(), samples, |draw| share(draw.iter().flat_map(pairs).collect())),
        undecided: named.iter().zip(&decided).filter(|((_, leads), decided)| leads.is_some() && decided.is_none()).count(),
        confusion,
    }
}

/// The order of leads in tables: the rubric's, then hybrid and none.
pub fn lead_order(rubric: &Rubric) -> Vec<&str> {
    rubric.scenarios.iter().map(|item| item.id.as_str()).chain([HYBRID, NONE]).collect()
}

fn differences(both: &[(&Assessment, &str)], columns: &[(&str, Vec<Option<Rated>>)]) -> Vec<Difference> {
    let mut all = Vec::new();
    for (item, column) in columns {
        for ((one, _), rated) in both.iter().zip(column) {
            if let Some(rated) = rated {
                all.push(((rated.score - rated.median).abs(), *item, *one, rated));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (&a.2.id, a.1).cmp(&(&b.2.id, b.1))));
    let difference = |(_, item, one, rated): (f64, &str, &Assessment, &Rated)| Difference {
        statement: one.id.clone(),
        item: item.to_owned(),
        readers: rated.median,
        program: rated.score,
        evidence: behind(one, item),
    };
    all.into_iter().take(DIFFERENCES).map(difference).collect()
}

fn behind(one: &Assessment, item: &str) -> Vec<Behind> {
    let criterion = one.criteria.get(item).map(|criterion| criterion.evidence.as_slice());
    let scenario = one.scenarios.get(item);
    let mut evidence: Vec<_> = criterion.into_iter().flatten().collect();
    evidence.extend(scenario.into_iter().flat_map(|scenario| scenario.speaks_for.iter().chain(&scenario.speaks_against)));
    evidence.retain(|piece| piece.counted);
    evidence.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()).then(a.sentence.cmp(&b.sentence)));
    let told = evidence.into_iter().take(3);
    told.map(|piece| Behind { signal: piece.signal.clone(), quote: piece.quote.clone(), line: piece.line }).collect()
}
