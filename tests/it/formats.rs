use std::fs;
use std::path::Path;
use std::process::Command;

use clap::ValueEnum as _;
use fieldtrial::report::Format;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

/// The page in a browser.
mod browser;

/// Reports that other people's scripts make of the JSON.
mod scripts;

/// A workbook read back, and as other programs read it.
mod workbook;

/// What the demonstration, a statement full of markup and two broken ones come to in a format.
const INPUTS: [&str; 4] =
    ["proposals", "tests/it/fixtures/hostile.toml", "tests/it/fixtures/slips.toml", "tests/it/fixtures/=nowhere.toml"];

/// The report as it is written to standard output; the broken inputs make the exit code 3.
pub(crate) fn written(format: &str, inputs: &[&str]) -> Vec<u8> {
    let out = Command::new(env!("CARGO_BIN_EXE_fieldtrial"))
        .args(["score", "--evidence", "--format", format])
        .args(inputs)
        .output()
        .unwrap();
    let expected = if inputs.len() > 2 { 3 } else { 0 };
    assert_eq!(out.status.code(), Some(expected), "{}", String::from_utf8_lossy(&out.stderr));
    out.stdout
}

fn text(format: &str) -> String {
    String::from_utf8(written(format, &INPUTS)).unwrap()
}

pub(crate) fn document() -> Value {
    serde_json::from_str(&text("json")).unwrap()
}

pub(crate) fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

#[test]
fn every_format_has_an_ending_and_the_same_bytes_each_time() {
    let folder = tempfile("formats");
    for format in Format::value_variants() {
        let name = format.to_possible_value().unwrap().get_name().to_owned();
        let once = written(&name, &INPUTS);
        assert!(!once.is_empty(), "{name}");
        assert!(once == written(&name, &INPUTS), "{name} differs from run to run");
        let ending = match name.as_str() {
            "table" => "txt",
            "markdown" => "md",
            other => other,
        };
        let file = folder.join(format!("report.{ending}"));
        assert_eq!(Format::of(&file), Some(*format));
        let out = Command::new(env!("CARGO_BIN_EXE_fieldtrial"))
            .args(["score", "--evidence", "-o", file.to_str().unwrap()])
            .args(INPUTS)
            .output()
            .unwrap();
        assert!(out.stdout.is_empty());
        assert!(fs::read(&file).unwrap() == once, "{name} differs in a file");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), Format::value_variants().len(), "something was left behind");
}

/// An empty folder of the test's own.
pub(crate) fn tempfile(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn rows_of_json_lines_are_the_elements_of_the_document() {
    let document = document();
    let rows: Vec<Value> = text("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let elements: Vec<_> = list(&document["statements"]).iter().chain(list(&document["failures"])).cloned().collect();
    assert_eq!(rows, elements);
}

#[test]
fn csv_has_the_promised_columns_and_the_numbers_of_the_document() {
    let document = document();
    let written = text("csv");
    let mut table = csv::Reader::from_reader(written.as_bytes());
    let heads: Vec<_> = table.headers().unwrap().iter().map(str::to_owned).collect();
    let expected = "id,title,domain,radical,need,outcomes,readiness,governance,learning,overall,meets,short,\
                    federation,brand,alliance,partnership,self-organising,consumer,lead";
    assert_eq!(heads.join(","), expected);
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), list(&document["statements"]).len());
    for (row, one) in rows.iter().zip(list(&document["statements"])) {
        for (head, cell) in heads.iter().zip(row) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell}");
            match head.as_str() {
                "overall" => assert_eq!(cell.parse::<f64>().ok(), one["overall"].as_f64()),
                "meets" => assert_eq!(cell, one["meets"].to_string()),
                "short" => assert_eq!(Value::from(cell.split_whitespace().collect::<Vec<_>>()), one["short"]),
                "title" => assert_eq!(cell.trim_start_matches('\''), one["title"].as_str().unwrap()),
                "id" | "domain" | "lead" => assert_eq!(cell, one[head].as_str().unwrap()),
                id => {
                    let number = one["criteria"][id]["score"].as_f64().or(one["scenarios"][id]["fit"].as_f64());
                    assert_eq!(cell.parse::<f64>().ok(), number, "{id}");
                }
            }
        }
    }
}

#[test]
fn markdown_keeps_statements_as_text() {
    let document = document();
    let written = text("markdown");
    let mut cells = Vec::new();
    let mut columns = Vec::new();
    for event in Parser::new_ext(&written, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Table(alignments)) => columns.push(alignments.len()),
            Event::Start(Tag::TableCell) => cells.push(String::new()),
            Event::Text(text) => {
                if let Some(cell) = cells.last_mut() {
                    cell.push_str(&text);
                }
            }
            Event::InlineHtml(html) => assert_eq!(&*html, "<br>"),
            Event::Html(_) | Event::Code(_) | Event::SoftBreak | Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                panic!("markup in a report: {event:?}")
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => panic!("markup in a report: {event:?}"),
            _ => {}
        }
    }
    assert_eq!(columns.len(), 6, "scores, summary, criteria, scenarios, evidence, failures");
    let hostile = list(&document["statements"]).last().unwrap();
    assert!(cells.iter().any(|cell| cell == hostile["title"].as_str().unwrap()));
    for piece in list(&hostile["criteria"]["radical"]["evidence"]) {
        let steers = |c: char| c.is_control() && c != '\n';
        let quote = piece["quote"].as_str().unwrap().replace(steers, "?");
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(cells.contains(&quote), "{quote}");
    }
}

#[test]
fn the_summary_counts_what_the_statements_say() {
    let document = document();
    let statements = list(&document["statements"]);
    let all = &document["summary"]["all"];
    assert_eq!(all["statements"], statements.len());
    assert_eq!(all["meet"], statements.iter().filter(|one| one["meets"] == true).count());
    for (id, spread) in all["criteria"].as_object().unwrap() {
        let mut scores: Vec<_> = statements.iter().map(|one| one["criteria"][id]["score"].as_f64().unwrap()).collect();
        scores.sort_by(f64::total_cmp);
        assert_eq!([spread["min"].as_f64(), spread["max"].as_f64()], [scores.first().copied(), scores.last().copied()]);
    }
    let domains = document["summary"]["domains"].as_object().unwrap();
    let members: u64 = domains.values().map(|group| group["statements"].as_u64().unwrap()).sum();
    assert_eq!(members, statements.len() as u64);
    let ranks = list(&document["summary"]["ranks"]);
    assert_eq!(ranks.len(), statements.len());
    for (rank, one) in ranks.iter().zip(statements) {
        let overall = |one: &Value| one["overall"].as_f64().unwrap();
        let below = statements.iter().filter(|other| overall(other) < overall(one)).count();
        let same = statements.iter().filter(|other| overall(other) == overall(one)).count();
        let percentile = 100.0 * (below as f64 + same as f64 / 2.0) / statements.len() as f64;
        assert_eq!(rank["id"], one["id"]);
        assert!((rank["percentile"].as_f64().unwrap() - percentile).abs() <= 0.05);
    }
}
