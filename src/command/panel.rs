//! `fieldtrial panel`: the panel's own ratings.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use super::{Context, Exit, complain, deliver, width, work};
use crate::batch::Batch;
use crate::evidence::Finder;
use crate::inputs::{self, Kind};
use crate::panel::bootstrap::Resampling;
use crate::panel::calibrate::calibrate;
use crate::panel::ratings;
use crate::problem;
use crate::report::Layout;
use crate::report::calibration::{self, CalibrationFormat};
use crate::score::Options;
use crate::{Failure, assess};

/// Put the panel's ratings beside the program's
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
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

    /// What to write [default: by the ending of --output, else table]
    #[arg(long, value_name = "FORMAT")]
    format: Option<CalibrationFormat>,

    /// Write to a file instead of standard output; its ending picks the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// How often the statements are drawn anew for the intervals
    #[arg(long, value_name = "N", default_value = "1000", value_parser = clap::value_parser!(u32).range(100..=100_000))]
    resamples: u32,

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
        let format = self.format.or_else(|| CalibrationFormat::of(self.output.as_deref()?)).unwrap_or(CalibrationFormat::Table);
        let mut exit = Exit::Fine;
        let source = match inputs::table(&self.ratings) {
            Ok(source) => source,
            Err(Failure { source, problems }) => {
                context.tell(&source, &problems);
                return Ok(Exit::Unreadable);
            }
        };
        let (ratings, problems) = ratings::read(&source, rubric);
        if !problems.is_empty() {
            context.tell(&source, &problems);
            exit = Exit::Unreadable;
        }
        if ratings.scores.is_empty() && ratings.leads.is_empty() {
            complain(&format!("error: {} has no rating that can be used\n", problem::printable(source.name())));
            return Ok(Exit::Unreadable);
        }
        let options = Options::usual(rubric);
        let mut assessments = Vec::new();
        let batch = Batch { paths: self.paths, kind: Kind::Toml, jobs: None };
        let score = |finder: &mut Finder<'_>, statement, source| assess(&statement, &source, finder, rubric, &options);
        let tally = work::each(batch, context, false, score, |outcome| {
            assessments.extend(outcome.ok());
            Ok(())
        })?;
        let resampling = Resampling { times: self.resamples as usize, seed: self.seed };
        let calibration = calibrate(&assessments, &ratings, rubric, resampling)?;
        if calibration.statements == 0 && !assessments.is_empty() {
            bail!("none of the {} statements is rated in `{}`: are these the ones that were?", assessments.len(), source.name());
        }
        let layout = Layout { width: width(self.width, false), colour: context.colour && self.output.is_none(), evidence: false };
        let written = calibration::write(&calibration, rubric, format, &layout)?;
        deliver(&written, self.output.as_deref())?;
        tally.close(false);
        Ok(exit.max(tally.exit()))
    }
}
