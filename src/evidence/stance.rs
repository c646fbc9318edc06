//! Stance: how a sentence, and each of its words, is meant.
//!
//! A cue colours the words it covers. Evidence takes the stance of the words it was matched on, so that in "the governors, not the head,
//! appoint staff" the governors appoint; and a cue that is itself part of the match ("no heads") does not turn against it.

use rustc_hash::FxHashSet;

use super::Sentence;
use super::concept::CueHit;
use super::hits::{Hit, Hits};
use super::word::{Forms, Gap, Word};
use crate::rubric::word::fold;
use crate::rubric::{BuiltIn, Cover, Rubric, Stance};
use crate::statement::Statement;

/// A stretch of words coloured by a cue.
#[derive(Debug, Clone, Copy)]
struct Mood {
    stance: Stance,
    /// The words coloured.
    from: usize,
    to: usize,
    /// The cue's own words.
    cue: (usize, usize),
}

/// How the words of a sentence are meant.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moods {
    moods: Vec<Mood>,
    whole: Option<Stance>,
    words: usize,
    /// Where in `moods` the mood of a question stands, if the sentence is one.
    question: Option<usize>,
}

impl Moods {
    /// The stance of a match: that of the whole sentence, or the gravest of its words'.
    pub(crate) fn of(&self, matched: impl Iterator<Item = Hit> + Clone) -> Stance {
        if let Some(whole) = self.whole {
            return whole;
        }
        let gravest = self
            .moods
            .iter()
            .filter(|mood| {
                let touched = matched.clone().any(|hit| hit.start() < mood.to && mood.from < hit.end());
                touched && !matched.clone().any(|hit| hit.start() <= mood.cue.0 && mood.cue.1 <= hit.end())
            })
            .map(|mood| mood.stance)
            .max();
        gravest.unwrap_or(Stance::Affirmed)
    }

    /// Whether all matches in the sentence are meant alike.
    pub(crate) const fn alike(&self) -> bool {
        self.whole.is_some()
    }

    /// The moods of this sentence and of the one after it, as of one.
    pub(crate) fn followed_by(&self, next: &Self) -> Self {
        let by = self.words;
        let moved =
            |mood: &Mood| Mood { from: mood.from + by, to: mood.to + by, cue: (mood.cue.0 + by, mood.cue.1 + by), ..*mood };
        Self {
            moods: self.moods.iter().copied().chain(next.moods.iter().map(moved)).collect(),
            whole: self.whole.max(next.whole),
            words: self.words + next.words,
            question: None,
        }
    }

    /// What an answer makes of a question: "yes" affirms what was asked, a short "they will not" denies it.
    fn answered(&mut self, yes: bool) {
        let Some(question) = self.question.take() else { return };
        if yes {
            self.moods.remove(question);
        } else {
            self.moods[question].stance = Stance::Denied;
        }
    }

    /// The stance of the whole sentence, where it has one.
    pub(super) const fn whole(&self) -> Option<Stance> {
        self.whole
    }

    /// Takes back that words are about somewhere else.
    pub(super) fn at_home(&mut self) {
        self.moods.retain(|mood| mood.stance != Stance::Elsewhere);
        self.whole = self.whole.filter(|whole| *whole != Stance::Elsewhere);
    }

    /// Gives the whole sentence a stance, unless it has one.
    fn set(&mut self, stance: Stance) {
        self.whole.get_or_insert(stance);
    }
}

/// The moods of a sentence by itself. The rubric's `own` sentences are not held to be echoes of it.
pub(crate) fn moods(
    text: &str,
    words: &[Word],
    cues: &[CueHit],
    hits: &Hits,
    forms: &Forms,
    rubric: &Rubric,
    own: bool,
) -> Moods {
    let clause_starts = |at: usize| {
        let word = &words[at];
        word.gap == Gap::Clause || word.traits.ends_clause
    };
    let mut moods = Moods { words: words.len(), ..Moods::default() };
    for hit in cues {
        let cue = &rubric.language.cues[hit.cue];
        let end = (hit.end..words.len()).find(|at| clause_starts(*at)).unwrap_or(words.len());
        let (from, to) = match cue.cover {
            Cover::Sentence => (0, words.len()),
            Cover::Clause => ((0..=hit.start).rev().find(|at| clause_starts(*at)).unwrap_or(0), end),
            Cover::After => {
                let stop = |at: &usize| {
                    let word = &words[*at];
                    word.gap != Gap::None || word.traits.ends_cover
                };
                let stop = (hit.end..end).find(stop).unwrap_or(end);
                (hit.start, stop.min(hit.end.saturating_add(cue.reach)))
            }
        };
        moods.moods.push(Mood { stance: cue.stance, from, to, cue: (hit.start, hit.end) });
    }
    if text.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with('?') {
        // Of "video booth: how is it going?" only the question is one.
        let from = (0..words.len()).rev().find(|at| words[*at].gap == Gap::Clause).unwrap_or(0);
        moods.question = Some(moods.moods.len());
        moods.moods.push(Mood { stance: Stance::Hypothetical, from, to: words.len(), cue: (words.len(), words.len() + 1) });
    } else if !own && (echoes(words, hits, forms, rubric) || rubric.wording.known(text)) {
        moods.set(Stance::Echo);
    } else if buzzes(words, hits, rubric) {
        moods.set(Stance::Buzz);
    }
    moods
}

