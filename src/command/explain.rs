//! `fieldtrial explain`: any id the program uses, in words.

use std::fmt::Write as _;

use anyhow::{Result, bail};
use clap::Args;

use super::{Context, Exit, print, width};
use crate::fields::nearest;
use crate::problem::Code;
use crate::report::text::fitted;
use crate::rubric::{Concept, Item, ItemKind, Rubric, Signal, Stance};
use crate::score::{HYBRID, NONE};
use crate::statement::Place;

/// Explain a criterion, scenario, signal, concept, stance or problem code
///
/// Without an id, lists them all.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Explain {
    /// An id, as reports show it; a signal that several items have is ITEM/SIGNAL
    id: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  fieldtrial explain                       every id
  fieldtrial explain governance            what a criterion means and what is looked for
  fieldtrial explain hands-over-power      a signal: what it is worth, and where it is looked for
  fieldtrial explain statement::missing    a problem code";

impl Explain {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let rubric = &context.rubric;
        let text = match &self.id {
            None => list(rubric),
            Some(id) => about(id, rubric)?,
        };
        print(fitted(&text, width(None, false)))?;
        Ok(Exit::Fine)
    }
}

fn list(rubric: &Rubric) -> String {
    let mut out = String::new();
    for (heading, items) in [("Criteria", &rubric.criteria), ("Scenarios", &rubric.scenarios)] {
        let _ = writeln!(out, "{heading}");
        for item in items {
            let _ = writeln!(out, "  {:<16} {} ({} signals)", item.id, item.title, item.signals.len());
        }
        out.push('\n');
    }
    for item in rubric.items() {
        let _ = writeln!(out, "Signals of {}", item.id);
        for signal in &item.signals {
            let _ = writeln!(out, "  {:<26} {}", signal.id, signal.says);
        }
        out.push('\n');
    }
    let _ = writeln!(out, "Concepts");
    for concept in &rubric.concepts {
        let _ = writeln!(out, "  {:<26} {}", concept.id, concept.says);
    }
    let _ = writeln!(out, "\nStances, levels, leads, domains and fields");
    for (name, says) in words(rubric) {
        let _ = writeln!(out, "  {name:<26} {says}");
    }
    let _ = writeln!(out, "\nProblem codes");
    for code in Code::ALL {
        let _ = writeln!(out, "  {:<26} {}: {}", code.name(), code.severity().name(), code.says());
    }
    out
}

fn about(id: &str, rubric: &Rubric) -> Result<String> {
    let mut out = String::new();
    for item in rubric.items().filter(|item| item.id == id) {
        item_in_words(&mut out, item, rubric);
    }
    for item in rubric.items() {
        for signal in &item.signals {
            if signal.id == id || id == format!("{}/{}", item.id, signal.id) {
                signal_in_words(&mut out, item, signal);
            }
        }
    }
    if let Some(concept) = rubric.concept(id) {
        concept_in_words(&mut out, concept, rubric);
    }
    for (name, says) in words(rubric).into_iter().filter(|(name, _)| name == id) {
        let _ = writeln!(out, "{name}: {says}");
    }
    for code in Code::ALL.iter().filter(|code| code.name() == id) {
        let _ = writeln!(out, "{code}: a problem code ({})\n\n{}", code.severity().name(), code.explanation());
    }
    if out.is_empty() {
        let signals = rubric.items().flat_map(|item| &item.signals).map(|signal| signal.id.as_str());
        let known = rubric.items().map(|item| item.id.as_str()).chain(signals);
        let words = words(rubric);
        let known = known
            .chain(words.iter().map(|(name, _)| name.as_str()))
            .chain(rubric.concepts.iter().map(|concept| concept.id.as_str()))
            .chain(Code::ALL.iter().map(|code| code.name()));
        match nearest(id, known) {
            Some(near) => bail!("nothing is called `{id}`; did you mean `{near}`?"),
            None => bail!("nothing is called `{id}`; `fieldtrial explain` lists every id"),
        }
    }
    Ok(out)
}

/// The small words of reports and rubric files, and what they mean.
fn words(rubric: &Rubric) -> Vec<(String, String)> {
    let stances = Stance::ALL.iter().map(|stance| (stance.name().to_owned(), format!("a stance: {}", stance.says())));
    let levels = rubric.call.levels.iter().map(|level| (level.name.clone(), format!("level {}: {}", level.level, level.says)));
    let leads = [(NONE, "a lead: no scenario fits well enough"), (HYBRID, "a lead: two scenarios fit well and nearly alike")];
    let leads = leads.into_iter().map(|(name, says)| (name.to_owned(), says.to_owned()));
    let domains = rubric.call.domains.iter().map(|domain| (domain.id.clone(), format!("a domain: {}", domain.says)));
    let fields = Place::ALL.iter().map(|place| (place.name().to_owned(), format!("a field: {}", place.says())));
    stances.chain(levels).chain(leads).chain(domains).chain(fields).collect()
}

