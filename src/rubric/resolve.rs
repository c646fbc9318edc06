//! The names in rubric files resolved: concepts, facets, fields and sources found, phrases gathered into the lexicon.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use toml::Spanned;

use super::call::Call;
use super::concept::{BUILT_IN, BuiltIn, Concept, ConceptDraft, ConceptId};
use super::draft::{Drafts, ItemDraft, LevelsDraft, Of, SignalDraft};
use super::item::{Facet, Item, ItemKind, Question, Signal};
use super::language::{Language, StanceDraft, WordsDraft};
use super::lexicon::Meaning;
use super::pattern::Pattern;
use super::searches::{Frequencies, Searches};
use super::tree::Tree;
use super::wording::Wording;
use super::{Rubric, Wrong};
use crate::fields::nearest;
use crate::problem::{Code, Problem};
use crate::source::Source;
use crate::statement::Places;

impl Drafts {
    /// Resolves names and builds the lexicon.
    pub(super) fn resolve(self, hash: String) -> Result<Rubric, Vec<Wrong>> {
        // The three single files are embedded, and a folder can only replace them.
        let (Some(call), Some(words), Some(stance)) = (self.call, self.words, self.stance) else {
            let source = Source::new("rubric", "");
            let problem = Problem::whole(Code::Rubric, "call.toml, language/words.toml or language/stance.toml is missing");
            return Err(vec![Wrong { source, problems: vec![problem] }]);
        };
        let mut resolver = Resolver::new(&call.draft, Language::new(&words.draft, &stance.draft));
        let mut wrong = Vec::new();
        let mut check = |source: &Source, found: Vec<Problem>| {
            if !found.is_empty() {
                wrong.push(Wrong { source: source.clone(), problems: found });
            }
        };

        check(&words.source, resolver.builtin_words(&words.draft, &words.source));
        check(&stance.source, resolver.cues(&stance.draft, &stance.source));
        for file in &self.vocabulary {
            let mut problems = resolver.declare(&file.draft.concepts, &file.source);
            problems.extend(resolver.cited(&file.draft.source, &file.source));
            check(&file.source, problems);
        }
        for (_, file) in &self.items {
            check(&file.source, resolver.declare(&file.draft.concepts, &file.source));
        }
        let everywhere = self.vocabulary.iter().map(|file| (&file.draft.concepts, &file.source));
        let inside = self.items.iter().map(|(_, file)| (&file.draft.concepts, &file.source));
        for (concepts, source) in everywhere.chain(inside) {
            check(source, resolver.fill(concepts, source));
        }
        let mut items = Vec::new();
        for (kind, file) in self.items {
            let source = file.source.clone();
            let (item, problems) = resolver.item(kind, file);
            check(&source, problems);
            items.push(item);
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        items.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        let (mut criteria, mut scenarios): (Vec<_>, Vec<_>) =
            items.into_iter().partition(|item| item.kind == ItemKind::Criterion);
        let Resolver { concepts, ids, language, tree, .. } = resolver;
        let lexicon = tree.flat(&takers(&concepts));
        let examples = criteria.iter().chain(&scenarios).flat_map(|item| &item.signals);
        let examples = examples.flat_map(|signal| signal.yes.iter().chain(&signal.no));
        let how_often = Frequencies::of_examples(examples, &language, &lexicon);
        let searches = Searches::new(criteria.iter_mut().chain(&mut scenarios), concepts.len(), &how_often);
        let wording = Wording::new(criteria.iter().chain(&scenarios), &self.published);
        let buzz = ids.get("buzzword").copied();
        let subject = ids.get("subject").copied();
        let obligation = ids.get("obligation").copied();
        let leadership = ids.get("leadership").copied();
        let several = ids.get("several").copied();
        let mut rubric = Rubric {
            hash,
            call: call.draft,
            criteria,
            scenarios,
            concepts: concepts.into(),
            language,
            lexicon,
            searches,
            echo: Vec::new(),
            wording,
            buzz,
            subject,
            obligation,
            leadership,
            several,
        };
        rubric.echo = echo(&rubric);
        Ok(rubric)
    }
}

/// For each concept those that take in its words, through however many steps. A circle is a way of saying "the same", and does no harm.
fn takers(concepts: &[Concept]) -> Vec<Vec<ConceptId>> {
    let mut takers = vec![Vec::new(); concepts.len()];
    for (id, _) in (0..).zip(concepts) {
        let mut reached = FxHashSet::default();
        let mut open = vec![id];
        while let Some(at) = open.pop() {
            for inner in &concepts[at as usize].also {
                if reached.insert(*inner) {
                    open.push(*inner);
                }
            }
        }
        for inner in reached.into_iter().filter(|inner| *inner != id) {
            takers[inner as usize].push(id);
        }
    }
    for list in &mut takers {
        list.sort_unstable();
    }
    takers
}

/// For each item the lemmas of the content words in its own wording.
fn echo(rubric: &Rubric) -> Vec<FxHashSet<String>> {
    let lemmas = |item: &Item| {
        let words = item.echo.iter().flat_map(|phrase| super::word::split(phrase, &rubric.language));
        words.filter(|word| !rubric.language.function.contains(word)).map(|word| rubric.language.lemma(&word)).collect()
    };
    rubric.items().map(lemmas).collect()
}

struct Resolver {
    concepts: Vec<Concept>,
    ids: FxHashMap<String, ConceptId>,
    language: Language,
    tree: Tree,
    sources: Vec<String>,
}

impl Resolver {
    fn new(call: &Call, language: Language) -> Self {
        let concepts: Vec<_> = BuiltIn::ALL
            .iter()
            .map(|(_, id, says)| Concept {
                id: (*id).to_owned(),
                says: (*says).to_owned(),
                words: String::new(),
                also: Vec::new(),
                yes: Vec::new(),
                no: Vec::new(),
                file: BUILT_IN.to_owned(),
            })
            .collect();
        let ids = BuiltIn::ALL.iter().map(|(built_in, id, _)| ((*id).to_owned(), built_in.id())).collect();
        let sources = call.sources.iter().map(|source| source.id.clone()).collect();
        Self { concepts, ids, language, tree: Tree::default(), sources }
    }

