use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use fieldtrial::problem::Code;
use serde_json::Value;

/// The broken file that shows a code, and the command that finds it there.
fn shown(code: Code) -> (PathBuf, Command) {
    let name = code.name().replace("::", "--");
    let at = |ending: &str| Path::new("tests/it/codes").join(format!("{name}{ending}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldtrial"));
    let file = match code {
        Code::BadRow => {
            command.args(["score", "--input", "jsonl", "--format", "json"]).arg(at(".jsonl"));
            at(".jsonl")
        }
        Code::Ratings => {
            command.args(["panel", "calibrate"]).arg(at(".csv")).arg("proposals");
            at(".csv")
        }
        Code::Rubric => {
            command.arg("--rubric").arg(at("")).args(["score", "proposals"]);
            at("")
        }
        _ => {
            command.args(["check", "--format", "json"]).arg(at(".toml"));
            at(".toml")
        }
    };
    (file, command)
}

/// The findings or problems of a code in a report.
fn of(document: &Value, code: Code) -> Vec<&Value> {
    let lists = ["drafts", "failures"].iter().filter_map(|key| document[*key].as_array()).flatten();
    let findings = lists.flat_map(|one| ["findings", "problems"].iter().filter_map(|key| one[*key].as_array()).flatten());
    findings.filter(|finding| finding["code"] == code.name()).collect()
}

/// Every kind of problem has a broken file that shows it.
#[test]
fn every_code_has_a_file_that_shows_it() {
    let mut out = String::new();
    for code in Code::ALL {
        let (file, mut command) = shown(*code);
        assert!(file.exists(), "{} shows nothing of {code}: it is not there", file.display());
        let run = command.output().unwrap();
        let exit = run.status.code().unwrap();
        writeln!(out, "{code} ({}), exit {exit}", code.severity().name()).unwrap();
        let Ok(document) = serde_json::from_slice::<Value>(&run.stdout) else {
            let said = String::from_utf8(run.stderr).unwrap();
            assert!(said.contains(code.name()), "{code}: {said}");
            writeln!(out, "  {}", said.lines().next().unwrap_or_default()).unwrap();
            continue;
        };
        let found = of(&document, *code);
        assert!(!found.is_empty(), "{} does not show {code}", file.display());
        // Scores are the rubric's, and tested with it.
        for finding in found.into_iter().filter(|_| *code != Code::Short) {
            writeln!(out, "  {}:{} {}", finding["line"], finding["column"], finding["message"].as_str().unwrap()).unwrap();
            for key in ["label", "help"] {
                if let Some(more) = finding[key].as_str() {
                    writeln!(out, "    {key}: {more}").unwrap();
                }
            }
        }
    }
    insta::assert_snapshot!("codes", out);
}

/// A file of an item that is well formed has nothing but what its name says.
#[test]
fn the_files_are_wrong_in_one_way_only() {
    for code in Code::ALL.iter().filter(|code| code.severity() == fieldtrial::problem::Severity::Error) {
        let (_, mut command) = shown(*code);
        let run = command.output().unwrap();
        let Ok(document) = serde_json::from_slice::<Value>(&run.stdout) else { continue };
        let errors: Vec<&str> = document["drafts"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|draft| draft["findings"].as_array().unwrap())
            .filter(|finding| finding["severity"] == "error")
            .map(|finding| finding["code"].as_str().unwrap())
            .collect();
        let other: Vec<_> = errors.iter().filter(|found| **found != code.name()).collect();
        // A misspelt key leaves its own one missing, and a contest that ran out leaves what it contested.
        let expected = matches!(code, Code::UnknownKey | Code::ContestExpired);
        assert!(other.is_empty() || expected, "{code}: {other:?}");
    }
}
