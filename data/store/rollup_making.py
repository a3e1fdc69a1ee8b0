"""Makes the roll-ups of an embedded store, anew or only for the sources and operations that changed.

A new edition is written under a temporary name and synced, its folder is renamed, then the list of editions shows it.
Cut off at any moment, the editions before stay as they were and the records answer.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from pyarrow.parquet import read_metadata

from data.errors import StoreError
from data.queries.filters import Shape
from data.queries.statements import DUCKDB, RECORDS, ROLLED_UP, statement
from data.schema import RECORD_SCHEMA
from data.store import durable
from data.store.engine import ALL_ARE_CURRENT, CURRENT_AMONG_REVISIONS
from data.store.history import StoredFile
from data.store.interface import Snapshot
from data.store.layout import ROLLUPS as FOLDER
from data.store.locking import exclusive
from data.store.rollups import (
    LOCK,
    ROLLUPS,
    Edition,
    RollupFile,
    definition,
    edition_of,
    next_number,
    publish_edition,
    read_editions,
    table_of,
)

ROWS_IN_GROUP = 40_960
WAIT_SECONDS = 60.0
_STAGING = "staging"
_TRIES = 5
_NO_SOURCE = ""

Changed = Mapping[str, frozenset[str]]
"""Sources to make anew; for each its operations that changed, none where all of it is made anew."""

Make = Callable[["Work"], dict[tuple[str, str], list[Path]]]
"""Writes the files of an edition to a folder and returns them by roll-up and source."""


@dataclass(frozen=True, eq=False)
class Work:
    """What has to be made: of which snapshot, which sources, beside which files, into which folder."""

    folder: Path
    snapshot: Snapshot
    changed: Changed
    before: Edition | None
    into: Path

    @property
    def untouched(self) -> tuple[RollupFile, ...]:
        """Return the files of the edition before that hold sources that did not change."""
        before = self.before.files if self.before else ()
        return tuple(one for one in before if one.source not in self.changed and one.source != _NO_SOURCE)

    def kept(self, rollup: str, source: str) -> list[str]:
        """Return the files of the edition before that hold the operations of a source that did not change."""
        if self.before is None or not self.changed[source]:
            return []
        files = (one.file for one in self.before.files if one.source == source)
        return [str(self.folder / file.path) for file in files if file.role == rollup]


def bring_up_to_date(
    folder: Path, snapshot: Callable[[], Snapshot], *, by: str, make: Make | None = None, afresh: bool = False
) -> Edition | None:
    """Return the edition of the newest snapshot, made where there is none yet; None for a store without records.

    Args:
        folder: folder of the store.
        snapshot: gives the newest snapshot; asked again afterwards, for somebody may have imported meanwhile.
        by: who asks.
        make: writes the files; DuckDB on this machine unless another engine is meant.
        afresh: make everything anew.

    Raises:
        StoreBusy: somebody else is making roll-ups.
        StoreError: they could not be made; the records answer as before.
    """
    root = folder / FOLDER
    with durable.told_plainly(str(root)):
        root.mkdir(exist_ok=True)
        with exclusive(root / LOCK, by=by, wait_seconds=WAIT_SECONDS):
            for _ in range(_TRIES):
                newest = snapshot()
                found = None if afresh else edition_of(folder, newest.record_hashes)
                found = found if found and _is_whole(folder, found) else None
                edition = found or _made(folder, newest, make or make_with_duckdb, afresh=afresh)
                if snapshot().record_hashes == newest.record_hashes:
                    break
    return edition


def _made(folder: Path, snapshot: Snapshot, make: Make, *, afresh: bool) -> Edition | None:
    if not snapshot.record_files:
        return None
    number, staging = next_number(folder), folder / FOLDER / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    before = None if afresh else _usable_edition(folder)
    work = Work(folder, snapshot, _changed(folder, snapshot, before), before, staging)
    try:
        written = _with_empty_files(make(work), staging, work.untouched)
        files = [
            RollupFile(source, _sealed(path, rollup, f"{FOLDER}/{number}"))
            for (rollup, source), paths in written.items()
            for path in paths
        ]
        for left_over in (path for path in staging.iterdir() if path not in _paths(written)):
            shutil.rmtree(left_over) if left_over.is_dir() else left_over.unlink()
        durable.sync_folder(staging)
        durable.rename(staging, folder / FOLDER / str(number))
    except duckdb.Error as problem:
        raise StoreError(f"the roll-ups of {folder} could not be made; the records answer. ({problem})") from problem
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    records = zip(snapshot.record_hashes, snapshot.record_files, strict=True)
    made_from = {name: path.relative_to(folder).as_posix() for name, path in records}
    edition = Edition(number, definition(), made_from, (*work.untouched, *files))
    publish_edition(folder, edition, beside_others=not afresh)
    return edition


def _usable_edition(folder: Path) -> Edition | None:
    """Return the newest edition that is whole and that today's code would make alike."""
    try:
        editions = read_editions(folder)
    except StoreError:
        return None
    return next((one for one in editions if one.is_current and _is_whole(folder, one)), None)


def _is_whole(folder: Path, edition: Edition) -> bool:
    needed = [*edition.records.values(), *(one.file.path for one in edition.files)]
    return all((folder / path).exists() for path in needed)


