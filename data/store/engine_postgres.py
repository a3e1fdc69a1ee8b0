"""Answers from the table of records of an office's PostgreSQL, for any number of threads at once.

Every question is one statement in a read-only transaction of its own. Connections are kept and used again; one that the
server closed meanwhile is replaced without a word.
"""

import threading
import weakref
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.rows import TupleRow
from psycopg.types.numeric import NumericBinaryLoader

from data.errors import StoreError
from data.queries.counts import Columns, columns_of
from data.queries.filters import Shape
from data.queries.statements import POSTGRES, RECORDS, Statement, statement
from data.store import database, rollup_postgres
from data.store.engine import ALL_ARE_CURRENT, CURRENT_AMONG_REVISIONS
from data.store.interface import Snapshot
from data.store.rollups import asked_of_rollups

CONNECTIONS = 8
"""An engine opens at most this many connections; a further thread waits for one that is free."""

_ACTIVE = "active_imports"
_STORED = f"{RECORDS} WHERE import_id = ANY(%({_ACTIVE})s::text[])"

Connection = psycopg.Connection[TupleRow]


class _WholeNumberLoader(NumericBinaryLoader):
    """PostgreSQL adds whole numbers up to a decimal number; elsewhere the sum is a whole number too."""

    def load(self, data: Buffer) -> Any:
        return int(super().load(data))


class PostgresEngine:
    """Answers from the rows of the imports that were active in one snapshot of an office store."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Take the snapshot of a store in a database; the first question opens the first connection.

        Raises:
            StoreError: the records of the snapshot live in files.
        """
        if snapshot.database is None:
            raise StoreError("the records of this snapshot live in files, not in a database.")
        self._address = snapshot.database
        self._place = database.place_of(self._address)
        self._active = list(snapshot.import_ids)
        self._current = CURRENT_AMONG_REVISIONS if snapshot.has_revisions else ALL_ARE_CURRENT
        self._known_at = snapshot.known_at
        self._hashes = snapshot.record_hashes
        self._has_rollups = True  # until the first question says otherwise
        self._free: deque[Connection] = deque()
        self._turns = threading.BoundedSemaphore(CONNECTIONS)
        self._closed = weakref.finalize(self, _close, self._free)

    @property
    def known_at(self) -> datetime | None:
        """The moment in the store that the answers belong to."""
        return self._known_at

    def columns(self, builder: str, shape: Shape, values: Mapping[str, Any]) -> Columns:
        """Return the columns of a question, by name; any thread may ask.

        Raises:
            StoreError: the server cannot be reached.
        """
        with database.told_plainly(self._place), self._turns:
            found = self._rolled_up(builder, shape, values) if self._has_rollups else None
            if found is not None:
                return found
            compiled = statement(builder, shape, POSTGRES)
            bound = _bound(compiled, values) | {_ACTIVE: self._active}
            rows = self._asked(self._over_current_records(compiled.sql).encode(), bound)
            return columns_of(compiled.columns, rows)

    def close(self) -> None:
        """Let go of the connections; a later question opens new ones."""
        _close(self._free)

    def _rolled_up(self, builder: str, shape: Shape, values: Mapping[str, Any]) -> Columns | None:
        """Return the answer of the roll-ups; None where there are none of the records of this snapshot."""
        instead = asked_of_rollups(builder, shape, values)
        if instead is None:
            return None
        compiled = statement(instead[0], instead[1], POSTGRES)
        bound = _bound(compiled, instead[2]) | rollup_postgres.state_values(self._hashes)
        try:
            found = self._asked(rollup_postgres.over_rollups(compiled.sql).encode(), bound)
        except rollup_postgres.NO_ROLLUPS:
            found = []
        rows = rollup_postgres.answered_rows(found)
        self._has_rollups = rows is not None
        return None if rows is None else columns_of(compiled.columns, rows)

    def _over_current_records(self, asked: str) -> str:
        """Return the statement with the current records put where it says ``records``.

        The first mention of ``records`` is the table: a name given by WITH begins to mean something after its own line.
        Nothing is materialised, so that the filters of the question reach the index of the table.
        """
        stored = f"stored AS NOT MATERIALIZED (SELECT * FROM {_STORED})"  # noqa: S608 - constants of this module
        current = f"{RECORDS} AS NOT MATERIALIZED ({self._current})"
        return f"WITH {stored}, {current} SELECT * FROM ({asked}) AS answered"  # noqa: S608 - values are bound

    def _asked(self, question: bytes, bound: Mapping[str, Any]) -> list[Sequence[Any]]:
        while (connection := self._kept_connection()) is not None:
            try:
                return self._answered(connection, question, bound)
            except psycopg.OperationalError:
                if not connection.closed:
                    raise
        return self._answered(self._new_connection(), question, bound)

    def _answered(self, connection: Connection, question: bytes, bound: Mapping[str, Any]) -> list[Sequence[Any]]:
        try:
            with connection.transaction():
                return list(connection.execute(question, bound, binary=True).fetchall())
        finally:
            if not connection.closed:
                self._free.append(connection)

    def _kept_connection(self) -> Connection | None:
        with suppress(IndexError):
            return self._free.pop()
        return None

    def _new_connection(self) -> Connection:
        connection = psycopg.connect(self._address, application_name="asking", connect_timeout=10)
        connection.read_only = True
        connection.adapters.register_loader("numeric", _WholeNumberLoader)
        with connection.transaction():
            connection.execute("SET TIME ZONE 'UTC'")
        return connection


def _bound(compiled: Statement, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _bindable(values[name]) for name in compiled.values}


def _bindable(value: Any) -> Any:
    """Return the value, or nothing for text that PostgreSQL cannot hold: no record of it is called so."""
    return None if isinstance(value, str) and "\0" in value else value


def _close(connections: deque[Connection]) -> None:
    while connections:
        connections.pop().close()
