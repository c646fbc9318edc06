//! The `fieldtrial` program: everything it does is in the library.

use std::process::ExitCode;

use clap::Parser as _;
use fieldtrial::command::{self, Cli};

fn main() -> ExitCode {
    command::run(Cli::parse()).into()
}
