//! CSV: one row a statement.

use std::io::Write;

use anyhow::Result;

use super::Report;
use super::sheet::Cell;
use super::sheets;
use crate::rubric::Rubric;

pub(super) fn write(out: impl Write, report: &Report<'_>, rubric: &Rubric) -> Result<()> {
    let sheet = sheets::scores(report, rubric);
    let mut out = csv::Writer::from_writer(out);
    out.write_record(sheet.columns.iter().map(|column| Cell::text(&column.title).defused().into_owned()))?;
    for row in &sheet.rows {
        out.write_record(row.iter().map(|cell| cell.defused().into_owned()))?;
    }
    Ok(out.flush()?)
}
