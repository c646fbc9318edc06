//! `fieldtrial rubric`: for those who edit the rubric.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};

use super::{Context, Exit, print, work};
use crate::batch::Batch;
use crate::evidence::Finder;
use crate::evidence::examples::try_all;
use crate::inputs::Kind;
use crate::panel::sentences::{Share, sum, tally};
use crate::problem;
use crate::rubric::{Rubric, Stance, check, fingerprints};
use crate::source::Source;
use crate::statement::Statement;

/// Work on the rubric itself: with --rubric DIR, on a folder laid over the built-in one
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct RubricCommand {
    #[command(subcommand)]
    command: Task,
}

const EXAMPLES: &str = "\
Examples:
  fieldtrial rubric export mine                          the built-in rubric as a folder to start from
  fieldtrial --rubric mine rubric check rated/statements what cannot fire, or fires on one statement only
  fieldtrial --rubric mine rubric test                   the examples of every signal, concept and stance";

#[derive(Debug, Subcommand)]
enum Task {
    /// Find signals that can never fire, that say the same, or that fire on a single statement
    ///
    /// With statements, also tells which signals fire on none of them, and which on one only: those were likely written for it. Ends with
    /// 1 if something cannot fire, says what another says, or is used by nothing.
    Check {
        /// Statements to try the signals on
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Run the examples of every signal, concept and stance
    ///
    /// Ends with 1 if one does not come out as its file says, or a signal has no example that makes it fire.
    Test {
        /// A folder of labelled sentences, ITEM.csv each: also tell how many are found, by item and kind
        #[arg(long, value_name = "DIR")]
        sentences: Option<PathBuf>,
    },
    /// Print the fingerprints of a text whose copying should earn nothing
    ///
    /// Added to language/published.txt of a rubric folder, they mark sentences that are mostly taken from the text, such as a call's
    /// own examples. The text itself cannot be had back from them.
    Fingerprint {
        /// The text
        file: PathBuf,
    },
    /// Write the built-in rubric as a folder to start from
    Export {
        /// The folder: it is made, and must be empty
        folder: PathBuf,
    },
}

impl RubricCommand {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        match self.command {
            Task::Check { paths } => check_all(paths, context),
            Task::Test { sentences } => test(sentences.as_deref(), context),
            Task::Fingerprint { file } => fingerprint(&file),
            Task::Export { folder } => export(&folder),
        }
    }
}

fn check_all(paths: Vec<PathBuf>, context: &Context) -> Result<Exit> {
    let rubric = &context.rubric;
    let doubts = check::check(rubric);
    let mut out = String::new();
    for doubt in &doubts {
        let _ = writeln!(out, "{}: {}", doubt.of, doubt.why);
    }
    let mut exit = if doubts.is_empty() { Exit::Fine } else { Exit::Findings };
    if !paths.is_empty() {
        let fired = fired(paths, context, &mut exit)?;
        for item in rubric.items() {
            for signal in &item.signals {
                let name = check::name(item, signal);
                match fired.get(&name).map(Vec::as_slice) {
                    None => drop(writeln!(out, "{name}: fires on no statement")),
                    Some([one]) => drop(writeln!(out, "{name}: fires on one statement only, {}", problem::printable(one))),
                    Some(_) => {}
                }
            }
        }
    }
    let signals: usize = rubric.items().map(|item| item.signals.len()).sum();
    let phrases: usize = rubric.concepts.iter().map(|concept| concept.phrases().len()).sum();
    let concepts = rubric.concepts.len();
    let _ = writeln!(out, "{signals} signals, {concepts} concepts with {phrases} phrases: {} to mend", doubts.len());
    print(&out)?;
    Ok(exit)
}

