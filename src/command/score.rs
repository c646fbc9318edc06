//! `fieldtrial score`: the main job.

use std::io::{IsTerminal as _, Write as _};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use super::gate::Gate;
use super::output::Output;
use super::work;
use super::{Context, Exit, cannot_write, deliver, not_over, quiet, width};
use crate::assess;
use crate::batch::Batch;
use crate::evidence::Finder;
use crate::fields::{listed, nearest};
use crate::inputs::Kind;
use crate::report::{self, Format, Layout, Report, jsonl};
use crate::rubric::Rubric;
use crate::score::{Options, Score as Level, SortKey};

/// Score statements against the criteria and the scenarios
///
/// One statement is shown in depth; several are compared in one table.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Score {
    /// Statements: files, folders (every *.toml below), globs, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What to write [default: by the ending of --output, else table]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,

    /// Write to a file instead of standard output; its ending picks the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Show every piece of evidence, counted or not, with its place and stance
    #[arg(long)]
    evidence: bool,

    /// Show the sentences with numbers, names or obligations that no signal understood
    #[arg(long)]
    unread: bool,

    /// How to take the inputs
    #[arg(long, value_name = "KIND", default_value = "toml")]
    input: Kind,

    /// Score on so many threads at once [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Weights of criteria in the overall mean, such as radical=2,need=1; the others weigh 1
    #[arg(long, value_name = "ID=N", value_delimiter = ',')]
    weights: Vec<String>,

    /// The score, 0-4, below which a criterion is short [default: the rubric's, 2.0]
    #[arg(long, value_name = "N", value_parser = super::level)]
    threshold: Option<f64>,

    /// End with 1 if any criterion of any statement scores below this, 0-4
    #[arg(long, value_name = "N", value_parser = super::level)]
    fail_under: Option<f64>,

    /// Order statements by id, title, overall, or a criterion or scenario id (scores from the highest)
    #[arg(long, value_name = "KEY")]
    sort: Option<String>,

    /// Lay tables out for this many columns [default: the terminal's, else 80]
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  fieldtrial score draft.toml                     one statement in depth
  fieldtrial score draft.toml --evidence          with every sentence that was found
  fieldtrial score submissions/ --sort overall    a folder, the strongest first
  fieldtrial score submissions/ -o scores.json    for a script
  fieldtrial score submissions/ -o scores.html    for a browser, evidence marked in the prose
  zcat all.jsonl.gz | fieldtrial score --input jsonl --format jsonl -    a stream: rows in, rows out
  fieldtrial score submissions/ --fail-under 1    end with 1 if a criterion is weaker
  pbpaste | fieldtrial score --input prose -      any text";

/// The greatest weight: beyond it one criterion is all there is.
const MOST_WEIGHT: f64 = 1000.0;

