//! What the program carries, read and made ready while it was built (`build.rs`): the rubric, its files, and a list of English words.

use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context as _, Result};

use crate::rubric::flat::Words;
use crate::rubric::{Rubric, RubricFile, Wrong, files};
use crate::source::Source;

static RUBRIC: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rubric"));

/// Pairs of a place in the rubric's folder and the text there.
static FILES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/files"));

/// English words (SCOWL, by way of Debian's wbritish; see language/english.copyright.txt).
static ENGLISH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english"));

impl Rubric {
    /// The rubric the program carries.
    ///
    /// # Errors
    /// Never, in a program that was built whole.
    pub fn embedded() -> Result<Self> {
        postcard::from_bytes(RUBRIC).context("the rubric inside the program cannot be read: build it again")
    }

    /// The rubric the program carries, with a folder laid over it, made by the same parser.
    ///
    /// # Errors
    /// The outer error says that the folder could not be read; the inner ones, which files of it are wrong and where.
    pub fn load(over: &Path) -> Result<Result<Self, Vec<Wrong>>> {
        let own = Self::files().map(|(place, source)| RubricFile::new(&place, &place, source.text())).collect::<Result<_>>()?;
        let files = files::laid_over(own, over).with_context(|| format!("cannot read the rubric in `{}`", over.display()))?;
        Ok(Self::build(files))
    }

    /// The files of the rubric the program carries, with their places in a rubric's folder.
    pub fn files() -> impl Iterator<Item = (String, Source)> {
        let files: Vec<(String, &'static str)> = postcard::from_bytes(FILES).unwrap_or_default();
        files.into_iter().map(|(place, text)| (place.clone(), Source::new(place, text)))
    }
}

/// Words that are none of somebody's slips of the pen.
pub(crate) fn english() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| postcard::from_bytes(ENGLISH).unwrap_or_default());
    &WORDS
}
