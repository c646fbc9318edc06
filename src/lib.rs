//! Finds the evidence in statements of intent for leadership field trials, and scores it.
//!
//! The rooms, in the order in which a statement goes through them:

pub mod source;

pub mod problem;

pub mod fields;

pub mod rubric;

pub mod statement;

pub mod inputs;

pub mod evidence;

pub mod score;

pub mod panel;

pub mod report;

pub mod command;

use evidence::Finder;
use problem::Problem;
use rubric::Rubric;
use score::{Assessment, Options};
use source::Source;
use statement::Statement;

/// What became of one input.
#[derive(Debug)]
pub enum Outcome {
    /// It was scored.
    Scored(Box<Assessment>),
    /// It could not be read.
    Failed(Failure),
}

/// An input that could not be read, with all that is wrong with it.
#[derive(Debug)]
pub struct Failure {
    /// Its name and text, for showing the problems in it.
    pub source: Source,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Takes a statement, once read, through evidence to its scores.
pub fn assess(statement: &Statement, source: &Source, finder: &mut Finder<'_>, rubric: &Rubric, options: &Options) -> Assessment {
    let findings = finder.find(statement, source);
    score::assess(statement, findings, rubric, options)
}
