//! The tree of phrases while it grows: a phrase at a time, and then laid flat.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::concept::ConceptId;
use super::flat::Words;
use super::language::Language;
use super::lexicon::{HEAD, Key, Lexicon, Meaning, ROOT, bit};
use super::word;

/// What may follow in a phrase besides words.
#[derive(Debug, Default)]
struct Branch {
    number: Option<u32>,
    gap: Option<u32>,
}

/// The tree, growing.
#[derive(Debug)]
pub(super) struct Tree {
    lemmas: FxHashMap<String, Key>,
    exact: FxHashMap<String, Key>,
    beginnings: FxHashMap<String, Key>,
    keys: Key,
    /// What the words of phrases stand for, in any form and in that very form: few words make up many phrases.
    known: [FxHashMap<String, Box<[Key]>>; 2],
    branches: Vec<Branch>,
    edges: FxHashMap<(u32, Key), u32>,
    /// What the phrases that end in a node mean.
    ends: FxHashMap<u32, Vec<Meaning>>,
}

/// The most readings one phrase may have by its alternatives.
const READINGS: usize = 256;

impl Default for Tree {
    fn default() -> Self {
        Self {
            lemmas: FxHashMap::default(),
            exact: FxHashMap::default(),
            beginnings: FxHashMap::default(),
            keys: 0,
            known: Default::default(),
            branches: vec![Branch::default()],
            edges: FxHashMap::with_capacity_and_hasher(1 << 18, FxBuildHasher),
            ends: FxHashMap::default(),
        }
    }
}

