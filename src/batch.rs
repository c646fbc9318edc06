//! Many inputs: found by one thread, read and worked on by as many as there are cores, and handed on in the order they were found in.
//!
//! Nothing waits for what has not come yet: of a stream, what is there is worked on. And no more than a few dozen inputs are held at a
//! time, so that a stream without end takes no more memory than a short one.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::Failure;
use crate::evidence::Finder;
use crate::inputs::{self, Found, Kind};
use crate::rubric::Rubric;
use crate::source::Source;
use crate::statement::Statement;

/// The inputs each thread has at hand.
const EACH: usize = 64;

/// What is to be worked on, and by how many.
#[derive(Debug)]
pub struct Batch {
    /// Files, folders, globs, or `-`.
    pub paths: Vec<PathBuf>,
    /// How they are to be taken.
    pub kind: Kind,
    /// Threads; all cores where none is given.
    pub jobs: Option<NonZeroUsize>,
}

impl Batch {
    /// Does `work` on each statement, and hands on what came of it, or why it could not be read, in the order of the inputs: whatever
    /// the number of threads, the same is handed on.
    ///
    /// # Errors
    /// Those of `hand_on`, which end the work; and where threads cannot be had.
    pub fn each<T: Send>(
        self,
        rubric: &Rubric,
        work: impl Fn(&mut Finder<'_>, Statement, Source) -> T + Sync,
        mut hand_on: impl FnMut(Result<T, Failure>) -> Result<()>,
    ) -> Result<()> {
        let Self { paths, kind, jobs } = self;
        let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let (give, found) = sync_channel(jobs * EACH);
        // The thread is left to itself: where the work ends early it may be waiting for input that never comes.
        thread::Builder::new()
            .name("finding".to_owned())
            .spawn(move || {
                inputs::find(&paths, kind, &mut |found| match give.send(found) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                })
            })
            .context("cannot start a thread")?;
        let finders: Vec<_> = (0..jobs).map(|_| Mutex::new(Finder::new(rubric))).collect();
        let one = |found: Found| {
            let (statement, source) = match found.read(kind, &rubric.call)? {
                Ok(read) => read,
                Err(failure) => return Some(Err(failure)),
            };
            // A finder remembers the words it has met, so each thread keeps its own.
            let finder = &finders[rayon::current_thread_index().unwrap_or_default() % jobs];
            Some(Ok(work(&mut finder.lock().unwrap_or_else(PoisonError::into_inner), statement, source)))
        };
        let mut threads: Option<ThreadPool> = None;
        while let Some(batch) = at_hand(&found, jobs * EACH) {
            let done: Vec<_> = if jobs == 1 || batch.len() == 1 {
                batch.into_iter().map(one).collect()
            } else {
                // One statement alone does not wait for threads to start.
                let threads = match &threads {
                    Some(threads) => threads,
                    None => threads.insert(ThreadPoolBuilder::new().num_threads(jobs).build().context("cannot start threads")?),
                };
                threads.install(|| batch.into_par_iter().with_max_len(4).map(one).collect())
            };
            done.into_iter().flatten().try_for_each(&mut hand_on)?;
        }
        Ok(())
    }
}

/// What has been found and waits, so many at most; where nothing does, the next thing to be found. None at the end.
fn at_hand(found: &Receiver<Found>, most: usize) -> Option<Vec<Found>> {
    let first = found.recv().ok()?;
    Some(std::iter::once(first).chain(found.try_iter().take(most - 1)).collect())
}
