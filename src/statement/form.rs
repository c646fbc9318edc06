//! The format of a statement, key by key. Schemas are made from these types, `fieldtrial new` fills them in and writes them, and their
//! comments are what an editor and a new statement say of each key. A test walks the reader and the schema side by side.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Commitment, ComponentKind, Half, Phase, StakeholderKind};
use crate::problem::Code;

// Editors hand TOML's dates to a schema as texts, so the shape of the text is all that a schema can hold to.
const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";
const MOMENT: &str = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$";

/// A statement of intent: two sides of A4 at most, in five items. The other tables may be left out.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Form {
    /// A title of your own, by which tables and reports call the statement.
    #[schemars(regex(pattern = r"\S"))]
    pub title: String,
    /// The field of work that the idea belongs to.
    pub domain: String,
    /// When the panel received it, by its own clock, such as 2006-03-09T16:20:00. The panel fills this in.
    #[schemars(with = "Option<String>", regex(pattern = MOMENT))]
    pub received: Option<DateTime>,
    /// Item 1: the person to write to.
    pub contact: Contact,
    /// Item 2: the compelling idea, and the leadership it takes.
    pub idea: Idea,
    /// Item 3: what it hopes to achieve, and the difference in provision it will make.
    pub purpose: Purpose,
    /// Item 4: the people and groups whose commitment it cannot do without, one table each.
    #[schemars(length(min = 1))]
    pub stakeholders: Vec<Stakeholder>,
    /// Item 5: three half days on which a visit would suit.
    pub visits: Visits,
    /// The need that it answers, here and in the country.
    pub need: Option<Need>,
    /// Who decides what, who belongs, and who answers to whom.
    pub governance: Option<Governance>,
    /// What makes it likely to happen, and what may follow.
    pub readiness: Option<Readiness>,
    /// How anybody will know, and what others can learn from it.
    pub evaluation: Option<Evaluation>,
    /// The schools, colleges and agencies that take part, one table each.
    pub institutions: Option<Vec<Institution>>,
    /// Findings of `fieldtrial check` that you hold to be wrong, one table each. They are still shown, with your reason.
    pub contests: Option<Vec<Contest>>,
}

/// Item 1: the person to write to.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Contact {
    /// A person's name.
    #[schemars(regex(pattern = r"\S"))]
    pub name: String,
    /// A postal address.
    #[schemars(regex(pattern = r"\S"))]
    pub address: String,
    /// An email address. Decisions are sent there.
    #[schemars(regex(pattern = r"\S"))]
    pub email: String,
    /// A telephone number. Visits are arranged by it.
    #[schemars(regex(pattern = r"\S"))]
    pub telephone: String,
    /// The school, college or agency the person works for.
    pub organisation: Option<String>,
    /// The person's post.
    pub role: Option<String>,
}

/// Item 2: the compelling idea, and the leadership it takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Idea {
    /// The idea in prose: what will be led, by whom, across which institutions.
    #[schemars(regex(pattern = r"\S"))]
    pub summary: String,
    /// What will be different in leadership: its roles, structures or behaviours, one table each.
    #[schemars(length(min = 1))]
    pub components: Vec<Component>,
}

/// A role, structure or behaviour that will be different.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Component {
    /// What it is.
    pub kind: ComponentKind,
    /// What it consists of: who holds which post, which body decides what, what leaders do.
    #[schemars(regex(pattern = r"\S"))]
    pub text: String,
    /// The current practice that it takes the place of.
    pub instead_of: Option<String>,
}

/// Item 3: what it hopes to achieve, and the difference in provision it will make.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Purpose {
    /// What it hopes to achieve, for whom, and by when.
    #[schemars(regex(pattern = r"\S"))]
    pub hopes: String,
    /// What learners and families will find different.
    #[schemars(regex(pattern = r"\S"))]
    pub difference: String,
}

/// A person or group whose commitment it cannot do without.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Stakeholder {
    /// The person's or group's name: "Governors of Ash Lane Primary", not "key stakeholders".
    #[schemars(regex(pattern = r"\S"))]
    pub name: String,
    /// Whether it is one person.
    pub kind: StakeholderKind,
    /// How far they have come.
    pub commitment: Option<Commitment>,
    /// What they have agreed to, or what they are asked for.
    pub note: Option<String>,
}

/// Item 5: three half days on which a visit would suit.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Visits {
    /// The half days, such as { date = 2006-03-14, half = "am" }.
    #[schemars(length(min = 1))]
    pub dates: Vec<Day>,
}

/// A half day on which a visit would suit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Day {
    /// The day, without quotation marks: year-month-day, such as 2006-03-14.
    #[schemars(with = "String", regex(pattern = DAY))]
    pub date: Date,
    /// The morning or the afternoon.
    pub half: Half,
}

/// The need that it answers, here and in the country.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Need {
    /// What is going wrong in this place: facts, with figures and dates.
    pub local: Option<String>,
    /// What public policy it answers, and who else has the same trouble.
    pub national: Option<String>,
}

/// Who decides what, who belongs, and who answers to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Governance {
    /// The bodies, their members, what each decides, and to whom it answers.
    pub arrangements: Option<String>,
}

/// What makes it likely to happen, and what may follow.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Readiness {
    /// The people, time, money and agreements that are there already.
    pub capacity: Option<String>,
    /// What may go wrong or be lost, and what happens then.
    pub consequences: Option<String>,
}

/// How anybody will know, and what others can learn from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Evaluation {
    /// What is measured, by whom, set against what, and who will be told.
    pub plan: Option<String>,
}

/// A school, college or agency that takes part.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Institution {
    /// Its name.
    #[schemars(regex(pattern = r"\S"))]
    pub name: String,
    /// What kind of institution it is.
    pub phase: Option<Phase>,
}

/// A finding of `fieldtrial check` that you hold to be wrong. It names a `code` or a `signal`.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields, extend("anyOf" = [{ "required": ["code"] }, { "required": ["signal"] }]))]
pub struct Contest {
    /// The code of the findings contested.
    #[schemars(with = "Option<Contestable>")]
    pub code: Option<Code>,
    /// The criterion, or the signal as ITEM/SIGNAL, of the findings contested.
    pub signal: Option<String>,
    /// The field, or the table it is in, where they stand; everywhere where it is left out.
    pub field: Option<String>,
    /// Why they are wrong.
    #[schemars(regex(pattern = r"\S"))]
    pub reason: String,
    /// Who says so.
    #[schemars(regex(pattern = r"\S"))]
    pub author: String,
    /// When it was said: year-month-day.
    #[schemars(with = "String", regex(pattern = DAY))]
    pub date: Date,
    /// The last day on which the contest holds: year-month-day.
    #[schemars(with = "Option<String>", regex(pattern = DAY))]
    pub expires: Option<Date>,
}

/// The codes whose findings can be contested.
struct Contestable;

impl JsonSchema for Contestable {
    fn schema_name() -> Cow<'static, str> {
        "Contestable".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<_> = Code::ALL.iter().filter(|code| code.contestable()).map(|code| code.name()).collect();
        json_schema!({ "type": "string", "enum": names })
    }
}
