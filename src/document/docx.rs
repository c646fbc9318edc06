//! Word's .docx.

use std::collections::HashMap;

use anyhow::Result;

use super::archive::Archive;
use super::xml::{Element, Piece, Pieces};
use super::{Block, Document, Shape};

/// Reads a .docx file.
pub(super) fn read(bytes: Vec<u8>) -> Result<Document> {
    let mut archive = Archive::open(bytes)?;
    let text = archive.part("word/document.xml")?;
    let styles = archive.find("word/styles.xml")?.map_or(Ok(HashMap::new()), |text| styles(&text))?;
    let ordered = archive.find("word/numbering.xml")?.map_or(Ok(HashMap::new()), |text| ordered(&text))?;
    let mut document =
        Document { blocks: Body { styles: &styles, ordered: &ordered, counts: HashMap::new() }.read(&text)?, beside: Vec::new() };
    let beside = ["header", "footer", "footnotes", "endnotes", "comments"];
    let parts =
        archive.within("word/").into_iter().filter(|name| beside.iter().any(|kind| name.starts_with(&format!("word/{kind}"))));
    for part in parts.filter(|name| name.ends_with(".xml") && !name.contains("commentsExtended")) {
        if let Some(text) = archive.find(&part)? {
            let blocks = Body { styles: &styles, ordered: &ordered, counts: HashMap::new() }.read(&text)?;
            document.beside.extend(blocks.into_iter().map(|block| block.text));
        }
    }
    Ok(document)
}

/// A list that a paragraph belongs to, and its depth in it.
type List = (String, usize);

/// What a style makes of a paragraph.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    outline: Option<usize>,
    list: Option<List>,
    bold: bool,
    based_on: Option<String>,
}

impl Style {
    /// The level of heading that it is: by its name, which Word keeps in English, or by its level in the outline.
    fn heading(&self) -> Option<usize> {
        match self.name.to_lowercase().as_str() {
            "title" => Some(0),
            "subtitle" => Some(1),
            name => name.strip_prefix("heading ").and_then(|level| level.parse().ok()).or(self.outline.map(|level| level + 1)),
        }
    }
}

fn styles(text: &str) -> Result<HashMap<String, Style>> {
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut pieces = Pieces::of(text);
    let (mut id, mut style) = (String::new(), Style::default());
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Open(element) => match element.name.as_str() {
                "style" => (id, style) = (element.get("styleId").unwrap_or_default().to_owned(), Style::default()),
                "name" => style.name = value(&element).to_owned(),
                "basedOn" => style.based_on = Some(value(&element).to_owned()),
                "outlineLvl" => style.outline = value(&element).parse().ok().filter(|level| *level < 9),
                "numId" => style.list = Some((value(&element).to_owned(), 0)),
                "b" => style.bold = on(&element),
                _ => {}
            },
            Piece::Close(name) if name == "style" => drop(styles.insert(std::mem::take(&mut id), std::mem::take(&mut style))),
            _ => {}
        }
    }
    Ok(styles)
}

/// The lists whose items are numbered at each depth, by their `numId`.
fn ordered(text: &str) -> Result<HashMap<List, bool>> {
    let mut kinds: HashMap<List, bool> = HashMap::new();
    let mut lists = HashMap::new();
    let mut pieces = Pieces::of(text);
    let (mut kind, mut depth, mut list) = (String::new(), 0, String::new());
    while let Some(piece) = pieces.next()? {
        let Piece::Open(element) = piece else { continue };
        match element.name.as_str() {
            "abstractNum" => kind = element.get("abstractNumId").unwrap_or_default().to_owned(),
            "lvl" => depth = element.get("ilvl").and_then(|depth| depth.parse().ok()).unwrap_or(0),
            "numFmt" => drop(kinds.insert((kind.clone(), depth), !["bullet", "none"].contains(&value(&element)))),
            "num" => list = element.get("numId").unwrap_or_default().to_owned(),
            "abstractNumId" => drop(lists.insert(list.clone(), value(&element).to_owned())),
            _ => {}
        }
    }
    let mut ordered = HashMap::new();
    for (list, kind) in lists {
        for ((_, depth), numbered) in kinds.iter().filter(|((of, _), _)| *of == kind) {
            ordered.insert((list.clone(), *depth), *numbered);
        }
    }
    Ok(ordered)
}

fn value(element: &Element) -> &str {
    element.get("val").unwrap_or_default()
}

/// A switch such as bold is on where it stands, unless it says that it is off.
fn on(element: &Element) -> bool {
    !["0", "false", "off", "none"].contains(&value(element))
}

/// A paragraph that is being read. A text box stands inside a paragraph and has paragraphs of its own.
#[derive(Default)]
struct Open {
    text: String,
    style: String,
    list: Option<List>,
    outline: Option<usize>,
    bold: Option<bool>,
    run_bold: Option<bool>,
}

