use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use fieldtrial::evidence::Finder;
use fieldtrial::problem;
use fieldtrial::report::{self, Format, Layout, Report};
use fieldtrial::rubric::Rubric;
use fieldtrial::score::{Assessment, Options};
use fieldtrial::source::Source;
use fieldtrial::{assess, statement};
use serde_json::Value;

pub(crate) static RUBRIC: LazyLock<Rubric> = LazyLock::new(|| Rubric::embedded().unwrap());

/// Reads and scores a text as the statement of a file of this name.
pub(crate) fn scored(name: &str, text: &str) -> Assessment {
    let source = Source::new(name, text);
    let statement = statement::read(&source, &RUBRIC.call).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    assess(&statement, &source, &mut Finder::new(&RUBRIC), &RUBRIC, &Options::usual(&RUBRIC))
}

fn proposal(path: &Path) -> Assessment {
    let name = format!("proposals/{}", path.file_name().unwrap().to_str().unwrap());
    scored(&name, &fs::read_to_string(path).unwrap())
}

/// Where each piece of evidence stands and how it is meant, without its text.
fn places(mark: &str, evidence: &Value) -> String {
    let line = |piece: &Value| {
        let [line, column] = ["line", "column"].map(|key| piece[key].as_u64().unwrap());
        let [signal, stance] = ["signal", "stance"].map(|key| piece[key].as_str().unwrap());
        format!("  {mark}{line}:{column} {signal} {stance} {}\n", if piece["counted"] == true { "counted" } else { "" })
    };
    evidence.as_array().unwrap().iter().map(line).collect::<String>().replace(" \n", "\n")
}

/// The report on one proposal in a format.
fn written(path: &Path, format: Format) -> String {
    let mut report = Report::new(&RUBRIC, Options::usual(&RUBRIC).threshold);
    report.statements.push(proposal(path));
    let layout = Layout { width: 80, colour: false, evidence: false };
    String::from_utf8(report::write(&report, &RUBRIC, format, &layout).unwrap()).unwrap()
}

#[test]
fn proposals_in_depth() {
    insta::glob!("../..", "proposals/*.toml", |path| {
        insta::assert_snapshot!("depth", written(path, Format::Table));
    });
}

/// The JSON, but for the quotes: the property of spans holds those.
#[test]
fn proposals_as_json() {
    insta::glob!("../..", "proposals/*.toml", |path| {
        let document: Value = serde_json::from_str(&written(path, Format::Json)).unwrap();
        assert_eq!(document["version"], 1);
        assert_eq!(document["failures"], Value::Array(Vec::new()));
        let one = &document["statements"][0];
        let mut out = String::new();
        for key in ["id", "title", "domain", "overall", "meets", "short", "lead"] {
            writeln!(out, "{key} {}", one[key]).unwrap();
        }
        for (id, criterion) in one["criteria"].as_object().unwrap() {
            writeln!(
                out,
                "{id} {} {} missing {}",
                criterion["score"],
                criterion["level"],
                criterion["missing"].as_array().unwrap().len()
            )
            .unwrap();
            out.push_str(&places("", &criterion["evidence"]));
        }
        for (id, scenario) in one["scenarios"].as_object().unwrap() {
            writeln!(out, "{id} {} questions {}", scenario["fit"], scenario["questions"].as_array().unwrap().len()).unwrap();
            out.push_str(&places("for ", &scenario["for"]));
            out.push_str(&places("against ", &scenario["against"]));
        }
        insta::assert_snapshot!("json", out);
    });
}

/// What a reader would say of the demonstration: which scenario each leads in.
#[test]
fn proposals_lead_where_a_reader_would_say() {
    let expected = BTreeMap::from([
        ("chichester", "alliance"),
        ("example-1-shared-headship-areas", "federation"),
        ("example-2-no-headteachers", "federation"),
        ("example-3-rescue-team", "alliance"),
        ("example-4-lead-learners", "federation"),
        ("example-5-not-school", "self-organising"),
        ("example-6-special-school-leads", "alliance"),
        ("example-7-commissioning-agency", "self-organising"),
        ("knowsley", "federation"),
        ("yewlands", "federation"),
    ]);
    let found: BTreeMap<_, _> = expected
        .keys()
        .map(|name| {
            let one = proposal(Path::new(&format!("proposals/{name}.toml")));
            (*name, one.lead)
        })
        .collect();
    let found: BTreeMap<_, _> = found.iter().map(|(name, lead)| (*name, lead.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn broken_statements_are_drawn() {
    insta::glob!("wrong/*.toml", |path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let source = match Source::decode(name, fs::read(path).unwrap()) {
            Ok(source) => source,
            Err((_, good)) => panic!("{name} is not UTF-8 from byte {good}"),
        };
        let problems = statement::read(&source, &RUBRIC.call).expect_err("a broken statement");
        insta::assert_snapshot!("wrong", problem::draw(&problems, &source, 100, false));
    });
}
