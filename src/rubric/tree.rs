//! The tree of phrases while it grows: a phrase at a time, and then laid flat.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::concept::ConceptId;
use super::language::Language;
use super::lexicon::{Key, Lexicon, Meaning, ROOT, bit};
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
    beginnings: Vec<(String, Key)>,
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
            beginnings: Vec::new(),
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
        if let Some((_, key)) = self.beginnings.iter().find(|(known, _)| known == begin) {
            return *key;
        }
        let key = self.keys;
        self.keys += 1;
        self.beginnings.push((begin.to_owned(), key));
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
        let mut edges: Vec<_> = self.edges.into_iter().collect();
        edges.sort_unstable();
        let mut first = vec![ROOT; self.keys as usize];
        for ((_, key), next) in edges.iter().take_while(|((node, _), _)| *node == ROOT) {
            first[*key as usize] = *next;
        }
        let place = |list: usize| u32::try_from(list).unwrap_or(u32::MAX);
        let mut nodes = Vec::new();
        let mut meanings = Vec::new();
        let mut edge = 0;
        for (node, branch) in (0..).zip(&self.branches) {
            let (edges_start, meanings_start) = (edge, meanings.len());
            let own = edges[edge..].iter().take_while(|((from, _), _)| *from == node);
            let leads_on = own.clone().fold(0, |bits, ((_, key), _)| bits | bit(*key));
            edge += own.count();
            meanings.extend(self.ends.get(&node).into_iter().flatten().flat_map(|meaning| with_takers(*meaning, takers)));
            nodes.extend([edges_start, edge, meanings_start, meanings.len()].map(place));
            nodes.extend([branch.number.unwrap_or(ROOT), branch.gap.unwrap_or(ROOT), leads_on]);
        }
        let words = |words: FxHashMap<String, Key>| {
            let mut words: Vec<_> = words.into_iter().collect();
            words.sort_unstable();
            words.into_iter().collect()
        };
        Lexicon {
            lemmas: words(self.lemmas),
            exact: words(self.exact),
            beginnings: self.beginnings,
            first: first.into_iter().collect(),
            nodes: nodes.into_iter().collect(),
            edges: edges.into_iter().flat_map(|((_, key), next)| [key, next]).collect(),
            meanings: meanings.into_iter().collect(),
        }
    }
}

fn with_takers(meaning: Meaning, takers: &[Vec<ConceptId>]) -> impl Iterator<Item = u32> {
    let others = match meaning {
        Meaning::Concept(concept) => takers[concept as usize].as_slice(),
        _ => &[],
    };
    std::iter::once(meaning).chain(others.iter().map(|concept| Meaning::Concept(*concept))).map(Meaning::packed)
}
