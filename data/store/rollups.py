"""Roll-ups of an embedded store: where they are, which snapshot they belong to, and which question they answer.

They lie in a folder of their own beside the files of the imports. An *edition* names the files of records that it was
made from and the files that it consists of; files never change, and a list of the newest editions is published by
rename. A snapshot uses an edition only when it was made from exactly the snapshot's records by the same code; else the
records themselves answer, so that a roll-up can be late or lost and never wrong.

Roll-ups are no part of the truth: nothing here is in the ledger, and a backup leaves them out.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from data.errors import StoreDamaged
from data.queries.filters import Shape
from data.queries.question import COLUMN_OF, DETAILS
from data.queries.statements import DUCKDB, RECORDS, ROLLED_UP, statement
from data.schema import MEASURES, Kind
from data.store import durable
from data.store.history import StoredFile
from data.store.layout import ROLLUPS as FOLDER

ROLLUP_FROM = 5_000_000
"""From so many records on, an import brings the roll-ups up to date; below it questions are quick enough without."""


@dataclass(frozen=True)
class Rollup:
    """What a roll-up is made from, current records or another one, and the order of its rows, for little reading."""

    made_from: str
    order: str


ROLLUPS: dict[str, Rollup] = {
    "stocks_fine": Rollup(RECORDS, "measure, country_iso3, until"),
    "stocks_coarse": Rollup("stocks_fine", "measure, country_iso3, until"),
    "days_fine": Rollup(RECORDS, "measure, country_iso3, last_day"),
    "days_coarse": Rollup("days_fine", "measure, country_iso3, last_day"),
    "months_fine": Rollup("days_fine", "measure, dating, country_iso3, month_number"),
    "months_coarse": Rollup("months_fine", "measure, dating, country_iso3, month_number"),
    "contents": Rollup(RECORDS, "measure, source, country_iso3"),
}
"""All roll-ups in the order in which they are made."""

LOCK = "lock"
_MANIFEST, _WAITING = "manifest.json", "manifest.waiting"
_KEPT_EDITIONS = 3
_AGAIN = "No figure is lost; `python -m data rollup` makes the roll-ups again."
_DETAILS = frozenset(COLUMN_OF[by] for by in DETAILS)
_KIND_OF = {
    "latest_counts": Kind.STOCK,
    "all_counts": Kind.STOCK,
    "movements": Kind.FLOW,
    "spread_movements": Kind.FLOW,
}


@dataclass(frozen=True)
class RollupFile:
    """One file of a roll-up: the sums of one source; ``file.role`` is the roll-up's name."""

    source: str
    file: StoredFile


@dataclass(frozen=True)
class Edition:
    """Roll-ups of one state of the records.

    Attributes:
        number: counted up; the folder of its new files has this name.
        definition: of the code that made it.
        records: path inside the store of each file of records it was made from, by hash.
        files: what it consists of; files of sources that did not change are those of the edition before.
    """

    number: int
    definition: str
    records: Mapping[str, str]
    files: tuple[RollupFile, ...]

    def paths(self, rollup: str) -> tuple[str, ...]:
        """Return the places inside the store of the files of a roll-up."""
        return tuple(one.file.path for one in self.files if one.file.role == rollup)

    @property
    def is_current(self) -> bool:
        """True when today's code would make the same."""
        return self.definition == definition()


def table_of(rollup: str) -> str:
    """Return the name that a roll-up has as a table, on every engine."""
    return f"rollup_{rollup}"


@cache
def definition() -> str:
    """Return a hash of what the roll-ups hold: other code that makes other sums never meets old ones."""
    made = [statement(ROLLED_UP + name, Shape(), DUCKDB).sql for name in ROLLUPS]
    return sha256("\n".join(made).encode()).hexdigest()


def asked_of_rollups(
    builder: str, shape: Shape, values: Mapping[str, Any]
) -> tuple[str, Shape, Mapping[str, Any]] | None:
    """Return how a question is asked of the roll-ups, or None where only the records themselves can answer it."""
    if builder == "coverage":
        return ROLLED_UP + builder, shape, values
    measure = MEASURES.get(values.get("measure", ""))
    if measure is None or measure.placed_by != shape.placed_by or measure.kind is not _KIND_OF.get(builder):
        return None
    if not _DETAILS.issuperset(shape.details):
        return None
    as_of = date.fromisoformat(values["as_of"])
    if values.get("operation") == "" or as_of == date.max:  # words that the roll-ups use for "none" and "never"
        return None
    first = date.fromisoformat(values["date_from"]) if "date_from" in values else date.min
    return ROLLED_UP + builder, shape, {**values, **_whole_months(first, as_of)}


