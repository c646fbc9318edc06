//! The concepts of a sentence: its words walked through the tree of phrases.

use super::word::{Forms, Gap, Part, Word};
use crate::rubric::{BuiltIn, ConceptId, Meaning, Node, ROOT, Rubric, Stance};

/// Where something was found: the words from `start` to the one before `end`. A sentence has few enough words for so small numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    start: u16,
    end: u16,
}

impl Hit {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let [start, end] = [start, end].map(|word| u16::try_from(word).unwrap_or(u16::MAX));
        Self { start, end }
    }

    pub(crate) const fn start(self) -> usize {
        self.start as usize
    }

    pub(crate) const fn end(self) -> usize {
        self.end as usize
    }

    fn moved(self, by: usize) -> Self {
        Self::new(self.start() + by, self.end() + by)
    }
}

/// The concepts of a sentence: those found, and where.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hits {
    /// By concept, and of one concept in the order of the words.
    hits: Vec<Hit>,
    /// Where in `hits` those of each concept found begin and end.
    places: Vec<(u32, u32)>,
    /// For each 64 concepts a bit for each found, and how many were found before these. Most questions are about concepts that are not
    /// there.
    present: Vec<(u64, u32)>,
}

impl Hits {
    /// Orders what was found, which comes in the order of its first words. `counts` has zeros for each concept, before and after.
    fn new(found: &[(ConceptId, Hit)], counts: &mut [(u32, u32)]) -> Self {
        let mut present = vec![(0_u64, 0); counts.len() / 64 + 1];
        for (concept, _) in found {
            present[*concept as usize / 64].0 |= 1 << (concept % 64);
            counts[*concept as usize].1 += 1;
        }
        let (mut concepts, mut end) = (0, 0);
        for (word, (bits, earlier)) in present.iter_mut().enumerate() {
            *earlier = concepts;
            concepts += bits.count_ones();
            for bit in ones(*bits) {
                let count = &mut counts[word * 64 + bit];
                (*count, end) = ((end, end), end + count.1);
            }
        }
        let mut hits = vec![Hit { start: 0, end: 0 }; found.len()];
        for (concept, hit) in found {
            let (first, free) = &mut counts[*concept as usize];
            // Of those with one first word the shorter comes first; the same may come twice, by two phrases.
            let before = hits[*first as usize..*free as usize].iter().rev().take_while(|other| *other >= hit).count();
            let at = *free as usize - before;
            if before > 0 && hits[at] == *hit {
                continue;
            }
            hits.copy_within(at..*free as usize, at + 1);
            hits[at] = *hit;
            *free += 1;
        }
        let mut places = Vec::with_capacity(concepts as usize);
        for (word, (bits, _)) in present.iter().enumerate() {
            places.extend(ones(*bits).map(|bit| std::mem::take(&mut counts[word * 64 + bit])));
        }
        Self { hits, places, present }
    }

    /// Whether a concept was found.
    pub(crate) fn has(&self, concept: ConceptId) -> bool {
        self.present.get(concept as usize / 64).is_some_and(|(bits, _)| bits & (1 << (concept % 64)) != 0)
    }

    /// Where a concept was found, in the order of the words.
    pub(crate) fn of(&self, concept: ConceptId) -> &[Hit] {
        if !self.has(concept) {
            return &[];
        }
        let (bits, before) = self.present[concept as usize / 64];
        let number = before as usize + (bits & ((1 << (concept % 64)) - 1)).count_ones() as usize;
        let (start, end) = self.places[number];
        &self.hits[start as usize..end as usize]
    }

    /// The concepts found, in their order.
    pub(crate) fn concepts(&self) -> impl Iterator<Item = ConceptId> + '_ {
        (0..)
            .zip(&self.present)
            .flat_map(|(word, (bits, _))| ones(*bits).map(move |bit| word * 64 + ConceptId::try_from(bit).unwrap_or_default()))
    }

    pub(crate) fn has_number(&self) -> bool {
        self.has(BuiltIn::Number.id())
    }

    pub(crate) fn has_name(&self) -> bool {
        self.has(BuiltIn::Name.id())
    }

    /// The concepts of this sentence of so many words and of the one after it, as of one.
    pub(crate) fn followed_by(&self, next: &Self, words: usize) -> Self {
        let here = self.concepts().flat_map(|concept| self.of(concept).iter().map(move |hit| (concept, *hit)));
        let there = next.concepts().flat_map(|concept| next.of(concept).iter().map(move |hit| (concept, hit.moved(words))));
        let mut both: Vec<_> = here.chain(there).collect();
        both.sort_unstable_by_key(|(_, hit)| *hit);
        Self::new(&both, &mut vec![(0, 0); self.present.len() * 64])
    }
}

/// The places of the bits that are set.
pub(super) fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (place < 64).then_some(place)
    })
}

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
