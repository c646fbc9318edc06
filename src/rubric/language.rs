//! The language of statements: forms of words, and the cues by which a sentence denies, defers or supposes.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::later::Later;

/// How a piece of evidence is meant. Only what is affirmed counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Said to be so, or to be going to be so.
    Affirmed,
    /// Said not to be so: "we will not".
    Denied,
    /// Put off: "at a later stage".
    Deferred,
    /// Supposed, wished or asked: "might", "we hope in time to".
    Hypothetical,
    /// Someone else's: "in the next borough they".
    Elsewhere,
    /// Over and done: "we used to".
    Past,
    /// The call's own wording, said back.
    Echo,
    /// A string of fashionable words with no one doing anything.
    Buzz,
    /// In a paragraph that is about something else altogether.
    OffSubject,
    /// Said already, word for word.
    Repeated,
}

impl Stance {
    /// All of them, from the one that counts to the gravest.
    pub const ALL: [Self; 10] = [
        Self::Affirmed,
        Self::Denied,
        Self::Deferred,
        Self::Hypothetical,
        Self::Elsewhere,
        Self::Past,
        Self::Echo,
        Self::Buzz,
        Self::OffSubject,
        Self::Repeated,
    ];

    /// What it is, for people.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Affirmed => "said to be so, or to be going to be so: the only evidence that counts",
            Self::Denied => "said not to be so",
            Self::Deferred => "put off to another time",
            Self::Hypothetical => "supposed, wished for or asked",
            Self::Elsewhere => "told of somebody else",
            Self::Past => "over and done",
            Self::Echo => "the call's or the rubric's own wording, said back",
            Self::Buzz => "fashionable words with no one doing anything",
            Self::OffSubject => "in a paragraph that is about something else altogether",
            Self::Repeated => "said already, word for word",
        }
    }

    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Denied => "denied",
            Self::Deferred => "deferred",
            Self::Hypothetical => "hypothetical",
            Self::Elsewhere => "elsewhere",
            Self::Past => "past",
            Self::Echo => "echo",
            Self::Buzz => "buzz",
            Self::OffSubject => "off-subject",
            Self::Repeated => "repeated",
        }
    }
}

/// How much of a sentence a cue of stance colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cover {
    /// The words after it, up to the end of the clause.
    After,
    /// Its clause, before and after it.
    Clause,
    /// The whole sentence.
    Sentence,
}

/// Words that colour the sentence they stand in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cue {
    /// The stance they give it.
    pub stance: Stance,
    /// How much of it they colour.
    pub cover: Cover,
    /// For [`Cover::After`], at most so many words.
    pub reach: usize,
}

/// Forms of words and cues of stance, ready for use.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Language {
    pub(crate) numbers: FxHashSet<String>,
    pub(crate) function: FxHashSet<String>,
    pub(crate) capitals: FxHashSet<String>,
    pub(crate) abbreviations: FxHashSet<String>,
    pub(crate) past: FxHashSet<String>,
    forms: FxHashMap<String, String>,
    spellings: FxHashMap<String, String>,
    kept: FxHashSet<String>,
    joined: Vec<(String, Vec<String>)>,
    /// The cues, in the order of the file; the lexicon names them by their place here.
    pub(crate) cues: Vec<Cue>,
    /// Words that end what a cue covers: "but", "although".
    pub(crate) clause_ends: FxHashSet<String>,
    /// Words that speak of the statement's own people: "we", "our".
    pub(crate) own: FxHashSet<String>,
    /// Sentences and how they are meant.
    pub(crate) examples: Later<Vec<StanceExample>>,
}

/// `language/words.toml`, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WordsDraft {
    #[serde(rename = "about")]
    _about: String,
    numbers: String,
    pub(super) percent: Spanned<String>,
    function: String,
    capitals: String,
    abbreviations: String,
    kept: String,
    own: String,
    forms: FxHashMap<String, String>,
    past: FxHashMap<String, String>,
    spellings: FxHashMap<String, String>,
    joined: FxHashMap<String, String>,
}

/// `language/stance.toml`, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct StanceDraft {
    #[serde(rename = "about")]
    _about: String,
    clause_ends: String,
    #[serde(default)]
    pub(super) examples: Vec<StanceExample>,
    pub(super) cues: Vec<CueDraft>,
}

/// A sentence and how it is meant.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StanceExample {
    /// The sentence; its words in brackets are those whose stance is asked.
    pub text: String,
    /// How they are meant.
    pub stance: Stance,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueDraft {
    pub(super) stance: Stance,
    pub(super) cover: Cover,
    #[serde(default = "far")]
    pub(super) reach: usize,
    pub(super) words: Spanned<String>,
    /// Phrases in which the cue's words mean something else: "not only".
    #[serde(default)]
    pub(super) except: Option<Spanned<String>>,
}

const fn far() -> usize {
    usize::MAX
}

/// The words of a list in a file: separated by spaces, commas or line ends.
fn words(list: &str) -> impl Iterator<Item = String> + '_ {
    list.split([' ', ',', '\n', '\r', '\t']).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

