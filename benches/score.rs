//! How long the steps take, over the proposals: `cargo bench`.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]

use std::fs;

use divan::{Bencher, black_box};
use fieldtrial::evidence::Finder;
use fieldtrial::rubric::Rubric;
use fieldtrial::score::Options;
use fieldtrial::source::Source;
use fieldtrial::{assess, statement};

fn main() {
    divan::main();
}

fn proposals() -> Vec<Source> {
    let mut paths: Vec<_> = fs::read_dir("proposals").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| Source::new(path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// What every start of the program pays.
#[divan::bench]
fn load_rubric() -> Rubric {
    Rubric::embedded().unwrap()
}

/// Ten statements from text to statement.
#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let rubric = Rubric::embedded().unwrap();
    let sources = proposals();
    bencher.bench_local(|| {
        for source in &sources {
            black_box(statement::read(source, &rubric.call).unwrap());
        }
    });
}

/// Ten statements from text to scores.
#[divan::bench]
fn read_and_score(bencher: Bencher<'_, '_>) {
    let rubric = Rubric::embedded().unwrap();
    let options = Options::usual(&rubric);
    let sources = proposals();
    let mut finder = Finder::new(&rubric);
    bencher.bench_local(|| {
        for source in &sources {
            let statement = statement::read(source, &rubric.call).unwrap();
            black_box(assess(&statement, source, &mut finder, &rubric, &options));
        }
    });
}
