//! `fieldtrial watch`: a draft checked and scored again on every save.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::RecursiveMode;

use super::{Context, Exit, check, width};
use crate::draft::Draft;
use crate::report::{Layout, watching};
use crate::score::Score;

/// Check and score a draft again on every save, in place, until interrupted
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Watch {
    /// The draft
    file: PathBuf,

    /// Lay it out for this many columns [default: the terminal's, else 80]
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  fieldtrial watch draft.toml        beside the editor, in a terminal of its own; Ctrl-C ends it";

/// Editors write a file in several steps: what happens within so long is one save.
const SETTLES: Duration = Duration::from_millis(120);

/// Where output is no terminal there is no height to keep to.
const UNBOUNDED: usize = 10_000;

impl Watch {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        if !self.file.is_file() {
            bail!("`{}` is no file; `fieldtrial new {}` would start one", self.file.display(), self.file.display());
        }
        let (saved, saves) = mpsc::channel();
        let mut debouncer = new_debouncer(SETTLES, saved).context("cannot watch for changes")?;
        // Many editors save by putting a new file in the old one's place, so the folder is watched and not the file.
        let folder = self.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        debouncer
            .watcher()
            .watch(folder, RecursiveMode::NonRecursive)
            .with_context(|| format!("cannot watch `{}`", folder.display()))?;
        let mut before: Option<Draft> = None;
        loop {
            let now = self.look(context)?;
            // Editors touch a file more often than they change it.
            let changed = before.as_ref().is_none_or(|before| before.source.text() != now.source.text());
            if changed && !self.show(&now, before.as_ref(), context)? {
                return Ok(Exit::Fine);
            }
            if changed && (now.assessment.is_some() || before.is_none()) {
                before = Some(now);
            }
            loop {
                let saved = saves.recv().context("the watch for changes has ended")?;
                let ours = |path: &Path| path.file_name() == self.file.file_name();
                match saved {
                    Ok(events) if events.iter().any(|event| ours(&event.path)) => break,
                    Ok(_) => {}
                    Err(error) => return Err(error).context("cannot go on watching"),
                }
            }
        }
    }

    fn look(&self, context: &Context) -> Result<Draft> {
        let threshold = Score::rounded(context.rubric.call.threshold);
        let checked = check::checked(std::slice::from_ref(&self.file), false, &context.rubric, threshold)?;
        checked.drafts.into_iter().next().context("the draft has gone")
    }

    /// Shows a draft: over what was shown before on a terminal, after it elsewhere. False where nobody reads any more.
    fn show(&self, draft: &Draft, before: Option<&Draft>, context: &Context) -> Result<bool> {
        let mut out = std::io::stdout().lock();
        let terminal = out.is_terminal();
        let height = terminal_size::terminal_size_of(&out).map_or(UNBOUNDED, |(_, height)| usize::from(height.0));
        let layout = Layout { width: width(self.width, false), colour: context.colour, evidence: false };
        let text = watching::write(draft, before, &context.rubric, &layout, height);
        let text = if terminal { in_place(&text, height, before.is_none()) } else { format!("{text}\n") };
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
            result => result.map(|()| true).map_err(Into::into),
        }
    }
}

/// A text that takes the place of what is on the terminal, written at one stroke: the cursor goes home, each line clears what was left of
/// the one before, and the rest of the screen is cleared. Terminals that know how hold the picture back until it is whole.
fn in_place(text: &str, height: usize, first: bool) -> String {
    let clear = if first { "\x1b[2J" } else { "" };
    let lines: Vec<_> = text.lines().take(height.saturating_sub(1)).map(|line| format!("{line}\x1b[K\r\n")).collect();
    format!("\x1b[?2026h{clear}\x1b[H{}\x1b[J\x1b[?2026l", lines.concat())
}
