//! `fieldtrial diff`: what a redraft gained and lost.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::{Context, Exit, complain, deliver, not_over, width};
use crate::evidence::Finder;
use crate::inputs::{self, Kind};
use crate::report::Layout;
use crate::report::difference::{self, DifferenceFormat};
use crate::score::{Assessment, Difference, Options};
use crate::{Failure, assess, problem};

/// Show what a redraft gained and lost: scores, fits, and the evidence that came and went
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Diff {
    /// The earlier draft
    old: PathBuf,

    /// The later draft; one of the two may be - for standard input
    new: PathBuf,

    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: DifferenceFormat,

    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// How to take the inputs
    #[arg(long, value_name = "KIND", default_value = "toml")]
    input: Kind,

    /// Lay the table out for this many columns [default: the terminal's, else 80]
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  fieldtrial diff monday.toml tuesday.toml
  git show HEAD:draft.toml | fieldtrial diff - draft.toml     since the last commit
  fieldtrial diff old.toml new.toml --format json";

impl Diff {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        not_over(self.output.as_deref(), &[self.old.clone(), self.new.clone()])?;
        if [&self.old, &self.new].iter().all(|path| path.as_os_str() == "-") {
            bail!("only one of the two drafts can come from standard input");
        }
        let (old, new) = (self.assessed(&self.old, context)?, self.assessed(&self.new, context)?);
        let (Some(old), Some(new)) = (old, new) else { return Ok(Exit::Unreadable) };
        let layout = Layout { width: width(self.width, false), colour: context.colour && self.output.is_none(), evidence: true };
        let written = difference::write(&Difference::between(&old, &new), self.format, &layout)?;
        deliver(&written, self.output.as_deref())?;
        Ok(Exit::Fine)
    }

    /// The scores of one draft; none where it cannot be read, which has then been said.
    fn assessed(&self, path: &Path, context: &Context) -> Result<Option<Assessment>> {
        let rubric = &context.rubric;
        let mut read = inputs::read(&[path.to_path_buf()], self.input, &rubric.call);
        if read.len() > 1 {
            bail!("`{}` holds {} statements, and a draft is one", path.display(), read.len());
        }
        match read.pop() {
            Some(Ok((statement, source))) => {
                let options = Options::usual(rubric);
                Ok(Some(assess(&statement, &source, &mut Finder::new(rubric), rubric, &options)))
            }
            Some(Err(Failure { source, problems })) => {
                complain(&problem::draw(&problems, &source, width(None, true), context.colour_errors));
                Ok(None)
            }
            None => Ok(None),
        }
    }
}
