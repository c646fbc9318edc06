#!/usr/bin/env bash
# Scores rows with Spark in local mode, two workers, and holds the result against a run on one machine without Spark.
# Needs cargo, python3 and Java 17; PySpark comes from PyPI into a folder that is removed again.
#
#   examples/spark/run.sh [ROWS]        10,000 unless said otherwise
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyspark
cargo build --release --locked
export PATH="$PWD/target/release:$work/venv/bin:$PATH" PYSPARK_PYTHON="$work/venv/bin/python"

python3 benches/statements.py "${1:-10000}" --broken 500 >"$work/rows.jsonl"
spark-submit --master 'local[2]' examples/spark/score.py "$work/rows.jsonl" "$work/scores.parquet" 2>"$work/log" ||
    { tail -n 50 "$work/log"; exit 1; }
code=0
fieldtrial score --input jsonl --format jsonl "$work/rows.jsonl" -o "$work/scores.jsonl" 2>"$work/problems" || code=$?
[ "$code" -eq 3 ] || { echo "expected some failures and exit code 3, and it is $code"; exit 1; }
tail -n 1 "$work/problems"
spark-submit --master 'local[2]' examples/spark/agree.py "$work/scores.parquet" "$work/scores.jsonl" 2>>"$work/log"
