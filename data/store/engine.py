"""Engines that run the compiled questions over the current records of one snapshot.

An engine is opened over a snapshot and answers from it for ever: later imports make another snapshot and another
engine. DuckDB is here; PostgreSQL is in ``engine_postgres.py`` and Spark in ``engine_spark.py``. They differ in this:

* **SQL**: written by Ibis for each (``DUCKDB``, ``POSTGRES`` and ``SPARK`` in ``data/queries/statements.py``).
* **Latest of a series**: a join with the newest date of each series on DuckDB and Spark, a window on PostgreSQL, which
  would read its table twice for a join (``Dialect.latest``). Both need keys that are never missing.
* **Values**: bound under a name on all three; only the mark in the SQL differs (``Dialect.marker``). Days are bound as
  ISO text and cast by the SQL.
* **Current records**: files picked by the snapshot on DuckDB and Spark, rows of the active imports in the one table of
  PostgreSQL; then the same ``CURRENT_AMONG_REVISIONS`` everywhere.
* **Text**: ordered by its bytes everywhere. PostgreSQL would follow the language of its server, so its table is
  declared with ``COLLATE "C"`` (``data/store/database.py``).
* **The sign NUL**: PostgreSQL holds no text with it, so a name with it is bound as missing and finds nothing.
* **Missing values**: ``sum``, ``min`` and ``max`` leave them out and are missing over nothing, on all three. NaN, which
  no record holds, would be missing on Spark alone.
* **Days and moments**: days come back as ``date``; moments are UTC in every session.
* **Numbers**: counts come back as ``int`` and sums of people as ``float``. Engines add fractions in different order, so
  the last binary digits differ until ``tidy`` in ``data/queries/amounts.py`` rounds them.
* **Sums of whole numbers**: of a wider kind on DuckDB, decimal numbers on PostgreSQL; their engines turn them back.
* **Claims**: PostgreSQL casts no boolean to a wide integer, so an expression counts claims by their branches.
* **Widths**: Spark multiplies integers in the width that it finds (and refuses to overflow), where the others widen; so
  an expression widens before it multiplies.
* **Order of rows**: none; ``counts_of`` in ``data/queries/counts.py`` gives one.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol

import duckdb
import polars as pl

from data.queries.counts import Columns
from data.queries.filters import Shape
from data.queries.statements import DUCKDB, statement
from data.schema import RECORD_SCHEMA
from data.store.interface import Snapshot
from data.store.rollups import asked_of_rollups, table_of

IN_MEMORY_ROWS = 400_000
"""Up to this many records are read into memory once; above it every question reads the sorted Parquet files."""


_FILES_ARE_GONE = (duckdb.IOException, duckdb.PermissionException)
"""What DuckDB says of a file that is no longer there: it looks for a folder of that name, which it may not."""


class Engine(Protocol):
    """Runs a compiled question and gives its rows back as plain values."""

    @property
    def known_at(self) -> datetime | None:
        """The moment in the store that the answers belong to; ``None`` for the newest."""
        ...

    def columns(self, builder: str, shape: Shape, values: Mapping[str, Any]) -> Columns:
        """Return the columns of a question of ``data/queries/expressions.py``: plain values, by name."""
        ...


class DuckDBEngine:
    """Answers from an in-memory DuckDB: any number of readers, no lock, no file of its own."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        known_at: datetime | None = None,
        *,
        has_rollups: bool = False,
    ) -> None:
        """Take a connection that has the table or view ``records`` and, if so said, those of the roll-ups."""
        self._connection = connection
        self._known_at = known_at
        self._has_rollups = has_rollups

    @property
    def known_at(self) -> datetime | None:
        """The moment in the store that the answers belong to."""
        return self._known_at

    def columns(self, builder: str, shape: Shape, values: Mapping[str, Any]) -> Columns:
        """Return the columns of a question, from the roll-ups where they can answer."""
        instead = asked_of_rollups(builder, shape, values) if self._has_rollups else None
        if instead is not None:
            with suppress(*_FILES_ARE_GONE):  # later imports took them away: the records are still there
                return self._asked(*instead)
        return self._asked(builder, shape, values)

    def _asked(self, builder: str, shape: Shape, values: Mapping[str, Any]) -> Columns:
        """Return the answer to a statement; a cursor of its own makes threads safe."""
        compiled = statement(builder, shape, DUCKDB)
        bound = {name: values[name] for name in compiled.values}
        with self._connection.cursor() as cursor:
            asked = cursor.execute(compiled.sql, bound)
            kinds = [str(column[1]) for column in asked.description]
            found = asked.fetchnumpy()  # whole columns: several times quicker than rows
        return {name: _plain(found[name], kind) for name, kind in zip(found, kinds, strict=True)}


