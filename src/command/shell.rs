//! `fieldtrial completions` and `fieldtrial man`: the command line's own description, for shells and for `man`.

use std::io;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Args, CommandFactory as _};

use super::{Cli, Exit, print};

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_long_help = COMPLETIONS)]
pub(super) struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

const COMPLETIONS: &str = "\
Examples:
  fieldtrial completions bash > ~/.local/share/bash-completion/completions/fieldtrial
  fieldtrial completions zsh > ~/.zfunc/_fieldtrial         where ~/.zfunc is in fpath
  fieldtrial completions fish > ~/.config/fish/completions/fieldtrial.fish
  fieldtrial completions powershell >> $PROFILE";

/// Print the manual page, or write one for each command into a folder
#[derive(Debug, Args)]
#[command(after_long_help = MAN)]
pub(super) struct Man {
    /// The folder: it is made where it is not there
    folder: Option<PathBuf>,
}

const MAN: &str = "\
Examples:
  fieldtrial man | man -l -                         to read it now
  fieldtrial man ~/.local/share/man/man1            so that `man fieldtrial-score` finds it";

impl Completions {
    pub(super) fn run(self) -> Result<Exit> {
        let mut out = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "fieldtrial", &mut out);
        print(&out)?;
        Ok(Exit::Fine)
    }
}

impl Man {
    pub(super) fn run(self) -> Result<Exit> {
        let Some(folder) = self.folder else {
            let mut out = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut out)?;
            print(&out)?;
            return Ok(Exit::Fine);
        };
        let write = || -> io::Result<()> {
            std::fs::create_dir_all(&folder)?;
            clap_mangen::generate_to(Cli::command(), &folder)
        };
        write().with_context(|| format!("cannot write manual pages to `{}`", folder.display()))?;
        Ok(Exit::Fine)
    }
}
