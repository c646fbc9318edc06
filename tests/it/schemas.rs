use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use fieldtrial::problem::Problem;
use fieldtrial::schema::{self, Name};
use fieldtrial::source::Source;
use fieldtrial::statement;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::statements::RUBRIC;

fn described(name: Name) -> Value {
    schema::schema(name, &RUBRIC).to_value()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).unwrap()
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    assert!(!paths.is_empty(), "{folder}");
    paths
}

/// A TOML text as editors hand it to a schema: dates are texts.
fn plain(text: &str) -> Value {
    fn value(value: &toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::Array(items) => items.iter().map(value_of).collect(),
            toml::Value::Table(table) => Value::Object(table.iter().map(|(key, item)| (key.clone(), value_of(item))).collect()),
            other => serde_json::to_value(other).unwrap(),
        }
    }
    fn value_of(item: &toml::Value) -> Value {
        value(item)
    }
    value(&toml::Value::Table(text.trim_start_matches('\u{feff}').parse().unwrap()))
}

/// All that a schema holds against a value, for a message that tells.
fn held_against(schema: &Value, value: &Value) -> Vec<String> {
    validator(schema).iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn kept_schemas_are_those_of_the_types() {
    for name in Name::ALL {
        let kept = fs::read_to_string(Path::new("schema").join(name.file())).unwrap_or_default();
        let made = schema::text(&schema::schema(*name, &RUBRIC));
        assert!(kept == made, "schema/{} is out of date: cargo run -- schema --all schema", name.file());
    }
}

#[test]
fn proposals_and_rubric_files_are_as_their_schemas_say() {
    for (folder, name) in [
        ("proposals", Name::Statement),
        ("rated/statements", Name::Statement),
        ("criteria", Name::Criterion),
        ("scenarios", Name::Scenario),
        ("vocabulary", Name::Vocabulary),
    ] {
        let schema = described(name);
        for path in files(folder, "toml") {
            let held = held_against(&schema, &plain(&fs::read_to_string(&path).unwrap()));
            assert!(held.is_empty(), "{}: {held:#?}", path.display());
        }
    }
    assert_eq!(held_against(&described(Name::Call), &plain(&fs::read_to_string("call.toml").unwrap())), [""; 0]);
}

#[test]
fn broken_statements_are_refused() {
    let schema = described(Name::Statement);
    for path in files("tests/it/wrong", "toml") {
        let text = fs::read_to_string(&path).unwrap();
        let refused =
            !text.trim_start_matches('\u{feff}').parse::<toml::Table>().is_ok_and(|_| validator(&schema).is_valid(&plain(&text)));
        let source = Source::new("x", text);
        assert_eq!(refused, statement::read(&source, &RUBRIC.call).is_err(), "{}", path.display());
    }
}

fn problems(statement: &toml::Value) -> Vec<Problem> {
    let source = Source::new("x", toml::to_string(statement).unwrap());
    statement::read(&source, &RUBRIC.call).err().unwrap_or_default()
}

/// The reader and the schema, side by side, on one statement after another.
struct Walk {
    full: toml::Value,
    validator: Validator,
    changes: usize,
}

/// The way to a value: a key, or the first of a list.
type Steps<'a> = &'a [&'a str];

const FIRST: &str = "[0]";

fn at<'v>(value: &'v mut toml::Value, steps: Steps<'_>) -> &'v mut toml::Value {
    steps.iter().fold(value, |value, step| if *step == FIRST { &mut value[0] } else { &mut value[*step] })
}

impl Walk {
    /// Both must say the same of the statement once it is changed: whether it can be taken.
    fn agree(&mut self, what: &str, change: impl Fn(&mut toml::Value)) -> Vec<Problem> {
        self.changes += 1;
        let mut changed = self.full.clone();
        change(&mut changed);
        let found = problems(&changed);
        let valid = self.validator.is_valid(&plain(&toml::to_string(&changed).unwrap()));
        assert_eq!(found.is_empty(), valid, "{what}: the schema says {valid}, the reader {found:#?}");
        found
    }

    fn object(&mut self, schema: &Value, steps: Steps<'_>) {
        let place = steps.join(".");
        let keys: BTreeSet<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let written = at(&mut self.full.clone(), steps).as_table().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(keys, written.iter().map(String::as_str).collect(), "every-key.toml, {place}");
        // What the reader says of a key it does not know lists those that it does.
        let found = self.agree(&place, |value| drop(at(value, steps).as_table_mut().unwrap().insert("zz".to_owned(), 1.into())));
        let help = found[0].help.clone().unwrap();
        assert_eq!(help.split('`').skip(1).step_by(2).collect::<BTreeSet<_>>(), keys, "{place}");
        for key in keys {
            let what = format!("{place}.{key}");
            self.agree(&format!("without {what}"), |value| drop(at(value, steps).as_table_mut().unwrap().remove(key)));
            let inner = [steps, &[key]].concat();
            self.agree(&format!("{what} is true"), |value| *at(value, &inner) = true.into());
            self.value(&schema["properties"][key], &inner, &what);
        }
    }

    fn value(&mut self, schema: &Value, steps: Steps<'_>, what: &str) {
        match schema["type"].as_str().unwrap() {
            "object" => self.object(schema, steps),
            "array" => {
                self.agree(&format!("{what} is empty"), |value| *at(value, steps) = toml::Value::Array(Vec::new()));
                self.object(&schema["items"], &[steps, &[FIRST]].concat());
            }
            _ => {
                for written in ["", " ", "zz"] {
                    self.agree(&format!("{what} is `{written}`"), |value| *at(value, steps) = written.into());
                }
                for word in schema["enum"].as_array().into_iter().flatten() {
                    let found = self.agree(what, |value| *at(value, steps) = word.as_str().unwrap().into());
                    assert!(found.is_empty(), "{what} is {word}");
                }
            }
        }
    }
}

/// The schema is made from types that the reader does not use, so each key, each choice, and what may be left out or empty, is tried on both.
#[test]
fn the_reader_and_the_schema_take_the_same() {
    let full: toml::Value = toml::Value::Table(fs::read_to_string("tests/it/fixtures/every-key.toml").unwrap().parse().unwrap());
    let schema = described(Name::Statement);
    let mut walk = Walk { full, validator: validator(&schema), changes: 0 };
    walk.agree("every key", |_| {});
    walk.object(&schema, &[]);
    assert!(walk.changes > 200, "only {} changes", walk.changes);
}

/// The same schema, in which a key that is not described is wrong.
fn closed(mut schema: Value) -> Value {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(keys) => {
                if keys.contains_key("properties") {
                    keys.insert("additionalProperties".to_owned(), false.into());
                }
                keys.values_mut().for_each(close);
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

fn fieldtrial(arguments: &[&str]) -> Vec<u8> {
    Command::new(env!("CARGO_BIN_EXE_fieldtrial")).args(arguments).output().unwrap().stdout
}

#[test]
fn scores_are_as_their_schema_says() {
    let out = fieldtrial(&["score", "proposals", "tests/it/wrong", "--unread", "--format", "json"]);
    let document: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(held_against(&closed(described(Name::Score)), &document), [""; 0]);
    let row = closed(described(Name::Row));
    let rows: Vec<_> = ["statements", "failures"].iter().flat_map(|key| document[key].as_array().unwrap()).collect();
    assert!(rows.len() > 15);
    for one in rows {
        assert_eq!(held_against(&row, one), [""; 0]);
    }
    let prose = fieldtrial(&["score", "--input", "prose", "tests/it/fixtures/prose.txt", "--format", "json"]);
    assert_eq!(held_against(&closed(described(Name::Score)), &serde_json::from_slice(&prose).unwrap()), [""; 0]);
}

#[test]
fn rows_of_ratings_are_as_their_schema_says() {
    let validator = validator(&described(Name::Ratings));
    let verdicts = |path: &str| -> Vec<bool> {
        let mut table = csv::Reader::from_path(path).unwrap();
        let columns = table.headers().unwrap().clone();
        let rows = table.records().map(|row| {
            let row = row.unwrap();
            Value::Object(columns.iter().zip(&row).map(|(column, field)| (column.to_owned(), json!(field))).collect())
        });
        rows.map(|row| validator.is_valid(&row)).collect()
    };
    assert!(verdicts("rated/ratings.csv").iter().all(|valid| *valid));
    // The fifth row is no worse in itself: it rates an item that was rated before.
    assert_eq!(verdicts("tests/it/fixtures/wrong-ratings.csv"), [false, false, true, true, false, false]);
}

#[test]
fn rows_of_json_lines_are_as_their_schema_says() {
    let validator = validator(&described(Name::InputRow));
    let rows = fs::read_to_string("tests/it/fixtures/rows.jsonl").unwrap();
    let verdicts: Vec<_> =
        rows.lines().filter_map(|row| serde_json::from_str(row).ok()).map(|row: Value| validator.is_valid(&row)).collect();
    assert_eq!(verdicts, [true, true, false, true]);
}

/// Where the TOML toolkit behind Even Better TOML is installed, what it makes of the schemas.
#[test]
#[expect(clippy::print_stdout, reason = "a test that did not try anything should say so")]
fn taplo_says_the_same() {
    let taplo = std::env::var_os("TAPLO").unwrap_or_else(|| "taplo".into());
    if !Command::new(&taplo).arg("--version").output().is_ok_and(|found| found.status.success()) {
        println!("taplo is not installed: nothing tried");
        return;
    }
    let lint = |schema: &str, paths: &[PathBuf]| {
        let schema = format!("file://{}/schema/{schema}.schema.json", env!("CARGO_MANIFEST_DIR"));
        Command::new(&taplo).args(["lint", "--schema", &schema]).args(paths).output().unwrap().status.success()
    };
    assert!(lint("statement", &files("proposals", "toml")));
    assert!(lint("criterion", &files("criteria", "toml")));
    assert!(lint("scenario", &files("scenarios", "toml")));
    assert!(lint("vocabulary", &files("vocabulary", "toml")));
    for broken in files("tests/it/wrong", "toml") {
        assert!(!lint("statement", std::slice::from_ref(&broken)), "{}", broken.display());
    }
}
