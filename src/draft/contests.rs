//! Contests: what the applicant holds to be wrong with a finding. It is shown all the same, and does not stand.

use super::{Finding, judged_on};
use crate::fields::nearest;
use crate::problem::{Code, Problem};
use crate::rubric::Rubric;
use crate::source::Source;
use crate::statement::{Contest, Statement};

/// Marks the findings that are contested, and adds a finding for each contest that has run out or matches nothing.
pub(super) fn lay(statement: &Statement, source: &Source, findings: &mut Vec<Finding>, rubric: &Rubric) {
    let today = judged_on(statement, rubric);
    let mut more = Vec::new();
    for (number, contest) in statement.contests.iter().enumerate() {
        let at = |code: Code, message: String| {
            let problem = Problem::new(code, message, source, source.first_line(contest.span.clone()));
            Finding::new(problem, format!("contests[{number}]"))
        };
        if let (Some(expires), Some(today)) = (contest.expires, today)
            && expires < today
        {
            more.push(at(Code::ContestExpired, format!("the contest of {} ran out on {expires}", named(contest))));
            continue;
        }
        let mut matched = false;
        for finding in findings.iter_mut().filter(|finding| covers(contest, finding)) {
            matched = true;
            finding.contested.get_or_insert_with(|| contest.clone());
        }
        if !matched {
            let mut stale = at(Code::ContestStale, format!("the contest of {} matches no finding", named(contest)));
            stale.problem.help = Some(remedy(contest, findings, rubric));
            more.push(stale);
        }
    }
    findings.extend(more);
}

fn covers(contest: &Contest, finding: &Finding) -> bool {
    if !finding.problem.code.contestable() {
        return false;
    }
    let code = contest.code.is_none_or(|code| code == finding.problem.code);
    let signal = contest.signal.as_ref().is_none_or(|signal| {
        finding.about.iter().any(|about| *about == signal.value || about.split('/').any(|part| part == signal.value))
    });
    let field = contest.field.as_ref().is_none_or(|field| {
        let rest = finding.field.strip_prefix(field.value.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    });
    code && signal && field
}

/// What a contest is about, for people.
fn named(contest: &Contest) -> String {
    let code = contest.code.map(|code| format!("`{code}`"));
    let signal = contest.signal.as_ref().map(|signal| format!("`{}`", signal.value));
    code.into_iter().chain(signal).collect::<Vec<_>>().join(" on ")
}

fn remedy(contest: &Contest, findings: &[Finding], rubric: &Rubric) -> String {
    let known: Vec<&str> = rubric
        .items()
        .flat_map(|item| std::iter::once(item.id.as_str()).chain(item.signals.iter().map(|signal| signal.id.as_str())))
        .collect();
    let misspelt = contest.signal.as_ref().and_then(|signal| {
        let last = signal.value.rsplit('/').next().unwrap_or_default();
        if known.contains(&last) { None } else { nearest(last, known.iter().copied()) }
    });
    match misspelt {
        Some(near) => format!("did you mean `{near}`?"),
        None if !alike(contest, findings).is_empty() => format!("findings of this code: {}", alike(contest, findings)),
        None => "take the entry out: what it contests has been mended, or was never found there".to_owned(),
    }
}

/// Where findings of the contested code stand, and what they are about: a few of them.
fn alike(contest: &Contest, findings: &[Finding]) -> String {
    let same = findings.iter().filter(|finding| contest.code == Some(finding.problem.code));
    let named = same.map(|finding| match finding.about.first() {
        Some(about) => format!("`{about}` in `{}`", finding.field),
        None => format!("in `{}`", finding.field),
    });
    named.take(3).collect::<Vec<_>>().join(", ")
}
