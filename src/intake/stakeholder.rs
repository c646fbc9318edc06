//! Stakeholders from lists, tables and lines: "Governors of Ash Lane – agreed in January", "Parents (to be asked)".

use crate::statement::form::Stakeholder;
use crate::statement::{Commitment, StakeholderKind, stakeholder_kind};

/// What the columns of a table of stakeholders hold, by the words at their head.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    name: usize,
    kind: Option<usize>,
    commitment: Option<usize>,
}

impl Columns {
    /// The columns, where a row is the head of a table.
    pub(super) fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Option<Self> {
        let cells: Vec<_> = cells.map(str::to_lowercase).collect();
        let find =
            |names: &[&str]| cells.iter().position(|cell| names.iter().any(|name| cell == name || cell == &format!("{name}s")));
        let name = find(&["name", "stakeholder", "who", "individual or group", "person or group", "individual/group"])?;
        let kind = find(&["kind", "type"]);
        Some(Self { name, kind, commitment: find(&["commitment", "status", "position", "how far"]) })
    }

    /// A stakeholder from a row; what has no column of its own is its note.
    pub(super) fn read<'c>(&self, cells: impl Iterator<Item = &'c str>) -> Option<Stakeholder> {
        let cells: Vec<_> = cells.collect();
        let name = (*cells.get(self.name)?).to_owned();
        let kind = self.kind.and_then(|at| word(cells.get(at)?, StakeholderKind::CHOICES));
        // "Agreed" says how far they have come; "agreed in January" is a note.
        let commitment = match self.commitment {
            Some(at) => cells.get(at).and_then(|cell| Some((at, word(cell, Commitment::CHOICES)?))),
            None => cells.iter().enumerate().skip(1).find_map(|(at, cell)| Some((at, word(cell, Commitment::CHOICES)?))),
        };
        let taken = [Some(self.name), self.kind.filter(|_| kind.is_some()), commitment.map(|(at, _)| at)];
        let rest = cells.iter().enumerate().filter(|(at, cell)| !taken.contains(&Some(*at)) && !cell.is_empty());
        let note = rest.map(|(_, cell)| *cell).collect::<Vec<_>>().join("; ");
        if name.is_empty() {
            return None;
        }
        let kind = kind.unwrap_or_else(|| stakeholder_kind(&name));
        Some(Stakeholder {
            name,
            kind,
            commitment: commitment.map(|(_, commitment)| commitment),
            note: (!note.is_empty()).then_some(note),
        })
    }
}

/// The most words of a name.
const LONGEST: usize = 14;

/// A stakeholder from a line: the name, and after a dash, a colon or a bracket a note. None where the line is no name.
pub(super) fn read(line: &str) -> Option<Stakeholder> {
    let line = line.trim().trim_end_matches([';', ',']);
    let (name, note) = [" – ", " — ", " - ", ": "]
        .iter()
        .filter_map(|mark| line.split_once(mark))
        .min_by_key(|(name, _)| name.len())
        .or_else(|| line.split_once(" (").map(|(name, note)| (name, note.strip_suffix(')').unwrap_or(note))))
        .unwrap_or((line, ""));
    let (name, note) = (name.trim(), note.trim());
    if name.is_empty() || name.split_whitespace().count() > LONGEST || (note.is_empty() && name.ends_with(['.', '?', ':'])) {
        return None;
    }
    let commitment = word(note, Commitment::CHOICES);
    let note = (!note.is_empty() && commitment.is_none()).then(|| note.to_owned());
    Some(Stakeholder { name: name.to_owned(), kind: stakeholder_kind(name), commitment, note })
}

fn word<T: Copy>(cell: &str, choices: &[(&str, T)]) -> Option<T> {
    let cell = cell.trim().trim_end_matches('.');
    choices.iter().find(|(word, _)| word.eq_ignore_ascii_case(cell)).map(|(_, choice)| *choice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let parents = read("Parents of both schools (to be asked in May)").expect("a name");
        assert_eq!((parents.name.as_str(), parents.note.as_deref()), ("Parents of both schools", Some("to be asked in May")));
        let jo = read("Jo Ash – agreed").expect("a name");
        assert_eq!((jo.kind, jo.commitment, jo.note), (StakeholderKind::Individual, Some(Commitment::Agreed), None));
        assert_eq!(read("We shall need the goodwill of everybody who works in the valley, and of those who used to."), None);
    }

    #[test]
    fn rows() {
        let columns = Columns::of(["Who", "Status", "What for"].into_iter()).expect("a head");
        let one = columns.read(["Governors of Ash Lane", "Agreed", "the joint board"].into_iter()).expect("a name");
        assert_eq!((one.commitment, one.note.as_deref()), (Some(Commitment::Agreed), Some("the joint board")));
        let two = columns.read(["Governors of Elm Lane", "meeting in March", ""].into_iter()).expect("a name");
        assert_eq!((two.commitment, two.note.as_deref()), (None, Some("meeting in March")));
        assert!(Columns::of(["Governors of Ash Lane", "Agreed"].into_iter()).is_none());
    }
}
