"""Writing that survives a power cut: temporary name, fsync, rename, fsync of the folder; and what can go wrong."""

import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from errno import EACCES, EDQUOT, EFBIG, ENOSPC, EPERM, EROFS
from hashlib import sha256
from io import BytesIO
from math import prod
from pathlib import Path

import polars as pl
import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from data.errors import StoreDamaged, StoreFull, StoreReadOnly

ROWS_IN_GROUP = 122_880
_NEVER_ALIKE = frozenset({"record_id", "content", "source_row"})
_LARGEST = 2**62
_FULL = frozenset({ENOSPC, EDQUOT, EFBIG})
_READ_ONLY = frozenset({EROFS, EACCES, EPERM})
_FULL_WORDS = ("no space left", "file too large", "disk quota", "disk is full")
_SQLITE = {
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_IOERR: StoreFull,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_CANTOPEN: StoreReadOnly,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
}


@contextmanager
def told_plainly(place: str) -> Iterator[None]:
    """Turn what the disk says while the block writes into StoreFull, StoreReadOnly or StoreDamaged."""
    try:
        yield
    except sqlite3.Error as problem:
        kind = _SQLITE.get(getattr(problem, "sqlite_errorcode", 0) & 0xFF)
        if kind is None:
            raise
        raise kind(_words(kind, place, problem)) from problem
    except (OSError, pl.exceptions.PolarsError) as problem:
        kind = _kind_of(problem)
        if kind is None:
            raise
        raise kind(_words(kind, place, problem)) from problem


def parquet_bytes(frame: pl.DataFrame, sorted_by: Sequence[str] = ()) -> bytes:
    """Return a table as the bytes of a Parquet file, sorted by columns of text, whole numbers or days.

    Rows are gathered one row group at a time, each while the one before it is written: sorting a million records whole
    would need them in memory twice. polars does not write the file itself: on a full disk it sometimes says "transport
    error" and hides the cause.
    """
    order = _order_of(frame.select(sorted_by)) if sorted_by else None
    content, oldest = BytesIO(), pl.CompatLevel.oldest()

    def group(start: int) -> pa.Table:
        rows = slice(start, start + ROWS_IN_GROUP)
        return (frame[rows] if order is None else frame[order[rows]]).to_arrow(compat_level=oldest)

    schema = frame.clear().to_arrow(compat_level=oldest).schema
    alike = [name for name in frame.columns if name not in _NEVER_ALIKE]
    with (
        ThreadPoolExecutor(1) as beside,
        ParquetWriter(content, schema, compression="zstd", use_dictionary=alike) as writer,
    ):
        ahead = beside.submit(group, 0)
        for start in range(0, frame.height, ROWS_IN_GROUP):
            part, ahead = ahead.result(), beside.submit(group, start + ROWS_IN_GROUP)
            writer.write_table(part)
    return content.getvalue()


def _order_of(keys: pl.DataFrame) -> pl.Series:
    """Return the positions of the rows in order, missing values first; rows that are alike keep their order.

    The columns are made one number where they fit into one: numbers are sorted five times as fast.
    """
    ranks = [_rank(values) for values in keys.iter_columns()]
    steps = [int(rank.to_numpy().max(initial=0)) + 1 for rank in ranks]
    if prod(steps) > _LARGEST:
        return keys.select(pl.arg_sort_by(keys.columns, maintain_order=True)).to_series()
    number = pl.lit(0, pl.Int64)
    for rank, step in zip(ranks, steps, strict=True):
        number = number * step + rank
    return pl.select(number=number).select(pl.arg_sort_by("number", maintain_order=True)).to_series()


def _rank(values: pl.Series) -> pl.Series:
    """Return whole numbers in the order of the values, 0 where missing."""
    if values.dtype == pl.String:
        distinct = values.unique().drop_nulls().sort()
        ranks = pl.Series(range(1, distinct.len() + 1), dtype=pl.Int64)
        return values.replace_strict(distinct, ranks, default=0)
    numbers = values.to_physical().cast(pl.Int64)
    return (numbers - numbers.min() + 1).fill_null(0)


def write_bytes(content: bytes, path: Path) -> None:
    """Write bytes to a new file and wait until the disk has them."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def rename(old: Path, new: Path) -> None:
    """Give a file or folder its final name in one step and wait until the disk knows the name."""
    old.replace(new)
    sync_folder(new.parent)
    if old.parent != new.parent:
        sync_folder(old.parent)


def sync_file(path: Path) -> None:
    """Wait until the disk has a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the disk has the names in a folder. Windows does that by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _kind_of(problem: Exception) -> type[StoreFull | StoreReadOnly] | None:
    number = getattr(problem, "errno", None)
    text = str(problem).lower()
    if number in _FULL or any(words in text for words in _FULL_WORDS):
        return StoreFull
    if number in _READ_ONLY:
        return StoreReadOnly
    return None


def _words(kind: type[Exception], place: str, problem: Exception) -> str:
    if kind is StoreFull:
        return f"{place}: the disk takes no more (full or failing); nothing was kept. Make room, try again. ({problem})"
    if kind is StoreReadOnly:
        return f"{place} can be read but not written here; nothing was kept. ({problem})"
    return f"{place}: the ledger is damaged. ({problem})"
