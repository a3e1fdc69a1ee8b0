"""What both stores do alike: a change is checked, written, chained to the ledger, and only then shown."""

import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

import polars as pl

from data.errors import AlreadyImported, RequestRefused, StoreBusy, StoreChanged
from data.readers.drafts import PROBLEM_SCHEMA
from data.store import reading
from data.store.batches import check_batch, frames_of, stored_records
from data.store.history import Change, History, Line, Setting, StoredFile, StoredImport, change_of
from data.store.interface import (
    REMEMBERED_SCHEMA,
    AuditLine,
    Batch,
    ImportEntry,
    PlaceDecision,
    Quarantine,
    RowCounts,
    empty,
)
from data.store.snapshots import REFERENCE
from data.store.undoing import CARRIED, carry_over


class PublishingStore(ABC):
    """The part of a store that does not depend on where files and ledger are."""

    def __init__(self) -> None:
        """Start without holding the store."""
        self._threads = threading.RLock()
        self._depth = 0

    @abstractmethod
    def _history(self) -> History:
        """Return all that happened, without a lock."""

    @abstractmethod
    def _history_for_writing(self) -> History:
        """Return all that happened while the store is held: the truth of the ledger."""

    @abstractmethod
    def _lines(self) -> list[Line]:
        """Return all lines of the ledger."""

    @abstractmethod
    def _held(self, *, by: str, wait_seconds: float) -> AbstractContextManager[None]:
        """Keep all other writers out."""

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[None]:
        """Keep all that is written inside, or nothing; tell what the disk says in plain words."""

    @abstractmethod
    def _keep(self, sequence: int, frames: Mapping[str, pl.DataFrame]) -> tuple[StoredFile, ...]:
        """Write the tables of an import to files that nobody reads yet."""

    @abstractmethod
    def _append(self, history: History, change: Change) -> None:
        """Add a change to the ledger and show it."""

    @abstractmethod
    def _scan(self, file: StoredFile) -> pl.LazyFrame:
        """Return the rows of a stored file."""

    @abstractmethod
    def _latest_of(self, history: History, ids: pl.DataFrame) -> pl.DataFrame:
        """Return the newest revision and content of those of the ids that the active imports have."""

    @abstractmethod
    def _roll_up(self) -> None:
        """Bring the roll-ups up to date once a writer has let go of the store, where that is done then."""

    @contextmanager
    def writing(self, *, by: str, wait_seconds: float = 60.0) -> Iterator[None]:
        """Hold the store for writing; see ``Store.writing``."""
        if not self._threads.acquire(timeout=wait_seconds):
            raise StoreBusy("another task of this program is writing to the store; try again in a minute.")
        try:
            if self._depth:
                yield
                return
            with self._held(by=by, wait_seconds=wait_seconds):
                self._depth = 1
                try:
                    yield
                finally:
                    self._depth = 0
        finally:
            self._threads.release()
        self._roll_up()

    def compare(self, ids: pl.DataFrame) -> pl.DataFrame:
        """Say what is new; see ``Store.compare``."""
        reading.check_ids(ids)
        return reading.statuses(ids, self._latest_of(self._history(), ids))

    def publish(self, batch: Batch, *, by: str, now: datetime) -> ImportEntry:
        """Keep an import whole or not at all; see ``Store.publish``."""
        return self._publish(batch, (), by=by, now=now)

    def confirm_place(self, decision: PlaceDecision, batch: Batch, *, by: str, now: datetime) -> ImportEntry:
        """Remember a decision and publish its revisions; see ``Store.confirm_place``."""
        return self._publish(batch, (decision,), by=by, now=now)

    def undo(self, import_id: str, *, by: str, now: datetime) -> ImportEntry:
        """Take an import out of all later snapshots; see ``Store.undo``."""
        with self.writing(by=by):
            history = self._history_for_writing()
            target = history.find(import_id)
            _refuse_undo(target)
            at = history.next_time(now)
            carried = carry_over(history, target, self._scan)
            with self._transaction():
                kept = self._carried(history, target, carried.records, by=by, at=at)
                change = Change("undo", by, at, imports=kept, undone=carried.undone)
                self._append(history, change)
            return self._history().find(import_id).entry

    def imports(self, known_at: datetime | None = None) -> list[ImportEntry]:
        """Return all imports, undone ones too, oldest first."""
        return [one.entry for one in self._history().known(known_at).imports]

    def find_import(self, sha256: str) -> ImportEntry | None:
        """Return the active import of these bytes."""
        return _same_bytes(self._history(), sha256)

    def quarantine(self, import_id: str) -> Quarantine:
        """Return the rows of an import that did not go in."""
        one = self._history().find(import_id)
        rows, problems = one.file("quarantined"), one.file("problems")
        return Quarantine(
            entry=one.entry,
            rows=self._scan(rows).collect() if rows else empty({"source_row": pl.Int64()}),
            problems=self._scan(problems).collect() if problems else empty(PROBLEM_SCHEMA),
        )

    def current_records(
        self,
        *,
        source: str | None = None,
        columns: Sequence[str] | None = None,
        known_at: datetime | None = None,
    ) -> pl.DataFrame:
        """Return the current records; see ``Store.current_records``."""
        files = [file for one in self._history().known(known_at).active() if (file := one.file("records"))]
        return reading.current(
            [self._scan(file) for file in files],
            source=source,
            columns=columns,
            has_revisions=any(file.is_revising for file in files),
        )

    def places_to_review(self) -> pl.DataFrame:
        """Return the places that wait for a person, those with most rows first."""
        columns = ("source", "country_iso3", "provider_place_name", "place_match")
        lists = [self._scan(file) for one in self._history().active() if (file := one.file("review"))]
        return reading.review_list(self.current_records(columns=columns), lists)

    def remembered_places(self) -> pl.DataFrame:
        """Return what people decided about places, the last word for each."""
        decisions = [decision for one in self._history().active() for decision in one.decisions]
        last = {(one.source, one.country_iso3, one.provider_place_name): one for one in decisions}
        return pl.DataFrame([asdict(one) for one in last.values()], schema=REMEMBERED_SCHEMA)

    def setting(self, name: str, known_at: datetime | None = None) -> Any:
        """Return the value that a setting had, or None when nobody set it."""
        return self._settings(known_at).get(name)

    def setting_names(self, prefix: str = "", known_at: datetime | None = None) -> list[str]:
        """Return the names of the settings that have a value, in alphabetical order."""
        return sorted(name for name in self._settings(known_at) if name.startswith(prefix))

    def set_setting(self, name: str, value: Any, *, by: str, now: datetime) -> None:
        """Give a setting a new value; None takes it away."""
        with self.writing(by=by), self._transaction():
            history = self._history_for_writing()
            at = history.next_time(now)
            self._append(history, Change("setting", by, at, settings=(Setting(name, _as_json(value), by, at),)))

    def note(self, action: str, detail: Mapping[str, Any], *, by: str, now: datetime) -> None:
        """Add a line to the audit trail."""
        with self.writing(by=by), self._transaction():
            history = self._history_for_writing()
            self._append(history, Change(action, by, history.next_time(now), detail=_as_json(dict(detail))))

    def audit_trail(self) -> list[AuditLine]:
        """Return the audit trail, oldest first."""
        return [_audit_line(line) for line in self._lines()]

    def _settings(self, known_at: datetime | None) -> dict[str, Any]:
        values = {one.name: one.value for one in self._history().known(known_at).settings}
        return {name: value for name, value in values.items() if value is not None}

    def _publish(self, batch: Batch, decisions: tuple[PlaceDecision, ...], *, by: str, now: datetime) -> ImportEntry:
        check_batch(batch)
        with self.writing(by=by):
            history = self._history_for_writing()
            _refuse_publish(history, batch)
            at, sequence = history.next_time(now), len(history.imports) + 1
            frames = frames_of(batch, import_id=str(sequence), recorded_at=at)
            with self._transaction():
                files = self._keep(sequence, frames)
                entry = _entry(batch, files, sequence=sequence, by=by, at=at)
                one = StoredImport(entry, files, decisions)
                self._append(history, Change("confirm place" if decisions else "import", by, at, imports=(one,)))
            return entry

    def _carried(
        self, history: History, target: StoredImport, records: pl.DataFrame, *, by: str, at: datetime
    ) -> tuple[StoredImport, ...]:
        if not records.height:
            return ()
        sequence, was = len(history.imports) + 1, target.entry
        rows = stored_records(records, import_id=str(sequence))
        files = self._keep(sequence, {"records": rows})
        name = f"what other files repeat of {was.file_name} (import {was.import_id})"
        batch = Batch(name, "", 0, was.source, was.reader, RowCounts(), history.generation, kind=CARRIED)
        return (StoredImport(_entry(batch, files, sequence=sequence, by=by, at=at), files),)


