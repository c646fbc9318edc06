//! Markdown.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Block, Document, Shape};

/// Reads a Markdown text.
pub(super) fn read(text: &str) -> Document {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let references = parser.reference_definitions().iter().map(|(name, definition)| {
        let title = definition.title.as_deref().unwrap_or_default();
        (name.to_owned(), format!("{name}: {} {title}", definition.dest))
    });
    let mut references: Vec<_> = references.collect();
    references.sort();
    let mut page = Page::default();
    parser.for_each(|event| page.take(event));
    page.end();
    Document { blocks: page.blocks, beside: references.into_iter().map(|(_, text)| text).collect() }
}

/// The blocks so far, and the one that is being written.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    open: Block,
    lists: Vec<Option<usize>>,
    strong: usize,
    /// Whether anything stands outside of what is bold.
    light: bool,
    links: Vec<String>,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.finish(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => self.write(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.write(&text),
            Event::SoftBreak => self.open.text.push(' '),
            Event::HardBreak => self.open.text.push('\n'),
            Event::Rule => self.end(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.begin(Shape::Heading(depth(level))),
            Tag::Item => {
                self.begin(Shape::Item);
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.open.number = Some(*number);
                    *number = number.saturating_add(1);
                }
            }
            Tag::List(first) => {
                self.end();
                self.lists.push(first.and_then(|first| usize::try_from(first).ok()));
            }
            Tag::TableHead | Tag::TableRow => self.begin(Shape::Row),
            Tag::TableCell if self.open.shape == Shape::Row && !self.open.text.is_empty() => self.open.text.push('\t'),
            Tag::Strong => self.strong += 1,
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                self.links.push(format!("{dest_url} {title}"))
            }
            Tag::CodeBlock(kind) => {
                self.begin(Shape::Paragraph);
                if let CodeBlockKind::Fenced(language) = kind {
                    self.write(&language);
                    self.open.text.push('\n');
                }
            }
            // The paragraph of an item is the item.
            Tag::Paragraph if self.open.shape == Shape::Item && self.open.text.is_empty() => {}
            Tag::Paragraph | Tag::HtmlBlock => self.begin(Shape::Paragraph),
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                let to = self.links.pop().unwrap_or_default();
                let to = to.trim().trim_start_matches("mailto:");
                // An address that is its own text is not said twice.
                if !to.is_empty() && !self.open.text.ends_with(to) {
                    self.write(&format!(" ({to})"));
                }
            }
            TagEnd::List(_) => {
                self.end();
                self.lists.pop();
            }
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.end(),
            TagEnd::TableHead | TagEnd::TableRow => self.end(),
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        self.open.text.push_str(text);
        self.light |= self.strong == 0 && !text.trim().is_empty();
    }

    fn begin(&mut self, shape: Shape) {
        self.end();
        self.open.shape = shape;
    }

    fn end(&mut self) {
        let mut block = std::mem::take(&mut self.open);
        block.text = block.text.trim_matches([' ', '\n']).to_owned();
        block.bold = !std::mem::take(&mut self.light);
        if !block.text.trim().is_empty() {
            self.blocks.push(block);
        }
    }
}

const fn depth(level: HeadingLevel) -> usize {
    level as usize
}