impl Score {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let rubric = &context.rubric;
        let format = self.format()?;
        let options = Options { prose: format.shows_prose(), ..self.options(rubric)? };
        let sort = self.sort.as_deref().map(|key| sort_key(key, rubric)).transpose()?;
        not_over(self.output.as_deref(), &self.paths)?;
        let batch = Batch { paths: self.paths.clone(), kind: self.input, jobs: self.jobs };
        if format == Format::Jsonl && sort.is_none() {
            return self.stream(batch, &options, context);
        }
        let mut report = Report::new(rubric, options.threshold);
        let score = |finder: &mut Finder<'_>, statement, source| assess(&statement, &source, finder, rubric, &options);
        let tally = work::each(batch, context, false, score, |outcome| {
            match outcome {
                Ok(one) => report.statements.push(one),
                Err(failure) => report.failures.push(failure),
            }
            Ok(())
        })?;
        if let Some(key) = sort {
            key.sort(&mut report.statements);
        }
        let layout =
            Layout { width: width(self.width, false), colour: context.colour && self.output.is_none(), evidence: self.evidence };
        let written = report::write(&report, rubric, format, &layout)?;
        deliver(&written, self.output.as_deref())?;
        let mut gate = Gate::new(self.fail_under);
        report.statements.iter().for_each(|one| gate.add(gate.under.is_missed_by(one)));
        tally.close(false);
        Ok(gate.close(&tally))
    }

    /// JSON Lines: each row is written as soon as it and those before it are there, so that a stream of any length takes no more memory
    /// than a short one. Rows of statements and of failures stand in the order of the inputs.
    fn stream(self, batch: Batch, options: &Options, context: &Context) -> Result<Exit> {
        let rubric = &context.rubric;
        let output = self.output.as_deref();
        let mut gate = Gate::new(self.fail_under);
        let under = gate.under;
        let mut out = Output::open(output).with_context(|| cannot_write(output))?;
        // Rows are written out where statements are scored: it is work as much as scoring is.
        let score = |finder: &mut Finder<'_>, statement, source| {
            let one = assess(&statement, &source, finder, rubric, options);
            let mut row = Vec::new();
            jsonl::statement(&mut row, &one).map(|()| (row, under.is_missed_by(&one)))
        };
        let done = work::each(batch, context, true, score, |outcome| {
            let mut row = Vec::new();
            match outcome {
                Ok(scored) => {
                    let (scored, missed) = scored?;
                    gate.add(missed);
                    row = scored;
                }
                Err(failure) => jsonl::failure(&mut row, &failure)?,
            }
            out.write_all(&row).with_context(|| cannot_write(output))
        });
        let Some(tally) = quiet(done)? else { return Ok(Exit::Fine) };
        quiet(out.finish().with_context(|| cannot_write(output)))?;
        tally.close(true);
        Ok(gate.close(&tally))
    }

    fn options(&self, rubric: &Rubric) -> Result<Options> {
        let mut options = Options { unread: self.unread, ..Options::usual(rubric) };
        if let Some(threshold) = self.threshold {
            options.threshold = Level::rounded(threshold);
        }
        for pair in &self.weights {
            let Some((id, weight)) = pair.trim().split_once('=') else {
                bail!("--weights: `{pair}` is not of the form radical=2");
            };
            let Some(at) = rubric.criteria.iter().position(|criterion| criterion.id == id) else {
                bail!("--weights: {}", unknown(id, rubric.criteria.iter().map(|criterion| criterion.id.as_str())));
            };
            match weight.parse::<f64>() {
                Ok(weight) if (0.0..=MOST_WEIGHT).contains(&weight) => options.weights[at] = weight,
                _ => bail!("--weights: `{weight}` is not a weight; write a number from 0 to {MOST_WEIGHT}"),
            }
        }
        if options.weights.iter().sum::<f64>() <= 0.0 {
            bail!("--weights: every criterion weighs nothing, so there is no mean");
        }
        Ok(options)
    }

    fn format(&self) -> Result<Format> {
        match (self.format, &self.output) {
            (Some(Format::Xlsx), None) if std::io::stdout().is_terminal() => {
                bail!("a workbook is nothing for a terminal; give --output FILE")
            }
            (Some(format), _) => Ok(format),
            (None, None) => Ok(Format::Table),
            (None, Some(file)) => Format::of(file).with_context(|| {
                format!("cannot tell the format from `{}`; end it in {} or give --format", file.display(), Format::endings())
            }),
        }
    }
}

fn sort_key(key: &str, rubric: &Rubric) -> Result<SortKey> {
    match key {
        "id" => Ok(SortKey::Id),
        "title" => Ok(SortKey::Title),
        "overall" | "mean" => Ok(SortKey::Overall),
        _ if rubric.criteria.iter().any(|item| item.id == key) => Ok(SortKey::Criterion(key.to_owned())),
        _ if rubric.scenarios.iter().any(|item| item.id == key) => Ok(SortKey::Scenario(key.to_owned())),
        _ => {
            let known = ["id", "title", "overall"].into_iter().chain(rubric.items().map(|item| item.id.as_str()));
            bail!("--sort: {}", unknown(key, known))
        }
    }
}

fn unknown<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let known: Vec<_> = known.collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("`{name}` is not known; did you mean `{near}`?"),
        None => format!("`{name}` is not known; write {}", listed(&known)),
    }
}
