//! Rubric files as written: parsed, with the names in them not yet resolved.

use schemars::JsonSchema;
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
use crate::statement::Places;

/// A criterion or a scenario, as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemDraft {
    /// The file's name without its ending: small letters and hyphens.
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    /// Its place in tables, from the lowest number on.
    pub(super) order: i64,
    /// Its name for people.
    pub(super) title: String,
    /// The question it asks of a statement.
    pub(super) asks: String,
    /// What it means, in a paragraph.
    pub(super) why: String,
    /// The document it comes from: the `id` of one of the sources in call.toml.
    #[schemars(with = "String")]
    pub(super) source: Spanned<String>,
    /// Phrases of its own wording, with commas between them: saying them back proves nothing.
    #[serde(default)]
    pub(super) echo: String,
    /// From points to level.
    pub(super) scale: Scale,
    /// What levels 1 to 4 look like here.
    #[serde(default)]
    pub(super) levels: LevelsDraft,
    /// Its sides. Further sentences on one side count less and less.
    pub(super) facets: Vec<Facet>,
    /// Concepts that its signals need and the vocabulary does not have.
    #[serde(default)]
    pub(super) concepts: Vec<ConceptDraft>,
    /// What to look for.
    pub(super) signals: Vec<SignalDraft>,
    /// A scenario's nature, in a paragraph.
    #[serde(default)]
    #[schemars(with = "String")]
    pub(super) nature: Option<Spanned<String>>,
    /// What a scenario stands or falls with.
    #[serde(default)]
    pub(super) key: String,
    /// A scenario's features by dimension of governance.
    #[serde(default)]
    pub(super) features: Vec<Feature>,
    /// A scenario's key questions.
    #[serde(default)]
    pub(super) questions: Vec<QuestionDraft>,
}

/// What levels 1 to 4 look like for one item.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LevelsDraft {
    /// Level 1.
    pub(super) asserted: String,
    /// Level 2.
    pub(super) described: String,
    /// Level 3.
    pub(super) developed: String,
    /// Level 4.
    pub(super) compelling: String,
}

/// A signal, as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignalDraft {
    /// Its id, unique in its item.
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    /// What it is, in a line.
    pub(super) says: String,
    /// The `id` of the facet it belongs to.
    #[schemars(with = "String")]
    pub(super) facet: Spanned<String>,
    /// Points; below zero it speaks against.
    pub(super) worth: f64,
    /// Patterns of concepts, any one of which will do, such as `leader > gives-up > power`.
    #[schemars(with = "Vec<String>")]
    pub(super) find: Vec<Spanned<String>>,
    /// How far apart, in words, a pattern's concepts may lie.
    #[serde(default = "usual_near")]
    pub(super) near: usize,
    /// The fields it is looked for in; everywhere but `instead-of` where it is left out.
    #[serde(default, rename = "where")]
    #[schemars(schema_with = "fields")]
    pub(super) places: Vec<Spanned<String>>,
    /// Concepts that a sentence must not have.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) unless: Vec<Spanned<String>>,
    /// The sentences a pattern may run over: 1 or 2.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 2))]
    pub(super) sentences: usize,
    /// Sentences it is found in.
    #[serde(default)]
    pub(super) yes: Vec<String>,
    /// Sentences it is not found in, or not affirmed by.
    #[serde(default)]
    pub(super) no: Vec<String>,
}

/// A scenario's question, as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionDraft {
    /// The question.
    pub(super) ask: String,
    /// Patterns of concepts: where one of them is found, the question is settled.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) settled: Vec<Spanned<String>>,
}

fn fields(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let names: Vec<_> = Places::names().collect();
    schemars::json_schema!({ "type": "array", "items": { "type": "string", "enum": names } })
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