_PLAIN_AS = {"DATE": "datetime64[D]", "HUGEINT": "int64"}
"""Columns that NumPy would give as moments and as fractions."""


def _plain(column: Any, kind: str) -> list[Any]:
    """Return a column of NumPy as plain values; what is missing is ``None``."""
    return list((column.astype(_PLAIN_AS[kind]) if kind in _PLAIN_AS else column).tolist())


def open_engine(snapshot: Snapshot) -> Engine:
    """Return the engine for a snapshot: PostgreSQL where its records live in a database, else DuckDB over its files."""
    if snapshot.database is not None:
        # Loaded here: whoever has no office server need not wait for its driver at each start.
        from data.store.engine_postgres import PostgresEngine

        return PostgresEngine(snapshot)
    return engine_over_files(snapshot)


def engine_over_files(snapshot: Snapshot) -> DuckDBEngine:
    """Return an engine over the Parquet files of a snapshot."""
    if not snapshot.record_files:
        return engine_over_frame(pl.DataFrame(schema=RECORD_SCHEMA), snapshot.known_at)
    connection = _connection()
    files = [str(file) for file in snapshot.record_files]
    connection.read_parquet(files, union_by_name=True).create_view("stored")
    current = CURRENT_AMONG_REVISIONS if snapshot.has_revisions else ALL_ARE_CURRENT
    connection.execute("CREATE VIEW records AS " + current)  # SQL: one of two statements of this module
    count = connection.execute("SELECT count(*) FROM stored").fetchall()[0][0]
    if count <= IN_MEMORY_ROWS:
        connection.execute("CREATE TABLE kept AS SELECT * FROM records")
        connection.execute("CREATE OR REPLACE VIEW records AS SELECT * FROM kept")
    rolled_up = [str(file) for rollup in snapshot.rollups.values() for file in rollup]
    for name, rollup in snapshot.rollups.items():
        connection.read_parquet([str(file) for file in rollup]).create_view(table_of(name))
    _harden(connection, [*files, *rolled_up])
    return DuckDBEngine(connection, snapshot.known_at, has_rollups=bool(rolled_up))


def engine_over_frame(records: pl.DataFrame, known_at: datetime | None = None) -> DuckDBEngine:
    """Return an engine over records in memory that are all current; missing columns of the record are empty."""
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in RECORD_SCHEMA.items() if name not in records.columns]
    table = records.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in RECORD_SCHEMA.items())
    connection = _connection()
    connection.register("given", table.to_arrow())
    connection.execute("CREATE TABLE records AS SELECT * FROM given")
    connection.unregister("given")
    _harden(connection, ())
    return DuckDBEngine(connection, known_at)


ALL_ARE_CURRENT = "SELECT * FROM stored"
CURRENT_AMONG_REVISIONS = """
SELECT stored.* FROM stored LEFT JOIN
    (SELECT record_id, max(revision) AS newest FROM stored WHERE revision > 1 GROUP BY record_id) AS later
    ON stored.record_id = later.record_id
WHERE stored.revision >= coalesce(later.newest, 0) AND NOT stored.is_retracted
"""
"""Only revisions above 1 can supersede, so that a store without any pays nothing."""


def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})


def _harden(connection: duckdb.DuckDBPyConnection, files: Sequence[str]) -> None:
    """Close every way to the outside but the snapshot's own files, and lock that."""
    connection.execute("SET allowed_paths = $paths", {"paths": list(files)})
    for setting in (
        "SET autoload_known_extensions = false",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        connection.execute(setting)
