use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use fieldtrial::evidence::Finder;
use fieldtrial::evidence::examples::try_all;
use fieldtrial::problem;
use fieldtrial::rubric::{Rubric, Wrong};
use fieldtrial::score::Options;
use fieldtrial::source::Source;
use fieldtrial::{assess, statement};

use crate::statements::RUBRIC;

#[test]
fn every_example_comes_out_as_promised() {
    let (tried, unmet) = try_all(&RUBRIC);
    assert!(unmet.is_empty(), "{unmet:#?}");
    assert!(tried > 500, "only {tried} examples");
}

#[test]
fn every_signal_has_examples_of_both_kinds() {
    let items = RUBRIC.items().flat_map(|item| item.signals.iter().map(move |signal| (item, signal)));
    let bare: Vec<_> = items
        .filter(|(_, signal)| signal.yes.is_empty() || signal.no.is_empty())
        .map(|(item, signal)| format!("{}/{}", item.id, signal.id))
        .collect();
    assert!(bare.is_empty(), "{bare:?}");
}

/// Loads a folder with one file in it.
fn with_file(place: &str, text: &str) -> Result<Rubric, String> {
    // Tests run side by side, and each needs a folder of its own.
    static FOLDERS: AtomicUsize = AtomicUsize::new(0);
    let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("fieldtrial-rubric-{}-{number}", std::process::id()));
    let path = folder.join(place);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    let built = Rubric::load(&folder).map_err(|error| format!("{error:#}"));
    fs::remove_dir_all(&folder).unwrap();
    let folder = folder.display().to_string();
    let drawn = |Wrong { source, problems }: &Wrong| problem::draw(problems, source, 100, false);
    let shown = |wrong: Vec<Wrong>| wrong.iter().map(drawn).collect::<String>().replace(&folder, "DIR");
    built.map_err(|error| error.replace(&folder, "DIR"))?.map_err(shown)
}

const KINDNESS: &str = r#"
id     = "kindness"
order  = 7
title  = "Kindness"
asks   = "Who is kind to whom?"
why    = "A criterion of a panel's own."
source = "call-2006"
scale  = { half = 0.5, level = 0.5 }
[[facets]]
id   = "deed"
says = "something kind is done"
[[concepts]]
id    = "kind-deed"
says  = "a kindness"
words = "cup of tea, kind word"
[[signals]]
id    = "does-a-kindness"
says  = "somebody does a kindness"
facet = "deed"
worth = 1.0
find  = ["teacher|head > kind-deed"]
"#;

#[test]
fn a_new_criterion_needs_one_file_and_no_program() {
    let rubric = with_file("criteria/kindness.toml", KINDNESS).unwrap();
    let source = Source::new("x", "The head will bring every visitor a cup of tea.");
    let statement = statement::from_prose(&source);
    let one = assess(&statement, &source, &mut Finder::new(&rubric), &rubric, &Options::usual(&rubric));
    assert_eq!(one.criteria["kindness"].score.to_string(), "1.5");
    assert_eq!(one.criteria.len(), 7);
    assert_eq!(one.criteria.keys().next_back().unwrap(), "kindness");
}

#[test]
fn a_known_id_replaces() {
    let changed = fs::read_to_string("criteria/need.toml").unwrap().replace("order  = 2", "order  = 9");
    let rubric = with_file("criteria/need.toml", &changed).unwrap();
    assert_eq!(rubric.criteria.len(), 6);
    assert_eq!(rubric.criteria[5].id, "need");
    assert_ne!(rubric.hash, RUBRIC.hash);
}

/// What the build made of the rubric is what the program makes of the same files.
#[test]
fn the_exported_rubric_scores_as_the_embedded_one() {
    let folder = std::env::temp_dir().join(format!("fieldtrial-exported-{}", std::process::id()));
    let run = |arguments: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_fieldtrial")).args(arguments).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    };
    let exported = folder.to_str().unwrap();
    run(&["rubric", "export", exported]);
    let score = ["score", "proposals", "rated/statements", "--unread", "--format", "json"];
    let own = run(&[&["--rubric", exported], &score[..]].concat());
    let carried = run(&score);
    let shown = [&["--rubric", exported][..], &[]].map(|rubric| run(&[rubric, &["explain", "governance"]].concat()));
    fs::remove_dir_all(&folder).unwrap();
    assert!(own == carried, "the reports differ");
    assert_eq!(shown[0], shown[1]);
}

#[test]
fn wrong_rubrics_are_told_by_place() {
    let wrong = [
        ("criteria/kindness.toml", KINDNESS.replace("kind-deed\"]", "kind-ded\"]")),
        ("criteria/kindness.toml", KINDNESS.replace("facet = \"deed\"", "facet = \"ded\"")),
        ("criteria/kindness.toml", KINDNESS.replace("order  = 7", "ordre  = 7")),
        ("criteria/goodness.toml", KINDNESS.to_owned()),
        ("criteria/kindness.toml", KINDNESS.replace("words = \"cup of tea", "words = \"_ of tea")),
        (
            "vocabulary/more.toml",
            "about = \"x\"\nsource = \"call-2007\"\n[[concepts]]\nid = \"parent\"\nsays = \"x\"\nwords = \"pa\"".to_owned(),
        ),
        ("criteria/kindness.txt", KINDNESS.to_owned()),
    ];
    let told: Vec<_> = wrong.iter().map(|(place, text)| with_file(place, text).expect_err("wrong")).collect();
    insta::assert_snapshot!(told.join("\n----\n"));
}

#[test]
fn embedded_files_are_those_of_the_folders() {
    for folder in ["criteria", "scenarios"] {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| stem(&entry.unwrap().path())).collect();
        names.sort();
        let items = if folder == "criteria" { &RUBRIC.criteria } else { &RUBRIC.scenarios };
        let mut ids: Vec<_> = items.iter().map(|item| item.id.clone()).collect();
        ids.sort();
        assert_eq!(names, ids);
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}
