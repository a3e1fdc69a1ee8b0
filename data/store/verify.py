"""A check of a whole embedded store: files against hashes, ledger against its chain, manifest against the ledger."""

from pathlib import Path

import polars as pl

from data.errors import StoreDamaged
from data.store import durable
from data.store.history import History, StoredFile
from data.store.interface import STORED_SCHEMA, Verification
from data.store.layout import FILES, LEDGER, MANIFEST
from data.store.ledger import Ledger
from data.store.rollups import rollup_damage
from data.store.snapshots import read_manifest


def verify_folder(folder: Path) -> Verification:
    """Return what is wrong with the store in a folder: every fault, not the first. Nothing is changed."""
    damaged = []
    ledger = Ledger(folder / LEDGER)
    own = ledger.damage()
    if own:
        damaged.append(own)
    try:
        history = ledger.history()
    except StoreDamaged as problem:
        damaged.append(str(problem))
        history = _history_of_manifest(folder)
    damaged += _manifest_damage(folder, history)
    files = [file for one in history.imports for file in one.files]
    broken = [found for file in files if (found := damage_of(folder, file, with_hash=True))]
    damaged += broken or record_damage(history, [pl.scan_parquet(folder / file.path) for file in _records(history)])
    rollups_damaged, rollups_left = rollup_damage(folder)
    return Verification(
        generation=history.generation,
        files_checked=len(files),
        records=sum(file.rows for file in _records(history)),
        damaged=tuple(dict.fromkeys([*damaged, *rollups_damaged])),
        orphans=(*_orphans(folder, files), *rollups_left),
    )


def damage_of(folder: Path, file: StoredFile, *, with_hash: bool) -> str | None:
    """Return what is wrong with a stored file, in words, or None."""
    path = folder / file.path
    try:
        size = path.stat().st_size
        if size != file.size_bytes:
            return f"{path} is damaged: it has {size:,} bytes, not {file.size_bytes:,}."
        if with_hash and durable.hash_of(path) != file.sha256:
            return f"{path} is damaged: it does not match its hash."
    except FileNotFoundError:
        return f"{path} is missing."
    except OSError as problem:
        return f"{path} cannot be read ({problem})."
    return None


def record_damage(history: History, scans: list[pl.LazyFrame]) -> list[str]:
    """Return what is wrong with records whose files are sound: a schema, or one revision stored twice.

    Args:
        history: all that happened.
        scans: rows of the files of records of all imports, in order, undone ones too.
    """
    files = _records(history)
    damaged = [
        f"{file.path} has other columns than a record."
        for file, scan in zip(files, scans, strict=True)
        if dict(scan.collect_schema()) != STORED_SCHEMA
    ]
    active = {file.path for one in history.active() if (file := one.file("records"))}
    now = [scan for file, scan in zip(files, scans, strict=True) if file.path in active]
    if now and not damaged:
        keys = pl.concat([scan.select("record_id", "revision") for scan in now])
        repeated = keys.group_by("record_id", "revision").len().filter(pl.col("len") > 1).collect().height
        if repeated:
            damaged.append(f"{repeated} records are stored twice in the same revision.")
    return damaged


def _records(history: History) -> list[StoredFile]:
    return [file for one in history.imports if (file := one.file("records"))]


def _history_of_manifest(folder: Path) -> History:
    try:
        return read_manifest(folder / MANIFEST)
    except (FileNotFoundError, StoreDamaged):
        return History()


def _manifest_damage(folder: Path, history: History) -> list[str]:
    path = folder / MANIFEST
    try:
        shown = read_manifest(path)
    except FileNotFoundError:
        return [f"{path} is missing."]
    except StoreDamaged as problem:
        return [str(problem)]
    return [] if shown == history else [f"{path} does not tell what the ledger tells."]


def _orphans(folder: Path, files: list[StoredFile]) -> tuple[str, ...]:
    known = {file.path for file in files}
    found = (path.relative_to(folder).as_posix() for path in (folder / FILES).rglob("*") if path.is_file())
    return tuple(sorted(path for path in found if path not in known))
