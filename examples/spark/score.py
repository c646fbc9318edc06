"""Scores a dataset with Apache Spark: each partition's rows go through the program, and what comes back is a Parquet table.

The stream is the unit of work, so Spark has nothing to know of scoring: it cuts the rows into partitions, runs the program on each,
and starts it again elsewhere where a machine fails. Takes a file or folder of JSON Lines, and the Parquet folder to write.
"""

import json
import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, MapType, StringType, StructField, StructType

COMMAND = "fieldtrial score --input jsonl --format jsonl --jobs 1 -"

SCHEMA = StructType(
    [
        StructField("id", StringType(), nullable=False),
        StructField("title", StringType()),
        StructField("overall", DoubleType()),
        StructField("criteria", MapType(StringType(), DoubleType())),
        StructField("scenarios", MapType(StringType(), DoubleType())),
        StructField("lead", StringType()),
        StructField("problem", StringType()),
        StructField("row", StringType(), nullable=False),
    ]
)


def columns(row):
    """A row of the program as columns: a failure has an id and its first problem, and nothing else."""
    one = json.loads(row)
    if "problems" in one:
        return one["id"], None, None, None, None, None, one["problems"][0]["message"], row
    criteria = {name: criterion["score"] for name, criterion in one["criteria"].items()}
    scenarios = {name: scenario["fit"] for name, scenario in one["scenarios"].items()}
    return one["id"], one["title"], one["overall"], criteria, scenarios, one["lead"], None, row


def main():
    source, target = sys.argv[1:3]
    spark = SparkSession.builder.appName("fieldtrial").getOrCreate()
    # Spark starts the program without any environment. An exit code of 3 says that some rows are failures, which are rows too.
    scored = spark.sparkContext.textFile(source).pipe(COMMAND, env={"PATH": os.environ["PATH"]}, checkCode=False)
    spark.createDataFrame(scored.map(columns), SCHEMA).write.mode("overwrite").parquet(target)
    spark.stop()


if __name__ == "__main__":
    main()
