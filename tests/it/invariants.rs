use std::fs;
use std::process::Command;

use fieldtrial::evidence::{Evidence, Finder};
use fieldtrial::rubric::Stance;
use fieldtrial::score::{Assessment, Options};
use fieldtrial::source::Source;
use fieldtrial::{assess, statement};
use proptest::prelude::*;

use crate::statements::{RUBRIC, scored};

fn evidence(one: &Assessment) -> impl Iterator<Item = &Evidence> {
    let criteria = one.criteria.values().flat_map(|criterion| &criterion.evidence);
    let scenarios = one.scenarios.values().flat_map(|scenario| scenario.speaks_for.iter().chain(&scenario.speaks_against));
    criteria.chain(scenarios)
}

/// The text that bytes of a TOML string stand for, by the TOML library and not by the program: wrapped in quotation marks of the kind
/// they were taken from and parsed.
fn decoded(bytes: &str, marks: &str) -> String {
    // A first line end after opening marks would be dropped, and quotes never begin with one.
    let file = format!("k = {marks}{bytes}{marks}");
    let table: toml::Table = file.parse().unwrap_or_else(|error| panic!("{file:?}: {error}"));
    table["k"].as_str().unwrap().to_owned()
}

/// Each quote is what its bytes decode to, and its line and column are where those bytes begin.
fn quotes_hold(text: &str, one: &Assessment, marks: &str) {
    for piece in evidence(one) {
        assert_eq!(decoded(&text[piece.start..piece.end], marks), piece.quote);
        let before = &text[..piece.start];
        assert_eq!(piece.line, before.matches('\n').count() + 1);
        let line = before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}');
        assert_eq!(piece.column, line.chars().count() + 1);
        assert!(!piece.counted || piece.stance == Stance::Affirmed);
    }
}

#[test]
fn quotes_are_the_bytes_at_their_spans_in_every_proposal() {
    let mut seen = 0;
    for entry in fs::read_dir("proposals").unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            let one = scored("x", &text);
            quotes_hold(&text, &one, "\"\"\"");
            seen += evidence(&one).count();
        }
    }
    assert!(seen > 1000, "only {seen} pieces of evidence");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_no_score() {
    for entry in fs::read_dir("proposals").unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let plain = scored("x", &text);
        let windows = scored("x", &format!("\u{feff}{}", text.replace('\n', "\r\n")));
        assert_eq!(scores(&plain), scores(&windows));
    }
}

fn scores(one: &Assessment) -> Vec<String> {
    let criteria = one.criteria.iter().map(|(id, criterion)| format!("{id} {}", criterion.score));
    let scenarios = one.scenarios.iter().map(|(id, scenario)| format!("{id} {:.2}", scenario.fit));
    criteria.chain(scenarios).chain([one.lead.clone()]).collect()
}

#[test]
fn the_same_bytes_give_the_same_report() {
    let run = || {
        let out =
            Command::new(env!("CARGO_BIN_EXE_fieldtrial")).args(["score", "proposals", "--format", "json"]).output().unwrap();
        assert!(out.status.success());
        out.stdout
    };
    assert_eq!(run(), run());
}

#[test]
fn a_sentence_without_end_is_read_in_parts() {
    let text = format!("x {}\n\nThe heads hand over their budgets.", "don't ".repeat(1000));
    let source = Source::new("x", text);
    let statement = statement::from_prose(&source);
    let one = assess(&statement, &source, &mut Finder::new(&RUBRIC), &RUBRIC, &Options::usual(&RUBRIC));
    for piece in evidence(&one) {
        assert_eq!(&source.text()[piece.start..piece.end], piece.quote.as_str());
    }
}

/// A statement with this summary, as the literal says it.
fn statement_with(summary: &str) -> String {
    format!(
        r#"title = "x"
domain = "14-19"
[contact]
name = "A"
address = "B"
email = "c@d.example"
telephone = "01632 960000"
[idea]
summary = {summary}
[[idea.components]]
kind = "role"
text = "A role."
[purpose]
hopes = "Hopes."
difference = "Difference."
[[stakeholders]]
name = "E"
kind = "group"
[visits]
dates = [{{ date = 2006-03-14, half = "am" }}]
"#
    )
}

/// Pieces that make evidence likely, with what makes decoding hard: escapes, line joins, wide and combining characters, Windows line ends.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("The heads will hand over their budgets to a council elected by parents. "),
        Just("We will not give up any power. "),
        Just("In due course the governors might elect 12 members. "),
        Just("Every parent holds a share, and 40 per cent voted for it! "),
        Just("Caf\\u00e9 and \\\"quotes\\\" at St. Bede's; "),
        Just("\\\n   "),
        Just("\n\n"),
        Just("\r\n"),
        Just("\n- a point: three heads share one purse\n"),
        Just("na\u{ef}ve e\u{301}lan \u{1f393} \u{65e5}\u{672c}. "),
        Just("\\t\\U0001F600 "),
        Just("£2,500 from each of 7 schools. "),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn quotes_are_the_bytes_at_their_spans_whatever_is_written(body in pieces()) {
        let text = statement_with(&format!("\"\"\"\nThe heads hand over their budgets. {body}\"\"\""));
        quotes_hold(&text, &scored("x", &text), "\"\"\"");
    }

    #[test]
    fn any_text_is_read_or_refused_and_never_breaks_the_program(text in "\\PC{0,400}", prose in any::<String>()) {
        let source = Source::new("x", text);
        let _ = statement::read(&source, &RUBRIC.call);
        let source = Source::new("y", prose);
        let statement = statement::from_prose(&source);
        let one = assess(&statement, &source, &mut Finder::new(&RUBRIC), &RUBRIC, &Options::usual(&RUBRIC));
        for piece in evidence(&one) {
            prop_assert_eq!(&source.text()[piece.start..piece.end], piece.quote.as_str());
        }
    }
}
