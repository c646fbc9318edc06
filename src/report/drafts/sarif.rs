//! Findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code scanning and editors read.

use std::ops::Range;

use anyhow::Result;
use serde::Serialize;

use crate::draft::{Draft, Finding};
use crate::problem::{Code, Severity};
use crate::report::json::pretty;
use crate::source::Source;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<SarifResult<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text<'static>,
    help: Text<'static>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: Place<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place<'a> {
    artifact_location: Artifact,
    region: Region<'a>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    byte_offset: usize,
    byte_length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    artifact_changes: [Change<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region<'a>,
    inserted_content: Text<'a>,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    justification: &'a str,
}

pub(super) fn write(drafts: &[Draft]) -> Result<String> {
    let rules = Code::ALL.iter().map(|code| Rule {
        id: code.name(),
        short_description: Text { text: code.says() },
        help: Text { text: code.explanation() },
        default_configuration: Configuration { level: level(code.severity()) },
    });
    let results = drafts.iter().flat_map(|draft| draft.findings.iter().map(|finding| result(draft, finding)));
    let driver = Driver { name: "fieldtrial", semantic_version: env!("CARGO_PKG_VERSION"), rules: rules.collect() };
    pretty(&Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results: results.collect() }],
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Advice => "note",
    }
}

fn result<'a>(draft: &'a Draft, finding: &'a Finding) -> SarifResult<'a> {
    let problem = &finding.problem;
    let artifact = || Artifact { uri: uri(draft.source.name()) };
    let replacements = problem
        .fixes
        .iter()
        .map(|fix| Replacement { deleted_region: region(&draft.source, &fix.span), inserted_content: Text { text: &fix.text } });
    let change = Change { artifact_location: artifact(), replacements: replacements.collect() };
    let fix = (!problem.fixes.is_empty()).then_some(Fix { artifact_changes: [change] });
    let suppressions = finding.contested.iter().map(|contest| Suppression { kind: "inSource", justification: &contest.reason });
    SarifResult {
        rule_id: problem.code.name(),
        rule_index: Code::ALL.iter().position(|code| *code == problem.code).unwrap_or_default(),
        level: level(problem.code.severity()),
        message: Message { text: problem.details() },
        locations: [Location {
            physical_location: Place { artifact_location: artifact(), region: region(&draft.source, &problem.span) },
        }],
        fixes: fix.into_iter().collect(),
        suppressions: suppressions.collect(),
    }
}

fn region<'a>(source: &'a Source, span: &Range<usize>) -> Region<'a> {
    let (start, end) = (source.position(span.start), source.position(span.end));
    let text = source.slice(span.clone());
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_offset: span.start,
        byte_length: span.len(),
        snippet: (!text.is_empty()).then_some(Text { text }),
    }
}

/// A path as a relative or absolute URI reference (RFC 3986): every byte but unreserved ones and slashes as an escape.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
