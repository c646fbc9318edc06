//! A statement of intent: what it says of itself, and its prose with the place of every character.

mod choice;
mod decode;
pub mod form;
pub(crate) mod kind;
mod place;
mod prose;
mod read;

use std::ops::Range;

use jiff::civil::{Date, DateTime};

use crate::fields::Text;
use crate::problem::Code;

pub use choice::{Commitment, ComponentKind, Half, Phase, StakeholderKind};
pub use decode::Offsets;
pub(crate) use kind::{of_component as component_kind, of_stakeholder as stakeholder_kind};
pub use place::{Place, Places};
pub use prose::from_prose;
pub(crate) use read::parsed;
pub use read::{MAX_BYTES, read, read_all};

/// A statement, read. Names, addresses and dates are kept to be checked; only [`Statement::passages`] are scored.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The name it is reported under: its path, or a row's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its domain, one of the call's; none where only prose was given.
    pub domain: Option<String>,
    /// When the panel received it.
    pub received: Option<Received>,
    /// Item 1.
    pub contact: Option<Contact>,
    /// Item 4.
    pub stakeholders: Vec<Stakeholder>,
    /// Item 5: the half days offered.
    pub visits: Option<Visits>,
    /// The institutions taking part.
    pub institutions: Vec<Institution>,
    /// Findings of `check` that the applicant holds to be wrong.
    pub contests: Vec<Contest>,
    /// The prose, in the order of the format.
    pub passages: Vec<Passage>,
}

/// When the panel received a statement, by its own clock.
#[derive(Debug, Clone)]
pub struct Received {
    /// The time.
    pub at: DateTime,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// Item 1: whom to write to.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// A person's name.
    pub name: Option<Text>,
    /// A postal address.
    pub address: Option<Text>,
    /// An email address.
    pub email: Option<Text>,
    /// A telephone number.
    pub telephone: Option<Text>,
    /// The person's organisation.
    pub organisation: Option<Text>,
    /// The person's post.
    pub role: Option<Text>,
}

/// Someone whose commitment the trial needs.
#[derive(Debug, Clone)]
pub struct Stakeholder {
    /// A person's or group's name.
    pub name: Option<Text>,
    /// How far they have committed themselves.
    pub commitment: Option<Commitment>,
}

/// Item 5.
#[derive(Debug, Clone, Default)]
pub struct Visits {
    /// The half days offered, as far as they could be read.
    pub days: Vec<HalfDay>,
    /// How many are written, read or not.
    pub written: usize,
    /// Where the list stands in the file.
    pub span: Range<usize>,
}

/// A half day offered for a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfDay {
    /// The day.
    pub date: Date,
    /// Whether it is the afternoon.
    pub afternoon: bool,
    /// Where the day stands in the file.
    pub span: Range<usize>,
}

/// A school, college or agency that takes part.
#[derive(Debug, Clone)]
pub struct Institution {
    /// Its name.
    pub name: Text,
}

/// A finding of `check` that the applicant holds to be wrong, and why.
#[derive(Debug, Clone)]
pub struct Contest {
    /// The code of the findings contested.
    pub code: Option<Code>,
    /// The signal, `ITEM/SIGNAL` or `SIGNAL`, or the item, of the findings contested.
    pub signal: Option<Text>,
    /// The field, or the table it is in, where they stand; everywhere where it is left out.
    pub field: Option<Text>,
    /// Why they are wrong.
    pub reason: String,
    /// Who says so.
    pub author: String,
    /// When it was said.
    pub date: Date,
    /// The last day on which the contest holds.
    pub expires: Option<Date>,
    /// Where the entry stands in the file.
    pub span: Range<usize>,
}

/// A stretch of prose, decoded, that knows where in the file each of its bytes stands.
#[derive(Debug, Clone)]
pub struct Passage {
    /// The dotted name of its field: `idea.summary`, `idea.components[1].text`.
    pub field: String,
    /// The kind of field, for signals that look in some fields only.
    pub place: Place,
    /// The prose as it reads.
    pub text: String,
    /// From bytes of `text` to bytes of the file.
    pub offsets: Offsets,
}