impl Tree {
    /// Adds a phrase.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub(super) fn add(&mut self, phrase: &str, meaning: Meaning, language: &Language) -> Result<(), String> {
        let elements: Vec<_> = phrase.split_whitespace().collect();
        if elements.is_empty() || elements.first() == Some(&"_") || elements.last() == Some(&"_") {
            return Err(format!("the phrase `{phrase}` begins or ends with a gap: a gap stands between words"));
        }
        let mut at = vec![ROOT];
        for element in elements {
            let mut next = Vec::new();
            for node in at {
                self.extend(node, element, language, &mut next)?;
            }
            next.sort_unstable();
            next.dedup();
            if next.len() > READINGS {
                return Err(format!("the phrase `{phrase}` can be read in more than {READINGS} ways: write it as several"));
            }
            at = next;
        }
        for node in at {
            let ends = self.ends.entry(node).or_default();
            if !ends.contains(&meaning) {
                ends.push(meaning);
            }
        }
        Ok(())
    }

    fn extend(&mut self, node: u32, element: &str, language: &Language, next: &mut Vec<u32>) -> Result<(), String> {
        if element == "_" {
            let existing = self.branches[node as usize].gap;
            let gap = existing.unwrap_or_else(|| self.grow());
            self.branches[node as usize].gap = Some(gap);
            next.push(gap);
            return Ok(());
        }
        let (exactly, element) = element.strip_prefix('=').map_or((false, element), |rest| (true, rest));
        for alternative in element.split('/') {
            if alternative == "#" {
                let existing = self.branches[node as usize].number;
                let number = existing.unwrap_or_else(|| self.grow());
                self.branches[node as usize].number = Some(number);
                next.push(number);
                continue;
            }
            let list = usize::from(exactly);
            if !self.known[list].contains_key(alternative) {
                let keys = self.word_keys(exactly, alternative, language)?;
                self.known[list].insert(alternative.to_owned(), keys.into());
            }
            let mut at = node;
            let keys = std::mem::take(&mut self.known[list]);
            for key in &keys[alternative] {
                at = self.edge(at, *key);
            }
            self.known[list] = keys;
            next.push(at);
        }
        Ok(())
    }

    /// The keys that one word of a phrase stands for: several where a hyphen or an apostrophe makes several words of it, as in a statement.
    fn word_keys(&mut self, exactly: bool, word: &str, language: &Language) -> Result<Vec<Key>, String> {
        let beginning = word.strip_suffix('*');
        let words = word::split(beginning.unwrap_or(word), language);
        let Some((last, before)) = words.split_last() else {
            return Err(format!("`{word}` has no word in it"));
        };
        let mut keys: Vec<Key> = before.iter().map(|word| self.lemma_key(word, language)).collect();
        keys.push(if beginning.is_some() {
            self.beginning_key(last)
        } else if exactly {
            let fresh = self.keys;
            let key = *self.exact.entry(last.clone()).or_insert(fresh);
            self.keys += Key::from(key == fresh);
            key
        } else {
            self.lemma_key(last, language)
        });
        Ok(keys)
    }

    fn lemma_key(&mut self, word: &str, language: &Language) -> Key {
        let fresh = self.keys;
        let key = *self.lemmas.entry(language.lemma(word)).or_insert(fresh);
        self.keys += Key::from(key == fresh);
        key
    }

    fn beginning_key(&mut self, begin: &str) -> Key {
        let fresh = self.keys;
        let key = *self.beginnings.entry(begin.to_owned()).or_insert(fresh);
        self.keys += Key::from(key == fresh);
        key
    }

    fn edge(&mut self, node: u32, key: Key) -> u32 {
        if let Some(next) = self.edges.get(&(node, key)) {
            return *next;
        }
        let next = self.grow();
        self.edges.insert((node, key), next);
        next
    }

    fn grow(&mut self) -> u32 {
        self.branches.push(Branch::default());
        u32::try_from(self.branches.len() - 1).unwrap_or(u32::MAX)
    }

    /// Lays the tree flat. `takers` gives for each concept those that take in its words.
    pub(super) fn flat(self, takers: &[Vec<ConceptId>]) -> Lexicon {
        let mut edges: Vec<_> = self.edges.iter().map(|((node, key), next)| (*node, *key, *next)).collect();
        edges.sort_unstable();
        let mut leaves: Vec<Leaf> = Vec::with_capacity(self.branches.len());
        let mut from = 0;
        for (node, branch) in (0..).zip(&self.branches) {
            let to = from + edges[from..].partition_point(|(edge, ..)| *edge == node);
            let meanings = self.ends.get(&node).into_iter().flatten().flat_map(|meaning| with_takers(*meaning, takers));
            leaves.push(Leaf { edges: &edges[from..to], meanings: meanings.collect(), branch });
            from = to;
        }
        // Each node after the one that leads to it, and with all that it leads to before its neighbour.
        let mut order = Vec::with_capacity(leaves.len());
        let mut open = vec![ROOT];
        while let Some(node) = open.pop() {
            order.push(node);
            let Leaf { edges, branch, .. } = &leaves[node as usize];
            open.extend(edges.iter().map(|(_, _, next)| *next).chain(branch.number).chain(branch.gap));
        }
        let mut places = vec![ROOT; leaves.len()];
        let mut end = 0;
        for node in &order {
            let Leaf { edges, meanings, .. } = &leaves[*node as usize];
            places[*node as usize] = place(end);
            end += HEAD + meanings.len() + 2 * edges.len();
        }
        let mut nodes = Vec::with_capacity(end);
        for node in &order {
            let Leaf { edges, meanings, branch } = &leaves[*node as usize];
            let leads_on = edges.iter().fold(0, |bits, (_, key, _)| bits | bit(*key));
            let after = |next: Option<u32>| next.map_or(ROOT, |next| places[next as usize]);
            nodes.extend([leads_on, place(meanings.len()), place(edges.len()), after(branch.number), after(branch.gap)]);
            nodes.extend(meanings);
            nodes.extend(edges.iter().flat_map(|(_, key, next)| [*key, places[*next as usize]]));
        }
        let mut first = vec![ROOT; self.keys as usize];
        for (_, key, next) in leaves[ROOT as usize].edges {
            first[*key as usize] = places[*next as usize];
        }
        let words = |words: Vec<(&String, &Key)>| -> Words {
            let mut words = words;
            words.sort_unstable();
            words.into_iter().map(|(word, key)| (word, *key)).collect()
        };
        Lexicon {
            lemmas: words(self.lemmas.iter().collect()),
            exact: words(self.exact.iter().collect()),
            beginnings: words(self.beginnings.iter().collect()),
            first: first.into_iter().collect(),
            nodes: nodes.into_iter().collect(),
        }
    }
}

/// A node, ready to be laid flat.
struct Leaf<'t> {
    /// Its own number, a key, and the node that leads to.
    edges: &'t [(u32, Key, u32)],
    meanings: Vec<u32>,
    branch: &'t Branch,
}

fn place(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn with_takers(meaning: Meaning, takers: &[Vec<ConceptId>]) -> impl Iterator<Item = u32> {
    let others = match meaning {
        Meaning::Concept(concept) => takers[concept as usize].as_slice(),
        _ => &[],
    };
    std::iter::once(meaning).chain(others.iter().map(|concept| Meaning::Concept(*concept))).map(Meaning::packed)
}
