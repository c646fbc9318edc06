//! The rubric's files: what each holds, and one folder laid over another.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::source::Source;

/// Where the fingerprints of published texts lie.
const PUBLISHED: &str = "language/published.txt";

/// The folders of a rubric.
pub const FOLDERS: [&str; 4] = ["criteria", "language", "scenarios", "vocabulary"];

/// What a rubric file holds, which its place in the folder tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `call.toml`.
    Call,
    /// `language/words.toml`.
    Words,
    /// `language/stance.toml`.
    Stance,
    /// `language/published.txt`: fingerprints of texts whose copying earns nothing.
    Published,
    /// A file of `vocabulary/`.
    Vocabulary,
    /// A file of `criteria/`.
    Criterion,
    /// A file of `scenarios/`.
    Scenario,
}

/// One file of a rubric.
#[derive(Debug, Clone)]
pub struct RubricFile {
    /// What it holds.
    pub kind: Kind,
    /// The file's name without `.toml`: the id of what is in it.
    pub stem: String,
    /// Its text, under the path a user knows it by.
    pub source: Source,
    /// Where it belongs in the folder: the key by which a user's file replaces an embedded one.
    pub(super) place: String,
    /// Whether it is the user's: what clashes is then told of as the user's.
    own: bool,
}

impl RubricFile {
    /// A file at a place such as `criteria/need.toml`, known to the user by `name`.
    ///
    /// # Errors
    /// Where the place is none that a rubric has.
    pub fn new(place: &str, name: &str, text: impl Into<std::sync::Arc<str>>) -> Result<Self> {
        let stem = place.rsplit('/').next().unwrap_or(place).trim_end_matches(".toml").to_owned();
        let kind = match place.split_once('/') {
            None if place == "call.toml" => Kind::Call,
            Some(("language", "words.toml")) => Kind::Words,
            Some(("language", "stance.toml")) => Kind::Stance,
            Some(("language", "published.txt")) => Kind::Published,
            Some(("vocabulary", _)) => Kind::Vocabulary,
            Some(("criteria", _)) => Kind::Criterion,
            Some(("scenarios", _)) => Kind::Scenario,
            _ => bail!(
                "`{place}` is not part of a rubric: it has call.toml, language/words.toml, language/stance.toml, vocabulary/, criteria/ and scenarios/"
            ),
        };
        Ok(Self { kind, stem, source: Source::new(name, text), place: place.to_owned(), own: false })
    }
}

/// A folder's files in place of, or added to, those given.
///
/// # Errors
/// Where the folder cannot be read, or holds a TOML file where a rubric has none.
pub fn laid_over(mut files: Vec<RubricFile>, folder: &Path) -> Result<Vec<RubricFile>> {
    let mut own = Vec::new();
    if !folder.is_dir() {
        bail!("it is not a folder");
    }
    for sub in std::iter::once("").chain(FOLDERS) {
        for place in places(folder, sub)? {
            let path = folder.join(&place);
            own.push(RubricFile { own: true, ..RubricFile::new(&place, &path.display().to_string(), text(&path)?)? });
        }
    }
    if own.is_empty() {
        bail!("it has no rubric file: expected call.toml, criteria/, scenarios/, vocabulary/ or language/");
    }
    files.retain(|file| !own.iter().any(|other| other.place == file.place));
    files.extend(own);
    Ok(files)
}

/// The places of the rubric files in one folder of a rubric's folder; where `sub` is empty, in the rubric's folder itself.
///
/// # Errors
/// Where the folder is there and cannot be read.
pub fn places(folder: &Path, sub: &str) -> Result<Vec<String>> {
    let path = folder.join(sub);
    let mut places = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(&path).with_context(|| format!("cannot list `{}`", path.display()))? {
            let path = entry?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let place = if sub.is_empty() { name.to_owned() } else { format!("{sub}/{name}") };
            if belongs(&place) && !path.is_dir() {
                places.push(place);
            }
        }
    }
    Ok(places)
}

/// The text of a rubric file.
///
/// # Errors
/// Where it cannot be read, or is not UTF-8.
pub fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read `{}` as text", path.display()))
}

/// Whether a file of a folder is read; others, such as notes, may lie beside.
fn belongs(place: &str) -> bool {
    place.ends_with(".toml") || place == PUBLISHED
}

/// Puts files in the order in which they are read, whatever order they were found in.
pub(super) fn order(files: &mut [RubricFile]) {
    files.sort_by(|a, b| (a.kind, a.own, &a.place).cmp(&(b.kind, b.own, &b.place)));
}
