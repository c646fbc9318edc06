//! What the user names, as texts to score: files, folders, standard input, rows of JSON Lines.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
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
pub type Read1 = Result<(Statement, Source), Failure>;

/// Reads all that the paths name, in their order; a folder's files in the order of their names. `-` is standard input.
pub fn read(paths: &[PathBuf], kind: Kind, call: &Call) -> Vec<Read1> {
    let mut all = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            all.extend(statements(load("-", io::stdin().lock(), kind), kind, call));
        } else if path.is_dir() {
            folder(path, kind, call, &mut all);
        } else {
            all.extend(file(path, kind, call));
        }
    }
    all
}

fn folder(path: &Path, kind: Kind, call: &Call, all: &mut Vec<Read1>) {
    let before = all.len();
    let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) => {
                let ending = entry.path().extension().and_then(|ending| ending.to_str()).unwrap_or_default();
                if !entry.file_type().is_dir() && kind.endings().contains(&ending) {
                    all.extend(file(entry.path(), kind, call));
                }
            }
            Err(error) => {
                let name = error.path().unwrap_or(path).display().to_string();
                all.push(Err(unreadable(&name, &error.to_string())));
            }
        }
    }
    if all.len() == before {
        let endings: Vec<_> = kind.endings().iter().map(|ending| format!("*.{ending}")).collect();
        let message = format!("the folder has no {} below it", endings.join(" or "));
        all.push(Err(unreadable(&path.display().to_string(), &message)));
    }
}

fn file(path: &Path, kind: Kind, call: &Call) -> Vec<Read1> {
    let name = path.display().to_string();
    match File::open(path) {
        Ok(file) => statements(load(&name, file, kind), kind, call),
        Err(error) => {
            let mut failure = unreadable(&name, &error.to_string());
            if error.kind() == io::ErrorKind::NotFound {
                failure.problems[0].help = beside(path);
            }
            vec![Err(failure)]
        }
    }
}

/// A file of nearly the same name in the same folder.
fn beside(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names: Vec<String> = folder.read_dir().ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let near = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(format!("did you mean `{}`?", folder.join(near).display()))
}

fn unreadable(name: &str, why: &str) -> Failure {
    Failure { source: Source::new(name, ""), problems: vec![Problem::whole(Code::Unreadable, why)] }
}

/// Reads a text whole, but no more of it than a statement could need; rows may be many.
fn load(name: &str, mut from: impl Read, kind: Kind) -> Result<Source, Failure> {
    let mut bytes = Vec::new();
    let read = match kind {
        Kind::Jsonl => from.read_to_end(&mut bytes),
        Kind::Toml | Kind::Prose => from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes),
    };
    if let Err(error) = read {
        return Err(unreadable(name, &error.to_string()));
    }
    if kind != Kind::Jsonl && bytes.len() > MAX_BYTES {
        let message = format!("the file has more than {MAX_BYTES} bytes, and a statement is two pages");
        return Err(Failure { source: Source::new(name, ""), problems: vec![Problem::whole(Code::TooLarge, message)] });
    }
    Source::decode(name, bytes).map_err(|(source, good)| {
        let message = "the text is not UTF-8 from here on";
        let problem = Problem::new(Code::NotUtf8, message, &source, good..good).help("save the file as UTF-8 text");
        Failure { source, problems: vec![problem] }
    })
}

fn statements(loaded: Result<Source, Failure>, kind: Kind, call: &Call) -> Vec<Read1> {
    let source = match loaded {
        Ok(source) => source,
        Err(failure) => return vec![Err(failure)],
    };
    match kind {
        Kind::Toml => vec![toml(source, call)],
        Kind::Prose => vec![Ok((statement::from_prose(&source), source))],
        Kind::Jsonl => source
            .text()
            .trim_start_matches('\u{feff}')
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(number, line)| row(source.name(), number + 1, line, call))
            .collect(),
    }
}

fn toml(source: Source, call: &Call) -> Read1 {
    match statement::read(&source, call) {
        Ok(statement) => Ok((statement, source)),
        Err(problems) => Err(Failure { source, problems }),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    toml: Option<String>,
    text: Option<String>,
}

/// One row of JSON Lines. Lines, columns and bytes of what is found in it are those of its decoded text.
fn row(file: &str, number: usize, line: &str, call: &Call) -> Read1 {
    let malformed = |message: String, column: usize| {
        let source = Source::new(format!("{file}:{number}"), line);
        let mut problem = Problem::new(Code::BadRow, message, &source, column..column);
        problem.line = number;
        Err(Failure { source, problems: vec![problem] })
    };
    if line.len() > 2 * MAX_BYTES {
        return malformed(format!("the row has {} bytes, and a statement is two pages", line.len()), 0);
    }
    match serde_json::from_str::<Row>(line) {
        Err(error) => malformed(error.to_string(), error.column().saturating_sub(1)),
        Ok(Row { id, toml: Some(text), text: None }) => toml(Source::new(id, text), call),
        Ok(Row { id, toml: None, text: Some(text) }) => {
            let source = Source::new(id, text);
            Ok((statement::from_prose(&source), source))
        }
        Ok(_) => malformed("the row needs either \"toml\" or \"text\", and not both".to_owned(), 0),
    }
}
