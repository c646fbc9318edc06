"""Holds the Parquet table against the rows of one machine: the same rows, byte for byte, in the same order."""

import sys

from pyspark.sql import SparkSession


def main():
    table, rows = sys.argv[1:3]
    spark = SparkSession.builder.appName("agree").getOrCreate()
    scored = spark.read.parquet(table).orderBy("id")
    found = [row["row"] for row in scored.select("row").toLocalIterator()]
    failed = scored.where("problem is not null").count()
    parts = spark.sparkContext.textFile(rows).getNumPartitions()
    spark.stop()
    with open(rows, encoding="utf-8") as file:
        expected = [line.rstrip("\n") for line in file]
    if found != expected:
        sys.exit(f"{len(found)} rows by Spark, {len(expected)} by one machine, and they differ")
    print(f"{len(found)} rows by Spark and by one machine, all the same; {failed} of them failures; {parts} partitions or more")


if __name__ == "__main__":
    main()
