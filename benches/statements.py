#!/usr/bin/env python3
"""Makes many statements out of the rated ones, for measuring: a folder of TOML files, or rows of JSON Lines on standard output.

Each is a rated statement with another title and, in every passage, a sentence that stands in another statement, so that no two are
the same and all are of the rated kind. The same count gives the same statements.
"""

import argparse
import json
import pathlib
import random
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
PASSAGE = re.compile(r'(""")(.*?)(""")', re.S)


def rated():
    return [path.read_text() for path in sorted((ROOT / "rated/statements").glob("*.toml"))]


def sentences(texts):
    prose = (match.group(2).replace("\n", " ") for text in texts for match in PASSAGE.finditer(text))
    split = (sentence for passage in prose for sentence in re.split(r"(?<=[.!?])\s+", passage.strip()))
    return [sentence for sentence in split if 30 < len(sentence) < 200 and not set(sentence) & set('"\\')]


def varied(count):
    texts = rated()
    others = sentences(texts)
    draw = random.Random(2006)
    for number in range(count):
        text = re.sub(r'^title\s*=\s*"', lambda match: f"{match.group(0)}{number}: ", texts[number % len(texts)], count=1, flags=re.M)
        yield PASSAGE.sub(lambda match: f"{match.group(1)}{match.group(2)} {draw.choice(others)}{match.group(3)}", text)


def words(count):
    """Words of the rubric's vocabulary, drawn at random."""
    found = set()
    for path in (ROOT / "vocabulary").glob("*.toml"):
        for concept in tomllib.loads(path.read_text())["concepts"]:
            found.update(re.findall(r"[a-z]{4,}", concept.get("words", "")))
    return sorted(random.Random(2006).sample(sorted(found), count))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", nargs="?", type=pathlib.Path, help="write files here [default: rows to standard output]")
    parser.add_argument("--broken", type=int, metavar="N", help="take the domain from every Nth row, which makes it a failure")
    options = parser.parse_args()
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(varied(options.count)):
            (options.folder / f"{number:06}.toml").write_text(text)
        return
    # Two thousand different ones, over and over: making them must not take longer than scoring them.
    ready = [json.dumps(text) for text in varied(min(options.count, 2000))]
    for number in range(options.count):
        text = ready[number % len(ready)]
        if options.broken and number % options.broken == options.broken - 1:
            text = re.sub(r"domain\s*=[^\\]*", "", text, count=1)
        sys.stdout.write(f'{{"id": "{number:06}", "toml": {text}}}\n')


if __name__ == "__main__":
    main()
