//! Reports: what was scored and what failed, in every format. The only place that knows all formats.

pub mod calibration;
mod csv;
mod depth;
pub mod difference;
pub mod drafts;
mod html;
pub(crate) mod json;
pub mod jsonl;
mod labels;
mod markdown;
mod reasons;
mod several;
mod sheet;
mod sheets;
pub(crate) mod text;
pub mod watching;
mod xlsx;

use std::path::Path;

use anyhow::Result;

use crate::Failure;
use crate::rubric::Rubric;
use crate::score::{Assessment, Score};

/// What a run found.
#[derive(Debug)]
pub struct Report<'r> {
    /// The rubric's name.
    pub rubric: &'r str,
    /// The rubric's fingerprint.
    pub hash: &'r str,
    /// The score below which a criterion is short.
    pub threshold: Score,
    /// The statements scored, in order.
    pub statements: Vec<Assessment>,
    /// The inputs that could not be read.
    pub failures: Vec<Failure>,
}

impl<'r> Report<'r> {
    /// A report with nothing in it yet.
    pub fn new(rubric: &'r Rubric, threshold: Score) -> Self {
        Self { rubric: &rubric.call.name, hash: &rubric.hash, threshold, statements: Vec::new(), failures: Vec::new() }
    }
}

/// What a report can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Tables for the terminal
    Table,
    /// JSON for scripts: see the README for its shape
    Json,
    /// JSON Lines: one statement, or one failure, a row
    Jsonl,
    /// One row a statement, for spreadsheets and scripts
    Csv,
    /// Tables for a wiki or a pull request
    Markdown,
    /// One page for a browser, the evidence marked in the prose
    Html,
    /// A workbook: scores, summary, criteria, scenarios, evidence, failures
    Xlsx,
}

impl Format {
    /// The format that a file's ending stands for.
    pub fn of(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Table),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// Whether it shows the prose, which scoring then has to keep.
    pub const fn shows_prose(self) -> bool {
        matches!(self, Self::Html)
    }

    /// The endings that [`Self::of`] knows.
    pub const fn endings() -> &'static str {
        ".txt, .json, .jsonl, .csv, .md, .html or .xlsx"
    }
}

/// How a report is laid out for people.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Columns to fit.
    pub width: usize,
    /// Whether colour may be used.
    pub colour: bool,
    /// Whether every piece of evidence is shown.
    pub evidence: bool,
}

/// Writes a report.
///
/// # Errors
/// Where a value cannot be written in the format.
pub fn write(report: &Report<'_>, rubric: &Rubric, format: Format, layout: &Layout) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    match format {
        Format::Table => out = table(report, rubric, layout).into_bytes(),
        Format::Json => out = json::write(report, rubric)?.into_bytes(),
        Format::Jsonl => jsonl::write(&mut out, report)?,
        Format::Csv => csv::write(&mut out, report, rubric)?,
        Format::Markdown => out = markdown::write(report, rubric, layout).into_bytes(),
        Format::Html => out = html::write(report, rubric)?.into_bytes(),
        Format::Xlsx => out = xlsx::write(report, rubric)?,
    }
    Ok(out)
}

fn table(report: &Report<'_>, rubric: &Rubric, layout: &Layout) -> String {
    let mut out = String::new();
    match report.statements.as_slice() {
        [] => {}
        [one] => depth::write(&mut out, one, report, rubric, layout),
        several => {
            several::write(&mut out, several, report, rubric, layout);
            if layout.evidence {
                for one in several {
                    out.push('\n');
                    depth::write(&mut out, one, report, rubric, layout);
                }
            } else {
                several.iter().for_each(|one| depth::unread(&mut out, one, layout));
            }
        }
    }
    several::closing(&mut out, report, rubric, layout);
    out
}
