//! What can be mended without asking: the changes that problems bring along, made in the text, which keeps its comments and layout.

use crate::problem::{Code, Fix, Problem};
use crate::rubric::Call;
use crate::source::Source;
use crate::statement;

/// The most problems mended in one file: each is tried by reading the file again.
const MOST: usize = 500;

/// A problem that was mended.
#[derive(Debug, Clone)]
pub struct Mended {
    /// The problem, as it was.
    pub problem: Problem,
    /// What stood there; empty where something was put in.
    pub old: String,
    /// What stands there now.
    pub new: String,
}

/// A text with everything mended that can be; none where there is nothing to mend.
///
/// Problems are mended one at a time, and a change is kept only if it leaves fewer problems than there were: one that brings another to
/// light, or would leave the text no TOML, is not made.
pub fn mend(source: &Source, call: &Call) -> Option<(Source, Vec<Mended>)> {
    let mut text = source.clone();
    let mut mended = Vec::new();
    let mut refused: Vec<String> = Vec::new();
    let (_, mut problems) = statement::read_all(&text, call);
    while mended.len() + refused.len() < MOST {
        let open = problems.iter().filter(|problem| !problem.fixes.is_empty() && !refused.contains(&problem.message));
        // A key that is misspelt may be the very one that is missing, so it is mended first.
        let Some(problem) = open.min_by_key(|problem| problem.code != Code::UnknownKey).cloned() else { break };
        let changed = Source::new(source.name(), with(&text, &problem.fixes));
        match statement::read_all(&changed, call) {
            (Some(_), left) if left.len() < problems.len() => {
                let old = problem.fixes.first().map(|fix| text.slice(fix.span.clone()).to_owned()).unwrap_or_default();
                let new = problem.fixes.first().map(|fix| fix.text.trim().to_owned()).unwrap_or_default();
                mended.push(Mended { problem, old, new });
                (text, problems) = (changed, left);
            }
            _ => refused.push(problem.message),
        }
    }
    (!mended.is_empty()).then_some((text, mended))
}

/// The text with these changes made, from the last to the first, so that each still stands where it was found.
fn with(source: &Source, fixes: &[Fix]) -> String {
    let mut ordered: Vec<_> = fixes.iter().collect();
    ordered.sort_by_key(|fix| std::cmp::Reverse(fix.span.start));
    let mut text = source.text().to_owned();
    for fix in ordered {
        if text.get(fix.span.clone()).is_some() {
            text.replace_range(fix.span.clone(), &fix.text);
        }
    }
    text
}
