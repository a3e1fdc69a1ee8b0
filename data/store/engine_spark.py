"""Answers from Spark, over the Parquet files of a store in a folder that every machine of a cluster sees.

Spark is for what one machine cannot hold, and for building roll-ups; nobody waits for it at a screen. It is no package
of the dashboard: whoever has a cluster installs pyspark in the version of that cluster. ``TRACKER_SPARK`` names the
cluster, such as ``spark://office:7077`` or ``yarn``; without it Spark runs on the cores of this machine.
"""

import importlib
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from data.errors import RequestRefused, StoreError
from data.queries.counts import Columns, columns_of
from data.queries.filters import Shape
from data.queries.statements import RECORDS, SPARK, statement
from data.schema import COLUMNS, Type
from data.store.engine import ALL_ARE_CURRENT, CURRENT_AMONG_REVISIONS
from data.store.interface import STORED_SCHEMA, Snapshot

MASTER_VARIABLE = "TRACKER_SPARK"
THIS_MACHINE = "local[*]"

_TYPES = {
    Type.TEXT: "STRING",
    Type.COUNT: "BIGINT",
    Type.NUMBER: "DOUBLE",
    Type.DAY: "DATE",
    Type.MOMENT: "TIMESTAMP",
    Type.FLAG: "BOOLEAN",
}
_COLUMNS = ", ".join(f"{name} {_TYPES[COLUMNS[name].type] if name in COLUMNS else 'STRING'}" for name in STORED_SCHEMA)

_SESSION = {"spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "true", "spark.sql.caseSensitive": "true"}
"""What a session must have for the same answers everywhere, whatever a cluster has as its defaults."""

_ON_THIS_MACHINE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
}


class SparkEngine:
    """Answers from a session of Spark in which ``records`` is the view of the current records."""

    def __init__(self, session: Any, known_at: datetime | None = None) -> None:
        """Take a session that has the view ``records``; the session is the caller's, and so is its end."""
        self._session = session
        self._known_at = known_at

    @property
    def session(self) -> Any:
        """The session in which ``records`` is the view of the current records, for making roll-ups."""
        return self._session

    @property
    def known_at(self) -> datetime | None:
        """The moment in the store that the answers belong to."""
        return self._known_at

    def columns(self, builder: str, shape: Shape, values: Mapping[str, Any]) -> Columns:
        """Return the columns of a question, by name; any thread may ask."""
        compiled = statement(builder, shape, SPARK)
        bound = {name: values[name] for name in compiled.values}
        return columns_of(compiled.columns, self._session.sql(compiled.sql, args=bound).collect())


def engine_over_spark(snapshot: Snapshot, session: Any) -> SparkEngine:
    """Return an engine over the Parquet files of a snapshot, which stand under one path on every machine.

    Args:
        snapshot: snapshot of a store in a folder or on a mounted share.
        session: from ``open_session``; the engine keeps its tables apart from those of other snapshots.

    Raises:
        RequestRefused: the records of the snapshot live in a database.
    """
    if snapshot.database is not None:
        raise RequestRefused("Spark reads the files of a store in a folder; this store is in a database.")
    own = session.newSession()
    for name, value in _SESSION.items():
        own.conf.set(name, value)
    files = [file.resolve().as_uri() for file in snapshot.record_files]
    stored = own.read.schema(_COLUMNS).parquet(*files) if files else own.createDataFrame([], _COLUMNS)
    stored.createOrReplaceTempView("stored")
    current = own.sql(CURRENT_AMONG_REVISIONS if snapshot.has_revisions else ALL_ARE_CURRENT)
    current.createOrReplaceTempView(RECORDS)
    return SparkEngine(own, snapshot.known_at)


def open_session(master: str | None = None) -> Any:
    """Return the session with a cluster, of which a process has one; ``stop`` ends it.

    Args:
        master: address of the cluster; without it the environment's ``TRACKER_SPARK``, else this machine.

    Raises:
        StoreError: pyspark or Java is missing, or the cluster does not answer.
        RequestRefused: this process speaks with another cluster already.
    """
    wanted = master or os.environ.get(MASTER_VARIABLE) or THIS_MACHINE
    try:
        builder = importlib.import_module("pyspark.sql").SparkSession.builder
    except ImportError as problem:
        raise StoreError(f"Spark is asked for, but pyspark is not installed here. ({problem})") from problem
    options = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
    options |= _ON_THIS_MACHINE if wanted.startswith("local") else {}
    try:
        session = builder.master(wanted).appName("displacement tracker").config(map=options).getOrCreate()
    except Exception as problem:  # of many kinds: pyspark's own, Java's through it, the operating system's
        raise StoreError(f"Spark at {wanted} cannot be reached; it needs Java 17. ({problem})") from problem
    found = session.sparkContext.master
    if found != wanted:
        raise RequestRefused(f"this process works with Spark at {found}; start another one for {wanted}.")
    return session
