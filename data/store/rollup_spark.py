"""Makes the roll-ups of a store with Spark, over Parquet files in a folder that every machine of a cluster sees.

They are the same files as those that DuckDB makes, so that the dashboard answers from them without any Spark.
"""

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from data.errors import StoreError
from data.queries.filters import Shape
from data.queries.statements import ROLLED_UP, SPARK, statement
from data.store.engine_spark import engine_over_spark, open_session
from data.store.rollup_making import Work
from data.store.rollups import ROLLUPS, table_of

_OPTIONS = {"compression": "zstd", "parquet.block.size": str(4 * 1024 * 1024)}
"""Small groups of rows, so that a question reads little."""

_PART = "part"


def make_with_spark(work: Work, session: Any = None) -> dict[tuple[str, str], list[Path]]:
    """Write the files of an edition with Spark, every source whole.

    Args:
        work: what has to be made.
        session: from ``open_session``; without it the session with the cluster that ``TRACKER_SPARK`` names.

    Raises:
        StoreError: Spark is missing, the cluster does not answer, or it could not write to the folder of the store.
    """
    own = engine_over_spark(work.snapshot, session or open_session()).session
    written: dict[tuple[str, str], list[Path]] = {}
    try:
        for rollup in ROLLUPS:
            written |= _made(own, rollup, work.into)
    except Exception as problem:  # of many kinds: pyspark's own, Java's through it, the operating system's
        raise StoreError(f"the roll-ups of {work.folder} could not be made with Spark. ({problem})") from problem
    return written


def _made(session: Any, rollup: str, into: Path) -> dict[tuple[str, str], list[Path]]:
    """Write one roll-up, a folder for each source, and make it a table for those that are made from it."""
    sums = session.sql(statement(ROLLED_UP + rollup, Shape(), SPARK).sql)
    folder = into / f"{rollup}-spark"
    parted = sums.withColumn(_PART, sums["source"]).repartition(_PART)
    ordered = parted.sortWithinPartitions(_PART, *ROLLUPS[rollup].order.split(", "))
    ordered.write.options(**_OPTIONS).partitionBy(_PART).parquet(folder.resolve().as_uri())
    found = {}
    for position, part in enumerate(sorted(folder.glob(f"{_PART}=*"))):
        source = unquote(part.name.removeprefix(f"{_PART}="))
        files = enumerate(sorted(part.glob("*.parquet")))
        found[rollup, source] = [one.rename(into / f"{rollup}-{position}-{number}.parquet") for number, one in files]
    files_now = [path.resolve().as_uri() for paths in found.values() for path in paths]
    kept = session.read.schema(sums.schema).parquet(*files_now) if files_now else sums.limit(0)
    kept.createOrReplaceTempView(table_of(rollup))
    return found
