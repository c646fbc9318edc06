//! XML, piece by piece: only what opens, what closes, and text. Nothing outside of the file is ever looked at.

use anyhow::{Context as _, Result};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// What comes next in a file. Names are those without their prefix.
#[derive(Debug)]
pub(super) enum Piece {
    /// An element begins.
    Open(Element),
    /// The element of this name ends.
    Close(String),
    /// Text, with its escapes undone.
    Text(String),
}

/// An element's name and attributes, without their prefixes.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Self {
        let mut attributes = Vec::new();
        for found in start.attributes().with_checks(false).flatten() {
            let key = found.key.local_name().into_inner().to_owned();
            let value = found.normalized_value(XmlVersion::Implicit1_0);
            attributes.push((key, value.map_or_else(|_| found.value.to_string(), Into::into)));
        }
        Self { name: start.local_name().into_inner().to_owned(), attributes }
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A file's pieces in order; an element that is empty opens and closes.
pub(super) struct Pieces<'x> {
    reader: Reader<&'x [u8]>,
}

impl<'x> Pieces<'x> {
    pub(super) fn of(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader }
    }

    /// Skips to after the end of the element that has just opened.
    pub(super) fn skip(&mut self) -> Result<()> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Some(Piece::Open(_)) => depth += 1,
                Some(Piece::Close(_)) => depth -= 1,
                Some(Piece::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// The next piece, or nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece>> {
        loop {
            let at = self.reader.buffer_position();
            let event = self.reader.read_event().with_context(|| format!("its XML is broken at byte {at}"))?;
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => Piece::Open(Element::of(&start)),
                Event::End(end) => Piece::Close(end.local_name().into_inner().to_owned()),
                Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => {
                    let character = name.resolve_char_ref().ok().flatten().map(String::from);
                    let name = name.xml10_content();
                    let named = || quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                    Piece::Text(character.or_else(named).unwrap_or_else(|| format!("&{name};")))
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }
}
