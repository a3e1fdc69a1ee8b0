"""A ledger carries what is known and invents nothing; the rest is open. Figures are invented but for what ships."""

from datetime import date
from typing import Any

import pytest

from data.asking import Desk
from data.errors import RequestRefused
from data.queries.amounts import Amount
from data.queries.answer import Number, Reason
from data.queries.evacuation import COLUMNS, Ledger, LedgerDay, evacuation_ledgers
from data.queries.question import Question
from data.schema import Quantifier
from tests.data.queries.invented import TODAY, asking, beside, exact, record

ASKED = Question("evacuated", TODAY, event="storm-2025")


def counted(measure: str, figure: int, start: str, **values: Any) -> dict[str, Any]:
    """Return a figure of an office on an invented storm in Jamaica."""
    given = {"measure": measure, "source": "cited", "source_name": "NEMO", "event_id": "storm-2025"}
    return record(figure, start, **(given | {"country_iso3": "JAM"} | values))


ROWS = (
    counted("evacuation_ordered", 120, "2025-05-01"),
    counted("evacuated", 100, "2025-05-02"),
    counted("in_shelter", 60, "2025-05-02"),
    counted("in_shelter", 20, "2025-05-05"),
    counted("in_host_families", 15, "2025-05-05"),
    counted("returned", 30, "2025-05-09"),
)


def ledger(*rows: dict[str, Any]) -> Ledger:
    (only,) = evacuation_ledgers(asking(rows), ASKED)
    return only


def figure(number: Number) -> float | None:
    return number.amount.figure if number.amount else None


def line(day: LedgerDay) -> tuple[Any, ...]:
    return (day.day.isoformat(), *(figure(day.numbers[name]) for name in COLUMNS), figure(day.open_balance))


def test_ledger_tells_each_day_what_is_known_and_what_is_open() -> None:
    assert [line(day) for day in ledger(*ROWS).days] == [
        ("2025-05-01", 120, None, None, None, None, None, None),
        ("2025-05-02", 120, 100, 60, None, None, None, 40),
        ("2025-05-05", 120, 100, 20, 15, None, None, 65),
        ("2025-05-09", 120, 100, 20, 15, None, 30, 35),
    ]


def test_day_says_what_was_counted_on_it_and_what_nobody_counted() -> None:
    *_, last = ledger(*ROWS).days
    assert (last.counted, last.not_counted) == (("returned",), ("in_rented_rooms",))
    (carried,) = last.numbers["in_shelter"].making.parts
    assert (carried.date, carried.age_days) == (date(2025, 5, 5), 4)


def test_open_balance_names_what_was_taken_away() -> None:
    _, second, *_ = ledger(*ROWS).days
    assert [part.amount for part in second.open_balance.making.parts] == [exact(100)]
    assert beside(second.open_balance.making) == {(Reason.TAKEN_AWAY, 60)}


def test_balance_of_more_than_is_more_than() -> None:
    rows = [
        counted("evacuated", 100, "2025-05-02", quantifier="more_than"),
        counted("in_shelter", 60, "2025-05-02"),
    ]
    (day,) = ledger(*rows).days
    assert day.open_balance.amount == Amount(40, Quantifier.MORE_THAN)


def test_more_people_staying_than_moved_make_no_balance_and_say_so() -> None:
    (day,) = ledger(counted("evacuated", 50, "2025-05-02"), counted("in_shelter", 60, "2025-05-02")).days
    assert day.open_balance.amount is None
    assert (Reason.PARTS_EXCEED_TOTAL, None) in beside(day.open_balance.making)


def test_nobody_counted_who_moved_so_nothing_is_open() -> None:
    (day,) = ledger(counted("in_shelter", 60, "2025-05-02")).days
    assert day.open_balance.amount is None


def test_count_of_long_ago_is_not_carried_on() -> None:
    rows = [counted("in_shelter", 60, "2025-01-02"), counted("in_host_families", 5, "2025-05-02")]
    *_, last = ledger(*rows).days
    assert last.numbers["in_shelter"].amount is None
    assert beside(last.numbers["in_shelter"].making) == {(Reason.PAST_ITS_LIFE, 60)}


def test_other_events_are_in_no_ledger() -> None:
    assert evacuation_ledgers(asking([counted("evacuated", 5, "2025-05-02", event_id="flood")]), ASKED) == ()


def test_ledger_without_an_event_is_refused() -> None:
    with pytest.raises(RequestRefused, match="of one event"):
        evacuation_ledgers(asking([]), Question("evacuated", TODAY))


def test_dorian_in_the_figures_that_ship(shipped_desk: Desk) -> None:
    (bahamas,) = evacuation_ledgers(shipped_desk.count, Question("evacuated", date(2019, 12, 31), event="dorian-2019"))
    *_, last = bahamas.days
    assert [figure(day.numbers["in_shelter"]) for day in bahamas.days] == [1_870, 1_976, 1_962, 1_735]
    assert (last.day, figure(last.numbers["evacuated"])) == (date(2019, 9, 23), 5_500)
    assert last.open_balance.amount == Amount(3_765, Quantifier.APPROXIMATELY, is_approximate=True)
