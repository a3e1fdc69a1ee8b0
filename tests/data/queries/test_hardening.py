"""Whoever got a statement of their own into the engine would still reach nothing outside it."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

import data.store.engine
from data.store.engine import DuckDBEngine, engine_over_files, engine_over_frame
from data.store.interface import STORED_SCHEMA, Snapshot
from tests.data.queries.invented import frame, record

OUTSIDE = {
    "read a table": "SELECT * FROM read_csv('{secret}')",
    "read text": "SELECT * FROM read_text('{secret}')",
    "read bytes": "SELECT * FROM read_blob('{secret}')",
    "read a path": "SELECT * FROM '{secret}'",
    "list a folder": "SELECT * FROM glob('{folder}/*')",
    "write a table": "COPY (SELECT 1) TO '{folder}/out.csv'",
    "read into a table": "CREATE TABLE t (a VARCHAR); COPY t FROM '{secret}'",
    "attach": "ATTACH '{folder}/other.duckdb' AS other",
    "export": "EXPORT DATABASE '{folder}/export'",
    "import": "IMPORT DATABASE '{folder}'",
    "install": "INSTALL httpfs",
    "load": "LOAD httpfs",
    "load a file": "LOAD '{folder}/x.duckdb_extension'",
    "open up": "SET enable_external_access = true",
    "open a folder": "SET allowed_directories = ['{folder}']",
    "open a path": "SET allowed_paths = ['{secret}']",
    "unlock": "SET lock_configuration = false",
    "reset": "RESET enable_external_access",
    "any other setting": "SET memory_limit = '1GB'",
    "pragma": "PRAGMA enable_profiling",
    "network": "SELECT * FROM read_csv('https://example.org/x.csv')",
    "environment": "SELECT getenv('HOME')",
}


def snapshot(*files: Path) -> Snapshot:
    """Return a snapshot of these files of records."""
    return Snapshot(
        generation=1, known_at=datetime(2025, 6, 30, tzinfo=UTC), last_change=None, record_files=files,
        has_revisions=False, reference_files={},
    )  # fmt: skip


def stored(folder: Path) -> Path:
    """Return a file of one record as the store writes it."""
    given = frame([record(5)])
    missing = [pl.lit(None, kind).alias(name) for name, kind in STORED_SCHEMA.items() if name not in given.columns]
    file = folder / "records.parquet"
    given.with_columns(missing).select(list(STORED_SCHEMA)).write_parquet(file)
    return file


def opened(way: str, folder: Path, patch: pytest.MonkeyPatch) -> DuckDBEngine:
    """Return an engine that holds its records in memory, or one that reads them from their file."""
    if way == "frame":
        return engine_over_frame(frame([record(5)]))
    if way == "large files":
        patch.setattr(data.store.engine, "IN_MEMORY_ROWS", 0)
    return engine_over_files(snapshot(stored(folder)))


WAYS = ["frame", "files", "large files"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sql", OUTSIDE.values(), ids=OUTSIDE)
def test_engine_reaches_nothing_outside(way: str, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("name\nAna\n")
    engine = opened(way, tmp_path, monkeypatch)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(duckdb.Error):
        engine._connection.cursor().execute(sql.format(secret=secret, folder=tmp_path)).fetchall()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("way", WAYS)
def test_engine_still_reads_its_own_records(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = opened(way, tmp_path, monkeypatch)
    assert engine._connection.cursor().execute("SELECT figure FROM records").fetchall() == [(5,)]


@pytest.mark.parametrize("way", ["files", "large files"])
def test_engine_cannot_write_over_its_own_records(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = opened(way, tmp_path, monkeypatch)
    file = tmp_path / "records.parquet"
    before = file.read_bytes()
    with pytest.raises(duckdb.Error):
        engine._connection.cursor().execute(f"COPY (SELECT 1) TO '{file}'")
    assert file.read_bytes() == before
