"""Every question has one answer, whichever engine is asked: DuckDB, PostgreSQL, or Spark.

The records are invented. DuckDB is the reference. Spark is asked where ``TRACKER_SPARK`` names a cluster or this
machine (``make test-engines``); it is too large for every run.
"""

import inspect
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import polars as pl
import psycopg
import pytest

from data.known_places import known_places
from data.queries import expressions
from data.queries.changes import Moment, changes_between_moments
from data.queries.counting import count
from data.queries.counts import Columns
from data.queries.filters import LIST_FILTERS, SINGLE_FILTERS, Shape, shape_of, values_of
from data.queries.policy import Policy
from data.queries.question import By, FlowDating, Question
from data.schema import RECORD_SCHEMA
from data.store.embedded import EmbeddedStore
from data.store.engine import DuckDBEngine, Engine, engine_over_frame, open_engine
from data.store.engine_postgres import PostgresEngine
from data.store.engine_spark import MASTER_VARIABLE, engine_over_spark, open_session
from data.store.interface import BATCH_SCHEMA, Snapshot, Store
from data.store.postgres import PostgresStore
from tests.benchmarks.generator import SEED, invented_records
from tests.data.store.invented import batch_of, hour
from tests.engines.questions import HOSTILE, TODAY, further, questions

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet:FutureWarning")

RECORDS, FIRST_EDITION = 100_000, 95_000
OTHERS = ("postgres", "spark") if os.environ.get(MASTER_VARIABLE) else ("postgres",)
QUESTIONS = questions()
POLICY = Policy(known_places())
SURVEYS: dict[str, tuple[str, Shape, Mapping[str, Any]]] = {
    "coverage": ("coverage", Shape(), {}),
    "words_of_sources": ("words_of_sources", Shape(), {"measure": "idps", "as_of": TODAY.isoformat()}),
    "rows_of_imports": ("rows_of_imports", Shape(), {"measure": "idps"}),
    "survey_groups": ("survey_groups", Shape(lists=(("origins", 1),)), {"measure": "migrants", "origins_0": "HTI"}),
}


