//! JSON Lines: a file of rows, and what a row says.

use std::io::{BufRead as _, BufReader, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::{Found, Input, prose, toml, unreadable};
use crate::Failure;
use crate::problem::{Code, Problem};
use crate::rubric::Call;
use crate::source::Source;
use crate::statement::MAX_BYTES;

/// The most bytes of a row: a statement's, twice over for JSON's escapes.
const MAX_ROW: usize = 2 * MAX_BYTES;

pub(super) fn rows(name: &str, from: impl Read, give: &mut impl FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut from = BufReader::with_capacity(1 << 16, from);
    let file: Arc<str> = name.into();
    for number in 1.. {
        let mut line = Vec::new();
        match from.by_ref().take(MAX_ROW as u64 + 1).read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) if line.len() > MAX_ROW && !line.ends_with(b"\n") => {
                let message = format!("the row has more than {MAX_ROW} bytes, and a statement is two pages");
                give(Found::Wrong(malformed(name, number, "", message, 0)))?;
                // The rest of it is passed over, a piece at a time, up to where the next row begins.
                if let Err(error) = from.skip_until(b'\n') {
                    return give(Found::Wrong(unreadable(name, &error.to_string())));
                }
            }
            Ok(_) => give(Found::Row(Arc::clone(&file), number, line))?,
            Err(error) => return give(Found::Wrong(unreadable(name, &error.to_string()))),
        }
    }
    ControlFlow::Continue(())
}

pub(super) fn decoded_row(file: &str, number: usize, line: &[u8], call: &Call) -> Option<Input> {
    match std::str::from_utf8(line) {
        Ok(line) => {
            let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
            (!line.trim().is_empty()).then(|| row(file, number, line, call))
        }
        Err(error) => {
            let good = String::from_utf8_lossy(&line[..error.valid_up_to()]).into_owned();
            Some(Err(malformed(file, number, &good, "the row is not UTF-8 from here on".to_owned(), good.len())))
        }
    }
}

/// A row that cannot be read: the problem's line is the row's, in the file.
fn malformed(file: &str, number: usize, line: &str, message: String, at: usize) -> Failure {
    let source = Source::new(format!("{file}:{number}"), line);
    let mut problem = Problem::new(Code::BadRow, message, &source, at..at);
    problem.line = number;
    Failure { source, problems: vec![problem] }
}

/// One row of JSON Lines. Lines, columns and bytes of what is found in it are those of its decoded text.
fn row(file: &str, number: usize, line: &str, call: &Call) -> Input {
    let value = match serde_json::from_str::<serde_json::Value>(line) {
        Ok(value) => value,
        Err(error) => {
            let at = error.column().saturating_sub(1);
            return Err(malformed(file, number, line, "the row is not JSON from here on".to_owned(), at));
        }
    };
    let id = value.get("id").and_then(serde_json::Value::as_str).filter(|id| !id.is_empty());
    // A row that has an id bears it, whatever else is wrong with it.
    let wrong = |message: &str| {
        let mut failure = malformed(file, number, line, message.to_owned(), 0);
        if let Some(id) = id {
            failure.source = Source::new(id, line);
        }
        Err(failure)
    };
    let Some(fields) = value.as_object() else { return wrong("the row is not a JSON object") };
    if let Some(key) = fields.keys().find(|key| !["id", "toml", "text"].contains(&key.as_str())) {
        return wrong(&format!("a row has `id` and `toml` or `text`, and no `{key}`"));
    }
    let text = |key: &str| fields.get(key).and_then(serde_json::Value::as_str);
    let Some(id) = id else { return wrong("the row has no `id`, or one that is no text") };
    match (fields.get("toml"), fields.get("text")) {
        (Some(_), Some(_)) => wrong("the row has both `toml` and `text`: one of them is the statement"),
        (None, None) => wrong("the row has neither `toml` nor `text`"),
        _ => match (text("toml"), text("text")) {
            (Some(written), _) => toml(Source::new(id, written), call),
            (_, Some(written)) => prose(Source::new(id, written)),
            _ => wrong("`toml` or `text` is no text"),
        },
    }
}
