"""Seconds per statement that spaCy takes: blank English, sentencizer, PhraseMatcher. Takes a folder of statements and a list of words."""

import pathlib
import sys
import time

import spacy
from spacy.matcher import PhraseMatcher

texts = [path.read_text() for path in sorted(pathlib.Path(sys.argv[1]).glob("*.toml"))[:400]]
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
matcher.add("WORDS", [nlp.make_doc(word) for word in pathlib.Path(sys.argv[2]).read_text().split()])
began = time.perf_counter()
found = 0
for doc in nlp.pipe(texts):
    found += len(matcher(doc)) + sum(1 for _ in doc.sents)
assert found
print((time.perf_counter() - began) / len(texts))
