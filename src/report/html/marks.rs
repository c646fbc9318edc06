//! A statement's prose with its evidence marked in place.
//!
//! Pieces of evidence may lie in one another or overlap: the prose is cut wherever one begins or ends, and each stretch between two cuts
//! is one mark that tells of every piece it belongs to.

use std::ops::Range;

use super::paragraphs::paragraphs;
use crate::evidence::Evidence;
use crate::problem::printable;
use crate::rubric::{Item, ItemKind};
use crate::statement::{Passage, Place};

/// A field's prose.
pub(super) struct Field {
    /// What stands there.
    pub says: &'static str,
    /// Its dotted name in the file.
    pub name: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph, or an item of a list.
pub(super) struct Paragraph {
    /// Whether it is an item of a list.
    pub listed: bool,
    /// Its text, cut where evidence begins and ends.
    pub stretches: Vec<Stretch>,
    /// The criteria that something in it counts for: for the margin.
    pub items: Vec<String>,
}

/// A stretch of prose.
pub(super) struct Stretch {
    /// The text.
    pub text: String,
    /// What it is evidence of, if of anything.
    pub mark: Option<Mark>,
}

/// What a stretch of prose is evidence of.
pub(super) struct Mark {
    /// Its id in the page.
    pub id: String,
    /// How it looks: `counts`, `likens`, `against` or `seen`.
    pub kind: &'static str,
    /// The items it is evidence for, in a few words: for paper, where nothing can be pointed at.
    pub items: String,
    /// Each piece of evidence.
    pub notes: Vec<Note>,
}

/// A piece of evidence, for people.
#[derive(Clone)]
pub(super) struct Note {
    /// The criterion or scenario.
    pub item: String,
    /// What it shows.
    pub says: String,
    /// How it is meant.
    pub stance: &'static str,
    /// What that stance is, in words.
    pub meant: &'static str,
    /// What it adds, or that it does not count.
    pub worth: String,
    /// Line and column.
    pub place: String,
    /// How its mark looks.
    pub kind: &'static str,
    /// The id of the mark where it begins; empty where its prose is not in the page.
    pub mark: String,
}

impl Note {
    pub(super) fn of(item: &Item, piece: &Evidence) -> Self {
        let worth = if piece.counted { format!("{:+.2}", piece.adds) } else { "not counted".to_owned() };
        Self {
            item: item.id.clone(),
            says: item.signals[piece.number].says.clone(),
            stance: piece.stance.name(),
            meant: piece.stance.says(),
            worth,
            place: format!("{}:{}", piece.line, piece.column),
            kind: kind(item, piece),
            mark: String::new(),
        }
    }
}

/// The looks of marks, the strongest first: where several pieces share a stretch the strongest shows.
const KINDS: [&str; 4] = ["counts", "against", "likens", "seen"];

fn kind(item: &Item, piece: &Evidence) -> &'static str {
    match item.kind {
        _ if !piece.counted => "seen",
        _ if item.signals[piece.number].worth < 0.0 => "against",
        ItemKind::Criterion => "counts",
        ItemKind::Scenario => "likens",
    }
}

/// The prose of a statement, each field with its evidence marked. Gives every note the id of the mark where it begins. `page` begins every id.
pub(super) fn fields(passages: &[Passage], pieces: &[&Evidence], notes: &mut [Note], page: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    for (number, passage) in passages.iter().enumerate() {
        let inside = pieces.iter().enumerate().filter(|(_, piece)| piece.field == passage.field);
        let ranges: Vec<(usize, Range<usize>)> = inside
            .map(|(at, piece)| {
                let start = passage.offsets.text_at(piece.start);
                (at, start..(start + piece.quote.len()).min(passage.text.len()))
            })
            .collect();
        // As long as the text byte for byte, so that every place in it stays.
        let text = printable(&passage.text);
        let mut marks = Marks { text: &text, ranges: &ranges, notes, page: format!("{page}p{number}"), count: 0 };
        fields.push(Field {
            says: if passage.place == Place::Prose { "The statement" } else { passage.place.says().trim_end_matches('.') },
            name: passage.field.clone(),
            paragraphs: paragraphs(&passage.text).map(|(listed, range)| marks.paragraph(listed, range)).collect(),
        });
    }
    fields
}

struct Marks<'a> {
    text: &'a str,
    /// The pieces in this field, by their places in `notes`, with their places in the text.
    ranges: &'a [(usize, Range<usize>)],
    notes: &'a mut [Note],
    page: String,
    count: usize,
}

