//! A document to a statement: the five items known by their headings or numbers, each pulled apart, and the rest kept.
//!
//! Nothing is lost: what has no place of its own goes to the summary, and what is only about a place, such as a heading, becomes a note.

mod contact;
mod heading;
mod section;
mod stakeholder;
mod visit;
mod whole;

use crate::document::{Block, Document, Shape};
use crate::rubric::Rubric;
use crate::statement::form::Form;
use crate::template::Remarks;
use heading::Section;
use stakeholder::Columns;

/// What could be made of a document.
#[derive(Debug, Default)]
pub struct Intake {
    /// The statement, as far as it goes.
    pub form: Form,
    /// What stood in the document and is not a value, such as headings and labels, and what could not be placed.
    pub remarks: Remarks,
}

/// Makes a statement of a document.
pub fn take(document: &Document, rubric: &Rubric) -> Intake {
    let year = rubric.call.calendar.visits_from.date().map_or(2006, |date| date.year());
    let mut reader = Reader {
        rubric,
        year,
        intake: Intake::default(),
        at: None,
        level: None,
        columns: None,
        texts: Vec::new(),
        rest: Vec::new(),
    };
    document.blocks.iter().for_each(|block| reader.block(block));
    for text in &document.beside {
        reader.remark("", text);
    }
    reader.finish()
}

struct Reader<'r> {
    rubric: &'r Rubric,
    /// The year of days that are written without one.
    year: i16,
    intake: Intake,
    /// The section that is being read: none before the first, and where a heading was not known.
    at: Option<Section>,
    /// The level of its heading, where it has one by its style.
    level: Option<usize>,
    /// The columns of the table that is being read.
    columns: Option<Columns>,
    /// Prose by section.
    texts: Vec<(Section, String)>,
    /// What has no place.
    rest: Vec<String>,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block) {
        let level = if let Shape::Heading(level) = block.shape { Some(level) } else { None };
        // A line of its own, where the writer put it: "Name: ...", or a heading without an empty line below.
        if block.shape != Shape::Row
            && block.text.contains('\n')
            && block.text.lines().any(|line| heading::recognised(line, None, false).is_some())
        {
            self.lines(block);
            return;
        }
        let stands_out =
            level.is_some() || (block.bold && block.shape != Shape::Row && block.text.split_whitespace().count() <= 14);
        // A statement laid out as a table has its headings in the first column; a table below a heading has names or labels there.
        let label_row =
            block.shape == Shape::Row && (self.at.is_none_or(Section::takes_prose) || heading::numbered(&block.text).is_some());
        let text = if label_row { block.text.replacen('\t', ": ", 1) } else { block.text.clone() };
        if (block.shape != Shape::Row || label_row)
            && let Some((section, rest)) = heading::recognised(&text, block.number, stands_out)
            && !self.inside(section, stands_out)
        {
            self.begin(section, level, block, rest);
            return;
        }
        if level == Some(0) || (level.is_some() && self.at.is_none() && self.intake.form.title.is_empty()) {
            self.title(&block.reads());
        } else if stands_out && self.leaves(level) {
            self.at = None;
            self.tell(&format!("“{}” is no item that the call asks for: it is kept in the summary", block.text));
            self.rest.push(block.reads());
        } else {
            self.content(block);
        }
    }

    /// Takes a block apart where a line of it is a heading; what stands between headings stays together.
    fn lines(&mut self, block: &Block) {
        let mut number = block.number;
        let mut put = |reader: &mut Self, text: String| {
            if !text.is_empty() {
                reader.block(&Block { shape: block.shape, text, bold: block.bold, number: number.take() });
            }
        };
        let mut between: Vec<&str> = Vec::new();
        for line in block.text.lines() {
            if heading::recognised(line, None, false).is_some() {
                put(self, std::mem::take(&mut between).join("\n"));
                put(self, line.to_owned());
            } else {
                between.push(line);
            }
        }
        put(self, between.join("\n"));
    }

    /// Whether what looks like a section's name is a label within the one being read, such as "Title" in a contact.
    fn inside(&self, section: Section, stands_out: bool) -> bool {
        let label = matches!(section, Section::Title | Section::Domain | Section::Institutions);
        !stands_out && (self.at == Some(section) || (self.at == Some(Section::Contact) && label))
    }

    /// Whether a heading that is not known ends the section: not where it is a smaller one, nor amid prose.
    fn leaves(&self, level: Option<usize>) -> bool {
        let Some(at) = self.at else { return level.is_some() };
        match (level, self.level) {
            (Some(level), Some(around)) => level <= around,
            (Some(_), None) => true,
            (None, _) => !at.takes_prose(),
        }
    }

    fn begin(&mut self, section: Section, level: Option<usize>, block: &Block, rest: &str) {
        match section {
            Section::Title | Section::Domain => {
                let had = (self.at, self.level);
                self.at = Some(section);
                self.content(&Block { text: rest.to_owned(), ..Block::default() });
                self.remark("", &block.reads());
                // A label of one line: where nothing follows it, the next line is meant.
                if !rest.is_empty() {
                    (self.at, self.level) = had;
                }
                return;
            }
            // The words of a heading that says "different" may belong to the idea's components.
            Section::Difference
                if matches!(self.at, Some(Section::Idea)) && level.is_some_and(|level| Some(level) > self.level) =>
            {
                self.at = Some(Section::Components(None));
            }
            _ => {
                self.at = Some(section);
                self.level = level;
            }
        }
        self.columns = None;
        let label = block.reads();
        let label = label.strip_suffix(rest).unwrap_or(&label).trim().to_owned();
        self.remark(section.table(), &label);
        if !rest.is_empty() {
            self.content(&Block { text: rest.to_owned(), shape: Shape::Paragraph, ..Block::default() });
        }
    }

    fn remark(&mut self, table: &'static str, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.intake.remarks.document.entry(table).or_default().push(text);
    }

    fn tell(&mut self, what: &str) {
        self.intake.remarks.look.push(what.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

/// A block as a paragraph of prose.
fn prose(block: &Block) -> String {
    let text = block.cells().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("; ");
    match (block.shape, block.number) {
        (_, Some(_)) => block.reads(),
        (Shape::Item, None) => format!("- {text}"),
        _ => text,
    }
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain(['…']).collect() }
}
