//! The loop over inputs that commands share: what cannot be read is told of, and long work shows how far it has come.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Context, Exit, complain};
use crate::Failure;
use crate::batch::Batch;
use crate::evidence::Finder;
use crate::source::Source;
use crate::statement::Statement;

/// How many inputs went how.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) scored: usize,
    pub(super) failed: usize,
    began: Instant,
}

impl Tally {
    /// How the program ends, as far as reading goes.
    pub(super) const fn exit(&self) -> Exit {
        if self.failed > 0 { Exit::Unreadable } else { Exit::Fine }
    }

    /// Says what was done and how long it took. Reports tell the counts themselves, so this is for those who watch, and for streams.
    pub(super) fn close(&self, stream: bool) {
        if stream || std::io::stderr().is_terminal() {
            let Self { scored, failed, began } = self;
            complain(&format!("{scored} scored, {failed} failed, in {:.2} s\n", began.elapsed().as_secs_f64()));
        }
    }
}

/// Work that takes no longer shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Does `work` on each statement, tells of those that cannot be read, and hands on what came of each in the order of the inputs. What is
/// handed on may be shown on standard output as it comes, if `shown` says so.
///
/// # Errors
/// Those of `hand_on`, which end the work.
pub(super) fn each<T: Send>(
    batch: Batch,
    context: &Context,
    shown: bool,
    work: impl Fn(&mut Finder<'_>, Statement, Source) -> T + Sync,
    mut hand_on: impl FnMut(Result<T, Failure>) -> Result<()>,
) -> Result<Tally> {
    let mut tally = Tally { scored: 0, failed: 0, began: Instant::now() };
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    let mut watched = std::io::stderr().is_terminal() && !(shown && std::io::stdout().is_terminal());
    batch.each(&context.rubric, work, |outcome| {
        match &outcome {
            Ok(_) => tally.scored += 1,
            Err(Failure { source, problems }) => {
                tally.failed += 1;
                bar.suspend(|| context.tell(source, problems));
            }
        }
        bar.inc(1);
        if watched && tally.began.elapsed() > PATIENCE {
            watched = false;
            bar.set_style(
                ProgressStyle::with_template("{human_pos} statements, {elapsed}")
                    .unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        hand_on(outcome)
    })?;
    bar.finish_and_clear();
    Ok(tally)
}
