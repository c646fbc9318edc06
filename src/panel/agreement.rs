//! Measures of agreement between two raters. Each is a value, or a reason why it has none.

use std::fmt;

use serde::Serialize;

/// Why a measure has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Undefined {
    /// There are fewer than two statements that both rated.
    TooFew,
    /// A rater gave every statement the same rating, so nothing can vary together.
    Constant,
}

impl fmt::Display for Undefined {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::TooFew => "fewer than two statements rated by both",
            Self::Constant => "every rating alike",
        })
    }
}

/// A measure's value.
pub type Value = Result<f64, Undefined>;

/// The levels of the scale, 0 to 4. Kappa is taken over all of them, whether or not they occur.
const LEVELS: usize = 5;

/// Quadratic weighted kappa (Cohen 1968, Psychological Bulletin 70:213) over the fixed scale 0-4: one less the ratio of the squared
/// disagreement seen to that expected of two raters who keep their habits and know nothing of the statement.
///
/// # Errors
/// Undefined for fewer than two pairs, and where both raters gave the same single rating throughout.
pub fn weighted_kappa(pairs: &[(u8, u8)]) -> Value {
    if pairs.len() < 2 {
        return Err(Undefined::TooFew);
    }
    let mut first = [0.0; LEVELS];
    let mut second = [0.0; LEVELS];
    let mut seen = 0.0;
    for (a, b) in pairs {
        first[usize::from(*a).min(LEVELS - 1)] += 1.0;
        second[usize::from(*b).min(LEVELS - 1)] += 1.0;
        seen += (f64::from(*a) - f64::from(*b)).powi(2);
    }
    let mut expected = 0.0;
    for (a, of_first) in (0..).zip(first) {
        for (b, of_second) in (0..).zip(second) {
            expected += (f64::from(a) - f64::from(b)).powi(2) * of_first * of_second;
        }
    }
    let expected = expected / count(pairs);
    if expected <= 0.0 { Err(Undefined::Constant) } else { Ok(1.0 - seen / expected) }
}

/// The share of pairs that differ by no more than this: 0 for exact agreement, 1 for adjacent.
///
/// # Errors
/// Undefined for no pairs.
pub fn within(pairs: &[(u8, u8)], difference: u8) -> Value {
    if pairs.is_empty() {
        return Err(Undefined::TooFew);
    }
    let near = pairs.iter().filter(|(a, b)| a.abs_diff(*b) <= difference).count();
    #[expect(clippy::cast_precision_loss, reason = "counts of statements")]
    Ok(near as f64 / count(pairs))
}

/// The mean absolute difference, in levels.
///
/// # Errors
/// Undefined for no pairs.
pub fn mean_absolute_error(pairs: &[(f64, f64)]) -> Value {
    if pairs.is_empty() {
        return Err(Undefined::TooFew);
    }
    Ok(pairs.iter().map(|(a, b)| (a - b).abs()).sum::<f64>() / count(pairs))
}

/// Standardised mean difference: how much higher the second rates than the first, in pooled standard deviations (Cohen 1988, `d`
/// for groups of one size; Williamson, Xi and Breyer 2012 ask for no more than 0.15 of a scoring program).
///
/// # Errors
/// Undefined for fewer than two pairs, and where neither rater's ratings vary.
pub fn standardised_difference(pairs: &[(f64, f64)]) -> Value {
    if pairs.len() < 2 {
        return Err(Undefined::TooFew);
    }
    let (first, second) = (mean(pairs.iter().map(|pair| pair.0)), mean(pairs.iter().map(|pair| pair.1)));
    let spread = |values: &dyn Fn(&(f64, f64)) -> f64, mean: f64| {
        pairs.iter().map(|pair| (values(pair) - mean).powi(2)).sum::<f64>() / (count(pairs) - 1.0)
    };
    let pooled = f64::midpoint(spread(&|pair| pair.0, first), spread(&|pair| pair.1, second)).sqrt();
    if pooled <= 0.0 { Err(Undefined::Constant) } else { Ok((second - first) / pooled) }
}