impl Language {
    pub(super) fn new(draft: &WordsDraft, stance: &StanceDraft) -> Self {
        let mut forms = FxHashMap::default();
        let mut past = FxHashSet::default();
        for (lemma, list) in &draft.past {
            for form in words(list) {
                past.insert(form.clone());
                forms.insert(form, lemma.clone());
            }
        }
        for (lemma, list) in &draft.forms {
            forms.extend(words(list).map(|form| (form, lemma.clone())));
        }
        let spellings =
            draft.spellings.iter().flat_map(|(kept, others)| words(others).map(|other| (other, kept.clone()))).collect();
        let mut joined: Vec<_> = draft.joined.iter().map(|(first, rest)| (first.clone(), words(rest).collect())).collect();
        joined.sort();
        let cues = stance.cues.iter().map(|cue| Cue { stance: cue.stance, cover: cue.cover, reach: cue.reach }).collect();
        Self {
            numbers: words(&draft.numbers).collect(),
            function: words(&draft.function).collect(),
            capitals: words(&draft.capitals).collect(),
            abbreviations: words(&draft.abbreviations).collect(),
            kept: words(&draft.kept).collect(),
            own: words(&draft.own).collect(),
            clause_ends: words(&stance.clause_ends).collect(),
            examples: stance.examples.clone().into(),
            past,
            forms,
            spellings,
            joined,
            cues,
        }
    }

    /// Whether two parts of a hyphenated word make one: "co-operate" is "cooperate".
    pub(crate) fn joins(&self, first: &str, second: &str) -> bool {
        self.joined.iter().any(|(prefix, stems)| prefix == first && stems.iter().any(|stem| second.starts_with(stem.as_str())))
    }

    /// Whether a word has a part in grammar: a number, a function word, a cue's neighbour.
    pub(crate) fn knows(&self, word: &str) -> bool {
        [&self.numbers, &self.function, &self.own, &self.clause_ends].into_iter().any(|list| list.contains(word))
    }

    /// The form that all inflections of a word share. Only inflection is undone, never derivation: `unit` and `unite`,
    /// `selection` and `selective` stay apart, which a full stemmer would merge.
    pub(crate) fn lemma(&self, word: &str) -> String {
        let spelt = self.spelling(word);
        if let Some(lemma) = self.forms.get(spelt.as_ref()) {
            return light(lemma);
        }
        if self.kept.contains(spelt.as_ref()) {
            return spelt.into_owned();
        }
        light(&spelt)
    }

    /// British spelling: the listed words, and -ise for -ize in words long enough not to be `size` or `prize`.
    fn spelling<'w>(&self, word: &'w str) -> Cow<'w, str> {
        if let Some(kept) = self.spellings.get(word) {
            return Cow::Owned(kept.clone());
        }
        if word.len() >= 7 {
            for ending in ["ize", "izes", "ized", "izing", "ization", "izations", "izer", "izers"] {
                if let Some(root) = word.strip_suffix(ending) {
                    return Cow::Owned(format!("{root}is{}", &ending[2..]));
                }
            }
        }
        Cow::Borrowed(word)
    }
}

/// Whether three letters are what is left of a four-letter word that ends in e: consonant, vowel, consonant.
fn short_with_e(root: &str) -> bool {
    let vowel = |byte: &u8| b"aeiou".contains(byte);
    match root.as_bytes() {
        [first, middle, last] => !vowel(first) && vowel(middle) && !vowel(last) && !b"wxy".contains(last),
        _ => false,
    }
}

/// Strips plural, -ed, -ing and the final e.
fn light(word: &str) -> String {
    if word.len() <= 3 || !word.is_ascii() {
        return word.to_owned();
    }
    let mut stem = word.to_owned();
    if let Some(root) = stem.strip_suffix("ies").or_else(|| stem.strip_suffix("ied"))
        && root.len() > 1
    {
        stem = format!("{root}y");
    } else if ["sses", "shes", "ches", "xes", "zes"].iter().any(|ending| stem.ends_with(ending)) {
        stem.truncate(stem.len() - 2);
    } else if stem.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| stem.ends_with(ending)) {
        stem.pop();
    }
    for ending in ["ing", "ed"] {
        let Some(root) = stem.strip_suffix(ending) else { continue };
        if stem.ends_with("eed") || root.len() < 3 || !root.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            break;
        }
        let mut letters = root.bytes().rev();
        let doubled = root.len() > 3 && letters.next() == letters.next() && !root.ends_with(['l', 's', 'z']);
        // "noted" is a form of note, and not of "not".
        let silent = short_with_e(root);
        stem.truncate(root.len() - usize::from(doubled));
        stem.push_str(if silent { "e" } else { "" });
        break;
    }
    if stem.len() > 4 && stem.ends_with('e') {
        stem.pop();
    }
    // "controlled" and "control", "install" and "instalment": one l at the end of longer words.
    if stem.len() > 5 && stem.ends_with("ll") {
        stem.pop();
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::light;

    #[test]
    fn inflections_meet() {
        for family in [
            &["share", "shares", "shared", "sharing"][..],
            &["control", "controls", "controlled", "controlling"],
            &["agency", "agencies"],
            &["plan", "plans", "planned", "planning"],
            &["process", "processes", "processed"],
            &["elect", "elects", "elected", "electing"],
            &["note", "notes", "noted", "noting"],
            &["vote", "votes", "voted", "voting"],
            &["plan", "planned"],
            &["ask", "asks", "asked"],
        ] {
            let stems: Vec<_> = family.iter().map(|word| light(word)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{family:?} gave {stems:?}");
        }
    }

    #[test]
    fn derivations_stay_apart() {
        assert_ne!(light("unit"), light("unity"));
        assert_ne!(light("noted"), light("not"));
        assert_ne!(light("cares"), light("cars"));
        assert_ne!(light("govern"), light("governance"));
        assert_ne!(light("account"), light("accountant"));
    }
}
