//! Advice on the prose: what each criterion lacks, and which sentences earn nothing, and why.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Finding;
use crate::evidence::{Evidence, Reading};
use crate::problem::{Code, Problem};
use crate::rubric::{Item, Rubric, Stance};
use crate::score::{Assessment, Criterion};
use crate::source::Source;
use crate::statement::{Place, Statement};

/// How many sides of a criterion are named that nothing counts for: more would be a list to pass over.
const LACKING: usize = 3;

/// The words of the shortest sentence that is blamed for having no actor: shorter ones are headings and asides.
const CLAIM: usize = 7;

/// The words of the shortest stretch without anything that counts that is worth a word.
const STRETCH: usize = 60;

pub(super) fn check(
    statement: &Statement,
    source: &Source,
    assessment: &Assessment,
    readings: &[Reading],
    rubric: &Rubric,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let short = assessment.short.iter().filter_map(|id| {
        let item = rubric.criteria.iter().find(|item| item.id == *id)?;
        Some(shortfall(item, assessment.criteria.get(id)?, statement, source, rubric))
    });
    findings.extend(short);
    findings.extend(not_counted(assessment, source));
    findings.extend(readings.iter().filter_map(|reading| empty(reading, assessment, source)));
    findings.extend(components(readings, source));
    findings.extend(single(statement, readings, source));
    findings.extend(idle(readings, assessment, source));
    findings
}

/// A criterion below the threshold: where it stands, what it has nothing of, and the cheapest step.
fn shortfall(item: &Item, criterion: &Criterion, statement: &Statement, source: &Source, rubric: &Rubric) -> Finding {
    let lacking = lacking(item, criterion);
    let best = criterion.evidence.iter().filter(|piece| piece.counted).max_by(|a, b| a.adds.total_cmp(&b.adds));
    let (field, span) = match best.or(criterion.evidence.first()) {
        Some(piece) => (piece.field.clone(), piece.start..piece.end),
        None => whole(statement, source),
    };
    let top = rubric.call.levels.iter().map(|level| level.level).max().unwrap_or(4);
    let message = format!("{} stands at {} of {top} ({})", item.id, criterion.score, criterion.level);
    let label = match (best, criterion.evidence.is_empty()) {
        (Some(_), _) => "the most that was found on it",
        (None, false) => "the nearest to it, and it does not count",
        (None, true) => "no sentence speaks of it",
    };
    let mut help = String::new();
    if !lacking.is_empty() {
        help = format!("nothing yet on: {}\n", lacking.join("; "));
    }
    if let Some(step) = &criterion.step {
        help.push_str(&format!("next: {step}"));
        let examples = step.sentences.iter().filter(|wanted| !wanted.example.is_empty());
        examples.for_each(|wanted| help.push_str(&format!("\nsuch as “{}”", wanted.example)));
    }
    let problem = Problem::new(Code::Short, message, source, span).label(label).help(help);
    Finding { about: vec![item.id.clone()], ..Finding::new(problem, field) }
}

/// The sides of a criterion that nothing counts for, those whose best signal is worth most first.
fn lacking<'i>(item: &'i Item, criterion: &Criterion) -> Vec<&'i str> {
    let counted =
        |facet: usize| criterion.evidence.iter().any(|piece| piece.counted && item.signals[piece.number].facet == facet);
    let best =
        |facet: usize| item.signals.iter().filter(|signal| signal.facet == facet).map(|signal| signal.worth).fold(0.0, f64::max);
    let mut sides: Vec<usize> = (0..item.facets.len()).filter(|facet| !counted(*facet)).collect();
    sides.sort_by(|a, b| best(*b).total_cmp(&best(*a)));
    sides.into_iter().take(LACKING).map(|facet| item.facets[facet].says.as_str()).collect()
}

/// The title's line, for what has no place of its own.
fn whole(statement: &Statement, source: &Source) -> (String, Range<usize>) {
    let at = source.text().find(statement.title.as_str()).filter(|_| !statement.title.is_empty()).unwrap_or(0);
    let end = source.text()[at..].find('\n').map_or(source.text().len(), |end| at + end);
    ("title".to_owned(), at..end)
}

/// Evidence for criteria that does not count for how it is meant, a finding a sentence.
fn not_counted(assessment: &Assessment, source: &Source) -> Vec<Finding> {
    let mut by_sentence: BTreeMap<(usize, usize), Vec<(&str, &Evidence)>> = BTreeMap::new();
    for (id, criterion) in &assessment.criteria {
        let meant = |piece: &&Evidence| {
            matches!(
                piece.stance,
                Stance::Denied | Stance::Deferred | Stance::Hypothetical | Stance::Elsewhere | Stance::Past | Stance::Repeated
            )
        };
        for piece in criterion.evidence.iter().filter(meant) {
            by_sentence.entry((piece.start, piece.end)).or_default().push((id, piece));
        }
    }
    let finding = |((start, end), pieces): ((usize, usize), Vec<(&str, &Evidence)>)| {
        let stance = pieces[0].1.stance;
        let mut items: Vec<&str> = pieces.iter().map(|(id, _)| *id).collect();
        items.dedup();
        let message = format!("evidence of {} that does not count: {}", items.join(", "), stance.name());
        let help = match stance {
            Stance::Denied => "if it is not so, nothing need change; if something else is, say that",
            Stance::Deferred | Stance::Hypothetical => "if it will happen, say so plainly: who, what, and by when",
            Stance::Elsewhere => "say what you will do yourselves",
            Stance::Past => "say what will be so from now on",
            _ => "once is enough",
        };
        let problem = Problem::new(Code::NotCounted, message, source, start..end).help(help);
        let about = pieces.iter().map(|(id, piece)| format!("{id}/{}", piece.signal)).collect();
        Finding { about, ..Finding::new(problem, pieces[0].1.field.clone()) }
    };
    by_sentence.into_iter().map(finding).collect()
}

