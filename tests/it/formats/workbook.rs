use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::Value;

use super::{INPUTS, document, list, tempfile, written};
use crate::tools::found;

type Book = Xlsx<Cursor<Vec<u8>>>;

fn book(bytes: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The rows of a worksheet, each cell under its head.
fn rows(book: &mut Book, sheet: &str) -> Vec<Vec<(String, Data)>> {
    let range: Range<Data> = book.worksheet_range(sheet).unwrap();
    let heads: Vec<_> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    range.rows().skip(1).map(|row| heads.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

fn cell<'r>(row: &'r [(String, Data)], head: &str) -> &'r Data {
    &row.iter().find(|(name, _)| name == head).unwrap_or_else(|| panic!("no column {head}")).1
}

fn number(row: &[(String, Data)], head: &str) -> Option<f64> {
    match cell(row, head) {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        other => panic!("{head} is no number: {other:?}"),
    }
}

/// Every number of the document, where the workbook has it.
fn holds(mut book: Book, document: &Value) {
    let statements = list(&document["statements"]);
    let scores = rows(&mut book, "scores");
    assert_eq!(scores.len(), statements.len());
    for ((row, one), rank) in scores.iter().zip(statements).zip(list(&document["summary"]["ranks"])) {
        for (id, criterion) in one["criteria"].as_object().unwrap() {
            assert_eq!(number(row, id), criterion["score"].as_f64());
        }
        for (id, scenario) in one["scenarios"].as_object().unwrap() {
            assert_eq!(number(row, id), scenario["fit"].as_f64());
        }
        assert_eq!(number(row, "overall"), one["overall"].as_f64());
        assert_eq!(cell(row, "meets"), &Data::Bool(one["meets"] == true));
        assert_eq!(number(row, "percentile"), rank["percentile"].as_f64());
    }
    let places = ["line", "column", "start", "end"];
    let evidence = rows(&mut book, "evidence").into_iter();
    let evidence = evidence.map(|row| (places.map(|head| number(&row, head)), cell(&row, "counted") == &Data::Bool(true)));
    let pieces = statements.iter().flat_map(|one| {
        let criteria = one["criteria"].as_object().unwrap().values().flat_map(|item| list(&item["evidence"]));
        let scenarios = one["scenarios"].as_object().unwrap().values();
        criteria.chain(scenarios.flat_map(|item| list(&item["for"]).iter().chain(list(&item["against"]))))
    });
    let pieces = pieces.map(|piece| (places.map(|head| piece[head].as_f64()), piece["counted"] == true));
    // The document's keys were sorted when it was read.
    let [mut evidence, mut pieces] = [evidence.collect::<Vec<_>>(), pieces.collect()];
    for list in [&mut evidence, &mut pieces] {
        list.sort_by(|a, b| a.partial_cmp(b).unwrap());
    }
    assert_eq!(evidence, pieces);
    assert_eq!(rows(&mut book, "scenarios").len(), 6 * statements.len());
    let spread = &document["summary"]["all"]["overall"];
    let first = &rows(&mut book, "summary")[0];
    assert_eq!([number(first, "median"), number(first, "mean")], [spread["median"].as_f64(), spread["mean"].as_f64()]);
    let problems: usize = list(&document["failures"]).iter().map(|failure| list(&failure["problems"]).len()).sum();
    assert_eq!(rows(&mut book, "failures").len(), problems);
    for sheet in book.sheet_names() {
        for (head, cell) in rows(&mut book, &sheet).into_iter().flatten() {
            if let Data::String(text) = cell {
                assert!(!text.starts_with(['=', '+', '-', '@', '\t', '\r']), "{sheet} {head}: {text}");
            }
        }
    }
}

#[test]
fn a_workbook_reads_back_to_the_numbers_of_the_document() {
    let document = document();
    holds(book(written("xlsx", &INPUTS)), &document);
}

#[test]
fn an_empty_report_is_a_workbook_too() {
    let bytes = written("xlsx", &["tests/it/fixtures/slips.toml", "tests/it/wrong/empty.toml", "tests/it/wrong/nowhere.toml"]);
    let mut book = book(bytes);
    assert_eq!(book.sheet_names(), ["scores", "failures"]);
    assert!(rows(&mut book, "scores").is_empty());
}

/// LibreOffice opens it, without a formula or an error in any cell, and what it saves again has the same numbers.
#[test]
fn libreoffice_reads_the_workbook() {
    let Some(soffice) = found(&["soffice", "libreoffice"]) else { return };
    let folder = tempfile("workbook");
    std::fs::create_dir_all(folder.join("again")).unwrap();
    std::fs::write(folder.join("report.xlsx"), written("xlsx", &INPUTS)).unwrap();
    let home = format!("-env:UserInstallation=file://{}", folder.join("home").display());
    let out = Command::new(soffice)
        .args([&home, "--headless", "--convert-to", "xlsx", "--outdir", "again", "report.xlsx"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let again = folder.join("again/report.xlsx");
    assert!(Path::exists(&again), "{}", String::from_utf8_lossy(&out.stderr));
    let mut saved = book(std::fs::read(&again).unwrap());
    for sheet in saved.sheet_names() {
        let formulas = saved.worksheet_formula(&sheet).unwrap();
        // Its own way of writing yes and no.
        let others = formulas.used_cells().filter(|(_, _, formula)| !["", "TRUE()", "FALSE()"].contains(&formula.as_str()));
        assert_eq!(others.count(), 0, "{sheet} has formulas");
    }
    holds(saved, &document());
}
