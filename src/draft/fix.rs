//! What can be mended without asking: the changes that problems bring along, made in the text, which keeps its comments and layout.

use crate::problem::{Fix, Problem};
use crate::rubric::Call;
use crate::source::Source;
use crate::statement;

/// The most rounds of mending: one change can bring another to light, such as a value under a key that was misspelt.
const ROUNDS: usize = 5;

/// A text with everything mended that can be, and the problems that were; none where there is nothing to mend.
pub fn mend(source: &Source, call: &Call) -> Option<(Source, Vec<Problem>)> {
    let mut text = source.clone();
    let mut mended = Vec::new();
    for _ in 0..ROUNDS {
        let (_, problems) = statement::read_all(&text, call);
        let (changed, done) = once(&text, problems);
        if done.is_empty() {
            break;
        }
        text = Source::new(source.name(), changed);
        mended.extend(done);
    }
    // A change that left the text no TOML would be worse than what it mended.
    let sound = statement::read_all(&text, call).0.is_some();
    (sound && !mended.is_empty()).then_some((text, mended))
}

/// Makes the changes from the last to the first, so that each still stands where it was found. Of two that meet, the later one waits.
fn once(source: &Source, problems: Vec<Problem>) -> (String, Vec<Problem>) {
    let mut fixable: Vec<(Fix, Problem)> =
        problems.into_iter().filter_map(|problem| Some((problem.fix.clone()?, problem))).collect();
    fixable.sort_by_key(|(fix, _)| std::cmp::Reverse(fix.span.start));
    let mut text = source.text().to_owned();
    let mut done = Vec::new();
    let mut before = text.len() + 1;
    for (fix, problem) in fixable {
        if fix.span.end < before && text.get(fix.span.clone()).is_some() {
            text.replace_range(fix.span.clone(), &fix.text);
            before = fix.span.start;
            done.push(problem);
        }
    }
    done.reverse();
    (text, done)
}