impl Marks<'_> {
    fn paragraph(&mut self, listed: bool, range: Range<usize>) -> Paragraph {
        let mut cuts: Vec<usize> = self.ranges.iter().flat_map(|(_, piece)| [piece.start, piece.end]).collect();
        cuts.retain(|cut| range.contains(cut) && self.text.is_char_boundary(*cut));
        cuts.extend([range.start, range.end]);
        cuts.sort_unstable();
        cuts.dedup();
        let stretches: Vec<_> = cuts.windows(2).map(|ends| self.stretch(ends[0]..ends[1])).collect();
        let notes = stretches.iter().filter_map(|stretch| stretch.mark.as_ref()).flat_map(|mark| &mark.notes);
        let items = once_each(notes.filter(|note| note.kind == "counts"));
        Paragraph { listed, stretches, items }
    }

    fn stretch(&mut self, range: Range<usize>) -> Stretch {
        let text = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let covers = |piece: &Range<usize>| piece.start <= range.start && range.end <= piece.end;
        let pieces: Vec<usize> = self.ranges.iter().filter(|(_, piece)| covers(piece)).map(|(at, _)| *at).collect();
        if pieces.is_empty() || text.trim().is_empty() {
            return Stretch { text, mark: None };
        }
        self.count += 1;
        let id = format!("{}m{}", self.page, self.count);
        for at in &pieces {
            if self.notes[*at].mark.is_empty() {
                self.notes[*at].mark.clone_from(&id);
            }
        }
        let notes: Vec<Note> = pieces.iter().map(|at| self.notes[*at].clone()).collect();
        let kind = KINDS.into_iter().find(|kind| notes.iter().any(|note| note.kind == *kind)).unwrap_or("seen");
        let mut items = once_each(notes.iter().filter(|note| note.kind == kind)).join(", ");
        match kind {
            "seen" => items.insert_str(0, "not counted: "),
            "against" => items.insert_str(0, "against "),
            _ => {}
        }
        Stretch { text, mark: Some(Mark { id, kind, items, notes }) }
    }
}

/// The items of these notes, each where it first comes.
fn once_each<'n>(notes: impl Iterator<Item = &'n Note>) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for note in notes {
        if !items.contains(&note.item) {
            items.push(note.item.clone());
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(item: &str, kind: &'static str) -> Note {
        Note {
            item: item.to_owned(),
            says: String::new(),
            stance: "",
            meant: "",
            worth: String::new(),
            place: String::new(),
            kind,
            mark: String::new(),
        }
    }

    /// The stretches of a text with the items of their notes, where pieces of evidence lie so.
    fn marked(text: &str, ranges: &[(usize, Range<usize>)], notes: &mut [Note]) -> Vec<String> {
        let mut marks = Marks { text, ranges, notes, page: "p".to_owned(), count: 0 };
        let paragraphs: Vec<_> = paragraphs(text).map(|(listed, range)| marks.paragraph(listed, range)).collect();
        let show = |stretch: &Stretch| match &stretch.mark {
            None => stretch.text.clone(),
            Some(mark) => {
                let items: Vec<_> = mark.notes.iter().map(|note| note.item.as_str()).collect();
                format!("{}={} {}", stretch.text, mark.kind, items.join("+"))
            }
        };
        paragraphs.iter().flat_map(|paragraph| paragraph.stretches.iter().map(show)).collect()
    }

    #[test]
    fn pieces_that_overlap_or_lie_in_one_another_share_stretches() {
        let mut notes = [note("need", "counts"), note("brand", "against"), note("radical", "seen")];
        let shown = marked("abcdefgh", &[(0, 1..5), (1, 3..7), (2, 4..5)], &mut notes);
        let expected = ["a", "bc=counts need", "d=counts need+brand", "e=counts need+brand+radical", "fg=against brand", "h"];
        assert_eq!(shown, expected);
        assert_eq!(notes.map(|note| note.mark), ["pm1", "pm2", "pm3"]);
    }

    #[test]
    fn a_piece_may_run_over_paragraphs_and_begin_at_a_dash() {
        let mut notes = [note("need", "counts"), note("learning", "counts")];
        let shown = marked("One.\n\nTwo.\n- three", &[(0, 0..10), (1, 11..18)], &mut notes);
        assert_eq!(shown, ["One.=counts need", "Two.=counts need", "three=counts learning"]);
        assert!(notes.iter().all(|note| !note.mark.is_empty()));
    }
}