/// Spearman's rank correlation: Pearson's correlation of the ranks, ties sharing the mean of their ranks.
///
/// # Errors
/// Undefined for fewer than two pairs, and where a rater's ratings do not vary.
pub fn spearman(pairs: &[(f64, f64)]) -> Value {
    if pairs.len() < 2 {
        return Err(Undefined::TooFew);
    }
    let first = ranks(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    let second = ranks(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    let middle = f64::midpoint(1.0, count(pairs));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| (x - middle) * (y - middle)).sum::<f64>();
    let spread = (product(&first, &first) * product(&second, &second)).sqrt();
    if spread <= 0.0 { Err(Undefined::Constant) } else { Ok(product(&first, &second) / spread) }
}

/// The rank of each value from 1, ties sharing the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut rank = 0.0;
    for tied in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let size = tied.iter().map(|_| 1.0).sum::<f64>();
        for at in tied {
            ranks[*at] = rank + f64::midpoint(1.0, size);
        }
        rank += size;
    }
    ranks
}

/// The middle of some ratings; of an even number the mean of the two in the middle. None of none.
pub fn median(ratings: &[u8]) -> Option<f64> {
    let mut sorted = ratings.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let upper = f64::from(*sorted.get(middle)?);
    if sorted.len() % 2 == 1 { Some(upper) } else { Some(f64::midpoint(f64::from(sorted[middle - 1]), upper)) }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

#[expect(clippy::cast_precision_loss, reason = "counts of statements")]
const fn count<T>(pairs: &[T]) -> f64 {
    pairs.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two raters; the values below are those of scikit-learn 1.x and SciPy 1.x (tests/it/agreement.py prints them).
    const FIRST: [u8; 12] = [0, 1, 2, 2, 3, 4, 4, 1, 0, 3, 2, 4];
    const SECOND: [u8; 12] = [0, 2, 2, 1, 3, 3, 4, 1, 1, 4, 0, 4];

    fn pairs() -> Vec<(u8, u8)> {
        FIRST.into_iter().zip(SECOND).collect()
    }

    fn reals() -> Vec<(f64, f64)> {
        pairs().into_iter().map(|(a, b)| (f64::from(a), f64::from(b))).collect()
    }

    #[track_caller]
    fn near(value: Value, expected: f64) {
        assert!((value.expect("defined") - expected).abs() < 1e-9, "{value:?} is not {expected}");
    }

    #[test]
    fn values_of_independent_implementations() {
        near(weighted_kappa(&pairs()), KAPPA);
        near(spearman(&reals()), RHO);
        near(mean_absolute_error(&reals()), 7.0 / 12.0);
        near(within(&pairs(), 0), 0.5);
        near(within(&pairs(), 1), 11.0 / 12.0);
        near(standardised_difference(&reals()), DIFFERENCE);
    }

    const KAPPA: f64 = 0.815_068_493_150_684_9;
    const RHO: f64 = 0.809_090_909_090_909;
    const DIFFERENCE: f64 = -0.056_077_215_409_204_226;

    #[test]
    fn what_has_no_value_says_why() {
        assert_eq!(weighted_kappa(&[(2, 3)]), Err(Undefined::TooFew));
        assert_eq!(weighted_kappa(&[(2, 2), (2, 2)]), Err(Undefined::Constant));
        assert_eq!(weighted_kappa(&[(2, 3), (2, 3)]), Ok(0.0));
        assert_eq!(spearman(&[(1.0, 1.0), (1.0, 2.0)]), Err(Undefined::Constant));
        assert_eq!(within(&[], 1), Err(Undefined::TooFew));
        assert_eq!(standardised_difference(&[(1.0, 1.0), (1.0, 1.0)]), Err(Undefined::Constant));
    }

    #[test]
    fn medians() {
        assert_eq!(median(&[3, 0, 4]), Some(3.0));
        assert_eq!(median(&[1, 2]), Some(1.5));
        assert_eq!(median(&[]), None);
    }
}
