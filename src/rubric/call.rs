//! The call's facts: where they come from, its domains, calendar, limits and offer, and how levels and leads are named.

use std::fmt;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use toml::value::Datetime;

use crate::day::spoken;

/// `call.toml`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Call {
    /// The rubric's name, stamped in every report.
    pub name: String,
    /// The call's title.
    pub title: String,
    /// The level below which a criterion is short, 0-4, unless the user says otherwise.
    pub threshold: f64,
    /// The documents the rubric is drawn from.
    pub sources: Vec<Document>,
    /// The domains a statement can belong to.
    pub domains: Vec<Domain>,
    /// The days that matter.
    pub calendar: Calendar,
    /// What a statement may not exceed.
    pub limits: Limits,
    /// What a draft is checked for.
    pub drafts: Drafts,
    /// The support offered to chosen sites.
    pub offer: Vec<Support>,
    /// The names of levels 0 to 4.
    pub levels: Vec<LevelName>,
    /// How the lead scenario is chosen.
    pub lead: LeadRule,
}

/// A source document.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The key by which other files cite it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The year it appeared.
    pub year: u16,
    /// What it is, in a line.
    pub about: String,
}

/// A domain of the call.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// Its id, as a statement gives it.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// What it covers, in a line.
    pub says: String,
}

/// The call's calendar.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Calendar {
    /// When statements had to be in.
    pub deadline: Day,
    /// The first day of visits.
    pub visits_from: Day,
    /// The last day of visits.
    pub visits_to: Day,
    /// Days on which no visit is made, beside weekends.
    pub holidays: Vec<Day>,
    /// When formal proposals were due.
    pub proposals_by: Day,
    /// When decisions were made public.
    pub decisions_on: Day,
}

/// A day of the calendar, with or without a time: TOML's own in TOML, and a text where the program carries it.
#[derive(Debug, Clone, Copy, JsonSchema)]
pub struct Day(#[schemars(with = "String")] Datetime);

impl Day {
    /// The day.
    pub fn date(&self) -> Option<Date> {
        self.0.date?.to_string().parse().ok()
    }

    /// The day and time, where it has a time.
    pub fn moment(&self) -> Option<DateTime> {
        self.0.time?;
        self.0.to_string().parse().ok()
    }
}

impl fmt::Display for Day {
    /// As people say it: "Friday 10 March 2006, 12:00".
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.date(), self.moment()) {
            (Some(day), Some(moment)) => write!(out, "{}, {}", spoken(day), moment.strftime("%H:%M")),
            (Some(day), None) => out.write_str(&spoken(day)),
            (None, _) => write!(out, "{}", self.0),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Datetime::deserialize(deserializer).map(Self);
        }
        String::deserialize(deserializer)?.parse().map(Self).map_err(de::Error::custom)
    }
}

/// What a statement may not exceed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Pages of A4.
    pub pages: u32,
    /// Characters in a line, for the estimate.
    pub columns: usize,
    /// Lines on a page, for the estimate.
    pub lines: usize,
}

/// What a draft is checked for.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Drafts {
    /// The fewest institutions that may take part.
    pub institutions: usize,
    /// How many half days are to be offered.
    pub half_days: usize,
    /// Texts that stand in for one still to be written.
    pub placeholders: Vec<String>,
    /// Names of stakeholders that are nobody in particular.
    pub nobody: Vec<String>,
}

/// One kind of support.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Its id.
    pub id: String,
    /// What it is.
    pub says: String,
}

/// The name of a level.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelName {
    /// 0 to 4.
    pub level: u8,
    /// Its name.
    pub name: String,
    /// What it means for any criterion.
    pub says: String,
}

/// How the lead scenario is chosen, in fits from 0 to 1.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadRule {
    /// Below this, no scenario leads.
    pub reaches: f64,
    /// Two scenarios from here on can make a hybrid,
    pub high: f64,
    /// if they differ by less than this.
    pub tie: f64,
    /// What a piece of evidence that is only supposed, put off or somebody else's weighs for a likeness, of its worth.
    pub talk: f64,
    /// What share of the best level that another scenario reaches is taken from a scenario's own.
    pub rival: f64,
}