    fn builtin_words(&mut self, words: &WordsDraft, source: &Source) -> Vec<Problem> {
        self.phrases(&words.percent, Meaning::Concept(BuiltIn::Percent.id()), source)
    }

    fn cues(&mut self, stance: &StanceDraft, source: &Source) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (number, cue) in (0..).zip(&stance.cues) {
            problems.extend(self.phrases(&cue.words, Meaning::Cue(number), source));
            if let Some(except) = &cue.except {
                problems.extend(self.phrases(except, Meaning::NotCue(number), source));
            }
        }
        problems
    }

    /// Adds each phrase of a list to the lexicon.
    fn phrases(&mut self, list: &Spanned<String>, meaning: Meaning, source: &Source) -> Vec<Problem> {
        let mut problems = Vec::new();
        for phrase in listed(list.get_ref()) {
            if let Err(message) = self.tree.add(phrase, meaning, &self.language) {
                problems.push(Problem::new(Code::Rubric, message, source, inside(list, phrase, source)));
            }
        }
        problems
    }

    /// Makes the concepts' ids known, so that they can name each other.
    fn declare(&mut self, drafts: &[ConceptDraft], source: &Source) -> Vec<Problem> {
        let mut problems = Vec::new();
        for draft in drafts {
            let id = draft.id.get_ref();
            if let Some(taken) = self.ids.get(id) {
                let file = &self.concepts[*taken as usize].file;
                let message = format!("the concept `{id}` is there already ({file})");
                problems.push(Problem::new(Code::Rubric, message, source, draft.id.span()));
                continue;
            }
            let number = ConceptId::try_from(self.concepts.len()).unwrap_or(ConceptId::MAX);
            self.ids.insert(id.clone(), number);
            self.concepts.push(Concept {
                id: id.clone(),
                says: draft.says.clone(),
                words: String::new(),
                also: Vec::new(),
                yes: draft.yes.clone(),
                no: draft.no.clone(),
                file: source.name().to_owned(),
            });
        }
        problems
    }

