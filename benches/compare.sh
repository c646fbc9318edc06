#!/usr/bin/env bash
# Measures the whole program beside others: ripgrep counting lines with 1,500 words, and spaCy matching the same words, over 2,000
# statements of the rated kind; one thread against two; a stream of 100,000 statements; one statement alone; and the floor, which is
# reading and parsing the TOML and nothing else. Needs cargo, python3 and Debian's apt-get; leaves nothing behind but what apt installs.
#
#   benches/compare.sh [RUNS]       alternating runs of each, 15 unless said otherwise
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-15}

for tool in rg:ripgrep hyperfine:hyperfine; do
    command -v "${tool%%:*}" >/dev/null || { apt-get update -q && apt-get install -qy --no-install-recommends "${tool##*:}"; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/spacy"
"$work/spacy/bin/pip" install -q spacy
cargo build --release --locked

python3 benches/compare.py "$work" "$runs"

echo
echo "One statement, from start to finished table:"
hyperfine --shell=none --warmup 5 --runs 100 --style basic \
    "target/release/fieldtrial score rated/statements/s001.toml" 2>/dev/null | grep -E 'Time|Range'

echo
echo "The floor and the steps, by divan:"
cargo bench --locked --bench score