/// Whether a sentence says the call's words back: of its content words, three in five are one item's own wording, and nothing is counted.
fn echoes(words: &[Word], hits: &Hits, forms: &Forms, rubric: &Rubric) -> bool {
    let mut content = 0;
    let mut own = vec![0; rubric.echo.len()];
    for word in words.iter().filter(|word| word.traits.content) {
        content += 1;
        if word.traits.echoes {
            forms.get(word.form).echoes.iter().for_each(|item| own[*item] += 1);
        }
    }
    content >= 4 && !hits.has_number() && own.into_iter().any(|own| own * 5 >= content * 3)
}

/// Whether a sentence is a string of fashionable words: three of them at least, and three in ten, with nothing counted.
fn buzzes(words: &[Word], hits: &Hits, rubric: &Rubric) -> bool {
    let Some(buzz) = rubric.buzz else { return false };
    if hits.has_number() || !hits.has(buzz) {
        return false;
    }
    let content = words.iter().filter(|word| word.traits.content).count();
    let mut covered = FxHashSet::default();
    for hit in hits.of(buzz) {
        covered.extend(hit.start()..hit.end());
    }
    covered.len() >= 3 && covered.len() * 10 >= content * 3
}

/// What only the sentences before can tell: that a story is about another place, and that a sentence was said already.
pub(super) fn discourse(own: &OwnNames, sentences: &mut [Sentence<'_>], forms: &Forms) {
    let mut said = FxHashSet::default();
    let mut foreign: FxHashSet<String> = FxHashSet::default();
    let mut story = false;
    let mut passage = None;
    for sentence in sentences {
        if passage != Some(std::ptr::from_ref(sentence.passage)) {
            passage = Some(std::ptr::from_ref(sentence.passage));
            story = false;
        }
        let text = |word: &Word| forms.get(word.form).text.as_str();
        // Who hears a story is not in it: "the rector told us so".
        let hearer = |word: &Word| story && matches!(text(word), "us" | "me");
        let first_person = sentence.words.iter().any(|word| word.traits.own && !hearer(word));
        let names: Vec<&str> = sentence
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| word.capital && word.traits.nameable)
            .map(|(at, word)| (at, word, forms.get(word.form)))
            .filter(|(_, _, form)| form.text.len() > 3)
            // Every sentence begins with a capital; its first word is a name if the rubric has no other use for it.
            .filter(|(at, word, _)| *at > 0 || (forms.keys(word).is_empty() && word.traits.content))
            .map(|(_, _, form)| form.text.as_str())
            .collect();
        let ours = first_person || names.iter().any(|name| own.taking_part.contains(*name));
        let strangers = |name: &&&str| !own.taking_part.contains(**name) && !own.mentioned.contains(**name);
        let cue = sentence.moods.moods.iter().any(|mood| mood.stance == Stance::Elsewhere);
        let future = || sentence.words.iter().any(|word| matches!(text(word), "will" | "shall"));
        // "In May I spent a week with the schools of Lund": what follows is of Lund.
        let visit = cue && ours && !future() && sentence.hits.has(BuiltIn::PastTense.id());
        if visit && names.iter().filter(strangers).count() > 0 {
            foreign.extend(names.iter().filter(|name| !own.taking_part.contains(**name)).map(|name| (*name).to_owned()));
            story = true;
        } else if cue && !ours && !names.is_empty() {
            // A place that a story of elsewhere begins with is elsewhere, even if the title or a stakeholder bears its name.
            foreign.extend(names.iter().map(|name| (*name).to_owned()));
            story = true;
        } else if ours || names.iter().any(|name| own.mentioned.contains(*name) && !foreign.contains(*name)) {
            story = false;
        } else if names.iter().any(|name| foreign.contains(*name)) {
            story = true;
        } else if story && names.iter().filter(strangers).count() > 0 {
            foreign.extend(names.iter().filter(strangers).map(|name| (*name).to_owned()));
        }
        if story && !ours && !future() {
            sentence.moods.set(Stance::Elsewhere);
        }
        // A form is known by its text, so that the same forms are the same words.
        let words: Box<[u32]> = sentence.words.iter().map(|word| word.form).collect();
        if !said.insert(words) {
            sentence.moods.set(Stance::Repeated);
        }
    }
}

