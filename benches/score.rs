//! How long the steps take, over the rated statements: `cargo bench`.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]

use std::fs;
use std::path::PathBuf;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use fieldtrial::evidence::Finder;
use fieldtrial::report::jsonl;
use fieldtrial::rubric::Rubric;
use fieldtrial::score::Options;
use fieldtrial::source::Source;
use fieldtrial::{assess, statement};

fn main() {
    divan::main();
}

fn paths() -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir("rated/statements").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn sources() -> Vec<Source> {
    paths().iter().map(|path| Source::new(path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// What every start of the program pays.
#[divan::bench]
fn load_rubric() -> Rubric {
    Rubric::embedded().unwrap()
}

/// The floor: the files read, and their TOML parsed by the library.
#[divan::bench]
fn floor(bencher: Bencher<'_, '_>) {
    let paths = paths();
    bencher.counter(ItemsCount::new(paths.len())).bench_local(|| {
        for path in &paths {
            let text = fs::read_to_string(path).unwrap();
            black_box(toml::de::DeTable::parse(&text).unwrap());
        }
    });
}

/// From text to statement.
#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let rubric = Rubric::embedded().unwrap();
    let sources = sources();
    bencher.counter(ItemsCount::new(sources.len())).bench_local(|| {
        for source in &sources {
            black_box(statement::read(source, &rubric.call).unwrap());
        }
    });
}

/// From text to scores.
#[divan::bench]
fn read_and_score(bencher: Bencher<'_, '_>) {
    let rubric = Rubric::embedded().unwrap();
    let options = Options::usual(&rubric);
    let sources = sources();
    let mut finder = Finder::new(&rubric);
    bencher.counter(ItemsCount::new(sources.len())).bench_local(|| {
        for source in &sources {
            let statement = statement::read(source, &rubric.call).unwrap();
            black_box(assess(&statement, source, &mut finder, &rubric, &options));
        }
    });
}

/// From text to a row of JSON Lines.
#[divan::bench]
fn read_score_and_write(bencher: Bencher<'_, '_>) {
    let rubric = Rubric::embedded().unwrap();
    let options = Options::usual(&rubric);
    let sources = sources();
    let mut finder = Finder::new(&rubric);
    bencher.counter(ItemsCount::new(sources.len())).bench_local(|| {
        let mut rows = Vec::new();
        for source in &sources {
            let statement = statement::read(source, &rubric.call).unwrap();
            jsonl::statement(&mut rows, &assess(&statement, source, &mut finder, &rubric, &options)).unwrap();
        }
        rows
    });
}