def _changed(folder: Path, snapshot: Snapshot, before: Edition | None) -> Changed:
    """Return the sources and operations of the records that came or went since an edition."""
    now = dict(zip(snapshot.record_hashes, snapshot.record_files, strict=True))
    if before is None:
        rows = pl.scan_parquet(list(now.values())).select("source").unique().collect()
        return {source: frozenset() for source in sorted(rows["source"])}
    came = [path for name, path in now.items() if name not in before.records]
    went = [folder / path for name, path in before.records.items() if name not in now]
    names = pl.scan_parquet([*came, *went]).select("source", pl.col("operation").fill_null("")).unique().collect()
    by_source = names.group_by("source").agg("operation").sort("source")
    return {source: frozenset(operations) for source, operations in by_source.iter_rows()}


def make_with_duckdb(work: Work) -> dict[tuple[str, str], list[Path]]:
    """Write the files of an edition with DuckDB on this machine."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET temp_directory = $folder", {"folder": str(work.into / "spilled")})
        connection.execute("SET preserve_insertion_order = false")
        files = [str(file) for file in work.snapshot.record_files]
        connection.read_parquet(files, union_by_name=True).create_view("given")
        connection.execute("CREATE TABLE asked (operation VARCHAR)")
        connection.execute(_ASKED_OF_SOURCE)
        current = CURRENT_AMONG_REVISIONS if work.snapshot.has_revisions else ALL_ARE_CURRENT
        connection.execute("CREATE VIEW records AS " + current)  # SQL: one of two statements of the engine
        written: dict[tuple[str, str], list[Path]] = {}
        for position, source in enumerate(work.changed):
            for rollup, path in _of_source(connection, work, source, position).items():
                written[rollup, source] = [path]
        return written


_ASKED_OF_SOURCE = """
CREATE VIEW stored AS SELECT * FROM given WHERE source = getvariable('source')
    AND (getvariable('is_whole') OR coalesce(operation, '') IN (SELECT operation FROM asked))
"""


def _of_source(connection: duckdb.DuckDBPyConnection, work: Work, source: str, position: int) -> dict[str, Path]:
    """Write the roll-ups of one source: its changed operations made anew, the others as they were."""
    operations = work.changed[source]
    connection.execute("SET VARIABLE source = $source", {"source": source})
    connection.execute("SET VARIABLE is_whole = $is_whole", {"is_whole": not operations})
    connection.execute("DELETE FROM asked")
    if operations:
        connection.executemany("INSERT INTO asked VALUES ($1)", [[name] for name in sorted(operations)])
    written = {}
    has_rows = {RECORDS: True}
    for rollup, how in ROLLUPS.items():
        path, kept = work.into / f"{rollup}-{position}.parquet", work.kept(rollup, source)
        has_rows[rollup] = has_rows[how.made_from] and _has_written(connection, rollup, path)
        if kept:
            parts = [connection.read_parquet(kept).filter(_OTHER_OPERATIONS)]
            parts += [connection.read_parquet(str(path))] if has_rows[rollup] else []
            path = work.into / f"{rollup}-{position}-whole.parquet"
            _write(reduce(duckdb.DuckDBPyRelation.union, parts), how.order, path)
        if has_rows[rollup] or (kept and read_metadata(path).num_rows):
            written[rollup] = path
    return written


def _has_written(connection: duckdb.DuckDBPyConnection, rollup: str, path: Path) -> bool:
    """Write the fresh rows of a roll-up, make them its table, and return whether there are any."""
    _write(connection.sql(statement(ROLLED_UP + rollup, Shape(), DUCKDB).sql), ROLLUPS[rollup].order, path)
    connection.read_parquet(str(path)).create_view(table_of(rollup), replace=True)
    return bool(read_metadata(path).num_rows)


_OTHER_OPERATIONS = "operation NOT IN (SELECT operation FROM asked)"


def _write(rows: duckdb.DuckDBPyRelation, order: str, path: Path) -> None:
    rows.order(order).write_parquet(str(path), compression="zstd", row_group_size=ROWS_IN_GROUP)


def _with_empty_files(
    written: dict[tuple[str, str], list[Path]], staging: Path, others: Iterable[RollupFile]
) -> dict[tuple[str, str], list[Path]]:
    """Add a file without rows for each roll-up that has none: a question about nothing is answered too."""
    found = {rollup for rollup, _ in written} | {one.file.role for one in others}
    missing = [rollup for rollup in ROLLUPS if rollup not in found]
    if not missing:
        return written
    with duckdb.connect(":memory:") as connection:
        connection.register("records", pl.DataFrame(schema=RECORD_SCHEMA).to_arrow())
        for rollup, how in ROLLUPS.items():
            rows = connection.sql(statement(ROLLED_UP + rollup, Shape(), DUCKDB).sql)
            rows.create_view(table_of(rollup))
            if rollup in missing:
                _write(rows, how.order, staging / f"{rollup}-none.parquet")
                written[rollup, _NO_SOURCE] = [staging / f"{rollup}-none.parquet"]
    return written


def _paths(written: Mapping[Any, list[Path]]) -> set[Path]:
    return {path for paths in written.values() for path in paths}


def _sealed(path: Path, rollup: str, folder: str) -> StoredFile:
    """Wait until the disk has a file, and return its description under the name that it will have."""
    durable.sync_file(path)
    rows = read_metadata(path).num_rows
    return StoredFile(rollup, f"{folder}/{path.name}", durable.hash_of(path), path.stat().st_size, rows)
