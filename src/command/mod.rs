//! The command line: one file a command, and what they share.

mod check;
mod diff;
mod explain;
mod gate;
mod new;
mod output;
mod panel;
mod rubric;
mod schema;
mod score;
mod shell;
mod watch;
mod work;

use std::fs;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};

use crate::problem::{self, Problem};
use crate::rubric::{Rubric, Wrong};
use crate::source::Source;
use output::Output;

/// Finds the evidence in statements of intent, and scores it
///
/// Every point rests on a quoted sentence. The program is a consistent second reader: it shows what it saw, where, and what it did not
/// count and why. It does not judge in a panel's place.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, after_help = EXIT_CODES, after_long_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,

    /// Lay a folder of rubric files over the built-in rubric
    #[arg(long, global = true, value_name = "DIR")]
    rubric: Option<PathBuf>,
}

macro_rules! exit_codes {
    () => {
        "\
Exit codes:
  0  fine
  1  findings: a draft with errors, or a gate such as --fail-under not met
  2  the command line or a rubric file is wrong
  3  some input could not be read; the rest was still done"
    };
}

const EXIT_CODES: &str = exit_codes!();

const EXAMPLES: &str = concat!(
    "\
Examples:
  fieldtrial new draft.toml                     begin a statement
  fieldtrial new draft.toml --from letter.docx  from a document
  fieldtrial check draft.toml                   what is still wrong or missing
  fieldtrial score draft.toml                   how it would be read, and the next step
  fieldtrial score submissions/                 several, side by side
  fieldtrial explain governance                 what is asked for, in words

",
    exit_codes!()
);

#[derive(Debug, Subcommand)]
enum Command {
    Score(score::Score),
    New(new::New),
    Check(check::Check),
    Diff(diff::Diff),
    Watch(watch::Watch),
    Explain(explain::Explain),
    Panel(panel::Panel),
    Rubric(rubric::RubricCommand),
    Schema(schema::Schema),
    Completions(shell::Completions),
    Man(shell::Man),
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How the program ends. What is printed and what is returned come from the same value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Fine.
    Fine = 0,
    /// Something was found that the user asked to be told of: a gate not met.
    Findings = 1,
    /// The command line, or a rubric file, is wrong.
    Usage = 2,
    /// Some input could not be read or parsed; the rest was still done.
    Unreadable = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// What every command knows.
#[derive(Debug)]
struct Context {
    rubric: Rubric,
    /// Whether what goes to standard output may be coloured; a file never is.
    colour: bool,
    /// Whether what goes to standard error may be coloured.
    colour_errors: bool,
}

impl Context {
    /// Tells of what is wrong with an input, or a file of a rubric.
    fn tell(&self, source: &Source, problems: &[Problem]) {
        tell(source, problems, self.colour_errors);
    }
}

fn tell(source: &Source, problems: &[Problem], colour: bool) {
    complain(&problem::draw(problems, source, width(None, true), colour));
}

/// Runs the program.
pub fn run(cli: Cli) -> Exit {
    let colour_errors = coloured(cli.color, std::io::stderr().is_terminal());
    let result = load(cli.rubric.as_deref(), colour_errors).and_then(|rubric| {
        let Some(rubric) = rubric else { return Ok(Exit::Usage) };
        let context = Context { rubric, colour: coloured(cli.color, std::io::stdout().is_terminal()), colour_errors };
        let result = match cli.command {
            Command::Score(command) => command.run(&context),
            Command::Check(command) => command.run(&context),
            Command::Diff(command) => command.run(&context),
            Command::Watch(command) => command.run(&context),
            Command::Explain(command) => command.run(&context),
            Command::Panel(command) => command.run(&context),
            Command::Rubric(command) => command.run(&context),
            Command::New(command) => command.run(&context),
            Command::Schema(command) => command.run(&context),
            Command::Completions(command) => command.run(),
            Command::Man(command) => command.run(),
        };
        // The program ends here, and taking the rubric apart phrase by phrase would take longer than scoring a statement.
        std::mem::forget(context);
        result
    });
    match result {
        Ok(exit) => exit,
        Err(error) => {
            complain(&format!("error: {}\n", problem::printable(&format!("{error:#}"))));
            Exit::Usage
        }
    }
}

fn coloured(color: Color, terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// The rubric to use, or nothing where it is wrong and that has been said.
fn load(over: Option<&Path>, colour: bool) -> Result<Option<Rubric>> {
    let built = match over {
        Some(folder) => Rubric::load(folder)?,
        None => Ok(Rubric::embedded()?),
    };
    match built {
        Ok(rubric) => Ok(Some(rubric)),
        Err(wrong) => {
            for Wrong { source, problems } in &wrong {
                tell(source, problems, colour);
            }
            complain("error: the rubric is wrong, so nothing was scored\n");
            Ok(None)
        }
    }
}

/// The width to lay text out for: what was asked for, else the terminal's, else 80.
fn width(asked: Option<u16>, errors: bool) -> usize {
    let terminal = if errors {
        terminal_size::terminal_size_of(std::io::stderr())
    } else {
        terminal_size::terminal_size_of(std::io::stdout())
    };
    let width = asked.or(terminal.map(|(width, _)| width.0)).unwrap_or(80);
    usize::from(width).clamp(40, 400)
}

/// Says something on standard error. Where that cannot be written there is nobody left to tell.
fn complain(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// A score given on the command line.
fn level(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if !(0.0..=4.0).contains(&value) => Err("scores go from 0 to 4".to_owned()),
        // Scores are shown and compared in tenths: a limit between two of them would not do what it says.
        Ok(value) if (value * 10.0 - (value * 10.0).round()).abs() > 1e-9 => Err("scores have one decimal".to_owned()),
        Ok(value) => Ok(value),
        Err(_) => Err("scores are numbers from 0 to 4".to_owned()),
    }
}

/// Writes a report to standard output.
fn print(report: impl AsRef<[u8]>) -> Result<()> {
    deliver(report, None)
}

/// Writes a report where the user wants it: `-` and nothing are standard output.
fn deliver(report: impl AsRef<[u8]>, output: Option<&Path>) -> Result<()> {
    quiet(written(report.as_ref(), output).with_context(|| cannot_write(output))).map(|_| ())
}

fn cannot_write(output: Option<&Path>) -> String {
    match output {
        Some(file) => format!("cannot write `{}`", file.display()),
        None => "cannot write to standard output".to_owned(),
    }
}

fn written(report: &[u8], output: Option<&Path>) -> std::io::Result<()> {
    let mut output = Output::open(output)?;
    output.write_all(report)?;
    output.finish()
}

/// A reader that stops reading, such as `head`, is no error: there is nothing more to do.
fn quiet<T>(result: Result<T>) -> Result<Option<T>> {
    result.map(Some).or_else(|error| {
        let broken = error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe);
        if broken { Ok(None) } else { Err(error) }
    })
}

/// Refuses to write over what is read.
fn not_over(output: Option<&Path>, inputs: &[PathBuf]) -> Result<()> {
    let Some(Ok(output)) = output.map(fs::canonicalize) else { return Ok(()) };
    match inputs.iter().find(|input| output.is_file() && fs::canonicalize(input).is_ok_and(|input| input == output)) {
        Some(input) => anyhow::bail!("the output would write over the input `{}`", input.display()),
        None => Ok(()),
    }
}
