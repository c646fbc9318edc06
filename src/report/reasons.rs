//! The reasons behind a number, from the weightiest down: what a report shows where it cannot show all.

use crate::evidence::Evidence;
use crate::rubric::Item;

/// The counted piece that adds most; of two that add alike the first.
pub(super) fn strongest(evidence: &[Evidence]) -> Option<&Evidence> {
    let counted = evidence.iter().filter(|piece| piece.counted && piece.adds > 0.0);
    counted.max_by(|a, b| a.adds.total_cmp(&b.adds).then(b.sentence.cmp(&a.sentence)))
}

/// What the counted pieces say, the weightiest first and each once.
pub(super) fn says<'i>(item: &'i Item, evidence: &[Evidence]) -> Vec<&'i str> {
    let mut counted: Vec<_> = evidence.iter().filter(|piece| piece.counted).collect();
    counted.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()).then(a.sentence.cmp(&b.sentence)));
    let mut reasons: Vec<&str> = Vec::new();
    for piece in counted {
        let says = item.signals[piece.number].says.as_str();
        if !reasons.contains(&says) {
            reasons.push(says);
        }
    }
    reasons
}
