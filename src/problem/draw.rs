//! Problems drawn under the lines they are about, and texts made harmless to a terminal.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use unicode_width::UnicodeWidthStr as _;

use super::{Problem, Severity};
use crate::source::Source;
use crate::wrap::wrapped;

/// Draws problems under the lines they are about, in the order of the file, fit for a terminal of this width.
pub fn draw(problems: &[Problem], source: &Source, width: usize, colour: bool) -> String {
    let mut ordered: Vec<_> = problems.iter().collect();
    ordered.sort_by_key(|problem| (problem.span.start, problem.code));
    let mut drawn = String::new();
    for problem in ordered {
        let _ = writeln!(drawn, "{}\n", draw_one(problem, &[], source, width, colour));
    }
    drawn
}

/// Draws one problem, with notes under it.
pub fn draw_one(problem: &Problem, notes: &[String], source: &Source, width: usize, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(width);
    // Only the lines it is about: a file may have thousands of problems.
    let mut span = clip(&problem.span, source.text());
    // What is wrong at the very end stands at the end of the last line.
    if span.start == source.text().len() && source.text().ends_with('\n') {
        span = span.start - 1..span.end - 1;
    }
    let (first, last) = (line_start(source.text(), span.start), line_end(source.text(), span.end));
    let shown = printable(&source.text()[first..last]);
    let number = source.position(first).line;
    let span = span.start - first..span.end - first;
    let name = printable(source.name());
    let message = printable(&problem.message);
    let label = problem.label.as_deref().map(printable);
    // A label beside a line that fills the width would run over it.
    let one_line = !shown[span.clone()].contains('\n');
    let fits = |label: &String| !one_line || shown[..span.end].width() + label.width() + MARGIN <= width;
    let (label, beneath) = match label {
        Some(label) if fits(&label) => (Some(label), None),
        other => (None, other),
    };
    let level = match problem.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Advice => Level::WARNING.with_name("advice"),
    };
    let title = level.primary_title(message.as_str()).id(problem.code.name());
    let group = if source.text().is_empty() {
        title.element(Origin::path(name.as_str()))
    } else {
        let place = AnnotationKind::Primary.span(span).label(label.as_deref());
        title.element(Snippet::source(shown.as_str()).line_start(number).path(name.as_str()).annotation(place))
    };
    // What stands left of a help's text: the number of the line, the rule, and "help: ".
    let room = width.saturating_sub(problem.line.to_string().len() + "   ╰ help: ".chars().count()).max(20);
    let lines = |text: &str| {
        let wrapped = printable(text).lines().map(|line| wrapped(line, room, 2)).collect::<String>();
        wrapped.trim_end().to_owned()
    };
    let help = problem.help.as_deref().map(lines);
    let notes: Vec<_> = beneath.iter().chain(notes).map(|note| lines(note)).collect();
    let helps = help.iter().map(|help| Level::HELP.message(help.as_str()));
    let group =
        helps.chain(notes.iter().map(|note| Level::NOTE.message(note.as_str()))).fold(group, |group, line| group.element(line));
    renderer.render(&[group])
}

/// What a drawn line has beside its text: the line's number, the rule, and a space or two.
const MARGIN: usize = 12;

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// The same text, byte for byte as long, with nothing in it that could steer a terminal: a control character becomes
/// question marks, and so do the marks that turn the direction of writing.
pub fn printable(text: &str) -> String {
    let steers = |c: char| steers(c) && c != '\n' && c != '\t';
    if !text.contains(steers) {
        return text.to_owned();
    }
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' => clean.push(' '),
            '\u{feff}' => clean.push_str("   "),
            c if steers(c) => (0..c.len_utf8()).for_each(|_| clean.push('?')),
            c => clean.push(c),
        }
    }
    clean
}

/// Whether a character could steer a terminal, turn the direction of writing, or not be written in a file of text.
pub(crate) fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A span the renderer can take: inside the text and on character boundaries.
fn clip(span: &Range<usize>, text: &str) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    start..floor(span.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        let nasty = "a\u{1b}[31mb\u{7}\r\n\u{202e}c\u{9b}";
        let clean = printable(nasty);
        assert_eq!(clean.len(), nasty.len());
        assert!(clean.chars().all(|c| c == '\n' || !c.is_control()));
        assert!(!clean.contains('\u{202e}'));
    }
}
