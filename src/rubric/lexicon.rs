//! Every phrase of the rubric in one tree of words, so that a sentence is walked once whatever the number of phrases.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::language::Language;
use crate::evidence::word;

/// A word as phrases know it: a lemma, an exact form or a beginning.
pub type Key = u32;

/// A node of the tree: what ends here, and what may follow.
#[derive(Debug, Default)]
pub struct Node {
    /// What the phrase that ends here means; what else it means is in [`Lexicon::meanings`].
    pub end: Option<Meaning>,
    /// After any number.
    pub number: Option<u32>,
    /// After a gap of up to three words.
    pub gap: Option<u32>,
}

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

/// The tree, and the words it knows.
#[derive(Debug)]
pub struct Lexicon {
    lemmas: FxHashMap<String, Key>,
    exact: FxHashMap<String, Key>,
    beginnings: Vec<(String, Key)>,
    keys: Key,
    /// What the words of phrases stand for, in any form and in that very form: few words make up many phrases.
    known: [FxHashMap<String, Box<[Key]>>; 2],
    /// The nodes; the root is the first.
    pub nodes: Vec<Node>,
    edges: FxHashMap<(u32, Key), u32>,
    /// Further meanings of the phrases that end in a node: few have any.
    further: FxHashMap<u32, Vec<Meaning>>,
}

/// The most readings one phrase may have by its alternatives.
const READINGS: usize = 256;

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            lemmas: FxHashMap::default(),
            exact: FxHashMap::default(),
            beginnings: Vec::new(),
            keys: 0,
            known: Default::default(),
            nodes: vec![Node::default()],
            further: FxHashMap::default(),
            edges: FxHashMap::with_capacity_and_hasher(1 << 18, FxBuildHasher),
        }
    }
}

impl Lexicon {
    /// The node after this one by a word of this key.
    pub fn step(&self, node: u32, key: Key) -> Option<u32> {
        self.edges.get(&(node, key)).copied()
    }

    /// Everything that the phrases ending in a node mean.
    pub fn meanings(&self, node: u32) -> impl Iterator<Item = Meaning> + '_ {
        let end = self.nodes[node as usize].end;
        let further = end.and_then(|_| self.further.get(&node));
        end.into_iter().chain(further.into_iter().flatten().copied())
    }

    /// The keys of a word, given folded: those of its lemma, its very form, and its beginnings.
    pub fn keys(&self, form: &str, lemma: &str) -> Vec<Key> {
        let mut keys: Vec<_> = self.lemmas.get(lemma).into_iter().chain(self.exact.get(form)).copied().collect();
        keys.extend(self.beginnings.iter().filter(|(begin, _)| form.starts_with(begin.as_str())).map(|(_, key)| *key));
        keys
    }

    /// Adds a phrase.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn add(&mut self, phrase: &str, meaning: Meaning, language: &Language) -> Result<(), String> {
        let elements: Vec<_> = phrase.split_whitespace().collect();
        if elements.is_empty() || elements.first() == Some(&"_") || elements.last() == Some(&"_") {
            return Err(format!("the phrase `{phrase}` begins or ends with a gap: a gap stands between words"));
        }
        let mut at = vec![0];
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
            match self.nodes[node as usize].end {
                None => self.nodes[node as usize].end = Some(meaning),
                Some(known) if known == meaning => {}
                Some(_) => {
                    let further = self.further.entry(node).or_default();
                    if !further.contains(&meaning) {
                        further.push(meaning);
                    }
                }
            }
        }
        Ok(())
    }

    fn extend(&mut self, node: u32, element: &str, language: &Language, next: &mut Vec<u32>) -> Result<(), String> {
        if element == "_" {
            let existing = self.nodes[node as usize].gap;
            let gap = existing.unwrap_or_else(|| self.grow());
            self.nodes[node as usize].gap = Some(gap);
            next.push(gap);
            return Ok(());
        }
        let (exactly, element) = element.strip_prefix('=').map_or((false, element), |rest| (true, rest));
        for alternative in element.split('/') {
            if alternative == "#" {
                let existing = self.nodes[node as usize].number;
                let number = existing.unwrap_or_else(|| self.grow());
                self.nodes[node as usize].number = Some(number);
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
        self.nodes.push(Node::default());
        u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX)
    }
}
