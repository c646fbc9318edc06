//! A statement of intent: what it says of itself, and its prose with the place of every character.

mod decode;
mod place;
mod prose;
mod read;

use jiff::civil::{Date, DateTime};

pub use decode::Offsets;
pub use place::{Place, Places};
pub use prose::from_prose;
pub use read::{MAX_BYTES, read};

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
    pub received: Option<DateTime>,
    /// Item 1.
    pub contact: Option<Contact>,
    /// Item 4.
    pub stakeholders: Vec<Stakeholder>,
    /// Item 5: the half days offered.
    pub visits: Vec<HalfDay>,
    /// The institutions taking part.
    pub institutions: Vec<Institution>,
    /// The prose, in the order of the format.
    pub passages: Vec<Passage>,
}

/// Item 1: whom to write to.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// A person's name.
    pub name: String,
    /// A postal address.
    pub address: String,
    /// An email address.
    pub email: String,
    /// A telephone number.
    pub telephone: String,
    /// The person's organisation.
    pub organisation: Option<String>,
    /// The person's post.
    pub role: Option<String>,
}

/// Someone whose commitment the trial needs.
#[derive(Debug, Clone)]
pub struct Stakeholder {
    /// A person's or group's name.
    pub name: String,
    /// How far they have committed themselves.
    pub commitment: Option<Commitment>,
}

/// How far a stakeholder has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Commitment {
    /// To be asked.
    Sought,
    /// Has been asked.
    Consulted,
    /// Has said yes.
    Agreed,
    /// Is doing it.
    Leading,
}

/// A half day offered for a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfDay {
    /// The day.
    pub date: Date,
    /// Whether it is the afternoon.
    pub afternoon: bool,
}

/// A school, college or agency that takes part.
#[derive(Debug, Clone)]
pub struct Institution {
    /// Its name.
    pub name: String,
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
