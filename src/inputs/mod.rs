//! What the user names, as texts to score: files, folders, globs, standard input, rows of JSON Lines.
//!
//! Finding and reading are two steps: what is there is found by one reader, in order and no faster than it is asked for; each thing found
//! is then read by whoever has time.

mod rows;

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::Failure;
use crate::fields::nearest;
use crate::problem::{Code, Problem};
use crate::rubric::Call;
use crate::source::Source;
use crate::statement::{self, MAX_BYTES, Statement};

/// How an input's text is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Kind {
    /// A statement of intent in TOML.
    #[default]
    Toml,
    /// Prose and nothing else.
    Prose,
    /// One JSON object a line, with "id" and "toml" or "text".
    Jsonl,
}

impl Kind {
    /// The file endings looked for in a folder.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Toml => &["toml"],
            Self::Prose => &["txt", "md"],
            Self::Jsonl => &["jsonl", "ndjson"],
        }
    }
}

/// A statement with the text it was read from, or why there is none.
pub type Input = Result<(Statement, Source), Failure>;

/// Something to score, found and not yet read.
#[derive(Debug)]
pub enum Found {
    /// A file.
    File(PathBuf),
    /// Standard input, read to its end.
    Text(String, Vec<u8>),
    /// A row of a file of rows, with its number from 1.
    Row(Arc<str>, usize, Vec<u8>),
    /// What cannot be read at all.
    Wrong(Failure),
}

/// Finds all that the paths name, in their order; a folder's files in the order of their names. `-` is standard input. Stops where `give`
/// breaks off.
pub fn find(paths: &[PathBuf], kind: Kind, give: &mut impl FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    for path in paths {
        if path.as_os_str() == "-" {
            within("-", io::stdin().lock(), kind, give)?;
        } else if path.is_dir() {
            folder(path, kind, give)?;
        } else if let Some(paths) = matching(path) {
            for path in paths {
                file(path, kind, give)?;
            }
        } else if !path.exists() && path.to_str().is_some_and(|path| path.contains(['*', '?', '['])) {
            give(Found::Wrong(unreadable(&path.display().to_string(), "no file matches this pattern")))?;
        } else {
            file(path.clone(), kind, give)?;
        }
    }
    ControlFlow::Continue(())
}

/// The files that a path with `*`, `?` or `[` stands for, in the order of their names; none where it is a file's own name, or matches nothing.
fn matching(path: &Path) -> Option<Vec<PathBuf>> {
    let pattern = path.to_str().filter(|path| path.contains(['*', '?', '[']))?;
    let paths: Vec<_> = if path.exists() { Vec::new() } else { glob::glob(pattern).ok()?.flatten().collect() };
    (!paths.is_empty()).then_some(paths)
}

fn folder(path: &Path, kind: Kind, give: &mut impl FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut found = false;
    let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) => {
                let ending = entry.path().extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
                if entry.file_type().is_dir() || !kind.endings().contains(&ending.as_str()) {
                    continue;
                }
                found = true;
                if entry.file_type().is_file() {
                    file(entry.into_path(), kind, give)?;
                } else {
                    // A pipe would be waited for; only a user who names one means it.
                    give(Found::Wrong(unreadable(&entry.path().display().to_string(), "it is not a regular file")))?;
                }
            }
            Err(error) => {
                found = true;
                let name = error.path().unwrap_or(path).display().to_string();
                give(Found::Wrong(unreadable(&name, &error.to_string())))?;
            }
        }
    }
    if !found {
        let endings: Vec<_> = kind.endings().iter().map(|ending| format!("*.{ending}")).collect();
        let message = format!("the folder has no {} below it", endings.join(" or "));
        give(Found::Wrong(unreadable(&path.display().to_string(), &message)))?;
    }
    ControlFlow::Continue(())
}

fn file(path: PathBuf, kind: Kind, give: &mut impl FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    if kind != Kind::Jsonl {
        return give(Found::File(path));
    }
    match open(&path) {
        Ok(file) => within(&path.display().to_string(), file, kind, give),
        Err(failure) => give(Found::Wrong(failure)),
    }
}

