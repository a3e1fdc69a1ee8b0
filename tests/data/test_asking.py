"""The desk answers from one moment of a store: its records and the decisions that held then. Figures are invented."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from data.asking import open_desk
from data.queries.amounts import Amount
from data.queries.policy import PRECEDENCE_SETTING
from data.queries.question import Question
from data.store.embedded import EmbeddedStore
from data.store.interface import Store
from tests.data.store.invented import batch_of, drafts, hour, put

SHELTERS = Question("in_shelter", date(2024, 7, 31), countries=("JAM",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store."""
    opened = EmbeddedStore(tmp_path / "store")
    yield opened
    opened.close()


def told(store: Store, known_at: datetime | None = None) -> float | None:
    """Return the people in shelters as known at a moment."""
    amount = open_desk(store, known_at).count(SHELTERS).total.amount
    return amount.figure if amount else None


def test_empty_store_answers_with_nothing(store: Store) -> None:
    assert told(store) is None


def test_correction_is_counted_from_its_moment_on_and_not_before(store: Store) -> None:
    put(store, {"a": 100}, at=0)
    put(store, {"a": 80}, at=2)
    assert [told(store, hour(number)) for number in (-1, 0, 1, 2)] == [None, 100, 100, 80]


def test_withdrawn_figure_is_missing_and_not_zero(store: Store) -> None:
    put(store, {"a": 100}, at=0)
    gone = drafts({"a": 100}).with_columns(is_retracted=pl.lit(True), content=pl.lit("retracted"))
    store.publish(batch_of(store, gone), by="Ana", now=hour(1))
    assert [told(store, hour(number)) for number in (0, 1)] == [100, None]


def test_answer_carries_the_moment_it_was_known(store: Store) -> None:
    put(store, {"a": 100}, at=0)
    assert open_desk(store, hour(1)).count(SHELTERS).known_at == hour(1)


def test_desk_keeps_its_numbers_while_others_import(store: Store) -> None:
    put(store, {"a": 100}, at=0)
    desk = open_desk(store)
    put(store, {"a": 80}, at=1)
    assert desk.count(SHELTERS).total.amount == Amount(100)
    assert told(store) == 80


def test_officers_order_of_sources_holds_from_its_moment_on(store: Store) -> None:
    put(store, {"a": 100}, at=0)
    other = drafts({"b": 7}, source="unhcr")
    store.publish(batch_of(store, other, name="other.csv"), by="Ana", now=hour(1))
    store.set_setting(PRECEDENCE_SETTING, {"in_shelter/JAM": ["cited"]}, by="Ana", now=hour(2))
    assert [told(store, hour(number)) for number in (0, 1, 2)] == [100, 7, 100]
