//! Rubric files as written: parsed, with the names in them not yet resolved.

use serde::Deserialize;
use toml::Spanned;

use super::Wrong;
use super::call::Call;
use super::concept::{ConceptDraft, VocabularyDraft};
use super::files::{Kind, RubricFile};
use super::item::{Facet, Feature, ItemKind, Scale};
use super::language::{StanceDraft, WordsDraft};
use crate::problem::{Code, Problem};
use crate::source::Source;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemDraft {
    pub(super) id: Spanned<String>,
    pub(super) order: i64,
    pub(super) title: String,
    pub(super) asks: String,
    pub(super) why: String,
    pub(super) source: Spanned<String>,
    #[serde(default)]
    pub(super) echo: String,
    pub(super) scale: Scale,
    #[serde(default)]
    pub(super) levels: LevelsDraft,
    pub(super) facets: Vec<Facet>,
    #[serde(default)]
    pub(super) concepts: Vec<ConceptDraft>,
    pub(super) signals: Vec<SignalDraft>,
    #[serde(default)]
    pub(super) nature: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) key: String,
    #[serde(default)]
    pub(super) features: Vec<Feature>,
    #[serde(default)]
    pub(super) questions: Vec<QuestionDraft>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LevelsDraft {
    pub(super) asserted: String,
    pub(super) described: String,
    pub(super) developed: String,
    pub(super) compelling: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignalDraft {
    pub(super) id: Spanned<String>,
    pub(super) says: String,
    pub(super) facet: Spanned<String>,
    pub(super) worth: f64,
    pub(super) find: Vec<Spanned<String>>,
    #[serde(default = "usual_near")]
    pub(super) near: usize,
    #[serde(default, rename = "where")]
    pub(super) places: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) unless: Vec<Spanned<String>>,
    #[serde(default = "one")]
    pub(super) sentences: usize,
    #[serde(default)]
    pub(super) yes: Vec<String>,
    #[serde(default)]
    pub(super) no: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionDraft {
    pub(super) ask: String,
    #[serde(default)]
    pub(super) settled: Vec<Spanned<String>>,
}

const fn usual_near() -> usize {
    12
}

const fn one() -> usize {
    1
}

/// A file's content with the file, for problems that show up later.
pub(super) struct Of<T> {
    pub(super) draft: T,
    pub(super) source: Source,
    pub(super) stem: String,
}

/// Every file, parsed, with names not yet resolved.
#[derive(Default)]
pub(super) struct Drafts {
    pub(super) call: Option<Of<Call>>,
    pub(super) words: Option<Of<WordsDraft>>,
    pub(super) stance: Option<Of<StanceDraft>>,
    pub(super) published: String,
    pub(super) vocabulary: Vec<Of<VocabularyDraft>>,
    pub(super) items: Vec<(ItemKind, Of<ItemDraft>)>,
}

impl Drafts {
    /// Parses each file by its kind; a file that is wrong goes to `wrong`.
    pub(super) fn parse(files: Vec<RubricFile>, wrong: &mut Vec<Wrong>) -> Self {
        let mut drafts = Self::default();
        for file in files {
            match file.kind {
                Kind::Call => drafts.call = parsed(file, wrong),
                Kind::Words => drafts.words = parsed(file, wrong),
                Kind::Stance => drafts.stance = parsed(file, wrong),
                Kind::Published => drafts.published = file.source.text().to_owned(),
                Kind::Vocabulary => drafts.vocabulary.extend(parsed(file, wrong)),
                Kind::Criterion => drafts.items.extend(parsed(file, wrong).map(|of| (ItemKind::Criterion, of))),
                Kind::Scenario => drafts.items.extend(parsed(file, wrong).map(|of| (ItemKind::Scenario, of))),
            }
        }
        drafts
    }
}

fn parsed<T: serde::de::DeserializeOwned>(file: RubricFile, wrong: &mut Vec<Wrong>) -> Option<Of<T>> {
    match toml::from_str(file.source.text().trim_start_matches('\u{feff}')) {
        Ok(draft) => Some(Of { draft, source: file.source, stem: file.stem }),
        Err(error) => {
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            let problem = Problem::new(Code::Rubric, message, &file.source, error.span().unwrap_or(0..0));
            wrong.push(Wrong { source: file.source, problems: vec![problem] });
            None
        }
    }
}
