//! `fieldtrial new`: a statement to fill in.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::{Context, Exit, complain, deliver, not_over};
use crate::document;
use crate::fields::{listed, nearest};
use crate::intake;
use crate::problem;
use crate::rubric::Rubric;
use crate::schema::{self, Name};
use crate::statement::form::{Evaluation, Form, Governance, Need, Readiness};
use crate::template::{self, Remarks};

/// Begin a statement of intent: a file to fill in, with what is asked for as notes
///
/// What only you can write stands in `<angle brackets>`; `fieldtrial check` lists what is left. The first line names a schema by which
/// editors check the file as you type; it is written beside the file.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct New {
    /// The file to write [default: standard output]
    file: Option<PathBuf>,

    /// Begin with what stands in a document: .docx, .odt, .md or .txt
    #[arg(long, value_name = "DOCUMENT")]
    from: Option<PathBuf>,

    /// The field of work: one of the call's domains
    #[arg(long, value_name = "ID")]
    domain: Option<String>,

    /// A title
    #[arg(long)]
    title: Option<String>,

    /// Write over a file that is there
    #[arg(long)]
    force: bool,

    /// The path or address of the schema that editors check the file by [default: statement.schema.json, written beside it]
    #[arg(long, value_name = "WHERE")]
    schema: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  fieldtrial new draft.toml                               a statement to fill in
  fieldtrial new draft.toml --domain 14-19 --title \"One timetable\"
  fieldtrial new draft.toml --from letter.docx            with what stands in a document already
  fieldtrial new | less                                   just to look";

impl New {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let rubric = &context.rubric;
        let file = self.file.as_deref().filter(|file| file.as_os_str() != "-");
        if let Some(file) = file.filter(|file| !self.force && fs::symlink_metadata(file).is_ok()) {
            bail!("`{}` is there already; give another name, or --force to write over it", file.display());
        }
        not_over(file, self.from.as_slice())?;
        let (mut form, remarks) = match &self.from {
            None => (blank(), Remarks::default()),
            Some(path) => match document::read(path) {
                Ok(document) => {
                    let intake = intake::take(&document, rubric);
                    let unplaced: String = intake.remarks.look.iter().map(|what| format!("note: {what}\n")).collect();
                    complain(&problem::printable(&unplaced));
                    (intake.form, intake.remarks)
                }
                Err(error) => {
                    complain(&format!("error: {}\n", problem::printable(&format!("{error:#}"))));
                    return Ok(Exit::Unreadable);
                }
            },
        };
        if let Some(domain) = self.domain {
            form.domain = known(domain, rubric)?;
        }
        form.title = self.title.unwrap_or(form.title);
        let checked_by = self.schema.as_deref().unwrap_or(Name::Statement.file());
        deliver(template::write(&form, &remarks, checked_by, rubric), file)?;
        if let (Some(file), None) = (file, &self.schema) {
            beside(file, rubric, self.force)?;
        }
        Ok(Exit::Fine)
    }
}

/// A form with nothing in it, and a place for everything.
fn blank() -> Form {
    Form {
        need: Some(Need::default()),
        governance: Some(Governance::default()),
        readiness: Some(Readiness::default()),
        evaluation: Some(Evaluation::default()),
        institutions: Some(Vec::new()),
        ..Form::default()
    }
}

fn known(domain: String, rubric: &Rubric) -> Result<String> {
    let ids: Vec<_> = rubric.call.domains.iter().map(|domain| domain.id.as_str()).collect();
    if ids.contains(&domain.as_str()) {
        return Ok(domain);
    }
    match nearest(&domain, ids.iter().copied()) {
        Some(near) => bail!("--domain: `{domain}` is not one of {}; did you mean `{near}`?", listed(&ids)),
        None => bail!("--domain: `{domain}` is not one of {}", listed(&ids)),
    }
}

/// Puts the schema beside the file, where there is none yet.
fn beside(file: &Path, rubric: &Rubric, force: bool) -> Result<()> {
    let path = file.with_file_name(Name::Statement.file());
    let text = schema::text(&schema::schema(Name::Statement, rubric));
    match fs::read_to_string(&path) {
        Ok(there) if there == text => Ok(()),
        Ok(_) if !force => {
            complain(&format!("note: `{}` is another version, and was left as it is\n", path.display()));
            Ok(())
        }
        _ => deliver(&text, Some(&path)),
    }
}
