"""A count grows old: past its life it is listed with its day and stands in no total. Figures are invented."""

from datetime import timedelta
from typing import Any

import pytest

from data.queries.answer import Reason
from data.queries.question import By
from data.schema import MEASURES
from tests.data.queries.invented import TODAY, ask, beside, exact, record, table, total


def counted(figure: int, age_days: int, **values: Any) -> dict[str, Any]:
    """Return a count of so many days ago."""
    return record(figure, (TODAY - timedelta(days=age_days)).isoformat(), **values)


@pytest.mark.parametrize(
    ("measure", "precision", "life_days"),
    [
        ("in_shelter", "day", 60),
        ("in_host_families", "day", 60),
        ("in_rented_rooms", "day", 60),
        ("shelters_open", "day", 60),
        ("idps", "day", 548),
        ("people_in_need", "day", 548),
        ("idps", "year", 731),
        ("refugees", "year", 731),
    ],
    ids=lambda value: str(value),
)
def test_count_stands_up_to_its_last_day_and_no_longer(measure: str, precision: str, life_days: int) -> None:
    kind: dict[str, Any] = {"measure": measure, "date_precision": precision}
    on_the_last_day = ask([counted(9, life_days, **kind)], measure=measure)
    assert (on_the_last_day.total.amount, on_the_last_day.total.making.left_out) == (exact(9), ())
    a_day_later = ask([counted(9, life_days + 1, **kind)], measure=measure)
    assert a_day_later.total.amount is None
    assert beside(a_day_later.total.making) == {(Reason.PAST_ITS_LIFE, 9)}


def test_every_stock_has_a_life_and_no_movement_has_one() -> None:
    with_life = {name for name, measure in MEASURES.items() if measure.life_days is not None}
    assert with_life == {name for name, measure in MEASURES.items() if measure.kind == "stock"}


@pytest.mark.parametrize("asked", [{"operation": "Storm"}, {"event": "storm-2020"}], ids=["operation", "event"])
def test_old_count_answers_where_its_operation_or_event_is_named(asked: dict[str, Any]) -> None:
    rows = [counted(9, 2000, operation="Storm", event_id="storm-2020")]
    assert ask(rows, **asked).total.amount == exact(9)
    assert ask(rows).total.amount is None


def test_place_past_its_life_is_listed_and_not_in_the_total() -> None:
    shelter = {"measure": "in_shelter", "source": "fema_nss"}
    rows = [counted(9, 61, admin1_code="HT-OU", **shelter), counted(5, 60, admin1_code="HT-AR", **shelter)]
    answer = ask(rows, measure="in_shelter", by=(By.ADMIN1,))
    assert (table(answer), total(answer)) == ({("HTI", "HT-AR"): 5}, 5)
    left_out = [
        (item.reason, item.part.admin1_code, item.part.age_days) for item in answer.total.making.left_out if item.part
    ]
    assert left_out == [(Reason.PAST_ITS_LIFE, "HT-OU", 61)]


def test_age_is_told_in_days_before_the_day_asked() -> None:
    answer = ask([counted(9, 30)])
    assert [part.age_days for part in answer.total.making.parts] == [30]
    assert (answer.total.making.newest, answer.total.making.oldest) == (TODAY - timedelta(30), TODAY - timedelta(30))


def test_unit_older_than_its_countrys_own_figure_is_listed_so_that_map_and_total_agree() -> None:
    rows = [counted(100, 10), counted(30, 40, admin1_code="HT-OU"), counted(20, 10, admin1_code="HT-AR")]
    answer = ask(rows, by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({("HTI", "HT-AR"): 20}, 100, exact(80))
    assert beside(answer.total.making) == {(Reason.OLDER_THAN_COUNTRY, 30)}


def test_unit_newer_than_its_countrys_own_figure_stands_on_the_map_with_its_day() -> None:
    answer = ask([counted(100, 40), counted(30, 10, admin1_code="HT-OU")], by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({("HTI", "HT-OU"): 30}, 100, None)
    assert beside(answer.total.making) == {(Reason.OTHER_DATE_THAN_COUNTRY, 30)}


def test_older_unit_stays_out_also_where_it_alone_is_asked_for() -> None:
    rows = [counted(100, 10), counted(30, 40, admin1_code="HT-OU"), counted(20, 10, admin1_code="HT-AR")]
    assert total(ask(rows, units=("HT-AR",))) == 20
    assert total(ask(rows, units=("HT-OU",))) is None
