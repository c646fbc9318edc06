//! Plain text: paragraphs with empty lines between them, and items that begin with a dash or a dot.

use super::{Block, Document, Shape};

/// Reads a text. Its line ends are kept: an address has lines, and a heading may have no empty line after it.
pub(super) fn read(text: &str) -> Document {
    let mut document = Document::default();
    let mut fresh = true;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            fresh = true;
            continue;
        }
        let item = ["- ", "* ", "• ", "– ", "· ", "o "].iter().find_map(|mark| line.strip_prefix(mark));
        match (item, document.blocks.last_mut()) {
            (Some(item), _) => {
                document.blocks.push(Block { shape: Shape::Item, text: item.trim().to_owned(), ..Block::default() })
            }
            (None, Some(last)) if !fresh => {
                last.text.push('\n');
                last.text.push_str(line);
            }
            _ => document.blocks.push(Block { text: line.to_owned(), ..Block::default() }),
        }
        fresh = false;
    }
    document
}