struct Body<'a> {
    styles: &'a HashMap<String, Style>,
    ordered: &'a HashMap<List, bool>,
    counts: HashMap<List, usize>,
}

impl Body<'_> {
    fn read(mut self, text: &str) -> Result<Vec<Block>> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        // For each table that is open: the row's cells so far.
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut in_text = false;
        let mut pieces = Pieces::of(text);
        while let Some(piece) = pieces.next()? {
            match piece {
                // What follows is once more what has just been read, for older programs.
                Piece::Open(element) if element.name == "Fallback" => pieces.skip()?,
                Piece::Open(element) if ["rPrChange", "pPrChange", "moveFrom"].contains(&element.name.as_str()) => {
                    pieces.skip()?
                }
                Piece::Open(element) => match element.name.as_str() {
                    "p" => open.push(Open::default()),
                    "t" => in_text = true,
                    "tr" => rows.push(Vec::new()),
                    "tc" => rows.last_mut().into_iter().for_each(|row| row.push(String::new())),
                    _ => open.last_mut().into_iter().for_each(|paragraph| paragraph.take(&element)),
                },
                Piece::Text(text) if in_text => {
                    open.last_mut().into_iter().for_each(|paragraph| paragraph.write(&text, self.styles))
                }
                Piece::Text(_) => {}
                Piece::Close(name) => match name.as_str() {
                    "t" => in_text = false,
                    "p" => {
                        let Some(paragraph) = open.pop() else { continue };
                        match rows.last_mut().and_then(|row| row.last_mut()) {
                            Some(cell) => append(cell, &paragraph.text),
                            None => blocks.push(self.block(paragraph)),
                        }
                    }
                    "tr" => {
                        let Some(row) = rows.pop() else { continue };
                        let text = row.iter().map(|cell| cell.replace('\t', " ")).collect::<Vec<_>>().join("\t");
                        match rows.last_mut().and_then(|row| row.last_mut()) {
                            Some(cell) => append(cell, &text),
                            None => blocks.push(Block { shape: Shape::Row, text, ..Block::default() }),
                        }
                    }
                    _ => {}
                },
            }
        }
        Ok(blocks)
    }

    fn block(&mut self, paragraph: Open) -> Block {
        let lineage = lineage(self.styles, &paragraph.style);
        let heading = lineage.iter().find_map(|style| style.heading()).or(paragraph.outline.map(|level| level + 1));
        let list = paragraph.list.or_else(|| lineage.iter().find_map(|style| style.list.clone())).filter(|(id, _)| id != "0");
        let mut block = Block { text: paragraph.text.trim().to_owned(), bold: paragraph.bold == Some(true), ..Block::default() };
        if block.text.is_empty() {
            return block;
        }
        if let Some(list) = list {
            block.shape = Shape::Item;
            if self.ordered.get(&list) == Some(&true) {
                // A list within begins anew below each item.
                self.counts.retain(|(id, depth), _| *id != list.0 || *depth <= list.1);
                let count = self.counts.entry(list).or_default();
                *count += 1;
                block.number = Some(*count);
            }
        }
        if let Some(level) = heading {
            block.shape = Shape::Heading(level);
        }
        block
    }
}

/// A style and those it is based on.
fn lineage<'s>(styles: &'s HashMap<String, Style>, id: &str) -> Vec<&'s Style> {
    // Styles of a broken file may be based on each other.
    const DEEPEST: usize = 20;
    std::iter::successors(styles.get(id), |style| styles.get(style.based_on.as_ref()?)).take(DEEPEST).collect()
}

fn append(cell: &mut String, text: &str) {
    let text = text.trim();
    if !cell.is_empty() && !text.is_empty() {
        cell.push('\n');
    }
    cell.push_str(text);
}

impl Open {
    /// Takes in what an element inside of it says of it.
    fn take(&mut self, element: &Element) {
        match element.name.as_str() {
            "pStyle" => self.style = value(element).to_owned(),
            "outlineLvl" => self.outline = value(element).parse().ok().filter(|level| *level < 9),
            "ilvl" => self.list.get_or_insert_default().1 = value(element).parse().unwrap_or(0),
            "numId" => self.list.get_or_insert_default().0 = value(element).to_owned(),
            "r" => self.run_bold = None,
            "b" => self.run_bold = Some(on(element)),
            "tab" if element.get("val").is_none() => self.text.push(' '),
            "br" | "cr" => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('-'),
            _ => {}
        }
    }

    fn write(&mut self, text: &str, styles: &HashMap<String, Style>) {
        self.text.push_str(text);
        if !text.trim().is_empty() {
            let bold = self.run_bold.unwrap_or_else(|| lineage(styles, &self.style).iter().any(|style| style.bold));
            self.bold = Some(self.bold.unwrap_or(true) && bold);
        }
    }
}