def _as_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _refuse_undo(target: StoredImport) -> None:
    entry = target.entry
    if entry.undone_at is not None:
        when = f"{entry.undone_at:%Y-%m-%d %H:%M} UTC"
        raise RequestRefused(f"import {entry.import_id} was undone already on {when} by {entry.undone_by}.")
    if entry.kind == CARRIED:
        raise RequestRefused(f"import {entry.import_id} holds {entry.file_name}; undo those other imports instead.")


def _refuse_publish(history: History, batch: Batch) -> None:
    same = _same_bytes(history, batch.sha256)
    if same is not None:
        when = f"{same.imported_at:%Y-%m-%d %H:%M} UTC"
        raise AlreadyImported(
            f"{batch.file_name} was already imported on {when} by {same.imported_by} as import {same.import_id}."
        )
    if history.generation != batch.based_on:
        raise StoreChanged(f"the store changed while {batch.file_name} was being compared with it; compare again.")


def _same_bytes(history: History, sha256: str) -> ImportEntry | None:
    entries = (one.entry for one in history.active() if sha256 and one.entry.sha256 == sha256)
    return next(entries, None)


def _entry(batch: Batch, files: tuple[StoredFile, ...], *, sequence: int, by: str, at: datetime) -> ImportEntry:
    rows = {file.role: file.rows for file in files}
    return ImportEntry(
        import_id=str(sequence),
        sequence=sequence,
        kind=batch.kind,
        file_name=batch.file_name,
        sha256=batch.sha256,
        size_bytes=batch.size_bytes,
        source=batch.source,
        reader=batch.reader,
        note=batch.note,
        imported_by=by,
        imported_at=at,
        counts=batch.counts,
        records=rows.get("records", 0),
        problems=rows.get("problems", 0),
        references={role.removeprefix(REFERENCE): n for role, n in rows.items() if role.startswith(REFERENCE)},
    )


def _audit_line(line: Line) -> AuditLine:
    change = change_of(line)
    detail = {
        "imports": [one.entry.import_id for one in change.imports],
        "undone": list(change.undone),
        "settings": {one.name: one.value for one in change.settings},
        **change.detail,
    }
    said = {name: value for name, value in detail.items() if value}
    return AuditLine(line.sequence, change.at, line.by, line.action, said, line.digest)
