"""Holds the Parquet table against the rows of one machine: the same rows, byte for byte."""

import hashlib
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import sha2


def main():
    table, rows = sys.argv[1:3]
    # Rows are long, as each has all its evidence: few of them are read at a time.
    spark = SparkSession.builder.appName("agree").config("spark.sql.parquet.columnarReaderBatchSize", 256).getOrCreate()
    scored = spark.read.parquet(table)
    found = scored.select("id", sha2("row", 256).alias("digest")).orderBy("id").collect()
    failed = scored.where("problem is not null").count()
    files = len(scored.inputFiles())
    spark.stop()
    with open(rows, "rb") as file:
        expected = [hashlib.sha256(line.rstrip(b"\n")).hexdigest() for line in file]
    if [row["digest"] for row in found] != expected:
        sys.exit(f"{len(found)} rows by Spark, {len(expected)} by one machine, and they differ")
    print(f"{len(found)} rows by Spark in {files} partitions and by one machine, all the same; {failed} of them are failures")


if __name__ == "__main__":
    main()
