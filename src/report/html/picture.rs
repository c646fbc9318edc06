//! The geometry of the pictures: a radar of the criteria, and how scores are spread.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use crate::score::{Criterion, Score, Spread};

/// Six scores, or as many as there are, as the corners of a shape: from the middle (0) to the rim (4).
pub(super) struct Radar {
    /// The shape of the scores, as the points of an SVG polygon.
    pub shape: String,
    /// The shapes of the levels 1 to 4.
    pub rings: Vec<String>,
    /// The shape of the threshold.
    pub threshold: String,
    /// For each criterion its spoke.
    pub spokes: Vec<Spoke>,
    /// What it shows, in words.
    pub label: String,
}

/// The axis of a criterion.
pub(super) struct Spoke {
    /// The criterion.
    pub id: String,
    /// Its score.
    pub score: String,
    /// Where the score stands, and where the axis ends.
    pub point: [String; 2],
    /// Where the axis ends.
    pub end: [String; 2],
    /// Where its name stands.
    pub name: [String; 2],
    /// How the name is aligned to that place.
    pub anchor: &'static str,
}

/// The middle of the radar, its radius, and how far out the names stand.
const MIDDLE: (f64, f64) = (150.0, 104.0);
const RADIUS: f64 = 74.0;
const NAMES: f64 = 88.0;

impl Radar {
    pub(super) fn of<'a>(criteria: impl Iterator<Item = (&'a String, &'a Criterion)>, threshold: Score) -> Self {
        let scores: Vec<_> = criteria.map(|(id, criterion)| (id.clone(), criterion.score)).collect();
        let corners = |share: &dyn Fn(usize) -> f64| {
            let point = |at: usize| place(at, scores.len(), RADIUS * share(at)).join(",");
            (0..scores.len()).map(point).collect::<Vec<_>>().join(" ")
        };
        let mut label = String::from("Scores from 0 to 4");
        for (number, (id, score)) in scores.iter().enumerate() {
            let _ = write!(label, "{} {id} {score}", if number == 0 { ':' } else { ',' });
        }
        let spoke = |(at, (id, score)): (usize, &(String, Score))| {
            let sideways = direction(at, scores.len()).0;
            let anchor = if sideways.abs() < 0.1 {
                "middle"
            } else if sideways > 0.0 {
                "start"
            } else {
                "end"
            };
            Spoke {
                id: id.clone(),
                score: score.to_string(),
                point: place(at, scores.len(), RADIUS * score.value() / 4.0),
                end: place(at, scores.len(), RADIUS),
                name: place(at, scores.len(), NAMES),
                anchor,
            }
        };
        Self {
            shape: corners(&|at| scores[at].1.value() / 4.0),
            rings: [0.25, 0.5, 0.75, 1.0].iter().map(|share| corners(&|_| *share)).collect(),
            threshold: corners(&|_| threshold.value() / 4.0),
            spokes: scores.iter().enumerate().map(spoke).collect(),
            label,
        }
    }
}

/// The direction of an axis, the first one upwards and the others clockwise.
#[expect(clippy::cast_precision_loss, reason = "a rubric has a few criteria")]
fn direction(at: usize, of: usize) -> (f64, f64) {
    let angle = TAU * at as f64 / of as f64;
    (angle.sin(), -angle.cos())
}

fn place(at: usize, of: usize, radius: f64) -> [String; 2] {
    let (x, y) = direction(at, of);
    [MIDDLE.0 + x * radius, MIDDLE.1 + y * radius].map(|value| format!("{value:.1}"))
}

/// How the scores of one measure are spread: a box from quartile to quartile on a line from the lowest to the highest.
pub(super) struct Boxed {
    /// The measure.
    pub name: String,
    /// Lowest, lower quartile, median, upper quartile, highest and mean, as numbers for people.
    pub values: [String; 6],
    /// Where the lowest, lower quartile, median, upper quartile and highest stand, in hundredths of the axis.
    pub at: [String; 5],
    /// How wide the box is, in hundredths of the axis.
    pub wide: String,
}

impl Boxed {
    pub(super) fn of(name: &str, spread: &Spread) -> Self {
        let Spread { min, lower_quartile, median, upper_quartile, max, mean, .. } = *spread;
        let share = |value: f64| format!("{:.1}", value * 25.0);
        Self {
            name: name.to_owned(),
            values: [min, lower_quartile, median, upper_quartile, max, mean].map(|value| format!("{value:.2}")),
            at: [min, lower_quartile, median, upper_quartile, max].map(share),
            wide: share((upper_quartile - lower_quartile).max(0.04)),
        }
    }
}
