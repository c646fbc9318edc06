//! A workbook: a worksheet for every sheet, its numbers real numbers, its heads frozen and filtered, its scores shaded.

use anyhow::{Context as _, Result};
use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatType, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};
use unicode_width::UnicodeWidthStr as _;

use super::sheet::{Cell, Column, Kind, Sheet};
use super::{Report, sheets};
use crate::rubric::Rubric;
use crate::score::Score;

/// The rows of a worksheet below its heads: Excel has 1,048,576.
const ROWS: usize = 1_048_575;
/// The most UTF-16 units that Excel holds in a cell.
const UNITS: usize = 32_767;
/// The width of a column, in characters: of names the narrowest and the widest, and of prose.
const NAMES: (usize, usize) = (9, 44);
const PROSE: f64 = 64.0;
/// The shades of the least and the greatest score: one hue, so that colour-blind readers and grey prints see the same order, and pale
/// enough for black figures.
const SHADES: (&str, &str) = ("FFFFFF", "7FB2E5");

/// The report as the bytes of a workbook, the same for the same report.
pub(super) fn write(report: &Report<'_>, rubric: &Rubric) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    // The time of writing would make every run's bytes differ; the day on which the call closed says nothing wrong.
    let closed = ExcelDateTime::from_ymd(2006, 3, 10).context("the workbook's date")?;
    book.set_properties(&DocProperties::new().set_title("Statements of intent").set_creation_datetime(&closed));
    for sheet in sheets::all(report, rubric) {
        // A sheet of more rows than Excel has goes on in another.
        let parts = sheet.rows.chunks(ROWS).chain(sheet.rows.is_empty().then_some(&[] as &[Vec<Cell>]));
        for (number, rows) in parts.enumerate() {
            let name = if number == 0 { sheet.name.to_owned() } else { format!("{} {}", sheet.name, number + 1) };
            let worksheet = book.add_worksheet();
            worksheet.set_name(name)?;
            fill(worksheet, &sheet, rows, report.threshold)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet, rows: &[Vec<Cell>], threshold: Score) -> Result<()> {
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Top);
    let [text_head, number_head] = [head.clone().set_align(FormatAlign::Left).set_indent(1), head.set_align(FormatAlign::Right)];
    let last_row = u32::try_from(rows.len()).context("rows")?;
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        let head = if column.kind.is_text() { &text_head } else { &number_head };
        worksheet.write_string_with_format(0, at, &column.title, head)?;
        worksheet.set_column_width(at, width(column, rows.iter().map(|row| &row[usize::from(at)])))?;
        if last_row > 0 {
            shade(worksheet, column.kind, (1, at, last_row, at), threshold)?;
        }
    }
    let formats = [0, 1, 2].map(number);
    let top = Format::new().set_align(FormatAlign::Top).set_align(FormatAlign::Left).set_indent(1);
    let wrapped = top.clone().set_text_wrap();
    for (down, row) in (1_u32..).zip(rows) {
        worksheet.set_row_height(down, height(&sheet.columns, row))?;
        for ((across, column), cell) in (0_u16..).zip(&sheet.columns).zip(row) {
            let text = if column.kind == Kind::Prose { &wrapped } else { &top };
            match cell {
                Cell::Score(score) => worksheet.write_number_with_format(down, across, score.value(), &formats[1])?,
                Cell::Number(value, decimals) => {
                    worksheet.write_number_with_format(down, across, *value, &formats[(*decimals).min(2)])?
                }
                #[expect(clippy::cast_precision_loss, reason = "no file has 2^52 bytes")]
                Cell::Whole(whole) => worksheet.write_number_with_format(down, across, *whole as f64, &formats[0])?,
                Cell::Yes(yes) => worksheet.write_boolean_with_format(down, across, *yes, &top)?,
                Cell::Empty => worksheet,
                Cell::Text(_) | Cell::Several(..) => {
                    worksheet.write_string_with_format(down, across, held(&cell.defused()), text)?
                }
            };
        }
    }
    worksheet.set_freeze_panes(1, 1)?;
    worksheet.autofilter(0, 0, last_row, u16::try_from(sheet.columns.len()).context("columns")?.saturating_sub(1))?;
    worksheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// Excel's number for the paper.
const A4: u8 = 9;

/// A number with so many decimals.
fn number(decimals: usize) -> Format {
    let pattern = ["0", "0.0", "0.00"][decimals];
    Format::new().set_num_format(pattern).set_align(FormatAlign::Top)
}

/// Shades scores by their size, and sets those below the threshold in bold: nothing hangs on colour alone.
fn shade(
    worksheet: &mut Worksheet,
    kind: Kind,
    (top, left, bottom, right): (u32, u16, u32, u16),
    threshold: Score,
) -> Result<()> {
    let greatest = match kind {
        Kind::Score => 4,
        Kind::Fit => 1,
        _ => return Ok(()),
    };
    let shades = ConditionalFormat2ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, greatest)
        .set_minimum_color(SHADES.0)
        .set_maximum_color(SHADES.1);
    worksheet.add_conditional_format(top, left, bottom, right, &shades)?;
    if kind == Kind::Score {
        let short = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::LessThan(threshold.value()))
            .set_format(Format::new().set_bold());
        worksheet.add_conditional_format(top, left, bottom, right, &short)?;
    }
    Ok(())
}

fn width<'c>(column: &Column, cells: impl Iterator<Item = &'c Cell>) -> f64 {
    // Two more for the button of the filter.
    let title = column.title.width() + 2;
    let columns = match column.kind {
        Kind::Prose => return PROSE,
        Kind::Name => cells.map(|cell| cell.plain().width()).max().unwrap_or(0).max(title).clamp(NAMES.0, NAMES.1),
        Kind::Score | Kind::Fit | Kind::Number | Kind::Yes => title.max(NAMES.0),
    };
    u16::try_from(columns).map_or(PROSE, f64::from)
}

/// High enough for the prose in a row, by a guess that errs to the high side: not every program looks for itself.
fn height(columns: &[Column], row: &[Cell]) -> f64 {
    let prose = columns.iter().zip(row).filter(|(column, _)| column.kind == Kind::Prose);
    let lines = prose.map(|(_, cell)| cell.plain().lines().map(|line| 1 + line.width() / LINE).sum::<usize>()).max();
    u16::try_from(lines.unwrap_or(1).max(1)).map_or(TALLEST, |lines| (f64::from(lines) * 15.0).min(TALLEST))
}

/// The columns of prose that surely fit a line, and the points of the tallest row Excel has.
const LINE: usize = 58;
const TALLEST: f64 = 409.0;

/// As much of a text as Excel holds in a cell, with a mark where it was cut.
fn held(text: &str) -> String {
    if text.encode_utf16().count() <= UNITS {
        return text.to_owned();
    }
    let mut units = "…".len();
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= UNITS
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_what_excel_can() {
        let long = "🦉".repeat(UNITS);
        let kept = held(&long);
        assert!(kept.encode_utf16().count() <= UNITS && kept.ends_with('…'));
        assert_eq!(held("short"), "short");
    }
}
