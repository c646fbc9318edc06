//! Every phrase of the rubric in one tree of words, so that a sentence is walked once whatever the number of phrases.

use serde::{Deserialize, Serialize};

use super::flat::{Numbers, Words};

/// A word as phrases know it: a lemma, an exact form or a beginning.
pub type Key = u32;

/// What a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    /// A concept.
    Concept(u32),
    /// A cue of stance.
    Cue(u32),
    /// Words that look like this cue and are none.
    NotCue(u32),
}

/// How far a meaning's number is moved up to make room for its kind.
const KIND: u32 = 2;

impl Meaning {
    pub(super) const fn packed(self) -> u32 {
        match self {
            Self::Concept(number) => number << KIND,
            Self::Cue(number) => number << KIND | 1,
            Self::NotCue(number) => number << KIND | 2,
        }
    }

    const fn unpacked(packed: u32) -> Self {
        let number = packed >> KIND;
        match packed & ((1 << KIND) - 1) {
            0 => Self::Concept(number),
            1 => Self::Cue(number),
            _ => Self::NotCue(number),
        }
    }
}

/// A node of the tree: what may follow, and what the phrases that end here mean. A node's number is the place of its record.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// The node after any number; none where it is the root.
    number: u32,
    /// The node after a gap of up to three words; none where it is the root.
    gap: u32,
    /// A bit for each last five bits of a key that leads on: most words lead nowhere.
    leads_on: u32,
    /// Where the meanings begin, where they end and the edges begin, and where those end.
    lists: [u32; 3],
}

impl Node {
    /// What [`Node::leads`] is asked of a word that has these keys.
    pub fn bits(keys: &[Key]) -> u32 {
        keys.iter().fold(0, |bits, key| bits | bit(*key))
    }

    /// Whether a word may lead on from here: where this says no, none of its keys does.
    pub const fn leads(&self, bits: u32) -> bool {
        self.leads_on & bits != 0
    }

    /// The node after any number.
    pub const fn number(&self) -> Option<u32> {
        if self.number == ROOT { None } else { Some(self.number) }
    }

    /// The node after a gap.
    pub const fn gap(&self) -> Option<u32> {
        if self.gap == ROOT { None } else { Some(self.gap) }
    }
}

/// The tree's first node: every phrase begins here, and none comes back.
pub const ROOT: u32 = 0;

/// The tree, and the words it knows. It is read only: `Tree` is what grows.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lexicon {
    pub(super) lemmas: Words,
    pub(super) exact: Words,
    pub(super) beginnings: Words,
    /// By key, the node that a phrase's first word leads to; the root where it leads nowhere.
    pub(super) first: Numbers,
    /// The nodes' records, each followed by those it leads to, so that a phrase is followed within a few lines of memory. A record is
    /// `leads_on`, how many meanings it has, how many edges, the nodes after a number and a gap; the meanings; and for each edge a key
    /// and the node it leads to, by key.
    pub(super) nodes: Numbers,
}

/// The numbers of a record before its lists.
pub(super) const HEAD: usize = 5;

/// The bit of a key in `leads_on`.
pub(super) const fn bit(key: Key) -> u32 {
    1 << (key % 32)
}

impl Lexicon {
    /// A node.
    pub fn node(&self, node: u32) -> Node {
        let [leads_on, meanings, edges, number, gap] = self.nodes.from(node as usize);
        let start = node + HEAD as u32;
        Node { number, gap, leads_on, lists: [start, start + meanings, start + meanings + 2 * edges] }
    }

    /// The node that a phrase's first word leads to.
    pub fn first(&self, key: Key) -> Option<u32> {
        Some(self.first.at(key as usize)).filter(|next| *next != ROOT)
    }

    /// The node after this one, which is not the root, by a word of this key.
    pub fn step(&self, node: &Node, key: Key) -> Option<u32> {
        if !node.leads(bit(key)) {
            return None;
        }
        let [_, edges, end] = node.lists;
        let (mut low, mut high) = (0, (end - edges) / 2);
        while low < high {
            let middle = low.midpoint(high);
            let [known, next] = self.nodes.from((edges + 2 * middle) as usize);
            match known.cmp(&key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(next),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Everything that the phrases ending in a node mean: of concepts also those that take them in.
    pub fn meanings(&self, node: &Node) -> impl Iterator<Item = Meaning> + '_ {
        let [start, end, _] = node.lists;
        self.nodes.between(start, end).map(Meaning::unpacked)
    }

    /// The keys of a word, given folded: those of its lemma, its very form, and its beginnings.
    pub fn keys(&self, form: &str, lemma: &str) -> Vec<Key> {
        let mut keys: Vec<_> = self.lemmas.get(lemma).into_iter().chain(self.exact.get(form)).collect();
        let beginnings = form.char_indices().map(|(at, c)| &form[..at + c.len_utf8()]);
        keys.extend(beginnings.filter_map(|begin| self.beginnings.get(begin)));
        keys
    }
}