fn open(path: &Path) -> Result<File, Failure> {
    File::open(path).map_err(|error| {
        let mut failure = unreadable(&path.display().to_string(), &error.to_string());
        if error.kind() == io::ErrorKind::NotFound {
            failure.problems[0].help = beside(path);
        }
        failure
    })
}

fn within(name: &str, from: impl Read, kind: Kind, give: &mut impl FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    if kind == Kind::Jsonl {
        return rows::rows(name, from, give);
    }
    give(match bounded(name, from) {
        Ok(bytes) => Found::Text(name.to_owned(), bytes),
        Err(failure) => Found::Wrong(failure),
    })
}

impl Found {
    /// Reads it; nothing where it is an empty row.
    pub fn read(self, kind: Kind, call: &Call) -> Option<Input> {
        let (name, bytes) = match self {
            Self::Wrong(failure) => return Some(Err(failure)),
            Self::Row(file, number, line) => return rows::decoded_row(&file, number, &line, call),
            Self::Text(name, bytes) => (name, Ok(bytes)),
            Self::File(path) => {
                let name = path.display().to_string();
                let bytes = open(&path).and_then(|file| bounded(&name, file));
                (name, bytes)
            }
        };
        Some(bytes.and_then(|bytes| decoded(&name, bytes)).and_then(|source| match kind {
            Kind::Prose => prose(source),
            Kind::Toml | Kind::Jsonl => toml(source, call),
        }))
    }
}

/// A file of nearly the same name in the same folder.
fn beside(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names: Vec<String> = folder.read_dir().ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let asked = path.file_name()?.to_str()?;
    let near = nearest(asked, names.iter().map(String::as_str).filter(|name| *name != asked))?;
    Some(format!("did you mean `{}`?", path.with_file_name(near).display()))
}

fn unreadable(name: &str, why: &str) -> Failure {
    Failure { source: Source::new(name, ""), problems: vec![Problem::whole(Code::Unreadable, why)] }
}

/// The most bytes of a table of ratings.
const MAX_TABLE: u64 = 64 << 20;

/// Reads a table of ratings.
///
/// # Errors
/// Where it cannot be read, or is not UTF-8.
pub fn table(path: &Path) -> Result<Source, Failure> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_TABLE + 1).read_to_end(&mut bytes));
    match read {
        Err(error) => Err(unreadable(&name, &error.to_string())),
        Ok(_) if bytes.len() as u64 > MAX_TABLE => Err(unreadable(&name, "it is larger than any table of ratings")),
        Ok(_) => decoded(&name, bytes),
    }
}

fn decoded(name: &str, bytes: Vec<u8>) -> Result<Source, Failure> {
    Source::decode(name, bytes).map_err(|(source, good)| {
        let message = "the text is not UTF-8 from here on";
        let problem = Problem::new(Code::NotUtf8, message, &source, good..good).help("save the file as UTF-8 text");
        Failure { source, problems: vec![problem] }
    })
}

/// Reads a text whole, but no more of it than a statement could need.
fn bounded(name: &str, from: impl Read) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    if let Err(error) = from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
        return Err(unreadable(name, &error.to_string()));
    }
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has more than {MAX_BYTES} bytes, and a statement is two pages");
        return Err(Failure { source: Source::new(name, ""), problems: vec![Problem::whole(Code::TooLarge, message)] });
    }
    Ok(bytes)
}

fn prose(source: Source) -> Input {
    if source.text().contains(char::is_alphanumeric) {
        return Ok((statement::from_prose(&source), source));
    }
    let problems = vec![Problem::whole(Code::Missing, "the text is empty: there is nothing to score")];
    Err(Failure { source, problems })
}

fn toml(source: Source, call: &Call) -> Input {
    match statement::read(&source, call) {
        Ok(statement) => Ok((statement, source)),
        Err(problems) => Err(Failure { source, problems }),
    }
}
