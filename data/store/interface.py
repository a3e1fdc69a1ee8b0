"""What every store can do, and the values that go in and come out.

A store only grows. Each change (an import, an undo, a confirmed place, a setting) is one transaction with a number of
its own, the *generation*, and a time that is always later than the one before, whatever the computer's clock says. Rows
are never rewritten: **current records** are the rows of the active imports, without rows that have an active row of the
same ``record_id`` and a higher ``revision``, and without retracted ones. An import is active at a time when it was
imported at or before it and not undone at or before it, so an earlier time picks other files and never filters rows.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from data.readers.drafts import PROBLEM_SCHEMA
from data.schema import RECORD_SCHEMA

CONTENT = "content"
"""Column beside those of the record: hash of what a revision would change (``data/identity.py``)."""

GIVEN_BY_STORE = ("import_id", "recorded_at")
STORED_SCHEMA: dict[str, pl.DataType] = {**RECORD_SCHEMA, CONTENT: pl.String()}
BATCH_SCHEMA: dict[str, pl.DataType] = {n: t for n, t in STORED_SCHEMA.items() if n not in GIVEN_BY_STORE}
"""Columns and types of ``Batch.records``, in any order."""

COMPARED_SCHEMA: dict[str, pl.DataType] = {"record_id": pl.String(), "status": pl.String(), "revision": pl.Int64()}
CONFIRMED_SCHEMA: dict[str, pl.DataType] = {"record_id": pl.String(), "revision": pl.Int64()}
REVIEW_SCHEMA: dict[str, pl.DataType] = {
    "source": pl.String(),
    "country_iso3": pl.String(),
    "provider_place_name": pl.String(),
    "rows": pl.Int64(),
    "suggestions": pl.String(),
}
"""Places that nobody has matched yet; ``suggestions`` is JSON text made by ``data/places.py``."""

REMEMBERED_SCHEMA: dict[str, pl.DataType] = {
    "source": pl.String(),
    "country_iso3": pl.String(),
    "provider_place_name": pl.String(),
    "admin1_code": pl.String(),
    "admin2_code": pl.String(),
}


def empty(schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Return a table with these columns and no rows."""
    return pl.DataFrame(schema=dict(schema))


@dataclass(frozen=True)
class RowCounts:
    """What became of the rows of a file: the last five add up to ``rows_read``."""

    rows_read: int = 0
    accepted: int = 0
    revised: int = 0
    unchanged: int = 0
    quarantined: int = 0
    outside_region: int = 0


@dataclass(frozen=True)
class PlaceDecision:
    """A person said which unit a place name of a source means; it holds for every later file of that source."""

    source: str
    country_iso3: str
    provider_place_name: str
    admin1_code: str | None
    admin2_code: str | None = None


@dataclass(frozen=True, eq=False)
class Batch:
    """Everything that one import brings.

    Attributes:
        file_name: name for people.
        sha256: hash of the file's bytes; only one active import may have it.
        size_bytes: size of the file.
        source: short name of the source.
        reader: unique name of the reader.
        counts: what became of each row of the file.
        based_on: generation of the store at which ``compare`` was asked.
        records: new and revised records (``BATCH_SCHEMA``, each ``record_id`` once); ``revision`` from ``compare``.
        confirmed: the unchanged records (``CONFIRMED_SCHEMA``, from ``compare``) that the file repeats. If the import
            that brought them is undone, they stay, because this file says them too.
        references: rows of reference tables by table name, text columns.
        problems: what was wrong, one row per problem.
        quarantined: the rows in quarantine as the file gave them: ``source_row`` and the file's own columns as text.
        review: places that wait for a person.
        kind: ``file``, ``bundled`` or ``confirmation``; ``carried`` is made by the store itself.
        note: a sentence for people.
    """

    file_name: str
    sha256: str
    size_bytes: int
    source: str
    reader: str
    counts: RowCounts
    based_on: int
    records: pl.DataFrame = field(default_factory=lambda: empty(BATCH_SCHEMA))
    confirmed: pl.DataFrame = field(default_factory=lambda: empty(CONFIRMED_SCHEMA))
    references: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    problems: pl.DataFrame = field(default_factory=lambda: empty(PROBLEM_SCHEMA))
    quarantined: pl.DataFrame = field(default_factory=lambda: empty({"source_row": pl.Int64()}))
    review: pl.DataFrame = field(default_factory=lambda: empty(REVIEW_SCHEMA))
    kind: str = "file"
    note: str = ""


@dataclass(frozen=True)
class ImportEntry:
    """One import as the ledger knows it: ``records`` are rows stored, ``undone_at`` is empty while it is active."""

    import_id: str
    sequence: int
    kind: str
    file_name: str
    sha256: str
    size_bytes: int
    source: str
    reader: str
    note: str
    imported_by: str
    imported_at: datetime
    counts: RowCounts
    records: int = 0
    problems: int = 0
    references: Mapping[str, int] = field(default_factory=dict)
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Snapshot:
    """The store at one moment; it stays readable for ever, whatever is imported or undone meanwhile.

    Attributes:
        generation: number of the last change in it; use it as the key of a cache.
        known_at: the moment asked for; empty for the newest.
        last_change: time of the last change in it: asked for as ``known_at`` it gives this snapshot again, for ever.
        record_files: Parquet files with ``STORED_SCHEMA``, sorted by measure, country and start date; none where the
            records live in a database.
        has_revisions: some active row has a revision above 1 or is retracted; when False every row is current.
        reference_files: Parquet files of each reference table in order of import, all text; a later row replaces an
            earlier one of the same key.
        import_ids: active imports in order of import: in a database only their rows count.
        database: address (with password) of the database whose table ``records`` has ``STORED_SCHEMA``, if any.
        record_hashes: SHA-256 of the records of each active import that has any: the same hashes are the same records.
        rollups: files of the roll-ups that were made from exactly these records, by name; none where there are none.
    """

    generation: int
    known_at: datetime | None
    last_change: datetime | None
    record_files: tuple[Path, ...]
    has_revisions: bool
    reference_files: Mapping[str, tuple[Path, ...]]
    import_ids: tuple[str, ...] = ()
    database: str | None = field(default=None, repr=False)
    record_hashes: tuple[str, ...] = ()
    rollups: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Quarantine:
    """Rows of one import that did not go in, as the file gave them, and what is wrong with each."""

    entry: ImportEntry
    rows: pl.DataFrame
    problems: pl.DataFrame


