//! The program tried from outside, as its users meet it. One binary, so that a change links once.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

/// README.md and cmd/*.md: what is typed there gives what is shown there.
mod transcripts;

/// Every proposal's scores, and every kind of broken statement.
mod statements;

/// Every format says the same, and nothing that a statement says is more than text in it.
mod formats;

/// Programs that some tests need and not every machine has.
mod tools;

/// The rubric's files keep what their examples promise, and a wrong file is told by its place.
mod rubric;

/// What must hold whatever a statement says: quotes are the bytes at their spans, and the same bytes give the same report.
mod invariants;

/// Nothing can be gained by what is no evidence.
mod gaming;

/// Every problem code has a broken file that shows it.
mod codes;

/// Drafts: contested, mended, compared and watched.
mod drafts;

/// The applicant's whole way: a blank page, or a letter, to a draft worth sending.
mod applicant;

/// Typing errors move scores a little only.
mod slips;

/// Schemas say what the reader takes and what reports hold, and the committed ones are those of the types.
mod schemas;
/// Folders, streams and threads: the same rows in the same order, as they come.
mod streams;

/// Documents become statements without losing a word; new statements are whole once they are filled in.
mod intake;