/// The statements on which each signal is found affirmed.
fn fired(paths: Vec<PathBuf>, context: &Context, exit: &mut Exit) -> Result<BTreeMap<String, Vec<String>>> {
    let rubric = &context.rubric;
    let mut fired: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let find = |finder: &mut Finder<'_>, statement: Statement, source| (finder.find(&statement, &source), statement.id);
    let tally = work::each(Batch { paths, kind: Kind::Toml, jobs: None }, context, false, find, |outcome| {
        let Ok((findings, id)) = outcome else { return Ok(()) };
        for piece in findings.evidence.iter().filter(|piece| piece.stance == Stance::Affirmed) {
            let Some(item) = rubric.items().nth(piece.item) else { continue };
            let on = fired.entry(check::name(item, &item.signals[piece.number])).or_default();
            if on.last() != Some(&id) {
                on.push(id.clone());
            }
        }
        Ok(())
    })?;
    *exit = tally.exit().max(*exit);
    Ok(fired)
}

fn test(sentences: Option<&Path>, context: &Context) -> Result<Exit> {
    let rubric = &context.rubric;
    let (tried, unmet) = try_all(rubric);
    let mut out = String::new();
    for example in &unmet {
        let _ = writeln!(out, "{}: {}\n  {}", example.of, example.why, example.example);
    }
    let mut bare = 0;
    for item in rubric.items() {
        for signal in item.signals.iter().filter(|signal| signal.yes.is_empty()) {
            bare += 1;
            let _ = writeln!(out, "{}: no example makes it fire", check::name(item, signal));
        }
    }
    let signals: usize = rubric.items().map(|item| item.signals.len()).sum();
    let _ = writeln!(out, "{tried} examples tried, {} not as promised", unmet.len());
    let _ = writeln!(out, "{} of {signals} signals have an example that makes them fire", signals - bare);
    if let Some(folder) = sentences {
        labelled(&mut out, folder, rubric)?;
    }
    print(&out)?;
    Ok(if unmet.is_empty() && bare == 0 { Exit::Fine } else { Exit::Findings })
}

fn labelled(out: &mut String, folder: &Path, rubric: &Rubric) -> Result<()> {
    let mut finder = Finder::new(rubric);
    let (mut found, mut taken) = (Share::default(), Share::default());
    let percent = |share: Share| share.value().map_or("-".to_owned(), |value| format!("{:.0} %", value * 100.0));
    for item in rubric.items() {
        let path = folder.join(format!("{}.csv", item.id));
        if !path.is_file() {
            continue;
        }
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let source = Source::new(path.display().to_string(), text);
        let tally = tally(&source, &item.id, rubric, &mut finder)
            .map_err(|problem| anyhow::anyhow!("{}: {}", path.display(), problem.message))?;
        let (evidence, misses) = (sum(&tally.evidence), sum(&tally.misses));
        let _ = writeln!(
            out,
            "\n{}: {} of {} pieces of evidence found, {} of {} near misses taken for it",
            item.id,
            percent(evidence),
            evidence.of,
            percent(misses),
            misses.of
        );
        for (mark, kinds) in [("found", &tally.evidence), ("taken", &tally.misses)] {
            for (kind, share) in kinds {
                let _ = writeln!(out, "  {mark} {:>2} of {:>2} {kind}", share.found, share.of);
            }
        }
        found = found.plus(evidence);
        taken = taken.plus(misses);
    }
    if found.of + taken.of == 0 {
        bail!("`{}` has no ITEM.csv with labelled sentences", folder.display());
    }
    let _ = writeln!(out, "\nAll: {} of the evidence found, {} of the near misses taken for it", percent(found), percent(taken));
    Ok(())
}

fn fingerprint(file: &Path) -> Result<Exit> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read `{}` as text", file.display()))?;
    let known: BTreeSet<u32> = fingerprints(&text).into_iter().collect();
    print(known.iter().map(|known| format!("{known:08x}\n")).collect::<String>())?;
    Ok(Exit::Fine)
}

fn export(folder: &Path) -> Result<Exit> {
    let occupied = folder.read_dir().is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        bail!("`{}` is not empty: nothing is written over", folder.display());
    }
    let mut written = 0;
    for (place, source) in Rubric::files() {
        let path = folder.join(place);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| format!("cannot make `{}`", parent.display()))?;
        }
        fs::write(&path, source.text()).with_context(|| format!("cannot write `{}`", path.display()))?;
        written += 1;
    }
    print(format!("{written} files written to {}\n", folder.display()))?;
    Ok(Exit::Fine)
}
