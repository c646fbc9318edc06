//! What was found in a sentence, ordered so that it is quickly known what is there and where.

use crate::rubric::{BuiltIn, ConceptId};

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
    pub(super) fn new(found: &[(ConceptId, Hit)], counts: &mut [(u32, u32)]) -> Self {
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
