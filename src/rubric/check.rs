//! What is doubtful in a rubric that holds together: signals that cannot fire, signals that say the same, concepts nothing uses.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Item, ItemKind, Rubric, Signal};

/// Something doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What it is about: `radical/hands-over-power`, or a concept's id.
    pub of: String,
    /// What is doubtful about it.
    pub why: String,
}

/// Looks a rubric through, without any statement.
pub fn check(rubric: &Rubric) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for item in rubric.items() {
        for signal in &item.signals {
            let against = item.kind == ItemKind::Criterion && signal.worth < 0.0;
            let against =
                against.then(|| "speaks against a criterion, so that to take its sentence out would raise the score".to_owned());
            doubts.extend(silent(signal).or(against).map(|why| Doubt { of: name(item, signal), why }));
        }
        doubts.extend(alike(item));
        let used: FxHashSet<usize> = item.signals.iter().map(|signal| signal.facet).collect();
        let idle = item.facets.iter().enumerate().filter(|(number, _)| !used.contains(number));
        doubts.extend(
            idle.map(|(_, facet)| Doubt {
                of: format!("{}/{}", item.id, facet.id),
                why: "no signal is of this facet".to_owned(),
            }),
        );
    }
    doubts.extend(unused(rubric));
    doubts
}

/// A signal's full name.
pub fn name(item: &Item, signal: &Signal) -> String {
    format!("{}/{}", item.id, signal.id)
}

/// Why a signal can never fire, or one of its patterns never match.
fn silent(signal: &Signal) -> Option<String> {
    for (pattern, written) in signal.find.iter().zip(&signal.written) {
        if pattern.len() > signal.near + 1 {
            return Some(format!("`{written}` has {} concepts, which do not fit within {} words", pattern.len(), signal.near));
        }
        let barred = pattern.chains.iter().flatten().any(|step| step.any.iter().all(|concept| signal.unless.contains(concept)));
        if barred {
            return Some(format!("`{written}` asks for a concept that `unless` forbids"));
        }
        let far = pattern.chains.iter().flatten().filter_map(|step| step.within).find(|within| *within > signal.near);
        if let Some(within) = far {
            return Some(format!("`{written}` allows {within} words between, and `near` only {}", signal.near));
        }
    }
    if signal.worth == 0.0 {
        return Some("it is worth nothing".to_owned());
    }
    None
}

/// Patterns that stand in two signals of one item, for the same fields.
fn alike(item: &Item) -> Vec<Doubt> {
    let mut seen: FxHashMap<(&str, String), &Signal> = FxHashMap::default();
    let mut doubts = Vec::new();
    for signal in &item.signals {
        for written in &signal.written {
            let before = seen.insert((written.as_str(), signal.places.to_string()), signal);
            if let Some(before) = before {
                let why = format!("`{written}` stands in `{}` too, for the same fields", before.id);
                doubts.push(Doubt { of: name(item, signal), why });
            }
        }
    }
    doubts
}

fn unused(rubric: &Rubric) -> Vec<Doubt> {
    let mut used: FxHashSet<u32> =
        [rubric.buzz, rubric.obligation, rubric.subject, rubric.leadership, rubric.several].into_iter().flatten().collect();
    for item in rubric.items() {
        for signal in &item.signals {
            used.extend(signal.unless.iter().copied());
        }
        let patterns = item.signals.iter().flat_map(|signal| &signal.find);
        let patterns = patterns.chain(item.questions.iter().flat_map(|question| &question.settled));
        used.extend(patterns.flat_map(|pattern| &pattern.chains).flatten().flat_map(|step| step.any.iter().copied()));
    }
    let mut open: Vec<u32> = used.iter().copied().collect();
    while let Some(concept) = open.pop() {
        for also in &rubric.concepts[concept as usize].also {
            if used.insert(*also) {
                open.push(*also);
            }
        }
    }
    let idle = (0..).zip(&rubric.concepts).filter(|(id, concept)| !used.contains(id) && concept.file != super::concept::BUILT_IN);
    idle.map(|(_, concept)| Doubt { of: concept.id.clone(), why: format!("no signal uses it ({})", concept.file) }).collect()
}
