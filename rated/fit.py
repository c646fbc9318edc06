"""Fits the two numbers of each item's `scale` to the rated statements, and prints them.

    python3 rated/fit.py [PATH TO fieldtrial]

For each criterion and scenario (by itself: what a scenario loses to its best rival is not reckoned) the points of every rated statement are reckoned from the evidence that `fieldtrial score --format json`
counts, and a grid is searched for the `half` and `level` whose levels lie nearest the readers' medians (least squares, with half of the
weight on agreement after rounding). New writers put things in words the rubric does not know, so the same merit brings fewer points
than here: both numbers are printed times 0.9. Standard library only.
"""

import csv
import json
import pathlib
import statistics
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent
LESS_RECALL = 0.9


def medians():
    ratings = {}
    with open(HERE / "ratings.csv", newline="") as file:
        for row in csv.DictReader(file):
            if row["item"] != "lead" and row["rating"]:
                ratings.setdefault((row["item"], row["statement"]), []).append(int(row["rating"]))
    return {key: statistics.median(values) for key, values in ratings.items()}


def points(evidence, item):
    """The sum of an item's counted evidence, facet by facet, as the program reckons it."""
    signals = {signal["id"]: signal for signal in item["signals"]}
    further = {facet["id"]: facet.get("further", 0.35) for facet in item["facets"]}
    worths = {}
    for piece in evidence:
        if piece["counted"]:
            signal = signals[piece["signal"]]
            worths.setdefault(signal["facet"], []).append(signal["worth"])
    total = 0.0
    for facet, values in worths.items():
        values.sort(key=abs, reverse=True)
        total += sum(worth * further[facet] ** place for place, worth in enumerate(values))
    return total


def level(value, half, step):
    return 0.0 if value <= 0 else min(4.0, max(0.0, 0.5 + (value - half) / step))


def fit(pairs):
    def badness(half, step):
        exact = sum((level(value, half, step) - median) ** 2 for value, median in pairs)
        whole = sum((int(level(value, half, step) + 0.5) - median) ** 2 for value, median in pairs)
        return exact + whole

    grid = ((half / 10, step / 20) for half in range(0, 45) for step in range(6, 80))
    return min(grid, key=lambda numbers: badness(*numbers))


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "fieldtrial"
    command = [program, "score", str(HERE / "statements"), "--format", "json"]
    statements = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["statements"]
    gold = medians()
    for folder in ("criteria", "scenarios"):
        for path in sorted((ROOT / folder).glob("*.toml")):
            item = tomllib.loads(path.read_text())
            pairs = []
            for statement in statements:
                found = statement[folder][item["id"]]
                evidence = found["evidence"] if folder == "criteria" else found["for"] + found["against"]
                median = gold.get((item["id"], pathlib.Path(statement["id"]).stem))
                if median is not None:
                    pairs.append((points(evidence, item), median))
            half, step = fit(pairs)
            print(f"{path.relative_to(ROOT)}: scale = {{ half = {half * LESS_RECALL:.2f}, level = {step * LESS_RECALL:.2f} }}")


if __name__ == "__main__":
    main()
