//! JSON Schemas of what people and scripts write for the program, and of what it writes for them.
//!
//! They are made from the types that are read and written, and describe each key by the type's own comment, so that an editor shows it.
//! Draft 7 is the newest that all editors know.

mod rows;
mod shape;

use schemars::generate::SchemaSettings;
use schemars::transform::RestrictFormats;
use schemars::{JsonSchema, Schema, json_schema};

use crate::report::drafts;
use crate::report::json::{Document, Failed};
use crate::rubric::{Call, Domain, ItemDraft, ItemKind, Rubric, VocabularyDraft};
use crate::score::{Assessment, Difference};
use crate::statement::form::Form;

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Name {
    /// A statement of intent
    Statement,
    /// A file of a rubric's criteria/
    Criterion,
    /// A file of a rubric's scenarios/
    Scenario,
    /// A file of a rubric's vocabulary/
    Vocabulary,
    /// A rubric's call.toml
    Call,
    /// A row of a table of ratings, by its columns
    Ratings,
    /// A row of JSON Lines, as `score --input jsonl` takes it
    InputRow,
    /// Scores, as `score --format json` writes them
    Score,
    /// An element of the scores: a statement scored, or an input that could not be read
    Row,
    /// Findings, as `check --format json` writes them
    Check,
    /// What a redraft gained and lost, as `diff --format json` writes it
    Diff,
}

impl Name {
    /// All of them, in the order they are listed.
    pub const ALL: &'static [Self] = &[
        Self::Statement,
        Self::Criterion,
        Self::Scenario,
        Self::Vocabulary,
        Self::Call,
        Self::Ratings,
        Self::InputRow,
        Self::Score,
        Self::Row,
        Self::Check,
        Self::Diff,
    ];

    /// The name of the file it is kept in.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Statement => "statement.schema.json",
            Self::Criterion => "criterion.schema.json",
            Self::Scenario => "scenario.schema.json",
            Self::Vocabulary => "vocabulary.schema.json",
            Self::Call => "call.schema.json",
            Self::Ratings => "ratings.schema.json",
            Self::InputRow => "input-row.schema.json",
            Self::Score => "score.schema.json",
            Self::Row => "row.schema.json",
            Self::Check => "check.schema.json",
            Self::Diff => "diff.schema.json",
        }
    }
}

/// The schema of this name; a rubric's own domains, criteria and scenarios are the choices it allows.
pub fn schema(name: Name, rubric: &Rubric) -> Schema {
    match name {
        Name::Statement => statement(&rubric.call.domains),
        Name::Criterion => item(ItemKind::Criterion),
        Name::Scenario => item(ItemKind::Scenario),
        Name::Vocabulary => read::<VocabularyDraft>("A file of vocabulary/"),
        Name::Call => read::<Call>("call.toml"),
        Name::Ratings => rows::ratings(rubric),
        Name::InputRow => rows::input(),
        Name::Score => written::<Document<'_>>("Scores"),
        Name::Check => written::<drafts::json::Document<'_>>("Findings"),
        Name::Diff => written::<Difference<'_>>("A difference"),
        Name::Row => json_schema!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "An element of the scores",
            "description": "A statement scored, or an input that could not be read.",
            "anyOf": [bare(written::<Assessment>("A statement, scored")), bare(written::<Failed<'_>>("A failure"))],
        }),
    }
}

/// The schema as the text of a file.
pub fn text(schema: &Schema) -> String {
    format!("{:#}\n", schema.as_value())
}

fn statement(domains: &[Domain]) -> Schema {
    let mut schema = read::<Form>("Statement of intent");
    if let Some(domain) = schema.pointer_mut("/properties/domain").and_then(|domain| domain.as_object_mut()) {
        shape::choices(domain, domains.iter().map(|domain| (domain.id.clone(), format!("{}: {}", domain.title, domain.says))));
    }
    schema
}

fn item(kind: ItemKind) -> Schema {
    const OF_SCENARIOS: [&str; 4] = ["nature", "key", "features", "questions"];
    match kind {
        ItemKind::Criterion => {
            let mut schema = read::<ItemDraft>("A file of criteria/");
            if let Some(keys) = schema.pointer_mut("/properties").and_then(|keys| keys.as_object_mut()) {
                keys.retain(|key, _| !OF_SCENARIOS.contains(&key.as_str()));
            }
            schema
        }
        ItemKind::Scenario => {
            let mut schema = read::<ItemDraft>("A file of scenarios/");
            if let Some(required) = schema.pointer_mut("/required").and_then(|required| required.as_array_mut()) {
                required.push("nature".into());
            }
            schema
        }
    }
}

/// The schema of a type that is read from TOML, which knows no null.
fn read<T: JsonSchema>(title: &str) -> Schema {
    made::<T>(SchemaSettings::draft07().for_deserialize().with_transform(shape::WithoutNull), title)
}

/// The schema of a type that is written as JSON.
fn written<T: JsonSchema>(title: &str) -> Schema {
    made::<T>(SchemaSettings::draft07().for_serialize(), title)
}

/// Everything stands where it is used: editors show the comment of a key, and not of the type behind it.
fn made<T: JsonSchema>(settings: SchemaSettings, title: &str) -> Schema {
    let settings = settings.with(|settings| settings.inline_subschemas = true);
    let settings =
        settings.with_transform(shape::Choices).with_transform(shape::Prose).with_transform(RestrictFormats::default());
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema
}

/// A schema to stand inside another.
fn bare(mut schema: Schema) -> Schema {
    schema.remove("$schema");
    schema
}
