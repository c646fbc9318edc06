//! A document from a word processor, or a text, as far as a statement needs it: what stands in it, block by block.

mod archive;
mod docx;
mod markdown;
mod odt;
mod plain;
mod xml;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::statement::MAX_BYTES as MAX_STATEMENT;

/// The most bytes that a document may have, and each part of an archive once it is unpacked: pictures make documents large, words do not.
const MAX_BYTES: u64 = 32 << 20;

/// The most bytes of text: what is made of it must be read as a statement.
const MAX_TEXT: usize = MAX_STATEMENT / 4;

/// A document, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What stands on its pages, in order.
    pub blocks: Vec<Block>,
    /// What stands beside the text: heads and feet of pages, notes, comments.
    pub beside: Vec<String>,
}

/// A paragraph, a heading, an item of a list or a row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub shape: Shape,
    /// Its text; cells of a row stand apart by tabs, and lines by line ends.
    pub text: String,
    /// Whether all of it is bold.
    pub bold: bool,
    /// The number that the word processor gives it.
    pub number: Option<usize>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// A paragraph.
    #[default]
    Paragraph,
    /// A heading by its style: 0 for the title, then from 1 down.
    Heading(usize),
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
}

impl Block {
    /// The text as it reads, with its number.
    pub fn reads(&self) -> String {
        match self.number {
            Some(number) => format!("{number}. {}", self.text),
            None => self.text.clone(),
        }
    }

    /// The cells of a row, or the text as the only one.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.text.split('\t').map(str::trim)
    }
}

/// The endings of the documents that can be read.
pub const ENDINGS: &str = ".docx, .odt, .md or .txt";

/// Reads a document, by the ending of its name.
///
/// # Errors
/// Where it cannot be opened, is larger than any such document, or is not what its ending says.
pub fn read(path: &Path) -> Result<Document> {
    let name = path.display();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let reader: fn(Vec<u8>) -> Result<Document> = match ending.as_str() {
        "docx" => docx::read,
        "odt" => odt::read,
        "md" | "markdown" => |bytes| Ok(markdown::read(&text(bytes)?)),
        "txt" | "text" => |bytes| Ok(plain::read(&text(bytes)?)),
        _ => bail!("cannot read `{name}`: save it as {ENDINGS} first"),
    };
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(|| format!("cannot read `{name}`"))?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read `{name}`"))?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!("`{name}` has more than {MAX_BYTES} bytes, and a statement is two pages");
    }
    let mut document = reader(bytes).with_context(|| format!("cannot read `{name}` as .{ending}"))?;
    document.blocks.retain(|block| !block.text.trim().is_empty());
    document.beside.retain(|text| !text.trim().is_empty());
    document.beside.dedup();
    let words: usize = document.blocks.iter().map(|block| block.text.len()).chain(document.beside.iter().map(String::len)).sum();
    if words > MAX_TEXT {
        bail!("`{name}` has {words} bytes of text, and a statement is two pages");
    }
    Ok(document)
}

fn text(bytes: Vec<u8>) -> Result<String> {
    let text = String::from_utf8(bytes).context("it is not UTF-8; save it as Unicode (UTF-8) text")?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n"))
}
