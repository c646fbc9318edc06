//! The .odt of LibreOffice and others.

use std::collections::HashMap;

use anyhow::Result;

use super::archive::Archive;
use super::xml::{Element, Piece, Pieces};
use super::{Block, Document, Shape};

/// Reads an .odt file.
pub(super) fn read(bytes: Vec<u8>) -> Result<Document> {
    let mut archive = Archive::open(bytes)?;
    let content = archive.part("content.xml")?;
    let page = archive.find("styles.xml")?.unwrap_or_default();
    let mut styles = HashMap::new();
    let mut ordered = HashMap::new();
    for text in [&page, &content] {
        gather(text, &mut styles, &mut ordered)?;
    }
    let mut body = Body { styles: &styles, ordered: &ordered, document: Document::default() };
    body.read(&content)?;
    // Heads and feet of pages stand among the styles.
    let blocks = body.document.blocks.len();
    body.read(&page)?;
    let mut document = body.document;
    let furniture: Vec<_> = document.blocks.drain(blocks..).map(|block| block.text).collect();
    document.beside.extend(furniture);
    Ok(document)
}

/// What a style says, and the one it is based on.
#[derive(Debug, Clone, Default)]
struct Style {
    bold: Option<bool>,
    parent: Option<String>,
}

/// Styles by name, and for each list style whether its items are numbered.
fn gather(text: &str, styles: &mut HashMap<String, Style>, ordered: &mut HashMap<String, bool>) -> Result<()> {
    let mut pieces = Pieces::of(text);
    let (mut name, mut list) = (String::new(), String::new());
    while let Some(piece) = pieces.next()? {
        let Piece::Open(element) = piece else { continue };
        let named = || element.get("name").unwrap_or_default().to_owned();
        match element.name.as_str() {
            "style" => {
                name = named();
                let parent = element.get("parent-style-name").map(str::to_owned);
                styles.insert(name.clone(), Style { bold: None, parent });
            }
            "text-properties" => {
                if let (Some(style), Some(weight)) = (styles.get_mut(&name), element.get("font-weight")) {
                    style.bold = Some(!["normal", "100", "200", "300", "400"].contains(&weight));
                }
            }
            "list-style" => list = named(),
            "list-level-style-number" if element.get("level") == Some("1") => {
                ordered.insert(list.clone(), element.get("num-format").is_some_and(|format| !format.is_empty()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A paragraph or heading that is being read.
struct Open {
    shape: Shape,
    text: String,
    bold: Option<bool>,
    style: String,
    spans: Vec<String>,
    number: Option<usize>,
    beside: bool,
}

/// A list that is open: whether it is numbered, and how many items it has had.
struct List {
    ordered: bool,
    count: usize,
    fresh: bool,
}

struct Body<'a> {
    styles: &'a HashMap<String, Style>,
    ordered: &'a HashMap<String, bool>,
    document: Document,
}

impl Body<'_> {
    fn read(&mut self, text: &str) -> Result<()> {
        let mut open: Vec<Open> = Vec::new();
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut lists: Vec<List> = Vec::new();
        // How deep in notes and comments, whose paragraphs stand inside a paragraph.
        let mut beside = 0;
        let mut pieces = Pieces::of(text);
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Open(element) => match element.name.as_str() {
                    "tracked-changes" | "note-citation" | "sequence-decls" => pieces.skip()?,
                    // Who made a comment, and when.
                    "creator" | "date" if beside > 0 => pieces.skip()?,
                    "note-body" | "annotation" => beside += 1,
                    "p" | "h" => open.push(self.begin(&element, &mut lists, beside > 0)),
                    "list" => lists.push(self.list(&element, lists.last())),
                    "list-item" => lists.last_mut().into_iter().for_each(|list| {
                        list.count += 1;
                        list.fresh = true;
                    }),
                    "table-row" => rows.push(Vec::new()),
                    "table-cell" => rows.last_mut().into_iter().for_each(|row| row.push(String::new())),
                    _ => open.last_mut().into_iter().for_each(|paragraph| paragraph.take(&element)),
                },
                Piece::Text(text) => open.last_mut().into_iter().for_each(|paragraph| paragraph.write(&text, self.styles)),
                Piece::Close(name) => match name.as_str() {
                    "note-body" | "annotation" => beside -= 1,
                    "list" => drop(lists.pop()),
                    "span" => open.last_mut().into_iter().for_each(|paragraph| drop(paragraph.spans.pop())),
                    "p" | "h" => {
                        let Some(paragraph) = open.pop() else { continue };
                        self.end(paragraph, &mut rows);
                    }
                    "table-row" => {
                        let Some(row) = rows.pop() else { continue };
                        let text = row.iter().map(|cell| cell.replace('\t', " ")).collect::<Vec<_>>().join("\t");
                        self.put(Block { shape: Shape::Row, text, ..Block::default() }, &mut rows);
                    }
                    _ => {}
                },
            }
        }
        Ok(())
    }

    fn begin(&self, element: &Element, lists: &mut [List], beside: bool) -> Open {
        let style = element.get("style-name").unwrap_or_default().to_owned();
        let mut shape = if lists.is_empty() { Shape::Paragraph } else { Shape::Item };
        if element.name == "h" {
            shape = Shape::Heading(element.get("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1));
        } else if lineage(self.styles, &style).iter().any(|(name, _)| *name == "Title") {
            shape = Shape::Heading(0);
        }
        // Only the first paragraph of an item bears its number.
        let fresh = lists.last_mut().is_some_and(|list| std::mem::take(&mut list.fresh));
        let number = lists.last().filter(|list| list.ordered && fresh).map(|list| list.count);
        Open { shape, text: String::new(), bold: None, style, spans: Vec::new(), number, beside }
    }

    fn list(&self, element: &Element, outer: Option<&List>) -> List {
        let named = element.get("style-name").and_then(|name| self.ordered.get(name));
        // A list within a list has the style of the one around it.
        let ordered = named.copied().unwrap_or_else(|| outer.is_some_and(|outer| outer.ordered));
        List { ordered, count: 0, fresh: false }
    }

    fn end(&mut self, paragraph: Open, rows: &mut [Vec<String>]) {
        let Open { shape, text, bold, number, beside, .. } = paragraph;
        let text = text.trim().to_owned();
        if beside {
            self.document.beside.push(text);
        } else {
            self.put(Block { shape, text, bold: bold == Some(true), number }, rows);
        }
    }

    fn put(&mut self, block: Block, rows: &mut [Vec<String>]) {
        match rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                if !cell.is_empty() && !block.text.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(&block.text);
            }
            None => self.document.blocks.push(block),
        }
    }
}

/// A style and those it is based on, by name.
fn lineage<'s>(styles: &'s HashMap<String, Style>, name: &'s str) -> Vec<(&'s str, Option<&'s Style>)> {
    const DEEPEST: usize = 20;
    let first = (name, styles.get(name));
    let next = |(_, style): &(&'s str, Option<&'s Style>)| {
        let parent = style.as_ref()?.parent.as_deref()?;
        Some((parent, styles.get(parent)))
    };
    std::iter::successors(Some(first), next).take(DEEPEST).collect()
}

impl Open {
    /// Takes in what an element inside of it says.
    fn take(&mut self, element: &Element) {
        match element.name.as_str() {
            "span" => self.spans.push(element.get("style-name").unwrap_or_default().to_owned()),
            "s" => {
                let count = element.get("c").and_then(|count| count.parse().ok()).unwrap_or(1).min(100);
                self.text.extend(std::iter::repeat_n(' ', count));
            }
            "tab" => self.text.push(' '),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    fn write(&mut self, text: &str, styles: &HashMap<String, Style>) {
        // Line ends of the file are spaces of the text.
        self.text.push_str(&text.replace(['\n', '\r', '\t'], " "));
        if text.trim().is_empty() {
            return;
        }
        let named = self.spans.iter().rev().chain([&self.style]);
        let bold = named.flat_map(|name| lineage(styles, name)).find_map(|(_, style)| style?.bold).unwrap_or(false);
        self.bold = Some(self.bold.unwrap_or(true) && bold);
    }
}
