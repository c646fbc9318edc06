//! Intervals by the bootstrap (Efron 1979, Annals of Statistics 7:1): statements are drawn anew, with replacement, and the measure taken on
//! each sample.

use serde::Serialize;

use super::agreement::{Undefined, Value};

/// How intervals are made.
#[derive(Debug, Clone, Copy)]
pub struct Resampling {
    /// How often the statements are drawn anew, with replacement.
    pub times: usize,
    /// Where the drawing starts, so that it can be repeated.
    pub seed: u64,
}

/// A value with its 95 % bootstrap interval (Efron's percentiles), or the reason why there is none.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Estimate {
    /// The value.
    pub value: Option<f64>,
    /// The 2.5th percentile over the samples.
    pub low: Option<f64>,
    /// The 97.5th.
    pub high: Option<f64>,
    /// Why there is no value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undefined: Option<Undefined>,
}

/// The samples: each a list of statements by number.
pub(super) fn samples(statements: usize, resampling: Resampling) -> Vec<Vec<usize>> {
    let mut random = oorandom::Rand64::new(u128::from(resampling.seed));
    let Ok(range) = u64::try_from(statements) else { return Vec::new() };
    if range == 0 {
        return Vec::new();
    }
    let mut draw = || usize::try_from(random.rand_range(0..range)).unwrap_or(0);
    (0..resampling.times).map(|_| (0..statements).map(|_| draw()).collect()).collect()
}

/// The value over all statements, and its interval over the samples in which it is defined.
pub(super) fn estimate(statements: usize, samples: &[Vec<usize>], measure: impl Fn(&[usize]) -> Value) -> Estimate {
    let all: Vec<usize> = (0..statements).collect();
    match measure(&all) {
        Err(undefined) => Estimate { value: None, low: None, high: None, undefined: Some(undefined) },
        Ok(value) => {
            let mut values: Vec<f64> = samples.iter().filter_map(|sample| measure(sample).ok()).collect();
            values.sort_by(f64::total_cmp);
            Estimate { value: Some(value), low: percentile(&values, 0.025), high: percentile(&values, 0.975), undefined: None }
        }
    }
}

/// A percentile of sorted values, by linear interpolation.
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand samples")]
    let place = share * last as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the number of samples")]
    let below = place.floor() as usize;
    let above = sorted[(below + 1).min(last)];
    Some(sorted[below] + (above - sorted[below]) * place.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_values() {
        assert_eq!(percentile(&[0.0, 1.0, 2.0, 3.0, 4.0], 0.5), Some(2.0));
        assert_eq!(percentile(&[0.0, 1.0], 0.25), Some(0.25));
        assert_eq!(percentile(&[], 0.5), None);
    }

    #[test]
    fn the_same_seed_draws_the_same_samples() {
        let resampling = Resampling { times: 5, seed: 7 };
        assert_eq!(samples(9, resampling), samples(9, resampling));
        assert_ne!(samples(9, resampling), samples(9, Resampling { seed: 8, ..resampling }));
        assert!(samples(0, resampling).is_empty());
    }
}
