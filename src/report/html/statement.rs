//! One statement of the page.

use super::marks::{self, Field, Note};
use super::picture::Radar;
use crate::problem::printable;
use crate::report::reasons::{says, strongest};
use crate::report::sheets::pieces;
use crate::report::text::{cut, line};
use crate::report::{Report, labels};
use crate::rubric::Rubric;
use crate::score::{Assessment, Rank, Score};

/// A statement with all that the page shows of it.
pub(super) struct Card {
    /// The start of every id in it: `s1`.
    pub anchor: String,
    pub title: String,
    pub id: String,
    /// The id of its domain, empty where it has none, and the domain's title.
    pub domain: String,
    pub domain_title: String,
    pub overall: Shade,
    pub percentile: String,
    pub in_domain: String,
    pub meets: bool,
    pub verdict: String,
    pub lead: String,
    pub criteria: Vec<Criterion>,
    pub scenarios: Vec<Scenario>,
    pub radar: Radar,
    pub fields: Vec<Field>,
}

/// A number with how strongly it is shaded: 0 (nothing) to 4.
pub(super) struct Shade {
    pub text: String,
    pub value: String,
    pub heat: u8,
}

pub(super) struct Criterion {
    pub id: String,
    pub title: String,
    pub level: String,
    pub shade: Shade,
    pub short: bool,
    /// How long its bar is, in hundredths.
    pub share: String,
    /// The strongest sentence, and its mark; empty where nothing counts.
    pub quote: String,
    pub next: String,
    pub notes: Vec<Note>,
}

pub(super) struct Scenario {
    pub id: String,
    pub title: String,
    pub shade: Shade,
    pub share: String,
    pub leads: bool,
    pub speaks_for: Vec<String>,
    pub speaks_against: Vec<String>,
    pub questions: Vec<String>,
    pub notes: Vec<Note>,
}

/// The longest quote in the table of criteria, in columns.
const QUOTE: usize = 150;

impl Card {
    pub(super) fn of(number: usize, one: &Assessment, rank: Option<&Rank>, report: &Report<'_>, rubric: &Rubric) -> Self {
        let anchor = format!("s{}", number + 1);
        let (items, evidence): (Vec<_>, Vec<_>) = pieces(one, rubric).unzip();
        let mut notes: Vec<_> = items.iter().zip(&evidence).map(|(item, piece)| Note::of(item, piece)).collect();
        let fields = marks::fields(one.prose.as_deref().unwrap_or_default(), &evidence, &mut notes, &anchor);
        let mut left = notes.into_iter().peekable();
        let mut of = |id: &str| std::iter::from_fn(|| left.next_if(|note| note.item == id)).collect::<Vec<_>>();
        let criteria = rubric.criteria.iter().zip(&one.criteria).map(|(item, (id, criterion))| Criterion {
            id: id.clone(),
            title: item.title.clone(),
            level: criterion.level.clone(),
            shade: scored(criterion.score),
            short: criterion.score < report.threshold,
            share: format!("{:.1}", criterion.score.value() * 25.0),
            quote: strongest(&criterion.evidence).map(|piece| cut(&line(&piece.quote), QUOTE)).unwrap_or_default(),
            next: criterion.step.as_ref().map(ToString::to_string).unwrap_or_default(),
            notes: of(id),
        });
        let criteria = criteria.collect();
        let leading = one.leading();
        let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
        let scenarios = rubric.scenarios.iter().zip(&one.scenarios).map(|(item, (id, scenario))| Scenario {
            id: id.clone(),
            title: item.title.clone(),
            shade: fitted(scenario.fit),
            share: format!("{:.1}", scenario.fit * 100.0),
            leads: leading.iter().any(|(lead, _)| lead == id),
            speaks_for: owned(says(item, &scenario.speaks_for)),
            speaks_against: owned(says(item, &scenario.speaks_against)),
            questions: scenario.questions.clone(),
            notes: of(id),
        });
        let scenarios = scenarios.collect();
        let verdict =
            if one.meets { format!("meets all {}", one.criteria.len()) } else { format!("short on {}", one.short.join(", ")) };
        let percentile = |value: f64| format!("{value:.0}");
        let domain = one.domain.clone().unwrap_or_default();
        let name = line(&one.title);
        Self {
            title: if name.is_empty() { line(&one.id) } else { name },
            id: printable(&one.id),
            domain_title: labels::domain(&domain, rubric),
            domain,
            overall: scored(one.overall),
            percentile: rank.map(|rank| percentile(rank.percentile)).unwrap_or_default(),
            in_domain: rank.and_then(|rank| rank.in_domain).map(percentile).unwrap_or_default(),
            meets: one.meets,
            verdict,
            lead: one.lead.clone(),
            criteria,
            scenarios,
            radar: Radar::of(one.criteria.iter(), report.threshold),
            fields,
            anchor,
        }
    }
}

fn scored(score: Score) -> Shade {
    let heat = if score == Score::default() { 0 } else { score.level() };
    Shade { text: score.to_string(), value: score.to_string(), heat }
}

fn fitted(fit: f64) -> Shade {
    let heat = if fit <= 0.0 { 0 } else { Score::rounded(fit * 4.0).level() };
    Shade { text: if fit <= 0.0 { "–".to_owned() } else { format!("{fit:.2}") }, value: format!("{fit:.2}"), heat }
}
