//! One page for a browser, complete in itself: it asks for nothing from the network, runs no script but its own, and reads without any.

mod marks;
mod paragraphs;
mod picture;
mod statement;

use anyhow::{Context as _, Result};
use askama::Template;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::{Report, labels};
use crate::Failure;
use crate::problem::printable;
use crate::rubric::Rubric;
use crate::score::{Group, Summary};
use picture::Boxed;
use statement::Card;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

#[derive(Template)]
#[template(path = "html/page.html")]
struct Page<'a> {
    style: &'static str,
    script: &'static str,
    /// What the browser may load and run: this style and this script, known by their fingerprints, and nothing else.
    policy: String,
    rubric: &'a str,
    hash: &'a str,
    threshold: String,
    title: String,
    criteria: Vec<Head>,
    scenarios: Vec<Head>,
    statements: Vec<Card>,
    figures: Option<Figures>,
    failures: Vec<Failed>,
}

/// The head of a column.
struct Head {
    id: String,
    title: String,
}

/// What the statements come to together.
struct Figures {
    meet: usize,
    median: String,
    /// How many each scenario leads, the most first.
    leads: Vec<(usize, String)>,
    /// How scores are spread, over all and by domain.
    groups: Vec<Spreads>,
}

struct Spreads {
    id: String,
    name: String,
    statements: usize,
    meet: usize,
    measures: Vec<Boxed>,
}

struct Failed {
    id: String,
    problems: Vec<(String, String)>,
}

/// The report as a page.
pub(super) fn write(report: &Report<'_>, rubric: &Rubric) -> Result<String> {
    let summary = Summary::of(&report.statements, rubric);
    let ranks = summary.as_ref().map(|summary| summary.ranks.as_slice()).unwrap_or_default();
    let cards = report.statements.iter().enumerate();
    let statements: Vec<_> = cards.map(|(at, one)| Card::of(at, one, ranks.get(at), report, rubric)).collect();
    let heads = |items: &[crate::rubric::Item]| {
        items.iter().map(|item| Head { id: item.id.clone(), title: item.title.clone() }).collect::<Vec<_>>()
    };
    let page = Page {
        style: STYLE,
        script: SCRIPT,
        policy: format!(
            "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
            fingerprint(STYLE),
            fingerprint(SCRIPT)
        ),
        rubric: report.rubric,
        hash: report.hash,
        threshold: report.threshold.to_string(),
        title: match statements.as_slice() {
            [one] => one.title.clone(),
            several => format!("{} statements of intent", several.len()),
        },
        criteria: heads(&rubric.criteria),
        scenarios: heads(&rubric.scenarios),
        statements,
        figures: summary.as_ref().map(|summary| Figures::of(summary, rubric)),
        failures: report.failures.iter().map(Failed::of).collect(),
    };
    page.render().context("the page could not be filled in")
}

/// The source by which a policy lets a text between tags pass.
fn fingerprint(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

impl Page<'_> {
    /// Whether there is anything to compare.
    fn several(&self) -> bool {
        self.statements.len() > 1
    }

    /// The domains of the statements, for the filter: id and title.
    fn domains(&self) -> Vec<(&str, &str)> {
        let mut domains: Vec<(&str, &str)> = Vec::new();
        for one in self.statements.iter().filter(|one| !one.domain.is_empty()) {
            if !domains.iter().any(|(id, _)| *id == one.domain) {
                domains.push((&one.domain, &one.domain_title));
            }
        }
        domains.sort_unstable();
        domains
    }
}

impl Figures {
    fn of(summary: &Summary, rubric: &Rubric) -> Self {
        let mut leads: Vec<_> = summary.all.leads.iter().map(|(id, count)| (*count, id.clone())).collect();
        leads.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let all = Spreads::of("", "All statements".to_owned(), &summary.all);
        let domains = summary.domains.iter().map(|(id, group)| Spreads::of(id, labels::domain(id, rubric), group));
        Self {
            meet: summary.all.meet,
            median: format!("{:.2}", summary.all.overall.median),
            leads,
            groups: std::iter::once(all).chain(domains).collect(),
        }
    }
}

impl Spreads {
    fn of(id: &str, name: String, group: &Group) -> Self {
        let overall = std::iter::once(Boxed::of("overall", &group.overall));
        let criteria = group.criteria.iter().map(|(id, spread)| Boxed::of(id, spread));
        Self {
            id: id.to_owned(),
            name,
            statements: group.statements,
            meet: group.meet,
            measures: overall.chain(criteria).collect(),
        }
    }
}

impl Failed {
    fn of(Failure { source, problems }: &Failure) -> Self {
        let told = problems.iter().map(|problem| {
            let place = format!("{}:{} {}", problem.line, problem.column, problem.code);
            (place, printable(&problem.message))
        });
        Self { id: printable(source.name()), problems: told.collect() }
    }
}
