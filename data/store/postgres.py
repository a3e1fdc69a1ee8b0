"""The store of an office: the same ledger and the same files in a PostgreSQL database, and the records as a table.

The bytes of every Parquet file are kept as they are, so that a backup of either store is the same folder with the same
hashes; the table ``records`` is what questions read. One transaction writes files, records and the line of the ledger.
"""

import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import astuple
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from data.errors import RequestRefused, StoreBusy, StoreDamaged, StoreError, StoreReadOnly
from data.store import database, durable, rollup_postgres
from data.store.backup import check_backup, write_backup
from data.store.batches import file_content, stored_file
from data.store.history import Change, History, Line, StoredFile, change_of, fold
from data.store.interface import CONTENT, STORED_SCHEMA, Snapshot, Verification
from data.store.layout import FILES, LEDGER, file_name
from data.store.ledger import Ledger
from data.store.publishing import PublishingStore
from data.store.rollups import ROLLUP_FROM
from data.store.snapshots import make_snapshot
from data.store.verify import record_damage

Connection = psycopg.Connection[TupleRow]
_PAUSE_SECONDS = 0.1
_OPENING_SECONDS = 60.0


class PostgresStore(PublishingStore):
    """A store in a PostgreSQL database. Any number of people may read it; one at a time writes."""

    def __init__(self, address: str, *, create: bool = True) -> None:
        """Open the store of a database; make its tables where there are none.

        Raises:
            StoreError: the server cannot be reached, or there is no store and ``create`` is False.
            StoreDamaged: the ledger is broken.
        """
        super().__init__()
        self._address = address
        self._seen = History()
        self._writer: Connection | None = None
        self._reader: Connection | None = None
        self._cache = Path(tempfile.mkdtemp(prefix="tracker-"))
        self._cleared = weakref.finalize(self, shutil.rmtree, self._cache, ignore_errors=True)
        if not self._ask(database.IS_MADE)[0][0]:
            if not create:
                raise StoreError(f"there is no store in {self.place}.")
            with self.writing(by="opening", wait_seconds=_OPENING_SECONDS):
                self._make()

    @property
    def place(self) -> str:
        """The database, without user and password."""
        return database.place_of(self._address)

    def snapshot(self, known_at: datetime | None = None) -> Snapshot:
        """Return the store as it is, or was known at a moment, without a lock; see ``Store.snapshot``."""
        return make_snapshot(
            self._history(), known_at, locate=None, locate_reference=self._fetched, database=self._address
        )

    def verify(self) -> Verification:
        """Check every file, the records against the files, and the chain of the ledger; see ``Store.verify``."""
        try:
            history = fold(self._lines())
        except StoreDamaged as problem:
            return Verification(0, 0, 0, (str(problem),))
        files = [file for one in history.imports for file in one.files]
        damaged = [words for file in files if (words := self._damage_of(file))]
        records = [(one.entry.import_id, file) for one in history.imports if (file := one.file("records"))]
        if not damaged:
            damaged = record_damage(history, [self._scan(file) for _, file in records])
            damaged += [words for name, file in records if (words := self._difference(name, file))]
        known = {file.path for file in files}
        return Verification(
            generation=history.generation,
            files_checked=len(files),
            records=sum(file.rows for _, file in records),
            damaged=tuple(damaged),
            orphans=tuple(path for (path,) in self._ask(database.PATHS) if path not in known),
        )

    def backup(self, to: Path, *, by: str, now: datetime) -> Verification:
        """Write the whole store to a new folder, an embedded store, and check it; see ``Store.backup``."""
        found = write_backup(to, self._lines(), self._bytes_of)
        with suppress(StoreReadOnly):
            self.note("backup", {"to": str(to.resolve()), "generation": found.generation}, by=by, now=now)
        return found

    def restore(self, backup: Path) -> Verification:
        """Bring a backup back into this database, which must be empty, and check it.

        Raises:
            RequestRefused: the database has a history already, or there is no backup.
            StoreDamaged: the backup itself is not sound.
        """
        check_backup(backup)
        lines = Ledger(backup / LEDGER).lines()
        with self.writing(by="restore"), self._transaction():
            if self._history_for_writing().sequence:
                raise RequestRefused(f"{self.place} has a history already; restore into an empty database.")
            for file in (file for one in fold(lines).imports for file in one.files):
                content = (backup / file.path).read_bytes()
                self._add_file(file, content, pl.read_parquet(BytesIO(content)))
            for line in lines:
                self._writing().execute(database.ADD_LINE, astuple(line))
        return self.verify()

    def roll_up(self, *, by: str, afresh: bool = False) -> dict[str, int]:
        """Bring the roll-ups up to date, or make them all anew, and return how many sums each of them has."""
        with self.writing(by=by), self._transaction():
            if afresh:
                rollup_postgres.forget(self._writing())
            rollup_postgres.bring_up_to_date(self._writing(), self._history_for_writing())
            return rollup_postgres.sums_kept(self._writing())

    def close(self) -> None:
        """Let go of connections and of files fetched for reading."""
        for connection in (self._reader, self._writer):
            if connection is not None:
                connection.close()
        self._reader = self._writer = None
        self._cleared()

    def _make(self) -> None:
        with self._transaction():
            if not self._writing().execute(database.IS_MADE).fetchall()[0][0]:
                self._writing().execute(database.CREATE)

    @contextmanager
    def _held(self, *, by: str, wait_seconds: float) -> Iterator[None]:
        with database.told_plainly(self.place):
            connection = self._connect(by)
        try:
            until = time.monotonic() + wait_seconds
            while not connection.execute(database.TAKE_LOCK, (database.WRITERS_LOCK,)).fetchall()[0][0]:
                if time.monotonic() >= until:
                    raise StoreBusy(f"{self._holder()} The figures can still be read; try again in a minute.")
                time.sleep(_PAUSE_SECONDS)
            self._writer = connection
            yield
        finally:
            self._writer = None
            connection.close()

    def _holder(self) -> str:
        for name, since, process in self._ask(database.HOLDER, (database.WRITERS_LOCK,)):
            return f"{name} has been writing to the store since {since:%Y-%m-%d %H:%M} (process {process})."
        return "Somebody else is writing to the store."

    def _connect(self, by: str) -> Connection:
        connection = psycopg.connect(self._address, autocommit=True, application_name=by[:60], connect_timeout=10)
        connection.execute("SET TIME ZONE 'UTC'")
        return connection

    def _writing(self) -> Connection:
        if self._writer is None:
            raise StoreError("the store is not held for writing.")
        return self._writer

    def _ask(self, question: str | sql.Composed, values: tuple[object, ...] = ()) -> list[TupleRow]:
        """Return the answer to a question; a connection that the server closed meanwhile is opened once more."""
        with database.told_plainly(self.place):
            try:
                return self._reading().execute(question, values).fetchall()
            except psycopg.OperationalError:
                self._reader = None
                return self._reading().execute(question, values).fetchall()

    def _reading(self) -> Connection:
        if self._reader is None or self._reader.closed:
            self._reader = self._connect("reading")
        return self._reader

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with database.told_plainly(self.place), self._writing().transaction():
            yield

    def _history(self) -> History:
        """Return all that happened; lines that were seen before are not read again."""
        history = self._seen
        for row in self._ask(database.LINES, (history.sequence,)):
            history = history.after(_line(row))
        self._seen = history
        return history

    def _history_for_writing(self) -> History:
        return fold(_line(row) for row in self._writing().execute(database.LINES, (0,)))

    def _lines(self) -> list[Line]:
        return [_line(row) for row in self._ask(database.LINES, (0,))]

    def _keep(self, sequence: int, frames: Mapping[str, pl.DataFrame]) -> tuple[StoredFile, ...]:
        files = []
        for role, frame in frames.items():
            content, path = file_content(role, frame), f"{FILES}/{sequence:06d}/{file_name(role)}"
            files.append(stored_file(role, path, content, frame))
            self._add_file(files[-1], content, frame)
        return tuple(files)

    def _add_file(self, file: StoredFile, content: bytes, frame: pl.DataFrame) -> None:
        cursor = self._writing().cursor()
        cursor.execute(database.ADD_FILE, (file.path, content))
        if file.role == "records":
            with cursor.copy(database.ADD_RECORDS) as copy:
                for part in frame.iter_slices(durable.ROWS_IN_GROUP):
                    copy.write(part.write_csv(include_header=False))

    def _append(self, history: History, change: Change) -> None:
        line = history.line_for(change)
        self._writing().execute(database.ADD_LINE, astuple(line))
        records = sum(file.rows for one in history.active() if (file := one.file("records")))
        if not change.is_remark and (records >= ROLLUP_FROM or rollup_postgres.are_made(self._writing())):
            rollup_postgres.bring_up_to_date(self._writing(), history.after(line))

    def _roll_up(self) -> None:
        return  # done in the transaction of the import

    def _scan(self, file: StoredFile) -> pl.LazyFrame:
        return pl.read_parquet(BytesIO(self._bytes_of(file))).lazy()

    def _latest_of(self, history: History, ids: pl.DataFrame) -> pl.DataFrame:
        active = [one.entry.import_id for one in history.active()]
        rows = self._ask(database.LATEST, (ids.get_column("record_id").to_list(), active))
        schema = {name: STORED_SCHEMA[name] for name in ("record_id", "revision", CONTENT)}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def _fetched(self, file: StoredFile) -> Path:
        """Return a copy of a file on this machine, for whoever reads files."""
        path = self._cache / f"{file.sha256}.parquet"
        if not path.exists():
            waiting = path.with_suffix(f".{threading.get_ident()}")
            waiting.write_bytes(self._bytes_of(file))
            waiting.replace(path)
        return path

    def _bytes_of(self, file: StoredFile) -> bytes:
        found = self._ask(database.CONTENT_OF, (file.path,))
        if not found:
            raise StoreDamaged(f"{self.place}: {file.path} is missing. {self._last_backup()}")
        content = bytes(found[0][0])
        if sha256(content).hexdigest() != file.sha256:
            raise StoreDamaged(f"{self.place}: {file.path} does not match its hash. {self._last_backup()}")
        return content

    def _damage_of(self, file: StoredFile) -> str | None:
        try:
            self._bytes_of(file)
        except StoreDamaged as problem:
            return str(problem)
        return None

    def _difference(self, import_id: str, file: StoredFile) -> str | None:
        """Say so when the table has other rows of an import than its file."""
        key = ["record_id", "revision"]
        rows = self._ask(database.RECORDS_OF, (import_id,))
        table = pl.DataFrame(rows, schema=STORED_SCHEMA, orient="row").sort(key)
        same = table.equals(self._scan(file).collect().sort(key))
        return None if same else f"{self.place}: the records of import {import_id} are not those of {file.path}."

    def _last_backup(self) -> str:
        """Return a sentence that names the newest backup made from this database."""
        for line in reversed(self._lines()):
            if line.action == "backup":
                detail = change_of(line).detail
                return f"The last backup is {detail['to']} of {line.at[:16]} (generation {detail['generation']})."
        return "No backup of it is known."


def _line(row: tuple[Any, ...]) -> Line:
    return Line(*row)
