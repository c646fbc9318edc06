//! JSON Lines: each row an element of `statements` or of `failures`, exactly as in the JSON document.

use std::io::{self, Write};

use serde::Serialize;

use super::{Report, json};
use crate::Failure;
use crate::score::Assessment;

/// Writes all rows: the statements, then the failures.
pub(super) fn write(out: &mut impl Write, report: &Report<'_>) -> io::Result<()> {
    report.statements.iter().try_for_each(|one| statement(&mut *out, one))?;
    report.failures.iter().try_for_each(|one| failure(&mut *out, one))
}

/// Writes the row of a statement that was scored, its line end with it.
///
/// # Errors
/// Where it cannot be written.
pub fn statement(out: impl Write, one: &Assessment) -> io::Result<()> {
    row(out, one)
}

/// Writes the row of an input that could not be read, its line end with it.
///
/// # Errors
/// Where it cannot be written.
pub fn failure(out: impl Write, one: &Failure) -> io::Result<()> {
    row(out, &json::Failed::of(one))
}

fn row(mut out: impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut out, value)?;
    out.write_all(b"\n")
}
