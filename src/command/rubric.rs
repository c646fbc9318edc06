//! `fieldtrial rubric`: for those who edit the rubric.

use std::fmt::Write as _;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Context, Exit, print};
use crate::evidence::examples::try_all;

/// Work on the rubric itself
#[derive(Debug, Args)]
pub(super) struct RubricCommand {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run the examples of every signal, concept and stance
    ///
    /// With --rubric DIR, those of the folder laid over the built-in rubric. Ends with 1 if one does not come out as its file says.
    Test,
}

impl RubricCommand {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        match self.command {
            Task::Test => test(context),
        }
    }
}

fn test(context: &Context) -> Result<Exit> {
    let (tried, unmet) = try_all(&context.rubric);
    let mut out = String::new();
    for example in &unmet {
        let _ = writeln!(out, "{}: {}\n  {}", example.of, example.why, example.example);
    }
    let _ = writeln!(out, "{tried} examples tried, {} not as promised", unmet.len());
    print(&out)?;
    Ok(if unmet.is_empty() { Exit::Fine } else { Exit::Findings })
}
