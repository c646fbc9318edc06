//! The concepts of a sentence: its words walked through the tree of phrases.

use super::hits::{Hit, Hits};
use super::word::{Forms, Gap, Part, Word};
use crate::rubric::{BuiltIn, ConceptId, Meaning, Node, ROOT, Rubric, Stance};

/// A cue of stance found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CueHit {
    pub(crate) cue: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The most words a phrase's gap may skip.
const SKIP: usize = 3;

/// What one look-up leaves for the next to use again.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    hits: Vec<(ConceptId, Hit)>,
    counts: Vec<(u32, u32)>,
    /// The nodes that the words' keys lead to, and for each word where they end.
    nodes: Vec<Node>,
    firsts: Vec<usize>,
}

/// Looks up the words of a sentence.
pub(crate) fn look_up(words: &[Word], forms: &Forms, rubric: &Rubric, scratch: &mut Scratch) -> (Hits, Vec<CueHit>) {
    scratch.hits.clear();
    scratch.counts.resize(rubric.searches.concepts(), (0, 0));
    let mut walk = Walk { words, forms, rubric, hits: &mut scratch.hits, cues: Vec::new(), not_cues: Vec::new() };
    // The nodes that phrases begin with are fetched before any phrase is followed: they lie far apart, and so none waits for another.
    scratch.nodes.clear();
    scratch.firsts.clear();
    for word in words {
        let first = forms.keys(word).iter().filter_map(|key| rubric.lexicon.first(*key));
        scratch.nodes.extend(first.map(|node| rubric.lexicon.node(node)));
        scratch.firsts.push(scratch.nodes.len());
    }
    let mut from = 0;
    for (start, to) in scratch.firsts.iter().enumerate() {
        walk.begin(start, &scratch.nodes[from..*to]);
        walk.built_in(start);
        from = *to;
    }
    let Walk { mut cues, not_cues, .. } = walk;
    cues.retain(|cue| !not_cues.iter().any(|not| not.cue == cue.cue && not.start <= cue.start && cue.end <= not.end));
    cues.dedup();
    (Hits::new(&scratch.hits, &mut scratch.counts), cues)
}

struct Walk<'a> {
    words: &'a [Word],
    forms: &'a Forms,
    rubric: &'a Rubric,
    hits: &'a mut Vec<(ConceptId, Hit)>,
    cues: Vec<CueHit>,
    not_cues: Vec<CueHit>,
}

impl Walk<'_> {
    /// Follows the phrases that begin with a word, from the nodes that its keys lead to.
    fn begin(&mut self, start: usize, first: &[Node]) {
        for here in first {
            self.reach(here, start, start + 1);
        }
        if self.words[start].traits.number
            && let Some(next) = self.rubric.lexicon.node(ROOT).number()
        {
            self.reach(&self.rubric.lexicon.node(next), start, start + 1);
        }
    }

    /// Comes to a node with a phrase that began at `start` and has come as far as `at`.
    fn reach(&mut self, here: &Node, start: usize, at: usize) {
        self.ends(here, start, at);
        self.go_on(here, start, at);
    }

    /// Goes on from a node over the word at `at`, or over a gap.
    fn go_on(&mut self, here: &Node, start: usize, at: usize) {
        // A phrase does not run on into the next clause, nor over a comma.
        let Some(word) = self.words.get(at).filter(|word| word.gap == Gap::None) else { return };
        let lexicon = &self.rubric.lexicon;
        if here.leads(word.traits.key_bits) {
            for key in self.forms.keys(word) {
                if let Some(next) = lexicon.step(here, *key) {
                    self.reach(&lexicon.node(next), start, at + 1);
                }
            }
        }
        if word.traits.number
            && let Some(next) = here.number()
        {
            self.reach(&lexicon.node(next), start, at + 1);
        }
        if let Some(gap) = here.gap() {
            let gap = lexicon.node(gap);
            for skip in 0..=SKIP {
                self.go_on(&gap, start, at + skip);
                if self.words.get(at + skip).is_none_or(|word| word.gap == Gap::Clause) {
                    break;
                }
            }
        }
    }

    fn ends(&mut self, node: &Node, start: usize, end: usize) {
        for meaning in self.rubric.lexicon.meanings(node) {
            match meaning {
                Meaning::Concept(concept) => self.hits.push((concept, Hit::new(start, end))),
                Meaning::Cue(cue) => {
                    let hit = CueHit { cue: cue as usize, start, end };
                    if !self.named_so(hit) {
                        self.cues.push(hit);
                    }
                }
                Meaning::NotCue(cue) => self.not_cues.push(CueHit { cue: cue as usize, start, end }),
            }
        }
    }

    /// Whether what looks like a cue is part of a name: "Elm Park" is not put off. Cues of elsewhere are themselves often names.
    fn named_so(&self, hit: CueHit) -> bool {
        let inside = (hit.start.max(1)..hit.end).map(|at| &self.words[at]);
        let named = |word: &Word| word.capital && word.traits.nameable;
        self.rubric.language.cues[hit.cue].stance != Stance::Elsewhere && inside.into_iter().any(named)
    }

    /// What is seen from a word's looks, and tense from the words before it.
    fn built_in(&mut self, at: usize) {
        let word = &self.words[at];
        let form = word.traits;
        let mut hit = |concept: BuiltIn| self.hits.push((concept.id(), Hit::new(at, at + 1)));
        if form.number {
            hit(BuiltIn::Number);
        }
        if form.year {
            hit(BuiltIn::Year);
        }
        if word.money {
            hit(BuiltIn::Money);
        }
        if word.percent {
            hit(BuiltIn::Percent);
        }
        if word.capital && at > 0 && form.nameable {
            hit(BuiltIn::Name);
        }
        let before =
            |reach: usize, is: fn(Part) -> bool| self.words[at.saturating_sub(reach)..at].iter().any(|word| is(word.traits.part));
        let modal = || before(3, |part| part.modal);
        let past = if form.part.perfect { !modal() } else { form.past && !modal() && !before(2, |part| part.passive) };
        if past {
            hit(BuiltIn::PastTense);
        }
        if form.part.future {
            hit(BuiltIn::FutureTense);
        }
    }
}
