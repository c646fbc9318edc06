//! Rows, which are read column by column and key by key, and have no type of their own.

use schemars::{Schema, json_schema};

use crate::rubric::Rubric;
use crate::score::{HYBRID, NONE};

/// A row of a table of ratings: an item with a level, or the lead with a scenario.
pub(super) fn ratings(rubric: &Rubric) -> Schema {
    let items: Vec<_> = rubric.items().map(|item| item.id.as_str()).collect();
    let mut leads: Vec<_> = rubric.scenarios.iter().map(|item| item.id.as_str()).chain([NONE, HYBRID]).collect();
    leads.push("");
    json_schema!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A row of a table of ratings",
        "description": "What one reviewer gives one statement on one item. The table is CSV with these columns.",
        "type": "object",
        "required": ["statement", "reviewer", "item", "rating"],
        "properties": {
            "statement": { "type": "string", "minLength": 1, "description": "The statement's file name, with or without its ending." },
            "reviewer": { "type": "string", "minLength": 1, "description": "Who rates it." },
            "item": { "type": "string", "description": "A criterion, a scenario, or `lead`." },
            "rating": { "description": "A whole number from 0 to 4; for `lead` a scenario, `none` or `hybrid`. Blank is missing, never 0." },
            "comment": { "type": "string", "description": "Why, in the reviewer's words." }
        },
        "anyOf": [
            { "properties": {
                "item": { "enum": items },
                "rating": { "anyOf": [{ "enum": ["0", "1", "2", "3", "4", ""] }, { "type": "integer", "minimum": 0, "maximum": 4 }] }
            } },
            { "properties": { "item": { "const": "lead" }, "rating": { "enum": leads } } }
        ]
    })
}

/// A row of JSON Lines.
pub(super) fn input() -> Schema {
    json_schema!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A row of JSON Lines",
        "description": "One statement, in TOML or as prose.",
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": { "type": "string", "minLength": 1, "description": "The name it is reported under." },
            "toml": { "type": "string", "description": "A whole statement of intent in TOML." },
            "text": { "type": "string", "pattern": "\\S", "description": "Prose and nothing else." }
        },
        "additionalProperties": false,
        "oneOf": [{ "required": ["toml"] }, { "required": ["text"] }]
    })
}
