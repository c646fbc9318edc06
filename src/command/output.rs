//! Where a report goes: standard output, or a file that is written whole or not at all.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A place to write a report to.
#[derive(Debug)]
pub(super) enum Output {
    Standard(io::Stdout),
    /// What is no regular file, such as a device or a pipe, is written to as it is.
    Device(File),
    Whole(Whole),
}

/// A regular file in the making: beside its place first, then, once it is whole, in it, with the rights the old one had.
#[derive(Debug)]
pub(super) struct Whole {
    file: File,
    beside: PathBuf,
    place: PathBuf,
    rights: Option<Permissions>,
}

impl Output {
    /// Opens it; `-` and nothing are standard output.
    pub(super) fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else { return Ok(Self::Standard(io::stdout())) };
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let before = fs::metadata(&place).ok();
        if before.as_ref().is_some_and(|before| !before.is_file() && !before.is_dir()) {
            return Ok(Self::Device(OpenOptions::new().write(true).open(&place)?));
        }
        // Whoever protected it did not mean it to be replaced.
        if before.as_ref().is_some_and(|before| before.is_file() && before.permissions().readonly()) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let name = place.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
        let beside = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let file = File::create(&beside)?;
        Ok(Self::Whole(Whole { file, beside, place, rights: before.map(|before| before.permissions()) }))
    }

    /// Puts what was written in its place.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        if let Self::Whole(Whole { beside, place, rights, .. }) = &mut self {
            if let Some(rights) = rights.take() {
                fs::set_permissions(&*beside, rights)?;
            }
            fs::rename(&*beside, &*place)?;
        }
        Ok(())
    }
}

impl Drop for Whole {
    /// What did not become whole goes; what did has another name by now.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.beside);
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::Device(file) | Self::Whole(Whole { file, .. }) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::Device(file) | Self::Whole(Whole { file, .. }) => file.flush(),
        }
    }
}
