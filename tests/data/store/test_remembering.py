"""An engine that remembers gives the same answers and asks once; different questions never share one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from data.queries.counting import count
from data.queries.counts import Columns
from data.queries.filters import Shape
from data.queries.question import By, Question
from data.store.remembering import KEPT, MOST_ROWS, RememberingEngine
from tests.data.queries.invented import POLICY, TODAY, engine, record, total


class Asked:
    """An engine that notes what it was asked; each answer has as many rows as wanted."""

    def __init__(self, rows: int = 1) -> None:
        self.asked: list[tuple[str, Mapping[str, Any]]] = []
        self._rows = rows

    @property
    def known_at(self) -> datetime | None:
        return None

    def columns(self, builder: str, _shape: Shape, values: Mapping[str, Any]) -> Columns:
        self.asked.append((builder, values))
        return {"figure": [len(self.asked)] * self._rows}


def test_country_unit_and_total_are_made_from_one_reading() -> None:
    rows = [record(3, admin1_code="HT-CE"), record(4, admin1_code="HT-OU"), record(9, country_iso3="JAM")]
    plain, remembering = engine(rows), RememberingEngine(engine(rows))
    for by in ((), (By.COUNTRY,), (By.ADMIN1,), ()):
        question = Question("idps", TODAY, by=by)
        assert count(remembering, question, POLICY) == count(plain, question, POLICY)
    assert total(count(remembering, Question("idps", TODAY), POLICY)) == 16


def test_the_same_is_asked_once_and_another_day_or_builder_anew() -> None:
    asked = Asked()
    remembering = RememberingEngine(asked)
    for asked_for in ("latest 30", "latest 30", "latest 29", "all 30"):
        builder, day = asked_for.split()
        remembering.columns(builder, Shape(), {"as_of": day})
    assert [name for name, _values in asked.asked] == ["latest", "latest", "all"]


def test_what_was_asked_longest_ago_is_forgotten_first() -> None:
    asked = Asked()
    remembering = RememberingEngine(asked)
    for place in range(KEPT + 1):
        remembering.columns("latest", Shape(), {"place": place})
    remembering.columns("latest", Shape(), {"place": KEPT})
    remembering.columns("latest", Shape(), {"place": 0})
    assert len(asked.asked) == KEPT + 2


def test_a_long_answer_is_not_kept() -> None:
    asked = Asked(rows=MOST_ROWS + 1)
    remembering = RememberingEngine(asked)
    for _again in range(2):
        remembering.columns("latest", Shape(), {})
    assert len(asked.asked) == 2
    assert remembering.known_at is None
