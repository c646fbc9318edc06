//! The call's facts: where they come from, its domains, calendar, limits and offer, and how levels and leads are named.

use serde::Deserialize;
use toml::value::Datetime;

/// `call.toml`.
#[derive(Debug, Clone, Deserialize)]
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
    /// The support offered to chosen sites.
    pub offer: Vec<Support>,
    /// The names of levels 0 to 4.
    pub levels: Vec<LevelName>,
    /// How the lead scenario is chosen.
    pub lead: LeadRule,
}

/// A source document.
#[derive(Debug, Clone, Deserialize)]
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
#[derive(Debug, Clone, Deserialize)]
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
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Calendar {
    /// When statements had to be in.
    pub deadline: Datetime,
    /// The first day of visits.
    pub visits_from: Datetime,
    /// The last day of visits.
    pub visits_to: Datetime,
    /// When formal proposals were due.
    pub proposals_by: Datetime,
    /// When decisions were made public.
    pub decisions_on: Datetime,
}

/// What a statement may not exceed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Pages of A4.
    pub pages: u32,
}

/// One kind of support.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Its id.
    pub id: String,
    /// What it is.
    pub says: String,
}

/// The name of a level.
#[derive(Debug, Clone, Deserialize)]
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
#[derive(Debug, Clone, Copy, Deserialize)]
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
