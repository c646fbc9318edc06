use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use fieldtrial::assess;
use fieldtrial::evidence::Finder;
use fieldtrial::score::{Assessment, Options, Score};
use fieldtrial::source::Source;
use fieldtrial::statement::{self, Statement};

use crate::statements::RUBRIC;

/// Every rated statement and every proposal.
fn all() -> Vec<(Source, Statement)> {
    let files = |folder: &str| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<PathBuf>>();
    let mut paths: Vec<_> = files("proposals").into_iter().chain(files("rated/statements")).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let source = Source::new(path.display().to_string(), fs::read_to_string(&path).unwrap());
        let statement = statement::read(&source, &RUBRIC.call).unwrap();
        (source, statement)
    };
    paths.into_iter().map(read).collect()
}

struct Scorer(Finder<'static>);

impl Scorer {
    fn new() -> Self {
        Self(Finder::new(&RUBRIC))
    }

    fn score(&mut self, source: &Source, statement: &Statement) -> Assessment {
        assess(statement, source, &mut self.0, &RUBRIC, &Options::usual(&RUBRIC))
    }
}

fn criteria(one: &Assessment) -> Vec<(&str, Score)> {
    one.criteria.iter().map(|(id, criterion)| (id.as_str(), criterion.score)).collect()
}

/// The criteria that a change has raised.
fn raised(before: &Assessment, after: &Assessment) -> Vec<String> {
    let both = criteria(before).into_iter().zip(criteria(after));
    both.filter(|((_, before), (_, after))| after > before)
        .map(|((id, before), (_, after))| format!("{id} {before} to {after}"))
        .collect()
}

/// Appends a paragraph to one passage after another and collects what was raised.
fn appending(paragraphs: &[String]) -> Vec<String> {
    let mut scorer = Scorer::new();
    let mut wrong = Vec::new();
    for (number, (source, statement)) in all().into_iter().enumerate() {
        let before = scorer.score(&source, &statement);
        for (at, paragraph) in paragraphs.iter().enumerate() {
            // Each paragraph goes into one passage of each statement, and over all statements into every kind of passage.
            let passage = (number + at) % statement.passages.len();
            let mut longer = statement.clone();
            longer.passages[passage].text.push_str(&format!("\n\n{paragraph}"));
            let after = scorer.score(&source, &longer);
            for raised in raised(&before, &after) {
                wrong.push(format!("{} {}: {raised}: {}", statement.id, statement.passages[passage].field, cut(paragraph)));
            }
        }
    }
    wrong
}

fn cut(text: &str) -> String {
    text.chars().take(90).collect()
}

#[test]
fn the_rubrics_own_wording_raises_nothing() {
    let wording: Vec<String> = RUBRIC
        .items()
        .map(|item| {
            let features = item.features.iter().map(|feature| feature.says.as_str());
            let signals = item.signals.iter().map(|signal| signal.says.as_str());
            let prose = [&item.title, &item.asks, &item.why, &item.nature, &item.key].into_iter().chain(&item.levels);
            prose
                .map(String::as_str)
                .chain(features)
                .chain(signals)
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join("\n\n")
        })
        .collect();
    let wrong = appending(&wording);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_rubrics_examples_copied_raise_nothing() {
    let examples: Vec<String> = RUBRIC
        .items()
        .map(|item| {
            item.signals
                .iter()
                .flat_map(|signal| &signal.yes)
                .filter(|yes| yes.split(' ').count() > 6)
                .cloned()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let wrong = appending(&examples);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn buzzwords_raise_nothing() {
    let buzz = [
        "Synergistic, transformational, world-class leadership for learning: a visionary step change in partnership working, \
         embedding excellence, unlocking potential and driving up standards through innovative governance and distributed ownership.",
        "Our holistic vision leverages collaborative capacity to deliver joined-up, personalised, outcome-focused pathways. \
         Empowered stakeholders will co-construct a robust, sustainable and dynamic learning ecology.",
        "Bold. Radical. Systemic. A passionate commitment to inclusive, evidence-based, child-centred transformation.",
    ];
    let wrong = appending(&buzz.map(str::to_owned));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_off_the_subject_raises_nothing() {
    let paragraphs = [
        "The 8.14 from Leeds was eleven minutes late again. It had rained since Tuesday, and the platform was under two inches of water.",
        "Cream 200 grams of butter with the sugar, add three eggs one by one, fold in the flour and bake for forty minutes.",
        "United won 3-1 on Saturday. Harris scored twice in the second half, and 4,200 people saw it; the referee sent two men off.",
        "The garden needs lime. We dug twelve barrowloads into the lower bed in March, and the beans came up by the first week of May.",
        "My uncle kept bees near Whitby. In a good summer each hive gave 40 pounds of honey, and he sold it at £3 a jar.",
    ];
    let wrong = appending(&paragraphs.map(str::to_owned));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Changes each counted sentence of each statement in its place, one at a time, and collects the criteria that rose.
fn changing(change: impl Fn(&str) -> String) -> Vec<String> {
    let mut scorer = Scorer::new();
    let mut wrong = Vec::new();
    for (source, statement) in all() {
        let before = scorer.score(&source, &statement);
        let pieces = before.criteria.values().flat_map(|criterion| &criterion.evidence);
        let sentences: BTreeSet<(String, String)> = pieces
            .filter(|piece| piece.counted && piece.adds > 0.0)
            .map(|piece| (piece.field.clone(), piece.quote.clone()))
            .collect();
        for (field, sentence) in sentences {
            let mut changed = statement.clone();
            for passage in changed.passages.iter_mut().filter(|passage| passage.field == field) {
                passage.text = passage.text.replacen(&sentence, &change(&sentence), 1);
            }
            let after = scorer.score(&source, &changed);
            wrong.extend(
                raised(&before, &after).into_iter().map(|raised| format!("{}: {raised}: {}", statement.id, cut(&sentence))),
            );
        }
    }
    wrong
}

/// A sentence with words before it; a list's mark stays in front.
fn prefixed(words: &str, sentence: &str) -> String {
    let (mark, sentence) = sentence.split_at(if sentence.starts_with("- ") { 2 } else { 0 });
    let mut letters = sentence.chars();
    let lowered: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    format!("{mark}{words} {lowered}")
}

#[test]
fn denying_a_sentence_raises_nothing() {
    let wrong = changing(|sentence| prefixed("It is not the case that", sentence));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn putting_a_sentence_off_raises_nothing() {
    let wrong = changing(|sentence| prefixed("In due course, perhaps,", sentence));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn taking_a_sentence_out_raises_nothing() {
    let wrong = changing(|_| String::new());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn saying_a_sentence_again_raises_nothing() {
    let wrong = changing(|sentence| format!("{sentence} {sentence}"));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Scores must not hang on how a text is typed.
#[test]
fn typing_changes_no_score() {
    let mut scorer = Scorer::new();
    for (source, statement) in all() {
        let before = scorer.score(&source, &statement);
        let ways: [fn(&str) -> String; 4] = [
            |text| text.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\r\n"),
            |text| {
                text.split("\n\n")
                    .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
                    .collect::<Vec<_>>()
                    .join("\n\n")
            },
            |text| text.replace('\'', "’"),
            |text| text.replace('é', "e\u{301}").replace("fi", "ﬁ"),
        ];
        for (number, way) in ways.iter().enumerate() {
            let mut typed = statement.clone();
            for passage in &mut typed.passages {
                passage.text = way(&passage.text);
            }
            let after = scorer.score(&source, &typed);
            assert_eq!(criteria(&before), criteria(&after), "{} way {number}", statement.id);
            assert_eq!(before.lead, after.lead);
        }
    }
}

/// Tables may stand in any order.
#[test]
fn the_order_of_tables_changes_no_score() {
    let mut scorer = Scorer::new();
    for (source, statement) in all() {
        let before = scorer.score(&source, &statement);
        let shuffled = shuffled(source.text());
        let source = Source::new(source.name(), shuffled);
        let statement = statement::read(&source, &RUBRIC.call).unwrap();
        let after = scorer.score(&source, &statement);
        assert_eq!(criteria(&before), criteria(&after), "{}", statement.id);
    }
}

/// The same file with its tables in the opposite order; the tables of one list keep theirs, and stay under their own.
fn shuffled(text: &str) -> String {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut quoted = false;
    for line in text.lines() {
        let heading = !quoted && line.starts_with('[');
        let root = line.trim_matches(['[', ']', ' ']).split('.').next().unwrap_or_default().to_owned();
        match blocks.last_mut() {
            Some((name, body)) if !heading || *name == root => body.push_str(&format!("{line}\n")),
            _ => blocks.push((if heading { root } else { String::new() }, format!("{line}\n"))),
        }
        let marks = line.matches("\"\"\"").count();
        quoted ^= marks % 2 == 1;
    }
    let top = blocks.iter().filter(|(name, _)| name.is_empty()).map(|(_, body)| body.as_str()).collect::<String>();
    let rest = blocks.iter().rev().filter(|(name, _)| !name.is_empty()).map(|(_, body)| body.as_str()).collect::<String>();
    format!("{top}{rest}")
}
