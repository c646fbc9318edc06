//! What is done to every schema so that editors make the most of it.

use schemars::Schema;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Map, Value, json};

/// Takes null out of what may be left out: TOML has no null.
#[derive(Debug, Clone)]
pub(super) struct WithoutNull;

impl Transform for WithoutNull {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(schema) = schema.as_object_mut() else { return };
        if let Some(Value::Array(kinds)) = schema.get_mut("type") {
            kinds.retain(|kind| kind != "null");
            if let [only] = kinds.as_slice() {
                let only = only.clone();
                schema.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(words)) = schema.get_mut("enum") {
            words.retain(|word| !word.is_null());
        }
        if schema.get("default").is_some_and(Value::is_null) {
            schema.remove("default");
        }
        let Some(Value::Array(mut either)) = schema.remove("anyOf") else { return };
        either.retain(|one| one["type"] != "null");
        if let [Value::Object(only)] = either.as_slice() {
            for (key, value) in only {
                // What is said of the key goes before what is said of its type.
                schema.entry(key).or_insert_with(|| value.clone());
            }
        } else {
            schema.insert("anyOf".to_owned(), Value::Array(either));
        }
    }
}

/// Words to choose from become one list, which editors offer, each with what it means.
#[derive(Debug, Clone)]
pub(super) struct Choices;

impl Transform for Choices {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(schema) = schema.as_object_mut() else { return };
        let Some(Value::Array(one_of)) = schema.get("oneOf") else { return };
        let words: Option<Vec<_>> = one_of
            .iter()
            .map(|one| Some((one["const"].as_str()?.to_owned(), one["description"].as_str().unwrap_or_default().to_owned())))
            .collect();
        if let Some(words) = words {
            schema.remove("oneOf");
            choices(schema, words.into_iter());
        }
    }
}

/// Makes a schema one of words, each with what it means: in the words of Even Better TOML, and of editors of JSON.
pub(super) fn choices(schema: &mut Map<String, Value>, words: impl Iterator<Item = (String, String)>) {
    let (words, says): (Vec<_>, Vec<_>) = words.unzip();
    schema.insert("type".to_owned(), json!("string"));
    schema.insert("enum".to_owned(), json!(words));
    schema.insert("enumDescriptions".to_owned(), json!(says));
    schema.insert("x-taplo".to_owned(), json!({ "docs": { "enumValues": says } }));
}

/// Descriptions are prose, without the line ends of the source.
#[derive(Debug, Clone)]
pub(super) struct Prose;

impl Transform for Prose {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        if let Some(Value::String(says)) = schema.get_mut("description") {
            *says = says.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect::<Vec<_>>().join("\n\n");
        }
    }
}