    /// Gives the declared concepts their words and the concepts they take in.
    fn fill(&mut self, drafts: &[ConceptDraft], source: &Source) -> Vec<Problem> {
        let mut problems = Vec::new();
        for draft in drafts {
            let Some(id) = self.ids.get(draft.id.get_ref()).copied() else { continue };
            if draft.words.is_none() && draft.also.is_empty() {
                let message = format!("the concept `{}` has neither `words` nor `also`", draft.id.get_ref());
                problems.push(Problem::new(Code::Rubric, message, source, draft.id.span()));
            }
            if let Some(list) = &draft.words {
                problems.extend(self.phrases(list, Meaning::Concept(id), source));
                self.concepts[id as usize].words.clone_from(list.get_ref());
            }
            for other in &draft.also {
                match self.known(other.get_ref()) {
                    Ok(other) => self.concepts[id as usize].also.push(other),
                    Err(help) => problems.push(unknown_concept(other, source, help)),
                }
            }
        }
        problems
    }

    fn known(&self, id: &str) -> Result<ConceptId, Option<String>> {
        self.ids.get(id).copied().ok_or_else(|| {
            nearest(id, self.concepts.iter().map(|concept| concept.id.as_str())).map(|near| format!("did you mean `{near}`?"))
        })
    }

    fn cited(&self, cited: &Spanned<String>, source: &Source) -> Option<Problem> {
        if self.sources.contains(cited.get_ref()) {
            return None;
        }
        let message = format!("the call has no source document `{}`", cited.get_ref());
        let known = self.sources.iter().map(String::as_str).collect::<Vec<_>>();
        let help = format!("its sources are {}", crate::fields::listed(&known));
        Some(Problem::new(Code::Rubric, message, source, cited.span()).help(help))
    }

