//! `fieldtrial check`: what is wrong with drafts, and what would make them better.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use rayon::prelude::*;

use super::{Context, Exit, complain, deliver, not_over, width};
use crate::Failure;
use crate::batch::Batch;
use crate::draft::{self, Draft, Mended, mend};
use crate::evidence::Finder;
use crate::inputs::Kind;
use crate::problem::{Problem, Severity, printable};
use crate::report::Layout;
use crate::report::drafts::{self, DraftFormat};
use crate::rubric::Rubric;
use crate::score::Score;
use crate::source::Source;

/// Check drafts: all that is wrong with their form, and what would make their prose count for more
///
/// Errors keep a statement from the panel; advice does not. A finding that is wrong can be contested in the file, under `[[contests]]`.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Check {
    /// Drafts: files, folders (every *.toml below), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What to write [default: by the ending of --output, else human]
    #[arg(long, value_name = "FORMAT")]
    format: Option<DraftFormat>,

    /// Write to a file instead of standard output; its ending picks the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// End with 1 for advice, too
    #[arg(long)]
    strict: bool,

    /// Leave advice out
    #[arg(long, conflicts_with = "strict")]
    errors_only: bool,

    /// Mend what can be mended safely, in the files: keys and values with one near name, dates, a missing `kind`
    #[arg(long)]
    fix: bool,

    /// The score, 0-4, below which a criterion is short [default: the rubric's, 2.0]
    #[arg(long, value_name = "N", value_parser = super::level)]
    threshold: Option<f64>,

    /// Lay findings out for this many columns [default: the terminal's, else 80]
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  fieldtrial check draft.toml                        everything wrong with a draft, and advice
  fieldtrial check draft.toml --fix                  mend slips in keys and dates, then check
  fieldtrial check submissions --errors-only         is each fit to go to the panel?
  fieldtrial check draft.toml --format sarif -o draft.sarif

A finding that is wrong can be contested in the file:
  [[contests]]
  code   = \"stakeholders::unnamed\"     # and, or instead, signal = \"need\": a criterion or a signal
  field  = \"stakeholders[2]\"           # optional: there only
  reason = \"The Partners is the name of our youth club.\"
  author = \"Jo Ash\"
  date   = 2006-03-01
  expires = 2006-04-01                 # optional";

impl Check {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let rubric = &context.rubric;
        let format = self.format()?;
        not_over(self.output.as_deref(), &self.paths)?;
        if self.fix && self.paths.iter().any(|path| path.as_os_str() == "-") {
            bail!("--fix changes files, and `-` is none");
        }
        let threshold = self.threshold.unwrap_or(rubric.call.threshold);
        let mut checked = checked(&self.paths, self.fix, rubric, Score::rounded(threshold))?;
        if self.errors_only {
            for draft in &mut checked.drafts {
                draft.findings.retain(|finding| finding.problem.code.severity() == Severity::Error);
            }
        }
        let width = width(self.width, false);
        let layout = Layout { width, colour: context.colour && self.output.is_none(), evidence: false };
        deliver(&drafts::write(&checked.drafts, rubric, format, &layout)?, self.output.as_deref())?;
        Ok(exit(&checked, self.strict))
    }

    fn format(&self) -> Result<DraftFormat> {
        match (self.format, &self.output) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(DraftFormat::Human),
            (None, Some(file)) => DraftFormat::of(file).with_context(|| {
                format!("cannot tell the format from `{}`; end it in {} or give --format", file.display(), DraftFormat::endings())
            }),
        }
    }
}

/// Drafts, checked.
pub(super) struct Checked {
    /// In the order of the inputs.
    pub(super) drafts: Vec<Draft>,
    /// Whether a file could not be mended because it could not be written.
    unwritten: bool,
}

/// Checks every draft the paths name, in their order; with `fix`, once what can be mended has been mended in its file.
pub(super) fn checked(paths: &[PathBuf], fix: bool, rubric: &Rubric, threshold: Score) -> Result<Checked> {
    let readable = |problems: &[Problem]| !problems.iter().any(|problem| problem.code.unreadable());
    let mut drafts = Vec::new();
    let mut unwritten = false;
    let batch = Batch { paths: paths.to_vec(), kind: Kind::Toml, jobs: None };
    batch.each(
        rubric,
        |_, _, source| source,
        |read| {
            let (source, problems) = match read {
                Ok(source) => (source, Vec::new()),
                Err(Failure { source, problems }) => (source, problems),
            };
            let source = if fix && readable(&problems) {
                mended(source, rubric).unwrap_or_else(|source| {
                    unwritten = true;
                    source
                })
            } else {
                source
            };
            drafts.push((source, problems));
            Ok(())
        },
    )?;
    let check = |finder: &mut Finder<'_>, (source, problems): (Source, Vec<Problem>)| {
        if readable(&problems) { draft::check(source, finder, rubric, threshold) } else { Draft::unreadable(source, problems) }
    };
    let drafts = drafts.into_par_iter().map_init(|| Finder::new(rubric), check).collect();
    Ok(Checked { drafts, unwritten })
}

/// Mends a file, and says what was mended. A file that cannot be written stays as it is, and is told of.
fn mended(source: Source, rubric: &Rubric) -> Result<Source, Source> {
    let Some((fixed, mended)) = mend(&source, &rubric.call) else { return Ok(source) };
    let name = source.name();
    if let Err(error) = deliver(fixed.text(), Some(Path::new(name))) {
        complain(&printable(&format!("error: {error:#}; it is as it was\n")));
        return Err(source);
    }
    let mut said = String::new();
    for Mended { problem, old, new } in &mended {
        let change = if old.is_empty() { format!("put in `{new}`") } else { format!("`{old}` is now `{new}`") };
        let _ = writeln!(said, "mended {name}:{}: {}: {change}", problem.line, problem.message);
    }
    complain(&printable(&said));
    Ok(fixed)
}

/// How checking ends: what is printed of findings and what is returned come from the same lists.
fn exit(Checked { drafts, unwritten }: &Checked, strict: bool) -> Exit {
    let standing = |severity| drafts.iter().any(|draft| draft.standing(severity) > 0);
    if *unwritten || drafts.iter().any(Draft::failed) {
        Exit::Unreadable
    } else if standing(Severity::Error) || (strict && standing(Severity::Advice)) {
        Exit::Findings
    } else {
        Exit::Fine
    }
}
