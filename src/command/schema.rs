//! `fieldtrial schema`: what editors and scripts can check files by.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;

use super::{Context, Exit, deliver, print};
use crate::schema::{self, Name};

/// Print a JSON Schema, by which editors and scripts can check a file
///
/// The words a key can take are those of the rubric in use: with --rubric DIR, a panel's own domains, criteria and scenarios.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Schema {
    /// What to describe
    #[arg(required_unless_present = "all")]
    name: Option<Name>,

    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE", conflicts_with = "all")]
    output: Option<PathBuf>,

    /// Write all of them into a folder, as NAME.schema.json
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    all: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  fieldtrial schema statement -o statement.schema.json    beside the drafts that name it in their first line
  fieldtrial schema score                                 what `score --format json` writes
  fieldtrial --rubric mine schema criterion               for those who edit a rubric
  fieldtrial schema --all schema                          all of them, in a folder";

impl Schema {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let text = |name| schema::text(&schema::schema(name, &context.rubric));
        if let Some(name) = self.name {
            deliver(text(name), self.output.as_deref())?;
        }
        if let Some(folder) = self.all {
            for name in Name::ALL {
                write(&folder, name.file(), &text(*name))?;
            }
            print(format!("{} schemas written to {}\n", Name::ALL.len(), folder.display()))?;
        }
        Ok(Exit::Fine)
    }
}

fn write(folder: &Path, file: &str, text: &str) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let path = folder.join(file);
    deliver(text, Some(&path))
}