@dataclass(frozen=True)
class Verification:
    """Result of a check of the whole store; ``orphans`` are left-overs of imports cut off, which nobody reads."""

    generation: int
    files_checked: int
    records: int
    damaged: tuple[str, ...]
    orphans: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """True when nothing is damaged."""
        return not self.damaged


@dataclass(frozen=True)
class AuditLine:
    """One line of the audit trail; ``digest`` chains it to the line before, so that a removed line is noticed."""

    sequence: int
    at: datetime
    by: str
    action: str
    detail: Mapping[str, Any]
    digest: str


class Store(Protocol):
    """What the embedded and the office store both do. Times are aware; ``by`` is a person's or a program's name."""

    @property
    def place(self) -> str:
        """Where the store is, in words that can be shown (no password)."""
        ...

    def snapshot(self, known_at: datetime | None = None) -> Snapshot:
        """Return the store as it is, or as it was known at a moment. Takes no lock and never waits.

        Raises:
            StoreDamaged: a file of it is missing or does not match its hash.
        """
        ...

    def writing(self, *, by: str, wait_seconds: float = 60.0) -> AbstractContextManager[None]:
        """Hold the store for writing: nobody else publishes between ``compare`` and ``publish``. May be nested.

        The hold ends with the process, however it ends.

        Raises:
            StoreBusy: somebody else was still writing after ``wait_seconds``; the message says who and since when.
            StoreReadOnly: writing is not allowed here.
        """
        ...

    def compare(self, ids: pl.DataFrame) -> pl.DataFrame:
        """Say what is new in ``ids`` (``record_id``, each once, and ``content``).

        Returns:
            ``COMPARED_SCHEMA`` in the order given: ``status`` new, revised or unchanged; ``revision`` is the one that
            the row takes (new 1, revised one more than the current, unchanged the current).
        """
        ...

    def publish(self, batch: Batch, *, by: str, now: datetime) -> ImportEntry:
        """Keep an import whole or not at all, and return its entry once it is safe on the disk.

        Raises:
            AlreadyImported: an active import has the same bytes; the message says when and by whom.
            StoreChanged: somebody changed the store after ``batch.based_on``: compare again.
            StoreFull, StoreReadOnly, StoreBusy: nothing was kept.
            RecordsInvalid: the batch breaks the schema.
        """
        ...

    def undo(self, import_id: str, *, by: str, now: datetime) -> ImportEntry:
        """Take an import out of all later snapshots; earlier moments still show it.

        Records that another active file repeats unchanged stay (as an import of the kind ``carried``), and an earlier
        revision becomes current again.

        Raises:
            RequestRefused: there is no such import, it is undone already, or it is a carried one.
        """
        ...

    def imports(self, known_at: datetime | None = None) -> list[ImportEntry]:
        """Return all imports, undone ones too, oldest first."""
        ...

    def find_import(self, sha256: str) -> ImportEntry | None:
        """Return the active import of these bytes."""
        ...

    def quarantine(self, import_id: str) -> Quarantine:
        """Return the rows of an import that did not go in. Raises RequestRefused when there is no such import."""
        ...

    def current_records(
        self,
        *,
        source: str | None = None,
        columns: Sequence[str] | None = None,
        known_at: datetime | None = None,
    ) -> pl.DataFrame:
        """Return the current records (``STORED_SCHEMA`` or these columns), for checks and exports; not for counting."""
        ...

    def places_to_review(self) -> pl.DataFrame:
        """Return the places that wait for a person (``REVIEW_SCHEMA``), those with most rows first."""
        ...

    def remembered_places(self) -> pl.DataFrame:
        """Return what people decided about places (``REMEMBERED_SCHEMA``), the last word for each."""
        ...

    def confirm_place(self, decision: PlaceDecision, batch: Batch, *, by: str, now: datetime) -> ImportEntry:
        """Remember a decision and publish the revised records of ``batch`` in one transaction; undo takes back both."""
        ...

    def setting(self, name: str, known_at: datetime | None = None) -> Any:
        """Return the value that a setting had (JSON), or None when nobody set it."""
        ...

    def setting_names(self, prefix: str = "", known_at: datetime | None = None) -> list[str]:
        """Return the names of the settings that have a value, in alphabetical order."""
        ...

    def set_setting(self, name: str, value: Any, *, by: str, now: datetime) -> None:
        """Give a setting a new value (JSON; None takes it away); earlier moments keep the old one."""
        ...

    def note(self, action: str, detail: Mapping[str, Any], *, by: str, now: datetime) -> None:
        """Add a line to the audit trail. Imports, undos, settings and backups write their own."""
        ...

    def audit_trail(self) -> list[AuditLine]:
        """Return the audit trail, oldest first."""
        ...

    def verify(self) -> Verification:
        """Check every file against its hash, the ledger against the files and the audit trail against its chain."""
        ...

    def backup(self, to: Path, *, by: str, now: datetime) -> Verification:
        """Write the whole store to a new folder, which is itself an embedded store, and check the copy."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...
