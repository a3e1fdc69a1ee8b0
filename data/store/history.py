"""What happened to a store, as values: its changes, and the history that they add up to.

A change is one transaction. The history is a fold of the changes, so whoever has the ledger can make it again; the
embedded store also keeps it ready in its manifest.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from data.errors import RequestRefused, StoreDamaged
from data.store.interface import ImportEntry, PlaceDecision, RowCounts

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class StoredFile:
    """One immutable Parquet file of an import.

    Attributes:
        role: ``records``, ``confirmed``, ``problems``, ``quarantined``, ``review``, or ``reference:`` and a table.
        path: place inside the store, with forward slashes.
        sha256: hash of its bytes.
        size_bytes: its size.
        rows: rows in it.
        is_revising: some row has a revision above 1 or is retracted.
    """

    role: str
    path: str
    sha256: str
    size_bytes: int
    rows: int
    is_revising: bool = False


@dataclass(frozen=True)
class StoredImport:
    """An import with its files and the decisions about places that came with it."""

    entry: ImportEntry
    files: tuple[StoredFile, ...] = ()
    decisions: tuple[PlaceDecision, ...] = ()

    @property
    def is_active(self) -> bool:
        """True while nobody has undone it."""
        return self.entry.undone_at is None

    def file(self, role: str) -> StoredFile | None:
        """Return the file that plays this role, if the import has one."""
        return next((one for one in self.files if one.role == role), None)


@dataclass(frozen=True)
class Setting:
    """A value that somebody gave to a setting at a time."""

    name: str
    value: Any
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class Change:
    """One transaction: what it adds, what it undoes, or a mere remark."""

    action: str
    by: str
    at: datetime
    imports: tuple[StoredImport, ...] = ()
    undone: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def is_remark(self) -> bool:
        """True for a line of the audit trail that changes no answer."""
        return not (self.imports or self.undone or self.settings)


@dataclass(frozen=True)
class Line:
    """A change as the ledger keeps it: numbered, and chained to the line before by its digest."""

    sequence: int
    generation: int
    at: str
    by: str
    action: str
    payload: str
    digest: str


@dataclass(frozen=True)
class History:
    """Everything that happened up to a line of the ledger."""

    sequence: int = 0
    generation: int = 0
    digest: str = ""
    last_time: datetime | None = None
    times: tuple[datetime, ...] = ()
    imports: tuple[StoredImport, ...] = ()
    settings: tuple[Setting, ...] = ()

    def next_time(self, now: datetime) -> datetime:
        """Return ``now``, or the first moment after the last change where the clock stands behind it."""
        moment = as_utc(now)
        return moment if self.last_time is None else max(moment, self.last_time + _TICK)

    def line_for(self, change: Change) -> Line:
        """Return the ledger's next line for a change."""
        generation = self.generation if change.is_remark else self.generation + 1
        payload = json.dumps(_to_json(change), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        line = Line(self.sequence + 1, generation, change.at.isoformat(), change.by, change.action, payload, "")
        return replace(line, digest=self._digest_of(line))

    def after(self, line: Line) -> "History":
        """Return the history with one more line.

        Raises:
            StoreDamaged: the line does not follow: one before it was taken out, put in or altered.
        """
        if line.sequence != self.sequence + 1 or line.digest != self._digest_of(line):
            raise StoreDamaged(f"line {line.sequence} of the ledger does not follow line {self.sequence}.")
        change = change_of(line)
        undone = dict.fromkeys(change.undone, (change.by, change.at))
        kept = tuple(_undone(one, undone) for one in self.imports)
        return History(
            sequence=line.sequence,
            generation=line.generation,
            digest=line.digest,
            last_time=change.at,
            times=self.times if change.is_remark else (*self.times, change.at),
            imports=kept + change.imports,
            settings=self.settings + change.settings,
        )

    def known(self, known_at: datetime | None) -> "History":
        """Return the history as it was at a moment: later imports are not in it, later undos have not happened."""
        if known_at is None:
            return self
        moment = as_utc(known_at)
        times = tuple(time for time in self.times if time <= moment)
        imports = tuple(_as_of(one, moment) for one in self.imports if one.entry.imported_at <= moment)
        settings = tuple(one for one in self.settings if one.set_at <= moment)
        return replace(self, generation=len(times), times=times, imports=imports, settings=settings)

    def _digest_of(self, line: Line) -> str:
        parts = (self.digest, str(line.sequence), str(line.generation), line.at, line.by, line.action, line.payload)
        return sha256("\n".join(parts).encode()).hexdigest()

    def active(self) -> list[StoredImport]:
        """Return the imports that nobody has undone, oldest first."""
        return [one for one in self.imports if one.is_active]

    def find(self, import_id: str) -> StoredImport:
        """Return an import. Raises RequestRefused when there is none of that name."""
        for one in self.imports:
            if one.entry.import_id == import_id:
                return one
        raise RequestRefused(f"there is no import {import_id}; `python -m data imports` lists them.")


def fold(lines: Iterable[Line]) -> History:
    """Return the history that the lines of a ledger tell. Raises StoreDamaged where the chain is broken."""
    history = History()
    for line in lines:
        history = history.after(line)
    return history


def as_utc(moment: datetime) -> datetime:
    """Return a moment in UTC. Raises RequestRefused when it has no time zone."""
    if moment.tzinfo is None:
        raise RequestRefused(f"the time {moment.isoformat()} has no time zone; write it like 2024-07-10T12:00:00Z.")
    return moment.astimezone(UTC)


def change_of(line: Line) -> Change:
    """Return what a line of the ledger says."""
    body = json.loads(line.payload)
    return Change(
        action=line.action,
        by=line.by,
        at=datetime.fromisoformat(line.at),
        imports=tuple(_import_from(one) for one in body.get("imports", [])),
        undone=tuple(body.get("undone", [])),
        settings=tuple(_setting_from(one) for one in body.get("settings", [])),
        detail=body.get("detail", {}),
    )


def history_to_json(history: History) -> dict[str, Any]:
    """Return a history as values that JSON can hold."""
    return {
        "sequence": history.sequence,
        "generation": history.generation,
        "digest": history.digest,
        "last_time": history.last_time.isoformat() if history.last_time else None,
        "times": [time.isoformat() for time in history.times],
        "imports": [_import_to_json(one) for one in history.imports],
        "settings": [_setting_to_json(one) for one in history.settings],
    }


def history_from_json(body: dict[str, Any]) -> History:
    """Return the history that ``history_to_json`` wrote."""
    return History(
        sequence=body["sequence"],
        generation=body["generation"],
        digest=body["digest"],
        last_time=datetime.fromisoformat(body["last_time"]) if body["last_time"] else None,
        times=tuple(datetime.fromisoformat(time) for time in body["times"]),
        imports=tuple(_import_from(one) for one in body["imports"]),
        settings=tuple(_setting_from(one) for one in body["settings"]),
    )


def _undone(one: StoredImport, undone: dict[str, tuple[str, datetime]]) -> StoredImport:
    if one.entry.import_id not in undone:
        return one
    by, at = undone[one.entry.import_id]
    return replace(one, entry=replace(one.entry, undone_by=by, undone_at=at))


def _as_of(one: StoredImport, moment: datetime) -> StoredImport:
    if one.entry.undone_at is None or one.entry.undone_at <= moment:
        return one
    return replace(one, entry=replace(one.entry, undone_by=None, undone_at=None))


def _to_json(change: Change) -> dict[str, Any]:
    body = {
        "imports": [_import_to_json(one) for one in change.imports],
        "undone": list(change.undone),
        "settings": [_setting_to_json(one) for one in change.settings],
        "detail": change.detail,
    }
    return {name: value for name, value in body.items() if value}


def _import_to_json(one: StoredImport) -> dict[str, Any]:
    body = asdict(one)
    for name in ("imported_at", "undone_at"):
        moment = body["entry"][name]
        body["entry"][name] = moment.isoformat() if moment else None
    return body


def _import_from(body: dict[str, Any]) -> StoredImport:
    given = dict(body["entry"])
    for name in ("imported_at", "undone_at"):
        given[name] = datetime.fromisoformat(given[name]) if given[name] else None
    given["counts"] = RowCounts(**given["counts"])
    return StoredImport(
        entry=ImportEntry(**given),
        files=tuple(StoredFile(**one) for one in body["files"]),
        decisions=tuple(PlaceDecision(**one) for one in body["decisions"]),
    )


def _setting_to_json(one: Setting) -> dict[str, Any]:
    return {**asdict(one), "set_at": one.set_at.isoformat()}


def _setting_from(body: dict[str, Any]) -> Setting:
    return Setting(**{**body, "set_at": datetime.fromisoformat(body["set_at"])})
