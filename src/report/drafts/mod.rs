//! Checked drafts in every format. The only place that knows them all.

mod github;
mod human;
pub(crate) mod json;
mod junit;
mod sarif;

pub(super) use human::summary;

use anyhow::Result;

use super::Layout;
use crate::draft::Draft;
use crate::problem::Severity;
use crate::rubric::Rubric;

/// What checked drafts can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum DraftFormat {
    /// Each finding under the lines it is about
    Human,
    /// JSON for scripts
    Json,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// JUnit XML, for continuous integration
    Junit,
}

impl DraftFormat {
    /// The format that a file's ending stands for.
    pub fn of(file: &std::path::Path) -> Option<Self> {
        match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Human),
            "json" => Some(Self::Json),
            "sarif" => Some(Self::Sarif),
            "xml" => Some(Self::Junit),
            _ => None,
        }
    }

    /// The endings that [`Self::of`] knows.
    pub const fn endings() -> &'static str {
        ".txt, .json, .sarif or .xml"
    }
}

/// Writes checked drafts.
///
/// # Errors
/// Where a value cannot be written in the format.
pub fn write(drafts: &[Draft], rubric: &Rubric, format: DraftFormat, layout: &Layout) -> Result<String> {
    match format {
        DraftFormat::Human => Ok(human::write(drafts, rubric, layout)),
        DraftFormat::Json => json::write(drafts, rubric),
        DraftFormat::Sarif => sarif::write(drafts),
        DraftFormat::Github => Ok(github::write(drafts)),
        DraftFormat::Junit => junit::write(drafts),
    }
}

/// "1 error", "2 pieces of advice": how many findings of a severity.
fn counted(severity: Severity, count: usize) -> String {
    match (severity, count) {
        (Severity::Error, 1) => "1 error".to_owned(),
        (Severity::Error, count) => format!("{count} errors"),
        (Severity::Advice, 1) => "1 piece of advice".to_owned(),
        (Severity::Advice, count) => format!("{count} pieces of advice"),
    }
}
