//! The fields in which prose stands, by the names that signals use for them.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! places {
    ($($variant:ident $name:literal $doc:literal),+ $(,)?) => {
        /// The kind of field a passage stands in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Place { $(#[doc = $doc] $variant),+ }

        impl Place {
            /// All of them, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in a rubric file's `where`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What stands there.
            pub const fn says(self) -> &'static str {
                match self { $(Self::$variant => $doc.trim_ascii()),+ }
            }
        }
    };
}

places! {
    Summary "summary" "The compelling idea.",
    Role "role" "A component that is a role.",
    Structure "structure" "A component that is a structure.",
    Behaviour "behaviour" "A component that is a behaviour.",
    InsteadOf "instead-of" "The current practice that a component departs from.",
    Hopes "hopes" "What it hopes to achieve.",
    Difference "difference" "The difference in provision.",
    Sought "sought" "A note on a stakeholder yet to be asked.",
    Consulted "consulted" "A note on a stakeholder who has been asked.",
    Agreed "agreed" "A note on a stakeholder who has agreed.",
    Leading "leading" "A note on a stakeholder who leads.",
    Stakeholder "stakeholder" "A note on a stakeholder whose commitment is not given.",
    Local "local" "The local need.",
    National "national" "The national need.",
    Arrangements "arrangements" "Governance.",
    Capacity "capacity" "The capacity to carry it out.",
    Consequences "consequences" "What may follow, and how it is handled.",
    Plan "plan" "Enquiry and evaluation.",
    Prose "prose" "Prose whose field is not known.",
}

/// A set of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places(u32);

impl Places {
    /// Where a signal looks when it does not say: everywhere but in descriptions of current practice.
    pub const USUAL: Self = Self(!(1 << Place::InsteadOf as u32));
    /// Nowhere.
    pub const NONE: Self = Self(0);

    const GROUPS: &'static [(&'static str, &'static [Place])] = &[
        ("idea", &[Place::Summary, Place::Role, Place::Structure, Place::Behaviour]),
        ("purpose", &[Place::Hopes, Place::Difference]),
        ("stakeholders", &[Place::Sought, Place::Consulted, Place::Agreed, Place::Leading, Place::Stakeholder]),
        ("need", &[Place::Local, Place::National]),
        ("governance", &[Place::Arrangements]),
        ("readiness", &[Place::Capacity, Place::Consequences]),
        ("evaluation", &[Place::Plan]),
    ];

    /// The places a name stands for: one, or those of a group. None where the name is not known.
    pub fn named(name: &str) -> Option<Self> {
        let group = Self::GROUPS.iter().find(|(group, _)| *group == name).map(|(_, places)| *places);
        let single = Place::ALL.iter().find(|place| place.name() == name).map(std::slice::from_ref);
        group.or(single).map(|places| Self(places.iter().fold(0, |set, place| set | 1 << *place as u32)))
    }

    /// Every name that [`Self::named`] knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Place::ALL.iter().map(|place| place.name()).chain(Self::GROUPS.iter().map(|(name, _)| *name))
    }

    /// Both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a place is in it.
    pub const fn contains(self, place: Place) -> bool {
        self.0 & (1 << place as u32) != 0
    }
}

impl fmt::Display for Places {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Place::ALL.iter().filter(|place| self.contains(**place)).map(|place| place.name()).collect();
        out.write_str(&names.join(", "))
    }
}
