//! The words that a key takes one of: the reader accepts these, schemas list them, and `new` writes them.

use schemars::JsonSchema;

macro_rules! choices {
    ($($(#[doc = $about:literal])+ $name:ident { $($(#[doc = $doc:literal])+ $variant:ident $word:literal),+ $(,)? })+) => { $(
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
        pub enum $name { $($(#[doc = $doc])+ #[schemars(rename = $word)] $variant),+ }

        impl $name {
            /// All of them, by the words that stand for them.
            pub const CHOICES: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];

            /// The word that stands for it.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    )+ };
}

choices! {
    /// What a component of the idea is.
    ComponentKind {
        /// A post that somebody holds, or a part that somebody plays.
        Role "role",
        /// A body, or an arrangement between bodies.
        Structure "structure",
        /// Something that leaders do, or stop doing.
        Behaviour "behaviour",
    }

    /// Whether a stakeholder is one person.
    StakeholderKind {
        /// One person.
        Individual "individual",
        /// A body, a school, or people of one kind.
        Group "group",
    }

    /// How far a stakeholder has come.
    Commitment {
        /// To be asked.
        Sought "sought",
        /// Has been asked.
        Consulted "consulted",
        /// Has said yes.
        Agreed "agreed",
        /// Is doing it.
        Leading "leading",
    }

    /// Which half of a day.
    Half {
        /// The morning.
        Am "am",
        /// The afternoon.
        Pm "pm",
    }

    /// What kind of institution it is.
    Phase {
        /// Before school.
        Nursery "nursery",
        /// To the age of 11.
        Primary "primary",
        /// From the age of 11.
        Secondary "secondary",
        /// A special school.
        Special "special",
        /// From the first year of school to the last.
        AllThrough "all-through",
        /// A college of further education.
        Fe "fe",
        /// A service or agency that is no school.
        Agency "agency",
        /// Anything else.
        Other "other",
    }
}