def _whole_months(first: date, last: date) -> dict[str, str]:
    """Return the first day of the first whole month of a period and the day after its last one, as ISO text."""
    whole_until = (last + timedelta(days=1)).replace(day=1)
    return {"whole_from": _month_from(first).isoformat(), "whole_until": whole_until.isoformat()}


def _month_from(day: date) -> date:
    if day.day == 1:
        return day
    has_next = day < date(date.max.year, date.max.month, 1)
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) if has_next else date.max


def read_editions(folder: Path) -> tuple[Edition, ...]:
    """Return the editions of the store in a folder, newest first; none where nothing was rolled up.

    Raises:
        StoreDamaged: their list is broken. Nothing is lost: the records answer, and new roll-ups can be made.
    """
    path = folder / FOLDER / _MANIFEST
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    try:
        whole = json.loads(content)
        if sha256(whole["body"].encode()).hexdigest() != whole["sha256"]:
            raise StoreDamaged(f"{path} does not match its own hash. {_AGAIN}")
        return tuple(_edition_from(one) for one in json.loads(whole["body"]))
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise StoreDamaged(f"{path} is damaged ({problem}). {_AGAIN}") from None


def edition_of(folder: Path, record_hashes: Sequence[str]) -> Edition | None:
    """Return the edition made from exactly these files of records by today's code, if there is one."""
    wanted = frozenset(record_hashes)
    try:
        found = (one for one in read_editions(folder) if one.records.keys() == wanted)
        return next((one for one in found if one.is_current), None)
    except StoreDamaged:  # told by `verify`; the records answer meanwhile
        return None


def publish_edition(folder: Path, edition: Edition, *, beside_others: bool = True) -> None:
    """Make an edition the newest, or the only one, and take away the files that none of the last editions has.

    Engines that are open over older editions fall back on the records.
    """
    known = [one for one in _readable_editions(folder) if beside_others and one.is_current]
    editions = [edition, *known][:_KEPT_EDITIONS]
    body = json.dumps([asdict(one) for one in editions], ensure_ascii=False)
    whole = {"sha256": sha256(body.encode()).hexdigest(), "body": body}
    waiting = folder / FOLDER / _WAITING
    durable.write_bytes(json.dumps(whole, ensure_ascii=False).encode(), waiting)
    durable.rename(waiting, folder / FOLDER / _MANIFEST)
    _clear(folder, editions)


def next_number(folder: Path) -> int:
    """Return a number that no edition has had."""
    taken = [int(one.name) for one in (folder / FOLDER).iterdir() if one.name.isdigit()]
    return max([0, *taken, *(one.number for one in _readable_editions(folder))]) + 1


def rollup_damage(folder: Path) -> tuple[list[str], list[str]]:
    """Return what is wrong with the roll-ups of a store, in words, and the files that no edition has."""
    root = folder / FOLDER
    try:
        files = {one.file.path: one.file for edition in read_editions(folder) for one in edition.files}
    except StoreDamaged as problem:
        return [str(problem)], []
    damaged = []
    for file in files.values():
        path = folder / file.path
        if not path.exists():
            damaged.append(f"{path} is missing. {_AGAIN}")
        elif durable.hash_of(path) != file.sha256:
            damaged.append(f"{path} does not match its hash. {_AGAIN}")
    found = (path.relative_to(folder).as_posix() for path in root.glob("*/*") if path.is_file())
    return damaged, sorted(path for path in found if path not in files)


def _readable_editions(folder: Path) -> tuple[Edition, ...]:
    try:
        return read_editions(folder)
    except StoreDamaged:
        return ()


def _clear(folder: Path, editions: Iterable[Edition]) -> None:
    used = {one.file.path for edition in editions for one in edition.files}
    for old in (one for one in (folder / FOLDER).iterdir() if one.is_dir()):
        for path in old.iterdir():
            if path.relative_to(folder).as_posix() not in used:
                with suppress(PermissionError):  # Windows keeps what somebody reads; the next edition tries again
                    path.unlink()
        if not any(old.iterdir()):
            shutil.rmtree(old)


def _edition_from(body: Mapping[str, Any]) -> Edition:
    files = tuple(RollupFile(one["source"], StoredFile(**one["file"])) for one in body["files"])
    return Edition(body["number"], body["definition"], body["records"], files)