class Remembering:
    """An engine that is asked each statement once, however many questions stand on it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._known: dict[tuple[Any, ...], Columns] = {}

    @property
    def known_at(self) -> datetime | None:
        return self.engine.known_at

    def columns(self, builder: str, shape: Shape, values: Mapping[str, Any]) -> Columns:
        key = (builder, shape, tuple(values.items()))
        if key not in self._known:
            self._known[key] = self.engine.columns(builder, shape, values)
        return self._known[key]


@dataclass(frozen=True)
class Engines:
    """The engines of one store: as it is, and as it was known after its first import."""

    now: Remembering
    earlier: Remembering
    moments: tuple[Moment, Moment]

    @classmethod
    def of(cls, store: Store, open_one: Callable[[Snapshot], Engine]) -> Self:
        snapshots = store.snapshot(hour(0)), store.snapshot()
        earlier, now = (Remembering(open_one(snapshot)) for snapshot in snapshots)
        then, today = (Moment(e, POLICY, s.import_ids) for e, s in zip((earlier, now), snapshots, strict=True))
        return cls(now, earlier, (then, today))


@pytest.fixture(scope="module")
def office(postgres_address: Callable[[str], str]) -> Iterator[PostgresStore]:
    with psycopg.connect(postgres_address("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE engines")
    store = PostgresStore(postgres_address("engines"))
    fill(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    store = EmbeddedStore(tmp_path_factory.mktemp("engines") / "store")
    fill(store)
    return store


@pytest.fixture(scope="module")
def reference(folder: EmbeddedStore) -> Engines:
    """DuckDB, to which the others are held."""
    engines = Engines.of(folder, open_engine)
    assert isinstance(engines.now.engine, DuckDBEngine)
    return engines


@pytest.fixture(scope="module", params=OTHERS)
def other(request: pytest.FixtureRequest) -> Iterator[Engines]:
    if request.param == "postgres":
        engines = Engines.of(request.getfixturevalue("office"), open_engine)
        assert isinstance(engines.now.engine, PostgresEngine)
        yield engines
    else:
        session = open_session()
        yield Engines.of(request.getfixturevalue("folder"), lambda snapshot: engine_over_spark(snapshot, session))
        session.stop()


def fill(store: Store) -> None:
    """Import a first edition, a second one that revises, withdraws and adds, and one that is undone."""
    drafts = invented_records(RECORDS).select(list(BATCH_SCHEMA)).sample(fraction=1, shuffle=True, seed=SEED)
    first, later = drafts[:FIRST_EDITION], drafts[FIRST_EDITION:]
    revised = first[::40].with_columns(pl.col("figure") + 1, pl.col("content") + " revised")
    withdrawn = first[7::400].with_columns(pl.col("content") + " withdrawn", is_retracted=pl.lit(True))
    turn = pl.col("source_row") % len(HOSTILE)
    hostile = later.filter(measure="in_shelter")[:60].with_columns(
        turn.replace_strict(dict(enumerate(HOSTILE)), return_dtype=pl.String).alias("event_id"),
        record_id="hostile-" + pl.col("record_id"),
    )
    undone = first[:500].with_columns(pl.col("figure") * 1000, record_id="undone-" + pl.col("record_id"))
    for number, part in enumerate((first, pl.concat([revised, withdrawn, later, hostile]), undone)):
        entry = store.publish(batch_of(store, part, name=f"{number}.csv"), by="Ana", now=hour(number))
    store.undo(entry.import_id, by="Ana", now=hour(9))


def statements() -> dict[str, tuple[str, Shape, Mapping[str, Any]]]:
    """Return every statement that the questions stand on, with the values of the first, and the survey of the store."""
    found = dict(SURVEYS)
    for question in QUESTIONS.values():
        shape = shape_of(question)
        if question.is_stock:
            builder = "latest_counts" if question.time is None else "all_counts"
        else:
            builder = "spread_movements" if question.dating is FlowDating.SPREAD else "movements"
        words = [builder, *shape.filters, *(f"{name}:{length}" for name, length in shape.lists), *shape.details]
        found.setdefault(" ".join([*words, shape.placed_by, shape.dating]), (builder, shape, values_of(question)))
    return found


STATEMENTS = statements()


def in_order(columns: Columns) -> list[Sequence[Any]]:
    rows = zip(*columns.values(), strict=True)
    return sorted(rows, key=lambda row: [(value is not None, str(value)) for value in row if type(value) is not float])


def names_of_further() -> list[str]:
    return list(further(engine_over_frame(pl.DataFrame(schema=RECORD_SCHEMA)), POLICY))


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_engine_gives_the_same_rows(name: str, reference: Engines, other: Engines) -> None:
    expected, found = (engines.now.columns(*STATEMENTS[name]) for engines in (reference, other))
    assert list(found) == list(expected)
    assert in_order(expected)
    for row, known in zip(in_order(found), in_order(expected), strict=True):
        assert [type(value) for value in row] == [type(value) for value in known]
        # Fractions are added in another order on each engine.
        assert list(row) == [pytest.approx(value) if type(value) is float else value for value in known]


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_engine_gives_the_same_answer(name: str, reference: Engines, other: Engines) -> None:
    expected = count(reference.now, QUESTIONS[name], POLICY)
    assert any(row.number.making.parts for row in expected.rows)
    assert count(other.now, QUESTIONS[name], POLICY) == expected


@pytest.mark.parametrize("name", names_of_further())
def test_every_engine_gives_the_same_lines(name: str, reference: Engines, other: Engines) -> None:
    expected, found = (further(engines.now, POLICY)[name]() for engines in (reference, other))
    assert len(expected) > 0
    assert found == expected


def test_every_engine_knows_the_past(reference: Engines, other: Engines) -> None:
    question = Question("idps", TODAY, by=(By.COUNTRY,))
    expected, found = (changes_between_moments(question, *engines.moments) for engines in (reference, other))
    assert len(expected.changes) > 0
    assert found == expected


def test_all_that_can_be_asked_is_asked() -> None:
    public = inspect.getmembers(expressions, inspect.isfunction)
    builders = {name for name, function in public if next(iter(inspect.signature(function).parameters)) == "records"}
    missing = {name for name in builders if not name.startswith("_")} - {name for name, _, _ in STATEMENTS.values()}
    assert not missing, "ask them in tests/engines/questions.py"
    assert {question.dating for question in QUESTIONS.values()} == set(FlowDating)
    assert {by for question in QUESTIONS.values() for by in question.by} == set(By)
    filters = {name for _, shape, _ in STATEMENTS.values() for name in (*shape.filters, *dict(shape.lists))}
    assert filters == {*SINGLE_FILTERS, *LIST_FILTERS, "date_from"}