/// The source document behind a key, as people cite it.
fn cited(key: &str, rubric: &Rubric) -> String {
    let found = rubric.call.sources.iter().find(|source| source.id == key);
    found.map_or_else(|| key.to_owned(), |source| format!("{} ({})", source.title, source.year))
}

fn item_in_words(out: &mut String, item: &Item, rubric: &Rubric) {
    let (kind, reaches) = match item.kind {
        ItemKind::Criterion => ("criterion", "scored 0 to 4"),
        ItemKind::Scenario => ("scenario", "fitted 0 to 1"),
    };
    let _ = writeln!(out, "{}: {} ({kind}, {reaches})\n{}\n", item.id, item.title, item.asks);
    for paragraph in [&item.nature, &item.why].into_iter().filter(|paragraph| !paragraph.trim().is_empty()) {
        let _ = writeln!(out, "{}\n", paragraph.trim());
    }
    if !item.key.is_empty() {
        let _ = writeln!(out, "What it stands or falls with: {}\n", item.key.trim());
    }
    if !item.features.is_empty() {
        let _ = writeln!(out, "Features");
        for feature in &item.features {
            let _ = writeln!(out, "  {:<11} {}", feature.dimension, feature.says);
        }
        out.push('\n');
    }
    if item.levels.iter().any(|level| !level.is_empty()) {
        let _ = writeln!(out, "Levels");
        for (name, says) in rubric.call.levels.iter().skip(1).zip(&item.levels) {
            let _ = writeln!(out, "  {} {:<10} {says}", name.level, name.name);
        }
        out.push('\n');
    }
    let _ = writeln!(out, "Signals, by facet; further sentences on one facet count less and less");
    for (number, facet) in item.facets.iter().enumerate() {
        let _ = writeln!(out, "  {}: {} (each further sentence x{:.2})", facet.id, facet.says, facet.further);
        for signal in item.signals.iter().filter(|signal| signal.facet == number) {
            let _ = writeln!(out, "    {:+.1} {:<26} {}", signal.worth, signal.id, signal.says);
        }
    }
    if !item.questions.is_empty() {
        let _ = writeln!(out, "\nQuestions it puts to a statement");
        for question in &item.questions {
            let _ = writeln!(out, "  · {}", question.ask);
        }
    }
    let _ = writeln!(
        out,
        "\nLevel = 0.5 + (points - {}) / {}, between 0 and 4\nSource: {}",
        item.scale.half,
        item.scale.level,
        cited(&item.source, rubric)
    );
}

fn signal_in_words(out: &mut String, item: &Item, signal: &Signal) {
    let facet = &item.facets[signal.facet];
    let _ = writeln!(out, "{}/{}: {} (a signal of {})\n", item.id, signal.id, signal.says, item.id);
    let _ = writeln!(out, "Worth {:+.1} on the facet {} ({})", signal.worth, facet.id, facet.says);
    let _ = writeln!(out, "Looked for in: {}", signal.places);
    let _ = writeln!(out, "Found where these concepts stand within {} words:", signal.near);
    for pattern in &signal.written {
        let _ = writeln!(out, "  {pattern}");
    }
    for (heading, examples) in [("For example", &signal.yes), ("But not", &signal.no)] {
        if !examples.is_empty() {
            let _ = writeln!(out, "{heading}:");
            for example in examples {
                let _ = writeln!(out, "  {example}");
            }
        }
    }
    let _ = writeln!(out, "Source: {}\n", item.source);
}

fn concept_in_words(out: &mut String, concept: &Concept, rubric: &Rubric) {
    let _ = writeln!(out, "{}: {} (a concept, {})\n", concept.id, concept.says, concept.file);
    if !concept.words.is_empty() {
        let _ = writeln!(out, "Any of: {}", concept.phrases().join(", "));
    }
    if !concept.also.is_empty() {
        let also: Vec<_> = concept.also.iter().map(|id| rubric.concepts[*id as usize].id.as_str()).collect();
        let _ = writeln!(out, "And the words of: {}", also.join(", "));
    }
}
