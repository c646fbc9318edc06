//! The panel's own ratings, and the program beside them as one more rater.

pub mod agreement;
pub mod bootstrap;
pub mod calibrate;
pub mod ratings;
pub mod sentences;
