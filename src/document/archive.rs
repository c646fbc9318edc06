//! The parts of a .docx or .odt file, which is an archive of XML files.

use std::io::{Cursor, Read as _};

use anyhow::{Context as _, Result, bail};
use zip::ZipArchive;

use super::MAX_BYTES;

/// An archive's parts, by name.
pub(super) struct Archive(ZipArchive<Cursor<Vec<u8>>>);

impl Archive {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self> {
        Ok(Self(
            ZipArchive::new(Cursor::new(bytes)).context("it is damaged, or was given this ending without being saved as such")?,
        ))
    }

    /// A part that must be there.
    pub(super) fn part(&mut self, name: &str) -> Result<String> {
        self.find(name)?.with_context(|| format!("it has no `{name}`"))
    }

    /// A part that need not be there. No more of it is unpacked than a document could need.
    pub(super) fn find(&mut self, name: &str) -> Result<Option<String>> {
        let Ok(part) = self.0.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        part.take(MAX_BYTES + 1).read_to_end(&mut bytes).with_context(|| format!("its `{name}` is damaged"))?;
        if bytes.len() as u64 > MAX_BYTES {
            bail!("its `{name}` has more than {MAX_BYTES} bytes, and a statement is two pages");
        }
        Ok(Some(String::from_utf8(bytes).with_context(|| format!("its `{name}` is not UTF-8"))?))
    }

    /// The names of the parts in a folder, in order.
    pub(super) fn within(&self, folder: &str) -> Vec<String> {
        let names = self.0.file_names().flatten().map(|name| name.into_owned());
        let mut names: Vec<_> = names.filter(|name| name.starts_with(folder)).collect();
        names.sort();
        names
    }
}
