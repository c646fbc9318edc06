//! The patterns of all signals and questions in one list, and for each concept the patterns worth trying where it stands.
//!
//! A pattern can only be found in a sentence that has a concept for each of its steps, so it is enough to try it where its rarest step
//! may stand: of more than two thousand patterns a sentence calls up some dozens.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::concept::{BuiltIn, ConceptId};
use super::item::Item;
use super::language::Language;
use super::lexicon::{Lexicon, Meaning};
use super::pattern::Pattern;
use super::word;

/// A place in [`Searches`].
pub type PatternId = u32;

/// All patterns, flat.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Searches {
    /// Where each pattern's steps begin; the last number says where they end.
    patterns: Vec<u32>,
    goals: Vec<Goal>,
    /// The concepts of the steps.
    concepts: Vec<ConceptId>,
    /// For each pattern its signal's, or question's, place in the item.
    owners: Vec<u32>,
    /// The patterns of signals that run over two sentences, which concepts of one cannot call.
    always: Vec<PatternId>,
    /// For each concept, where in `called` its patterns begin; the last number says where they end.
    callers: Vec<u32>,
    called: Vec<PatternId>,
}

/// A step of a pattern.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Goal {
    any: (u32, u32),
    /// At most so many words after the step before it; [`u32::MAX`] for however many.
    within: u32,
    /// Whether it begins a chain, and so may stand before the step before it.
    pub begins: bool,
}

impl Goal {
    /// At most so many words after the step before it.
    pub const fn within(&self) -> Option<usize> {
        if self.within == u32::MAX { None } else { Some(self.within as usize) }
    }
}

impl Searches {
    /// Takes the patterns of all items, and tells the items which are theirs.
    pub(super) fn new<'i>(items: impl Iterator<Item = &'i mut Item>, concepts: usize, how_often: &Frequencies) -> Self {
        let mut searches = Self { patterns: vec![0], ..Self::default() };
        let mut calls: Vec<(ConceptId, PatternId)> = Vec::new();
        let mut always = Vec::new();
        let mut add = |patterns: &[Pattern], owner: usize| -> Range<PatternId> {
            let first = place(searches.patterns.len() - 1);
            for pattern in patterns {
                let id = place(searches.patterns.len() - 1);
                let steps = pattern.chains.iter().flatten();
                let rarest = steps.min_by_key(|step| step.any.iter().map(|concept| how_often.of(*concept)).sum::<usize>());
                calls.extend(rarest.into_iter().flat_map(|step| &step.any).map(|concept| (*concept, id)));
                searches.add(pattern);
                searches.owners.push(place(owner));
            }
            first..place(searches.patterns.len() - 1)
        };
        for item in items {
            for (number, signal) in item.signals.iter_mut().enumerate() {
                signal.patterns = add(&signal.find, number);
                always.extend(signal.patterns.clone().filter(|_| signal.sentences > 1));
            }
            for (number, question) in item.questions.iter_mut().enumerate() {
                question.patterns = add(&question.settled, number);
            }
        }
        searches.always = always;
        calls.sort_unstable();
        calls.dedup();
        let before = |concept: usize| place(calls.partition_point(|(caller, _)| (*caller as usize) < concept));
        searches.callers = (0..=concepts).map(before).collect();
        searches.called = calls.into_iter().map(|(_, pattern)| pattern).collect();
        searches
    }

    fn add(&mut self, pattern: &Pattern) {
        for chain in &pattern.chains {
            for (number, step) in chain.iter().enumerate() {
                let start = place(self.concepts.len());
                self.concepts.extend(&step.any);
                let within = step.within.and_then(|within| u32::try_from(within).ok()).unwrap_or(u32::MAX);
                self.goals.push(Goal { any: (start, place(self.concepts.len())), within, begins: number == 0 });
            }
        }
        self.patterns.push(place(self.goals.len()));
    }

    /// How many patterns there are.
    pub fn len(&self) -> usize {
        self.patterns.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many concepts there are.
    pub fn concepts(&self) -> usize {
        self.callers.len().saturating_sub(1)
    }

    /// The steps of a pattern.
    pub fn goals(&self, pattern: PatternId) -> &[Goal] {
        let at = pattern as usize;
        &self.goals[self.patterns[at] as usize..self.patterns[at + 1] as usize]
    }

    /// The concepts any of which a step asks for.
    pub fn any(&self, goal: &Goal) -> &[ConceptId] {
        &self.concepts[goal.any.0 as usize..goal.any.1 as usize]
    }

    /// The place in its item of the signal, or the question, that a pattern is of.
    pub fn owner(&self, pattern: PatternId) -> usize {
        self.owners[pattern as usize] as usize
    }

    /// The patterns to try in every sentence.
    pub fn always(&self) -> &[PatternId] {
        &self.always
    }

    /// The patterns to try where a concept stands, in their order.
    pub fn called_by(&self, concept: ConceptId) -> &[PatternId] {
        let at = concept as usize;
        &self.called[self.callers[at] as usize..self.callers[at + 1] as usize]
    }
}

fn place(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// How often concepts stand in the rubric's own examples, which are much like statements. A guess: it decides what is tried first, and
/// never what is found.
pub(super) struct Frequencies {
    seen: FxHashMap<ConceptId, usize>,
    /// What is seen by a word's looks, in most sentences.
    built_in: usize,
}

impl Frequencies {
    pub(super) fn of_examples<'e>(examples: impl Iterator<Item = &'e String>, language: &Language, lexicon: &Lexicon) -> Self {
        let mut seen = FxHashMap::default();
        let mut sentences = 0;
        for example in examples {
            sentences += 1;
            for form in example.split_whitespace().flat_map(|run| word::split(run, language)) {
                let keys = lexicon.keys(&form, &language.lemma(&form));
                for node in keys.into_iter().filter_map(|key| lexicon.first(key)) {
                    for meaning in lexicon.meanings(&lexicon.node(node)) {
                        if let Meaning::Concept(concept) = meaning {
                            *seen.entry(concept).or_default() += 1;
                        }
                    }
                }
            }
        }
        Self { seen, built_in: sentences }
    }

    fn of(&self, concept: ConceptId) -> usize {
        let by_looks = BuiltIn::ALL.iter().any(|(built_in, ..)| built_in.id() == concept);
        if by_looks { self.built_in } else { 1 + self.seen.get(&concept).copied().unwrap_or_default() }
    }
}