/// Marks paragraphs that are about something else: of some length, beside others in their field, and without one word for the people,
/// schools and bodies that statements are about, nor a name of the statement's own.
pub(super) fn off_subject(own: &OwnNames, sentences: &mut [Sentence<'_>], forms: &Forms, rubric: &Rubric) {
    let Some(subject) = rubric.subject else { return };
    let names = |sentence: &Sentence<'_>| {
        let named = |word: &Word| own.taking_part.contains(&forms.get(word.form).text);
        sentence.words.iter().any(|word| word.capital && word.traits.nameable && named(word))
    };
    let same_paragraph = |a: &Sentence<'_>, b: &Sentence<'_>| {
        // Parts of one over-long sentence may share a contraction, and then overlap.
        let between = a.passage.text.get(a.range.end..b.range.start).unwrap_or_default();
        std::ptr::eq(a.passage, b.passage) && !blank_line(between)
    };
    let whole = |paragraph: &[Sentence<'_>]| {
        let passage = paragraph[0].passage;
        let rest = [&passage.text[..paragraph[0].range.start], &passage.text[paragraph[paragraph.len() - 1].range.end..]];
        rest.iter().all(|rest| !rest.contains(char::is_alphanumeric))
    };
    for paragraph in sentences.chunk_by_mut(same_paragraph) {
        let about = paragraph.iter().any(|sentence| sentence.hits.has(subject) || names(sentence));
        let words: usize = paragraph.iter().map(|sentence| sentence.words.len()).sum();
        if words >= OFF_SUBJECT && !about && !whole(paragraph) {
            paragraph.iter_mut().for_each(|sentence| sentence.moods.set(Stance::OffSubject));
        }
    }
}

/// The words from which on a paragraph without a word of the subject is held to be off it; shorter ones are terse.
const OFF_SUBJECT: usize = 12;

/// Whether what stands between two sentences parts paragraphs.
fn blank_line(between: &str) -> bool {
    between.matches('\n').count() > 1
}

/// Lets the answer to a question decide how what was asked is meant.
pub(super) fn answers(sentences: &mut [Sentence<'_>], forms: &Forms) {
    for at in 1..sentences.len() {
        let (before, answer) = sentences.split_at_mut(at);
        let (question, answer) = (&mut before[at - 1], &answer[0]);
        if question.moods.question.is_none() || !std::ptr::eq(question.passage, answer.passage) {
            continue;
        }
        let texts: Vec<&str> = answer.words.iter().map(|word| forms.get(word.form).text.as_str()).collect();
        match texts.first() {
            Some(&("yes" | "indeed" | "certainly")) => question.moods.answered(true),
            Some(&("no" | "never" | "nobody" | "none")) => question.moods.answered(false),
            _ if texts.len() <= SHORT_ANSWER && texts.contains(&"not") => question.moods.answered(false),
            _ => {}
        }
    }
}

/// The words of an answer such as "they most certainly will not".
const SHORT_ANSWER: usize = 6;

/// The capitalised words by which a statement names its own.
pub(super) struct OwnNames {
    /// Of the contact and the institutions: theirs without doubt.
    taking_part: FxHashSet<String>,
    /// Of the title and the stakeholders, who may be strangers: "Learning from Marlhaven".
    mentioned: FxHashSet<String>,
}

impl OwnNames {
    pub(super) fn of(statement: &Statement) -> Self {
        let contact = statement.contact.iter().flat_map(|contact| {
            [&contact.name, &contact.address, &contact.organisation, &contact.role].into_iter().flatten().map(|text| &text.value)
        });
        let institutions = statement.institutions.iter().map(|institution| &institution.name.value);
        let stakeholders = statement.stakeholders.iter().filter_map(|stakeholder| Some(&stakeholder.name.as_ref()?.value));
        Self {
            taking_part: contact.chain(institutions).flat_map(|text| capitalised(text)).collect(),
            mentioned: std::iter::once(&statement.title).chain(stakeholders).flat_map(|text| capitalised(text)).collect(),
        }
    }
}

fn capitalised(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.starts_with(char::is_uppercase)).map(|word| fold(word).into_owned())
}
