//! The pattern language of signals: concepts in order, near each other.
//!
//! `a > b` b after a; `a >3 b` with at most three words between; `a|b` either; `a + b` both, in any order. `+` binds weakest.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::concept::ConceptId;

/// A pattern: chains that must all be found near each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// Each chain is matched in its order; the chains may come in any.
    pub chains: Vec<Vec<Step>>,
}

/// One place in a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Any of these concepts.
    pub any: Vec<ConceptId>,
    /// At most so many words after the step before it.
    pub within: Option<usize>,
}

/// What is wrong with a pattern, and which of its bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong {
    /// In words.
    pub message: String,
    /// Bytes of the pattern.
    pub span: Range<usize>,
    /// What to do.
    pub help: Option<String>,
}

impl Pattern {
    /// Reads a pattern; `resolve` gives a concept for its id, or a hint.
    ///
    /// # Errors
    /// Says what is wrong first.
    pub fn parse(text: &str, resolve: impl Fn(&str) -> Result<ConceptId, Option<String>>) -> Result<Self, Wrong> {
        let mut chains = vec![Vec::new()];
        let mut within = None;
        let mut joined = false;
        let mut at = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            let span = at..at + word.trim_end().len();
            at += word.len();
            let word = word.trim_end();
            let wrong = |message: String| Wrong { message, span: span.clone(), help: None };
            if word.is_empty() {
                continue;
            }
            let chain = chains.len() - 1;
            if let Some(distance) = word.strip_prefix('>') {
                if joined || chains[chain].is_empty() {
                    return Err(wrong("`>` stands between two concepts".to_owned()));
                }
                if !distance.is_empty() {
                    within = Some(
                        distance.parse().map_err(|_| wrong(format!("`{word}`: write `>3` for at most three words between")))?,
                    );
                }
                joined = true;
            } else if word == "+" {
                if joined || chains[chain].is_empty() {
                    return Err(wrong("`+` stands between two concepts".to_owned()));
                }
                chains.push(Vec::new());
            } else {
                if !joined && !chains[chain].is_empty() {
                    return Err(wrong(format!("`{word}` follows a concept without `>` or `+`")));
                }
                let mut any = Vec::new();
                for id in word.split('|') {
                    any.push(resolve(id).map_err(|help| Wrong {
                        message: format!("there is no concept `{id}`"),
                        span: span.clone(),
                        help,
                    })?);
                }
                chains[chain].push(Step { any, within: within.take() });
                joined = false;
            }
        }
        if joined || chains.last().is_none_or(Vec::is_empty) {
            return Err(Wrong {
                message: "the pattern ends where a concept should follow".to_owned(),
                span: 0..text.len(),
                help: None,
            });
        }
        Ok(Self { chains })
    }

    /// The number of concepts it asks for.
    pub fn len(&self) -> usize {
        self.chains.iter().map(Vec::len).sum()
    }

    /// Whether it asks for nothing, which [`Self::parse`] never gives.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Pattern, Wrong> {
        Pattern::parse(text, |id| match id {
            "a" => Ok(0),
            "b" => Ok(1),
            _ => Err(Some("did you mean `a`?".to_owned())),
        })
    }

    #[test]
    fn plus_binds_weaker_than_order() {
        let pattern = parse("a >3 b + a|b").expect("parses");
        assert_eq!(pattern.chains.len(), 2);
        assert_eq!(pattern.chains[0][1], Step { any: vec![1], within: Some(3) });
        assert_eq!(pattern.chains[1][0].any, [0, 1]);
    }

    #[test]
    fn wrong_patterns_say_where() {
        assert_eq!(parse("a > c").expect_err("unknown").span, 4..5);
        assert_eq!(parse("a b").expect_err("no joint").span, 2..3);
        assert!(parse("a >").is_err() && parse("").is_err() && parse("+ a").is_err() && parse("a >x b").is_err());
    }
}
