use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use fieldtrial::evidence::{Evidence, Finder};
use fieldtrial::problem;
use fieldtrial::report::{self, Format, Layout, Report};
use fieldtrial::rubric::Rubric;
use fieldtrial::score::{Assessment, Options};
use fieldtrial::source::Source;
use fieldtrial::{assess, statement};

pub(crate) static RUBRIC: LazyLock<Rubric> = LazyLock::new(|| match Rubric::embedded() {
    Ok(rubric) => rubric,
    Err(wrong) => {
        let drawn: Vec<_> = wrong.iter().map(|file| problem::draw(&file.problems, &file.source, 120, false)).collect();
        panic!("{}", drawn.join("\n"))
    }
});

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
fn places<'e>(evidence: impl IntoIterator<Item = &'e Evidence>) -> Vec<String> {
    evidence
        .into_iter()
        .map(|piece| format!("{}:{} {} {}", piece.line, piece.column, piece.signal, piece.stance.name()))
        .collect()
}

#[test]
fn proposals_in_depth() {
    insta::glob!("../..", "proposals/*.toml", |path| {
        let mut report = Report::new(&RUBRIC, Options::usual(&RUBRIC).threshold);
        report.statements.push(proposal(path));
        let layout = Layout { width: 80, colour: false, evidence: false };
        insta::assert_snapshot!("depth", report::write(&report, &RUBRIC, Format::Table, &layout).unwrap());
    });
}

#[test]
fn proposals_as_data() {
    insta::glob!("../..", "proposals/*.toml", |path| {
        let one = proposal(path);
        let mut out = String::new();
        writeln!(out, "overall {} meets {} short {:?} lead {}", one.overall, one.meets, one.short, one.lead).unwrap();
        for (id, criterion) in &one.criteria {
            writeln!(out, "{id} {} {}", criterion.score, criterion.level).unwrap();
            places(&criterion.evidence).iter().for_each(|place| writeln!(out, "  {place}").unwrap());
        }
        for (id, scenario) in &one.scenarios {
            writeln!(out, "{id} {:.2}, {} questions open", scenario.fit, scenario.questions.len()).unwrap();
            places(&scenario.speaks_for).iter().for_each(|place| writeln!(out, "  for {place}").unwrap());
            places(&scenario.speaks_against).iter().for_each(|place| writeln!(out, "  against {place}").unwrap());
        }
        insta::assert_snapshot!("data", out);
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
