"""The ledger of the embedded store: one SQLite table to which lines are only added, each chained to the one before.

It keeps a rollback journal, not a log for writing ahead: with such a log even a reader needs room on the disk and leave
to write (its ``-shm`` file), and those who read figures need no ledger anyway.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data.errors import StoreDamaged
from data.store.history import History, Line, fold

CREATE = """
CREATE TABLE IF NOT EXISTS ledger (
    sequence INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    action TEXT NOT NULL,
    payload TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS ledger_is_not_rewritten BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER IF NOT EXISTS ledger_is_not_erased BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
"""
_COLUMNS = "sequence, generation, at, by, action, payload, digest"
_SELECT = f"SELECT {_COLUMNS} FROM ledger ORDER BY sequence"  # noqa: S608 (our own constant)
_INSERT = f"INSERT INTO ledger ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 (our own constant)


class Ledger:
    """The lines of a store, in a file of SQLite. Every call opens and closes it: threads share nothing."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self.path = path

    def create(self) -> None:
        """Make the table in a new file."""
        with closing(self._open_for_writing()) as connection:
            connection.executescript(CREATE)

    def append(self, *lines: Line) -> None:
        """Add lines in one transaction; when this returns the disk has them."""
        values = [(o.sequence, o.generation, o.at, o.by, o.action, o.payload, o.digest) for o in lines]
        with closing(self._open_for_writing()) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_INSERT, values)

    def lines(self) -> list[Line]:
        """Return all lines, oldest first. Raises StoreDamaged when the file cannot be read."""
        with self._reading() as connection:
            return [Line(*row) for row in connection.execute(_SELECT)]

    def history(self) -> History:
        """Return what the lines tell. Raises StoreDamaged when the file cannot be read or the chain is broken."""
        try:
            return fold(self.lines())
        except StoreDamaged as problem:
            words = str(problem)
            raise StoreDamaged(words if str(self.path) in words else f"{self.path} is damaged: {words}") from problem

    def damage(self) -> str | None:
        """Return what SQLite finds wrong with its own file, if anything."""
        try:
            with self._reading() as connection:
                found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        except StoreDamaged as problem:
            return str(problem)
        return None if found == "ok" else f"{self.path}: {found}"

    def _open_for_writing(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        connection.execute("PRAGMA synchronous=EXTRA")
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if not self.path.is_file():
            raise StoreDamaged(f"{self.path} is missing.")
        try:
            with self._connection() as connection:
                yield connection
        except sqlite3.Error as problem:
            raise StoreDamaged(f"{self.path} is damaged ({problem}).") from problem

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Open for reading; an interrupted commit on a disk that cannot be written is mended in a copy."""
        address = f"{self.path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
            if _can_read(connection):
                yield connection
                return
        with tempfile.TemporaryDirectory() as folder:
            for name in (self.path.name, f"{self.path.name}-journal"):
                if (self.path.parent / name).exists():
                    shutil.copyfile(self.path.parent / name, Path(folder, name))
            with closing(sqlite3.connect(Path(folder, self.path.name))) as connection:
                yield connection


def _can_read(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return False
        raise
    return True
