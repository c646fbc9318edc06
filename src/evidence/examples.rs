//! The rubric's own examples, tried: each file promises what its words find, and this keeps it to its word.

use super::hits::Hit;
use super::{Finder, Sentence, stance};
use crate::rubric::{Concept, ConceptId, Rubric, Signal, Stance};
use crate::source::Source;
use crate::statement::{self, Place, Statement};

/// An example that does not come out as its file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// What it is an example of: `radical/hands-over-power`, a concept's id, or `language/stance`.
    pub of: String,
    /// The sentence.
    pub example: String,
    /// What was promised and what was found.
    pub why: String,
}

/// Tries every example of every signal, concept and stance; gives how many there were and those unmet.
pub fn try_all(rubric: &Rubric) -> (usize, Vec<Unmet>) {
    let mut finder = Finder { own: true, ..Finder::new(rubric) };
    let mut tried = 0;
    let mut unmet = Vec::new();
    for item in rubric.items() {
        for signal in &item.signals {
            let of = format!("{}/{}", item.id, signal.id);
            for (example, promised) in promises(&signal.yes, &signal.no) {
                tried += 1;
                let found = finder.try_signal(signal, example);
                if (found == Some(Stance::Affirmed)) != promised {
                    let found = found.map_or("not found", Stance::name);
                    let why = if promised {
                        format!("should be affirmed, and is {found}")
                    } else {
                        "should not count, and does".to_owned()
                    };
                    unmet.push(Unmet { of: of.clone(), example: example.to_owned(), why });
                }
            }
        }
    }
    for (id, concept) in (0..).zip(&rubric.concepts) {
        let Concept { yes, no, .. } = concept;
        for (example, promised) in promises(yes, no) {
            tried += 1;
            if finder.contains(id, example) != promised {
                let why = if promised { "should contain it, and does not" } else { "should not contain it, and does" };
                unmet.push(Unmet { of: concept.id.clone(), example: example.to_owned(), why: why.to_owned() });
            }
        }
    }
    for example in &rubric.language.examples {
        tried += 1;
        let found = finder.stance_in_brackets(&example.text);
        if found != Some(example.stance) {
            let found = found.map_or("without words in brackets", Stance::name);
            let why = format!("should be {}, and is {found}", example.stance.name());
            unmet.push(Unmet { of: "language/stance".to_owned(), example: example.text.clone(), why });
        }
    }
    (tried, unmet)
}

fn promises<'e>(yes: &'e [String], no: &'e [String]) -> impl Iterator<Item = (&'e str, bool)> {
    yes.iter().map(|example| (example.as_str(), true)).chain(no.iter().map(|example| (example.as_str(), false)))
}

fn alone(text: &str, place: Place) -> Statement {
    let mut statement = statement::from_prose(&Source::new("example", text));
    statement.title.clear();
    for passage in &mut statement.passages {
        passage.place = place;
    }
    statement
}

impl Finder<'_> {
    /// The stance of a signal in a text of its own, in a field where it is looked for: affirmed before any other.
    fn try_signal(&mut self, signal: &Signal, text: &str) -> Option<Stance> {
        let prose = signal.places.contains(Place::Prose).then_some(Place::Prose);
        let place = prose.or_else(|| Place::ALL.iter().copied().find(|place| signal.places.contains(*place)))?;
        let statement = alone(text, place);
        let sentences = self.read(&statement);
        let found = |at: usize| self.signal(signal, 0, &sentences[at], sentences.get(at + 1)).map(|found| found.stance);
        (0..sentences.len()).filter_map(found).min()
    }

    fn contains(&mut self, concept: ConceptId, text: &str) -> bool {
        let statement = alone(text, Place::Prose);
        self.read(&statement).iter().any(|sentence| sentence.hits.has(concept))
    }

    /// The stance of the words that stand in square brackets.
    fn stance_in_brackets(&mut self, text: &str) -> Option<Stance> {
        let (open, close) = (text.find('[')?, text.find(']')?);
        let plain = text.replace(['[', ']'], "");
        let asked = open..close - 1;
        let statement = alone(&plain, Place::Prose);
        let sentences = self.read(&statement);
        sentences.iter().find_map(|sentence| {
            let inside = |at: &usize| asked.contains(&sentence.words[*at].start);
            let first = (0..sentence.words.len()).find(inside)?;
            let last = (0..sentence.words.len()).rfind(inside)?;
            Some(sentence.moods.of(std::iter::once(Hit::new(first, last + 1))))
        })
    }

    /// A statement's sentences, with what only the sentences before can tell.
    pub(super) fn read<'p>(&mut self, statement: &'p Statement) -> Vec<Sentence<'p>> {
        let mut sentences = self.sentences(statement);
        stance::answers(&mut sentences, &self.forms);
        let own = stance::OwnNames::of(statement);
        stance::discourse(&own, &mut sentences, &self.forms);
        stance::off_subject(&own, &mut sentences, &self.forms, self.rubric);
        // The national need is felt elsewhere: there it is no story about somebody else.
        sentences.iter_mut().filter(|sentence| sentence.passage.place == Place::National).for_each(|one| one.moods.at_home());
        sentences
    }
}
