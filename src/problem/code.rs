//! The kinds of problem: names that users may cite, how grave each is, and what it means.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The statement cannot go to the panel as it is.
    Error,
    /// It can, and would be the better for a change.
    Advice,
}

impl Severity {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Advice => "advice",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $doc:literal $explanation:literal)+) => {
        /// Every kind of problem. The name a user sees and may cite is [`Code::name`]; `fieldtrial explain NAME` tells more.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $doc] $variant),+ }

        impl Code {
            /// All codes, in the order they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in reports: stable, `area::what`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// How grave it is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),+ }
            }

            /// What it is, in a line.
            pub const fn says(self) -> &'static str {
                match self { $(Self::$variant => $doc.trim_ascii()),+ }
            }

            /// What it means and what to do, for `explain`.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation),+ }
            }
        }
    };
}

codes! {
    Unreadable "file::unreadable" Error
        "The file could not be opened or read."
        "The file could not be opened or read. Check the path and that you may read it. The other inputs are still done."
    NotUtf8 "file::not-utf8" Error
        "The text is not UTF-8."
        "Statements are UTF-8 text, with or without a byte-order mark. The message gives the first byte that is not. \
         Save the file again as UTF-8; word processors call it \"Unicode (UTF-8)\"."
    TooLarge "file::too-large" Error
        "The file is larger than a statement could ever be."
        "A statement of intent is two pages; files over one mebibyte are refused unread, so that a wrong file costs nothing."
    Syntax "statement::syntax" Error
        "The text is not TOML."
        "The text is not TOML at the place shown. Common causes: a quotation mark inside a text that is delimited by quotation \
         marks (use three of them, \"\"\", round longer prose), a missing closing mark, or a key given twice."
    UnknownKey "statement::unknown-key" Error
        "A key the format does not have."
        "The format has no key of this name here, so what it holds would be lost without a word. Correct the spelling, or move the \
         text to a key that exists: the message names the nearest one. `fieldtrial check --fix` renames it where only one key is near."
    WrongType "statement::wrong-type" Error
        "A value of another type than the key takes."
        "The key takes another type of value: prose stands in quotation marks, dates do not, and lists of tables are written with \
         double brackets such as [[stakeholders]]."
    Missing "statement::missing" Error
        "Something the format requires is not there, or is empty."
        "A statement has five items: contact, idea, purpose, stakeholders and visits. The one named is not there, or is empty."
    BadValue "statement::bad-value" Error
        "A value of the right type that the key cannot take."
        "The value is of the right type but not one the key can take. The message lists what it can be."
    Placeholder "statement::placeholder" Error
        "Guidance or a stand-in where the applicant's own words belong."
        "The text is still the guidance that `fieldtrial new` wrote (it stands in angle brackets), or a stand-in such as TBC. Write what \
         is asked for in its place, or take the optional table out."
    Late "statement::late" Error
        "The statement was received after the call's deadline."
        "`received` is later than the call's deadline, which call.toml gives. If the time is wrong, correct it; the panel does not \
         take late statements."
    TooLong "statement::too-long" Error
        "The statement would fill more pages than the call allows."
        "The call asks for two sides of A4 at most. The length is an estimate: every text is wrapped at so many characters a line, a blank \
         line stands between paragraphs, each item has a heading, and so many lines make a page (call.toml, `limits`). Shorten the longest \
         texts first: what counts for nothing is listed as advice."
    Email "contact::email" Error
        "An email address that cannot be one."
        "An email address has a name, one @, and a domain with a dot in it, without spaces. Decisions are sent there."
    Telephone "contact::telephone" Error
        "A telephone number that cannot be one."
        "A telephone number has 9 to 15 digits; spaces, brackets, hyphens, a leading + and an extension are fine. Visits are arranged by it."
    OneInstitution "institutions::only-one" Error
        "A single institution, where the call asks for leadership beyond one."
        "The call is for leadership beyond a single institution. `institutions` names one only, or, where the table is left out, no \
         sentence speaks of several. Name the schools, colleges or agencies that take part."
    NothingNamed "idea::nothing-named" Advice
        "A component that names no role, structure or behaviour."
        "Item 2 asks for the leadership components: which roles, structures or behaviours will differ. This text has no word for a post, \
         a body, or something people in charge do. Say who will hold which post, which body will decide what, or what leaders will do."
    UnnamedStakeholder "stakeholders::unnamed" Error
        "A stakeholder that is nobody in particular."
        "Item 4 asks for named individuals and groups. \"Key stakeholders\" could be anybody: write whose commitment the idea cannot do \
         without, such as \"Governors of Ash Lane Primary\" or \"Jo Ash, area youth manager\"."
    VisitCount "visits::not-three" Error
        "More or fewer half days than the call asks for."
        "Item 5 asks for three half days on which a visit would suit."
    VisitTwice "visits::twice" Error
        "The same half day twice."
        "The three half days must differ, so that a visit can be fitted in."
    VisitWindow "visits::outside-window" Error
        "A half day outside the weeks in which visits are made."
        "Visits are made between the two days that call.toml gives. Offer a half day between them."
    VisitClosed "visits::not-working-day" Error
        "A half day on a weekend or a holiday."
        "Visits are made on working days: not on Saturdays, Sundays, or the holidays that call.toml lists."
    Short "criterion::short" Advice
        "A criterion below the threshold."
        "The call asks for all six criteria, so one that is short cannot be made up for by others. The message says where it stands, what \
         it has nothing of, and the cheapest step that would raise it a level."
    Echo "evidence::echo" Advice
        "A sentence that says the call's or the rubric's wording back."
        "Most of this sentence is wording of the call or of the criteria. It proves nothing when it is said back: say what you will \
         do, who will do it, and where."
    Copied "evidence::copied" Advice
        "A sentence taken from a published example."
        "Most of this sentence stands in one of the call's published examples. Copied text earns nothing: say it of your own places and people."
    Buzz "evidence::buzz" Advice
        "A sentence made of fashionable words."
        "Three or more fashionable words, and nothing counted or named. Put an actor, an action and a figure in their place."
    NoActor "evidence::no-actor" Advice
        "A claim with nobody in it who does it."
        "Something is promised, and nobody is named who will do it or to whom it is done. Say who."
    NotCounted "evidence::not-counted" Advice
        "Evidence that does not count, because of how it is meant."
        "The sentence has what a criterion looks for, but it is denied, put off, supposed, past, somebody else's, or said already. If it \
         is so, leave it. If it is going to happen, say so plainly: who, what, and by when."
    Idle "evidence::idle" Advice
        "A long stretch in which nothing counts."
        "No sentence of this stretch counts for any criterion. It may be needed all the same; if room is short, shorten it first. \
         If it says something that matters, the program may not know the words: `score --unread` lists such sentences."
    ContestStale "contest::matches-nothing" Error
        "A contest of something that is not found."
        "A `[[contests]]` entry names a code or signal, and a field perhaps, for which there is no finding. It may have been mended since: \
         take the entry out. If it is misspelt, correct it."
    ContestExpired "contest::expired" Error
        "A contest that no longer holds."
        "The contest's `expires` is before the day the statement was received (or, before that, the call's deadline), so what it contests \
         is a finding again."
    BadRow "row::malformed" Error
        "A row of JSON Lines that is not an object with an `id` and a `toml` or `text`."
        "A row of JSON Lines is one object with an \"id\" and either \"toml\" (a whole statement) or \"text\" (prose). \
         This row becomes a failure; the other rows are scored."
    Ratings "ratings::wrong" Error
        "A table of ratings, or a row of it, that cannot be used."
        "Ratings are CSV with the columns statement,reviewer,item,rating,comment: the item is a criterion or scenario with a whole \
         rating from 0 to 4, or `lead` with a scenario, `none` or `hybrid`. A blank rating is missing, never 0. A row that is wrong \
         is left out and told of; the others are used."
    Rubric "rubric::wrong" Error
        "A rubric file that is wrong."
        "A rubric file does not hold together: the message says how. The program scores nothing with a rubric that is wrong."
}

impl Code {
    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Whether a finding of it can be contested: not where the statement could not be scored for it, nor what is said of contests.
    pub const fn contestable(self) -> bool {
        !self.unreadable()
            && !matches!(
                self,
                Self::UnknownKey
                    | Self::WrongType
                    | Self::Missing
                    | Self::BadValue
                    | Self::ContestStale
                    | Self::ContestExpired
                    | Self::BadRow
                    | Self::Ratings
                    | Self::Rubric
            )
    }

    /// Whether the input could not be taken in at all, so that nothing more can be said of it.
    pub const fn unreadable(self) -> bool {
        matches!(self, Self::Unreadable | Self::NotUtf8 | Self::TooLarge | Self::Syntax)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<_> = Self::ALL.iter().map(|code| code.name()).collect();
        json_schema!({ "type": "string", "enum": names })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_names_of_their_own() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
