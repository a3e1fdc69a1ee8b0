"""A statement is compiled once and kept; the next start needs no Ibis, and a kept one never outlives its code."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import data
from data.queries import statements
from data.queries.filters import Shape
from data.queries.statements import DUCKDB, POSTGRES, Dialect, statement
from tests.data.queries.invented import engine, record

ROOT = Path(data.__file__).parents[1]
ASK = """
import sys
from datetime import date
from data.queries.counting import count
from data.queries.policy import Policy
from data.queries.question import By, Question
from data.store.engine import engine_over_frame
import polars as pl
rows = pl.DataFrame({"measure": ["idps"], "source": ["iom_dtm"], "country_iso3": ["HTI"], "figure": [7],
    "start_date": [date(2025, 6, 1)]})
answer = count(engine_over_frame(rows), Question("idps", date(2025, 6, 30), countries=("HTI",)), Policy())
print(answer.total.amount.figure, "ibis" in sys.modules)
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return an empty cache folder, with nothing compiled in memory."""
    monkeypatch.setenv("TRACKER_CACHE", str(tmp_path / "cache"))
    forget()
    yield tmp_path / "cache"
    forget()


def forget() -> None:
    """Make the process forget what it compiled and read, as a new start does."""
    for function in (statements._statement, statements._kept, statements._fingerprint):
        function.cache_clear()


def asked_by_a_new_process(cache: Path) -> str:
    """Return what a process of its own answers, and whether it needed Ibis."""
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env={"TRACKER_CACHE": str(cache), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("latest", ["join", "window"])
def test_engine_gives_the_latest_count_of_each_place_and_nothing_older(latest: str) -> None:
    unit = {"admin1_code": "HT-OU"}
    rows = [
        record(1, "2025-01-01"),
        record(2, "2025-03-01"),
        record(3, "2025-02-01", **unit),
        record(4, "2025-01-01", **unit),
    ]
    compiled = statement("latest_counts", Shape(), Dialect("duckdb", latest, "${name}"))
    values = {"measure": "idps", "as_of": "2025-06-30"}
    with engine(rows)._connection.cursor() as cursor:
        found = cursor.execute(compiled.sql, {name: values[name] for name in compiled.values}).fetchall()
    low = compiled.columns.index("low")
    assert sorted(row[low] for row in found) == [2, 3]


def test_second_start_needs_no_ibis(tmp_path: Path) -> None:
    assert [asked_by_a_new_process(tmp_path) for _ in range(2)] == ["7.0 True", "7.0 False"]


def test_kept_statement_is_the_compiled_one(cache: Path) -> None:
    compiled = statement("latest_counts", Shape(), DUCKDB)
    assert len(list(cache.iterdir())) == 1
    forget()
    assert statement("latest_counts", Shape(), DUCKDB) == compiled


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"7", b'"text"', b"\xff\xfe\x00", b'{"a": 1}'],
    ids=["empty", "cut off", "a list", "null", "a number", "a text", "no text", "another thing"],
)
def test_broken_cache_file_is_survived_and_mended(cache: Path, content: bytes) -> None:
    compiled = statement("latest_counts", Shape(), DUCKDB)
    (file,) = cache.iterdir()
    file.write_bytes(content)
    forget()
    assert statement("latest_counts", Shape(), DUCKDB) == compiled
    assert isinstance(json.loads(file.read_text("utf-8")), dict)


@pytest.mark.parametrize("entry", [7, [], {}, {"sql": "SELECT 1"}, None, "SELECT 1"], ids=str)
def test_broken_entry_is_compiled_again(cache: Path, entry: object) -> None:
    compiled = statement("latest_counts", Shape(), DUCKDB)
    (file,) = cache.iterdir()
    file.write_text(json.dumps(dict.fromkeys(json.loads(file.read_text("utf-8")), entry)), "utf-8")
    forget()
    assert statement("latest_counts", Shape(), DUCKDB) == compiled


def test_cache_that_cannot_be_written_costs_nothing_but_time(cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert statement("latest_counts", Shape(), DUCKDB).sql.startswith(("SELECT", "WITH"))


def test_one_file_keeps_several_statements(cache: Path) -> None:
    for builder in ("latest_counts", "movements"):
        statement(builder, Shape(), DUCKDB)
    (file,) = cache.iterdir()
    assert len(json.loads(file.read_text("utf-8"))) == 2


def test_each_engine_has_its_own_statement(cache: Path) -> None:
    found = [statement("latest_counts", Shape(), dialect) for dialect in (DUCKDB, POSTGRES)]
    assert [("$as_of" in one.sql, "%(as_of)s" in one.sql) for one in found] == [(True, False), (False, True)]
    assert cache.is_dir()


@pytest.mark.parametrize("name", ["expressions.py", "filters.py", "statements.py"])
def test_changed_code_never_meets_an_old_statement(
    name: str, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = statements._cache_file()
    folder = tmp_path / "queries"
    folder.mkdir()
    for file in Path(statements.__file__).parent.glob("*.py"):
        (folder / file.name).write_bytes(file.read_bytes() + (b"# changed\n" if file.name == name else b""))
    forget()
    monkeypatch.setattr(statements, "__file__", str(folder / "statements.py"))
    assert statements._cache_file().parent == before.parent == cache
    assert statements._cache_file() != before


def test_unchanged_code_finds_its_statements_again(cache: Path) -> None:
    before = statements._cache_file()
    forget()
    assert statements._cache_file() == before
    assert before.parent == cache
