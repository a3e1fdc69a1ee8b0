"""Roll-ups of an embedded store: whatever is imported, revised and undone, the answers are those of the records.

All records are invented.
"""

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.queries.amounts import Amount
from data.queries.counting import count
from data.queries.counts import Columns
from data.queries.filters import Shape
from data.queries.question import Question
from data.schema import Quantifier
from data.store import rollups
from data.store.embedded import EmbeddedStore
from data.store.engine import DuckDBEngine
from data.store.engine_postgres import PostgresEngine
from data.store.interface import ImportEntry
from data.store.postgres import PostgresStore
from data.store.rollup_making import bring_up_to_date
from tests.data.store.invented import hour
from tests.data.store.invented_rollups import (
    FIRST,
    POLICY,
    UNITS,
    asked,
    counts,
    disagreements,
    engines,
    put,
    record,
    rows,
    varied,
)

DAYS = st.integers(0, 75).map(lambda number: FIRST + timedelta(days=number))
PLACES_DRAWN = st.sampled_from(
    [(country, unit, commune) for country, units in UNITS.items() for unit in (None, *units) for commune in (None, "a")]
)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Draw one of forty records, as some file tells it."""
    start = draw(DAYS)
    if draw(st.booleans()):  # alike in all but its day, so that one count replaces another
        place = ("HTI", "HT-OU", None)
        said = {"place": place, "figure": draw(st.integers(0, 999)), "start_date": start, "unit": "person"}
        return record(draw(st.integers(0, 39)), said)
    end = start + timedelta(days=draw(st.integers(0, 45)))
    said = {
        "place": draw(PLACES_DRAWN),
        "figure": draw(st.one_of(st.none(), st.integers(0, 999))),
        "start_date": start,
        "end_date": draw(st.sampled_from([None, end])),
        "reporting_round": draw(st.sampled_from([None, None, 1, 2])),
        "assessment_type": draw(st.sampled_from([None, "BA", "SA"])),
        "quantifier": draw(st.sampled_from([word.value for word in Quantifier])),
        "role": draw(st.sampled_from(["recommended", "recommended", "triangulation"])),
        "sex": draw(st.sampled_from([None, None, "female", "male"])),
        "age_band": draw(st.sampled_from([None, None, "0-17"])),
        "sector": draw(st.sampled_from([None, "all", "Health", "Shelter"])),
        "event_id": draw(st.sampled_from([None, "storm", "flood"])),
        "hazard": draw(st.sampled_from([None, "storm", "flood"])),
        "origin_iso3": draw(st.sampled_from([None, "VEN", "HTI"])),
        "origin_admin1_code": draw(st.sampled_from([None, "VE-A"])),
        "severity": draw(st.sampled_from([None, "phase 3"])),
        "term": draw(st.sampled_from([None, "displaced"])),
        "unit": draw(st.sampled_from(["person", "person", "household"])),
        "household_size": draw(st.sampled_from([None, 4.2])),
        "source_name": draw(st.sampled_from(["Invented Gazette", "Invented Herald (NEMO)"])),
        "source_url": draw(st.sampled_from([None, "https://example.org/a", "https://example.org/b"])),
    }
    return record(draw(st.integers(0, 39)), said)


FILES = st.lists(records(), min_size=1, max_size=24, unique_by=lambda one: one["record_id"])
STEPS = st.lists(st.one_of(FILES, st.integers(0, 4)), min_size=2, max_size=5)
"""A file, or the number of a file to undo."""


PERIODS = st.tuples(DAYS, st.one_of(st.none(), st.integers(0, 90)))
"""The day asked for, and how many days before it a period begins."""


@settings(max_examples=10)
@given(steps=STEPS, period=PERIODS)
def test_roll_ups_answer_as_the_records_do_whatever_was_imported_and_undone(
    steps: list[list[dict[str, Any]] | int], period: tuple[date, int | None]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore(Path(folder, "store"))
        bring_up_to_date(store.folder, store.snapshot, by="Ana")
        entries: list[ImportEntry] = []
        for number, step in enumerate(steps):
            if isinstance(step, list):
                entries.append(put(store, step, at=number))
            elif entries:
                store.undo(entries.pop(step % len(entries)).import_id, by="Ana", now=hour(number))
        assert disagreements(store, *period) == []
        assert store.verify().damaged == ()


@pytest.mark.parametrize("builder", ["latest_counts", "all_counts"])
def test_count_holds_from_its_day_to_the_day_before_the_next(builder: str, tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    told = counts({"2024-01-05": 10, "2024-01-08": 20, "2024-01-09": None, "2024-02-01": 40})
    told[1]["event_id"] = "storm"
    put(store, told, at=1)
    bring_up_to_date(store.folder, store.snapshot, by="Ana")
    plain, rolled_up = engines(store)
    held: dict[str, list[float]] = {}
    for day in pl.date_range(date(2024, 1, 4), date(2024, 2, 2), eager=True):
        asked_for = {"measure": "idps", "as_of": day.isoformat()}
        assert rows(rolled_up, builder, **asked_for) == rows(plain, builder, **asked_for)
        held[day.isoformat()] = sorted(rolled_up.columns(builder, Shape(), asked_for)["low"])
    if builder == "latest_counts":
        shown = {day: held[day] for day in ("2024-01-04", "2024-01-07", "2024-01-08", "2024-01-31", "2024-02-01")}
        assert list(shown.values()) == [[], [10], [20], [20], [40]]


@pytest.mark.parametrize("detail", [{"event_id": "storm"}, {"hazard": "storm"}, {"origin_iso3": "VEN"}], ids=str)
def test_filter_on_a_detail_lets_an_earlier_count_be_the_latest(detail: dict[str, str], tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, counts({"2024-01-05": 10}, **detail) + counts({"2024-01-01": 3, "2024-01-08": 20})[1:], at=1)
    bring_up_to_date(store.folder, store.snapshot, by="Ana")
    named: dict[str, dict[str, Any]] = {
        "event_id": {"event": "storm"},
        "hazard": {"hazard": "storm"},
        "origin_iso3": {"origins": ("VEN",)},
    }
    (name,) = detail
    question = Question("idps", date(2024, 1, 10), countries=("HTI",), **named[name])
    amounts = [count(engine, question, POLICY).total.amount for engine in engines(store)]
    assert amounts == [Amount(10), Amount(10)]


EDGES = ("2023-12-31", "2024-01-01", "2024-01-31", "2024-02-01", "2024-02-10", "2024-02-20", "2024-02-29", "2024-03-31")


@pytest.mark.parametrize("dating", ["end", "start"])
@pytest.mark.parametrize("first", [None, *EDGES])
def test_period_is_its_whole_months_and_the_days_at_its_ends(
    first: str | None, dating: str, a_quarter: tuple[DuckDBEngine, DuckDBEngine]
) -> None:
    shape = Shape(filters=("date_from",) if first else (), dating=dating)
    for last in (day for day in EDGES if first is None or day >= first):
        values = {"measure": "returned", "as_of": last} | ({"date_from": first} if first else {})
        plain, rolled_up = (engine.columns("movements", shape, values) for engine in a_quarter)
        assert list(plain) == list(rolled_up)
        assert in_order(plain) == in_order(rolled_up) != []


def in_order(columns: Columns) -> list[tuple[Any, ...]]:
    return sorted(zip(*columns.values(), strict=True), key=str)


@pytest.fixture(scope="module")
def a_quarter(tmp_path_factory: pytest.TempPathFactory) -> tuple[DuckDBEngine, DuckDBEngine]:
    """Return the engines over a movement for each day around a quarter, some of which take days."""
    store = EmbeddedStore(tmp_path_factory.mktemp("quarter") / "store")
    days = pl.date_range(date(2023, 12, 28), date(2024, 4, 2), eager=True)
    said = {"place": ("HTI", None, None), "measure": "returned"}
    spans = [
        {"figure": 1 + number, "start_date": day, "end_date": day + timedelta(days=number % 3)}
        for number, day in enumerate(days)
    ]
    put(store, [record(number * 60, said | span) for number, span in enumerate(spans)], at=1)
    bring_up_to_date(store.folder, store.snapshot, by="Ana")
    return engines(store)


def test_office_store_rolls_up_in_the_transaction_of_each_import(database: str) -> None:
    store = PostgresStore(database)
    put(store, varied(range(0, 60)), at=1)
    assert set(store.roll_up(by="Ana")) == set(rollups.ROLLUPS)
    old = store.snapshot()
    second = put(store, varied(range(40, 90), edition=1), at=2)
    states = [store.snapshot()]
    store.undo(second.import_id, by="Ana", now=hour(3))
    states.append(store.snapshot())
    put(store, varied(range(30, 50), edition=2), at=4)
    for snapshot in (old, *states, store.snapshot()):
        plain = PostgresEngine(replace(snapshot, record_hashes=("of other records",)))
        rolled_up = PostgresEngine(snapshot)
        for question in asked(FIRST + timedelta(days=50), 30):
            assert count(rolled_up, question, POLICY) == count(plain, question, POLICY)
        assert rolled_up._has_rollups == (snapshot.record_hashes == store.snapshot().record_hashes)
        assert not plain._has_rollups
    store.close()
