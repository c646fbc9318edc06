//! Findings as JUnit XML: a suite a draft, a case a finding; a draft without findings is a case that passed.

use anyhow::Result;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::draft::{Draft, Finding};
use crate::problem::{Severity, printable};

pub(super) fn write(drafts: &[Draft]) -> Result<String> {
    let mut report = Report::new("fieldtrial check");
    for draft in drafts {
        let mut suite = TestSuite::new(printable(draft.source.name()));
        if draft.standing(Severity::Error) == 0 {
            let mut case = TestCase::new("no errors", TestCaseStatus::success());
            case.set_classname(draft.source.name());
            suite.add_test_case(case);
        }
        suite.add_test_cases(draft.findings.iter().map(|finding| case(draft, finding)));
        report.add_test_suite(suite);
    }
    Ok(report.to_string()?)
}

/// An error that stands is a failure; advice, and what is contested, is told of and passes.
fn case(draft: &Draft, finding: &Finding) -> TestCase {
    let problem = &finding.problem;
    let place = format!("{}:{}:{}", draft.source.name(), problem.line, problem.column);
    let mut text = format!("{place}\n{}", problem.details());
    if let Some(contest) = &finding.contested {
        text.push_str(&format!("\ncontested by {} on {}: {}", contest.author, contest.date, contest.reason));
    }
    let text = printable(&text);
    let failed = finding.stands(Severity::Error);
    let mut status = if failed { TestCaseStatus::non_success(NonSuccessKind::Failure) } else { TestCaseStatus::success() };
    if failed {
        status.set_message(printable(&problem.message)).set_type(problem.code.name()).set_description(text.as_str());
    }
    let mut case = TestCase::new(format!("{} at line {}", problem.code, problem.line), status);
    case.set_classname(draft.source.name());
    if !failed {
        case.set_system_out(text);
    }
    case
}