/// A sentence that proves nothing by itself: an echo, a copy, fashionable words, or a claim with nobody in it.
fn empty(reading: &Reading, assessment: &Assessment, source: &Source) -> Option<Finding> {
    let (code, message, help) = if reading.copied {
        (Code::Copied, "this is taken from a published example", "say it of your own places and people")
    } else if reading.whole == Some(Stance::Echo) {
        (Code::Echo, "this says the call's own wording back", "say what you will do, who will do it, and where")
    } else if reading.whole == Some(Stance::Buzz) {
        (Code::Buzz, "fashionable words, with nothing counted or named", "put an actor, an action and a figure in their place")
    } else if reading.promises
        && !reading.somebody
        && reading.words >= CLAIM
        && reading.place != Place::InsteadOf
        && !counts(reading, assessment)
    {
        (Code::NoActor, "a claim with nobody in it who does it", "say who will do it, or to whom it will be done")
    } else {
        return None;
    };
    let problem = Problem::new(code, message, source, reading.start..reading.end).help(help);
    Some(Finding::new(problem, reading.field.clone()))
}

/// Whether a sentence has evidence that counts for a criterion.
fn counts(reading: &Reading, assessment: &Assessment) -> bool {
    let pieces = assessment.criteria.values().flat_map(|criterion| &criterion.evidence);
    pieces.into_iter().any(|piece| piece.counted && piece.start < reading.end && reading.start < piece.end)
}

/// Components in which no sentence names a post, a body or something people in charge do.
fn components(readings: &[Reading], source: &Source) -> Vec<Finding> {
    let component = |reading: &&Reading| matches!(reading.place, Place::Role | Place::Structure | Place::Behaviour);
    let component: Vec<&Reading> = readings.iter().filter(component).collect();
    let bare = component.chunk_by(|a, b| a.field == b.field).filter(|part| !part.iter().any(|reading| reading.leadership));
    let finding = |part: &[&Reading]| {
        let span = part[0].start..part[part.len() - 1].end;
        let message = "the component names no role, structure or behaviour";
        let help = "say who will hold which post, which body will decide what, or what leaders will do";
        Finding::new(Problem::new(Code::NothingNamed, message, source, span).help(help), part[0].field.clone())
    };
    bare.map(finding).collect()
}

/// A statement without a list of institutions, no sentence of which speaks of several.
fn single(statement: &Statement, readings: &[Reading], source: &Source) -> Option<Finding> {
    if !statement.institutions.is_empty() || readings.is_empty() || readings.iter().any(|reading| reading.several) {
        return None;
    }
    let (field, span) = whole(statement, source);
    let message = "no sentence speaks of more than one institution";
    let help =
        "the call is for leadership beyond a single institution: list the schools, colleges or agencies under `[[institutions]]`";
    Some(Finding::new(Problem::new(Code::OneInstitution, message, source, span).help(help), field))
}

/// Runs of sentences of one field, of some length, in which nothing counts.
fn idle(readings: &[Reading], assessment: &Assessment, source: &Source) -> Vec<Finding> {
    let described: Vec<&Reading> = readings.iter().filter(|reading| reading.place != Place::InsteadOf).collect();
    let idle = |reading: &Reading| !counts(reading, assessment);
    let runs = described.chunk_by(|a, b| a.field == b.field && idle(a) == idle(b)).filter(|run| idle(run[0]));
    let long = runs.filter(|run| run.iter().map(|reading| reading.words).sum::<usize>() >= STRETCH);
    let finding = |run: &[&Reading]| {
        let words: usize = run.iter().map(|reading| reading.words).sum();
        let message = format!("{} sentences, {words} words, in which nothing counts for a criterion", run.len());
        let problem = Problem::new(Code::Idle, message, source, run[0].start..run[0].end)
            .label("from here on")
            .help(format!("up to `{}`", ending(run[run.len() - 1], source)));
        Finding::new(problem, run[0].field.clone())
    };
    long.map(finding).collect()
}

/// The last few words of a sentence, on one line.
fn ending(reading: &Reading, source: &Source) -> String {
    let words: Vec<&str> = source.slice(reading.start..reading.end).split_whitespace().collect();
    words[words.len().saturating_sub(4)..].join(" ")
}
