//! `fieldtrial panel`: the panel's own ratings.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};

use super::{Context, Exit, complain, print, save, width};
use crate::evidence::Finder;
use crate::inputs::{self, Kind};
use crate::panel::calibrate::{Resampling, calibrate};
use crate::panel::ratings;
use crate::problem;
use crate::report::Layout;
use crate::report::calibration::{self, CalibrationFormat};
use crate::score::Options;
use crate::source::Source;
use crate::{Failure, assess};

/// Put the panel's ratings beside the program's
#[derive(Debug, Args)]
pub(super) struct Panel {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Calibrate(Calibrate),
}

/// Measure how far the program agrees with readers, and they with each other
///
/// Ratings are CSV: statement,reviewer,item,rating,comment. The statement is a path as given, or its file's name with or without .toml.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
struct Calibrate {
    /// The readers' ratings
    ratings: PathBuf,

    /// The statements they rated: files, folders, or -
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: CalibrationFormat,

    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// How often the statements are drawn anew for the intervals
    #[arg(long, value_name = "N", default_value = "1000")]
    resamples: usize,

    /// Where the drawing starts: the same seed gives the same intervals
    #[arg(long, value_name = "N", default_value = "2006")]
    seed: u64,

    /// Lay tables out for this many columns [default: the terminal's, else 80]
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  fieldtrial panel calibrate rated/ratings.csv rated/statements
  fieldtrial panel calibrate ratings.csv submissions --format csv -o agreement.csv";

/// More samples than this tell nothing more.
const MOST_SAMPLES: usize = 100_000;

impl Panel {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        match self.command {
            Task::Calibrate(command) => command.run(context),
        }
    }
}

impl Calibrate {
    fn run(self, context: &Context) -> Result<Exit> {
        let rubric = &context.rubric;
        if self.resamples > MOST_SAMPLES {
            bail!("--resamples: at most {MOST_SAMPLES}");
        }
        let name = self.ratings.display().to_string();
        let bytes = fs::read(&self.ratings).with_context(|| format!("cannot read the ratings in `{name}`"))?;
        let Ok(source) = Source::decode(name.as_str(), bytes) else {
            bail!("`{name}` is not UTF-8 text: save it as CSV in UTF-8")
        };
        let (ratings, problems) = ratings::read(&source, rubric);
        let mut exit = Exit::Fine;
        if !problems.is_empty() {
            complain(&problem::draw(&problems, &source, width(None, true), context.colour_errors));
            exit = Exit::Unreadable;
        }
        let mut finder = Finder::new(rubric);
        let options = Options::usual(rubric);
        let mut assessments = Vec::new();
        for read in inputs::read(&self.paths, Kind::Toml, &rubric.call) {
            match read {
                Ok((statement, source)) => assessments.push(assess(&statement, &source, &mut finder, rubric, &options)),
                Err(Failure { source, problems }) => {
                    complain(&problem::draw(&problems, &source, width(None, true), context.colour_errors));
                    exit = Exit::Unreadable;
                }
            }
        }
        let resampling = Resampling { times: self.resamples, seed: self.seed };
        let calibration = calibrate(&assessments, &ratings, rubric, resampling);
        let layout = Layout { width: width(self.width, false), colour: context.colour && self.output.is_none(), evidence: false };
        let written = calibration::write(&calibration, rubric, self.format, &layout)?;
        match &self.output {
            Some(file) => save(file, &written)?,
            None => print(&written)?,
        }
        Ok(exit)
    }
}
