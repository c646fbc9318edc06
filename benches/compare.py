"""What benches/compare.sh measures; it says what. Takes a folder to work in and the number of runs."""

import os
import pathlib
import statistics
import subprocess
import sys
import time

import statements

PROGRAM = "target/release/fieldtrial"


def timed(command):
    """Seconds a command took."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def alternating(runs, **commands):
    """Runs the commands in turn, and gives all times of each: what else the machine does falls on all of them alike."""
    times = {name: [] for name in commands}
    for command in commands.values():
        timed(command)
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(timed(command))
    return times


def told(times):
    for name, all_of_them in times.items():
        low, middle, high = min(all_of_them), statistics.median(all_of_them), max(all_of_them)
        print(f"  {name:<22} median {middle * 1000:8.1f} ms   {low * 1000:.1f} to {high * 1000:.1f}")
    return {name: statistics.median(all_of_them) for name, all_of_them in times.items()}


def main():
    work, runs = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    count = 2000
    folder, words = work / "statements", work / "words"
    subprocess.run([sys.executable, "benches/statements.py", str(count), folder], check=True)
    words.write_text("\n".join(statements.words(1500)) + "\n")
    score = [PROGRAM, "score", folder]
    rows = [*score, "--format", "jsonl", "-o", "/dev/null"]

    print(f"{count} statements in a folder, whole process, {os.cpu_count()} cores, {runs} alternating runs:")
    found = told(
        alternating(
            runs,
            ripgrep=["rg", "-c", "-i", "-F", "-f", words, folder],
            table=score,
            rows=rows,
            rows_on_one_thread=[*rows, "--jobs", "1"],
            rows_on_two_threads=[*rows, "--jobs", "2"],
        )
    )
    print(f"  table / ripgrep {found['table'] / found['ripgrep']:.2f}, rows / ripgrep {found['rows'] / found['ripgrep']:.2f}")
    print(f"  one thread / two {found['rows_on_one_thread'] / found['rows_on_two_threads']:.2f}")

    print("\nspaCy, blank English with sentencizer and PhraseMatcher, per statement, reading and setting up left out:")
    spacy = [work / "spacy/bin/python", "benches/phrases.py", folder, words]
    times = {"spaCy": [], "fieldtrial": []}
    for _ in range(max(3, runs // 5)):
        times["spaCy"].append(float(subprocess.run(spacy, capture_output=True, text=True, check=True).stdout))
        times["fieldtrial"].append(timed([*score, "--jobs", "1"]) / count)
    found = told(times)
    print(f"  spaCy / fieldtrial on one thread, start, reading and the table included: {found['spaCy'] / found['fieldtrial']:.1f}")

    many = 100_000
    print(f"\nA stream of {many} statements, through a pipe:")
    maker = subprocess.Popen([sys.executable, "benches/statements.py", str(many)], stdout=subprocess.PIPE)
    began = time.perf_counter()
    scorer = subprocess.Popen(
        [PROGRAM, "score", "--input", "jsonl", "--format", "jsonl", "-"],
        stdin=maker.stdout,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    maker.stdout.close()
    closing = scorer.stderr.read().strip()
    _, _, usage = os.wait4(scorer.pid, 0)
    took = time.perf_counter() - began
    maker.wait()
    print(f"  {closing}; {took / many * 1e6:.0f} µs each, peak memory {usage.ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
