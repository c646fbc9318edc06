//! `fieldtrial diff`: what a redraft gained and lost.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::{Context, Exit, deliver, not_over, width};
use crate::batch::Batch;
use crate::inputs::Kind;
use crate::report::Layout;
use crate::report::difference::{self, DifferenceFormat};
use crate::score::{Assessment, Difference, Options};
use crate::{Failure, assess};

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
        let options = Options::usual(rubric);
        let batch = Batch { paths: vec![path.to_path_buf()], kind: self.input, jobs: NonZeroUsize::new(1) };
        let mut read = Vec::new();
        batch.each(
            rubric,
            |finder, statement, source| assess(&statement, &source, finder, rubric, &options),
            |one| {
                read.push(one);
                Ok(())
            },
        )?;
        if read.len() > 1 {
            bail!("`{}` holds {} statements, and a draft is one", path.display(), read.len());
        }
        match read.pop() {
            Some(Ok(one)) => Ok(Some(one)),
            Some(Err(Failure { source, problems })) => {
                context.tell(&source, &problems);
                Ok(None)
            }
            None => Ok(None),
        }
    }
}