    fn patterns(&self, written: &[Spanned<String>], source: &Source, problems: &mut Vec<Problem>) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for pattern in written {
            match Pattern::parse(pattern.get_ref(), |id| self.known(id)) {
                Ok(parsed) => patterns.push(parsed),
                Err(wrong) => {
                    let piece = &pattern.get_ref()[wrong.span];
                    let mut problem = Problem::new(Code::Rubric, wrong.message, source, inside(pattern, piece, source));
                    problem.help = wrong.help;
                    problems.push(problem);
                }
            }
        }
        patterns
    }

    fn item(&self, kind: ItemKind, file: Of<ItemDraft>) -> (Item, Vec<Problem>) {
        let Of { draft, source, stem } = file;
        let mut problems: Vec<_> = self.cited(&draft.source, &source).into_iter().collect();
        let mut wrong = |message: String, span: Range<usize>| problems.push(Problem::new(Code::Rubric, message, &source, span));
        if draft.id.get_ref() != &stem {
            wrong(format!("the id is `{}` and the file's name `{stem}`: they must agree", draft.id.get_ref()), draft.id.span());
        }
        if draft.scale.level <= 0.0 || !draft.scale.half.is_finite() {
            wrong("`scale.level` must be above zero".to_owned(), draft.id.span());
        }
        match (kind, &draft.nature) {
            (ItemKind::Criterion, Some(nature)) => {
                wrong("a criterion has no `nature`: that is a scenario's".to_owned(), nature.span())
            }
            (ItemKind::Scenario, None) => wrong("a scenario needs its `nature`".to_owned(), draft.id.span()),
            _ => {}
        }
        let mut seen = FxHashSet::default();
        for signal in &draft.signals {
            if !seen.insert(signal.id.get_ref().as_str()) {
                wrong(format!("the signal `{}` is there twice", signal.id.get_ref()), signal.id.span());
            }
        }
        let signals = draft.signals.iter().map(|signal| self.signal(signal, &draft.facets, &source, &mut problems)).collect();
        let mut questions = Vec::new();
        for question in draft.questions {
            let settled = self.patterns(&question.settled, &source, &mut problems);
            questions.push(Question { ask: question.ask, settled: settled.into(), patterns: 0..0 });
        }
        let LevelsDraft { asserted, described, developed, compelling } = draft.levels;
        let item = Item {
            kind,
            id: draft.id.into_inner(),
            order: draft.order,
            title: draft.title,
            asks: draft.asks,
            why: draft.why.into(),
            source: draft.source.into_inner(),
            scale: draft.scale,
            levels: vec![asserted, described, developed, compelling].into(),
            facets: draft.facets,
            signals,
            echo: listed(&draft.echo).map(ToOwned::to_owned).collect::<Vec<_>>().into(),
            nature: draft.nature.map(Spanned::into_inner).unwrap_or_default().into(),
            key: draft.key.into(),
            features: draft.features.into(),
            questions,
        };
        (item, problems)
    }

    fn signal(&self, draft: &SignalDraft, facets: &[Facet], source: &Source, problems: &mut Vec<Problem>) -> Signal {
        let find = self.patterns(&draft.find, source, problems);
        if draft.find.is_empty() {
            problems.push(Problem::new(
                Code::Rubric,
                "`find` has no pattern, so nothing could be found",
                source,
                draft.id.span(),
            ));
        }
        let facet = facets.iter().position(|facet| facet.id == *draft.facet.get_ref());
        if facet.is_none() {
            let message = format!("there is no facet `{}` in this file", draft.facet.get_ref());
            let mut problem = Problem::new(Code::Rubric, message, source, draft.facet.span());
            problem.help = nearest(draft.facet.get_ref(), facets.iter().map(|facet| facet.id.as_str()))
                .map(|near| format!("did you mean `{near}`?"));
            problems.push(problem);
        }
        let mut places = if draft.places.is_empty() { Places::USUAL } else { Places::NONE };
        for name in &draft.places {
            match Places::named(name.get_ref()) {
                Some(more) => places = places.with(more),
                None => {
                    let message = format!("no field or group of fields is called `{}`", name.get_ref());
                    let mut problem = Problem::new(Code::Rubric, message, source, name.span());
                    problem.help = nearest(name.get_ref(), Places::names()).map(|near| format!("did you mean `{near}`?"));
                    problems.push(problem);
                }
            }
        }
        let mut unless = Vec::new();
        for name in &draft.unless {
            match self.known(name.get_ref()) {
                Ok(id) => unless.push(id),
                Err(help) => problems.push(unknown_concept(name, source, help)),
            }
        }
        if !draft.worth.is_finite() {
            problems.push(Problem::new(Code::Rubric, "`worth` is no number of points", source, draft.id.span()));
        }
        if !(1..=2).contains(&draft.sentences) {
            problems.push(Problem::new(Code::Rubric, "`sentences` is 1 or 2", source, draft.id.span()));
        }
        Signal {
            id: draft.id.get_ref().clone(),
            says: draft.says.clone(),
            facet: facet.unwrap_or(0),
            worth: draft.worth,
            find: find.into(),
            patterns: 0..0,
            written: draft.find.iter().map(|pattern| pattern.get_ref().clone()).collect::<Vec<_>>().into(),
            near: draft.near,
            places,
            unless,
            sentences: draft.sentences,
            yes: draft.yes.clone().into(),
            no: draft.no.clone().into(),
        }
    }
}

fn unknown_concept(name: &Spanned<String>, source: &Source, help: Option<String>) -> Problem {
    let mut problem = Problem::new(Code::Rubric, format!("there is no concept `{}`", name.get_ref()), source, name.span());
    problem.help = help;
    problem
}

/// The phrases of a list, which commas separate; a line may end within one.
pub(super) fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|phrase| !phrase.is_empty())
}

/// Where a piece of a text stands in the file, found by its wording; the whole text where escapes hide it.
fn inside(text: &Spanned<String>, piece: &str, source: &Source) -> Range<usize> {
    let span = text.span();
    match source.slice(span.clone()).find(piece) {
        Some(at) if !piece.is_empty() => span.start + at..span.start + at + piece.len(),
        _ => span,
    }
}
