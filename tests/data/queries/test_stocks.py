"""A stock is the people at one day: the latest count replaces the one before (R1, R2, R4, R5). Figures are invented."""

from typing import Any

import pytest

from data.queries.answer import Reason
from data.queries.question import By
from tests.data.queries.invented import ask, beside, day, exact, record, table, total

OUEST, ARTIBONITE = {"admin1_code": "HT-OU"}, {"admin1_code": "HT-AR"}


def in_round(figure: int, number: int, **values: Any) -> dict[str, Any]:
    """Return a count of a round; rounds are a month apart."""
    return record(figure, f"2025-{number:02d}-15", operation="Monitoring", reporting_round=number, **values)


def test_later_count_replaces_earlier_one_and_is_not_added() -> None:
    answer = ask([record(100, "2025-01-01"), record(70, "2025-02-01")])
    assert answer.total.amount == exact(70)


def test_later_count_replaces_earlier_one_in_each_unit() -> None:
    rows = [
        record(100, "2025-01-01", **OUEST),
        record(70, "2025-02-01", **OUEST),
        record(5, "2025-01-01", **ARTIBONITE),
    ]
    answer = ask(rows, by=(By.ADMIN1,))
    assert table(answer) == {("HTI", "HT-OU"): 70, ("HTI", "HT-AR"): 5}
    assert (answer.total.amount, answer.unplaced) == (exact(75), exact(0))


def test_count_of_a_day_to_come_is_not_known_yet() -> None:
    rows = [record(100, "2025-01-01"), record(70, "2025-02-01")]
    assert total(ask(rows, as_of=day("2025-01-31"))) == 100
    assert total(ask(rows, as_of=day("2025-02-01"))) == 70


def test_nothing_counted_is_missing_and_not_zero() -> None:
    answer = ask([record(100, "2025-01-01")], as_of=day("2024-12-31"))
    assert (answer.rows, answer.total.amount, answer.total.making.parts) == ((), None, ())


def test_stock_of_several_dates_has_no_total() -> None:
    answer = ask([record(100, "2025-01-01"), record(70, "2025-02-01")], by=(By.MONTH,))
    assert table(answer) == {("2025-01",): 100, ("2025-02",): 70}
    assert answer.total.amount is None
    assert beside(answer.total.making) == {(Reason.STOCKS_DO_NOT_ADD_OVER_TIME, None)}


def test_rows_of_one_round_are_added_over_origin_and_reason() -> None:
    rows = [
        in_round(10, 2, origin_admin1_code="HT-OU", reason="Conflict"),
        in_round(20, 2, origin_admin1_code="HT-AR", reason="Conflict"),
        in_round(5, 2, reason="Natural disaster"),
        in_round(99, 1, reason="Conflict"),
    ]
    answer = ask(rows)
    assert answer.total.amount == exact(35)
    assert [(part.rows, part.reporting_round) for part in answer.total.making.parts] == [(3, 2)]


def test_higher_round_counts_where_two_have_one_date() -> None:
    rows = [
        record(10, operation="Monitoring", reporting_round=2),
        record(30, operation="Monitoring", reporting_round=3),
    ]
    assert total(ask(rows)) == 30


def test_latest_is_the_reporting_date_before_the_round_number() -> None:
    rows = [
        record(10, "2025-03-01", operation="Monitoring", reporting_round=1),
        record(30, "2025-02-01", operation="Monitoring", reporting_round=9),
    ]
    assert total(ask(rows)) == 10


def test_unit_missing_from_the_latest_round_is_listed_and_not_added() -> None:
    rows = [in_round(50, 1, **OUEST), in_round(7, 1, **ARTIBONITE), in_round(60, 2, **OUEST)]
    answer = ask(rows, by=(By.ADMIN1,), countries=("HTI",))
    assert table(answer) == {("HTI", "HT-OU"): 60}
    assert answer.total.amount == exact(60)
    missed = [item for item in answer.total.making.left_out if item.reason is Reason.NOT_IN_LATEST_ROUND]
    assert [(item.part.admin1_code, item.part.reporting_round, item.part.amount) for item in missed if item.part] == [
        ("HT-AR", 1, exact(7))
    ]
    assert (answer.total.making.units_counted, answer.total.making.units_known) == (1, 2)


def test_unit_missing_for_several_rounds_is_listed_once_as_it_was_last_counted() -> None:
    rows = [
        in_round(9, 1, assessment_type="SA", **ARTIBONITE),
        in_round(7, 2, assessment_type="BA", **ARTIBONITE),
        in_round(4, 2, assessment_type="BA", sex="female", **ARTIBONITE),
        in_round(60, 3, assessment_type="BA", **OUEST),
    ]
    assert beside(ask(rows).total.making) == {(Reason.NOT_IN_LATEST_ROUND, 7)}


def test_unit_of_which_a_round_gives_no_figure_is_missing_and_not_zero() -> None:
    rows = [in_round(50, 1, **OUEST), in_round(7, 1, **ARTIBONITE), in_round(60, 2, **OUEST)]
    answer = ask([*rows, {**in_round(0, 2, **ARTIBONITE), "figure": None}], by=(By.ADMIN1,))
    assert table(answer) == {("HTI", "HT-OU"): 60}
    assert beside(answer.total.making) == {(Reason.NOT_IN_LATEST_ROUND, 7)}


def test_unit_that_a_round_counted_as_empty_is_zero() -> None:
    rows = [in_round(50, 1, **OUEST), in_round(7, 1, **ARTIBONITE), in_round(60, 2, **OUEST)]
    answer = ask([*rows, in_round(0, 2, **ARTIBONITE)], by=(By.ADMIN1,))
    assert table(answer) == {("HTI", "HT-OU"): 60, ("HTI", "HT-AR"): 0}
    assert beside(answer.total.making) == set()


def test_levels_are_never_added_to_each_other() -> None:
    rows = [
        in_round(100, 2),
        in_round(60, 2, **OUEST),
        in_round(40, 2, **ARTIBONITE),
        in_round(60, 2, **OUEST, admin2_code="HT0111"),
        in_round(40, 2, **ARTIBONITE, admin2_code="HT0511"),
    ]
    assert ask(rows).total.amount == exact(100)
    by_unit = ask(rows, by=(By.ADMIN1,))
    assert (table(by_unit), total(by_unit)) == ({("HTI", "HT-OU"): 60, ("HTI", "HT-AR"): 40}, 100)
    by_commune = ask(rows, by=(By.ADMIN2,))
    assert (table(by_commune), total(by_commune)) == ({("HTI", "HT0111"): 60, ("HTI", "HT0511"): 40}, 100)


@pytest.mark.parametrize(
    ("level", "finest"),
    [((), "country"), ((By.ADMIN1,), "units"), ((By.ADMIN2,), "communes")],
    ids=["country", "units", "communes"],
)
def test_country_is_the_sum_of_its_finest_rows_where_no_coarser_is_given(level: tuple[By, ...], finest: str) -> None:
    rows = [
        in_round(60, 2, **OUEST, admin2_code="HT0111"),
        in_round(30, 2, **OUEST, admin2_code="HT0112"),
        in_round(10, 2, **ARTIBONITE, admin2_code="HT0511"),
    ]
    answer = ask(rows, by=level)
    expected: dict[str, dict[tuple[Any, ...], float]] = {
        "country": {(): 100},
        "units": {("HTI", "HT-OU"): 90, ("HTI", "HT-AR"): 10},
        "communes": {("HTI", "HT0111"): 60, ("HTI", "HT0112"): 30, ("HTI", "HT0511"): 10},
    }
    assert (table(answer), total(answer)) == (expected[finest], 100)


def test_commune_counts_only_where_its_unit_has_no_figure_of_its_own() -> None:
    rows = [
        in_round(90, 2, **OUEST),
        in_round(60, 2, **OUEST, admin2_code="HT0111"),
        in_round(10, 2, **ARTIBONITE, admin2_code="HT0511"),
    ]
    assert total(ask(rows)) == 100


def test_shelters_of_a_unit_add_up_to_it() -> None:
    site = {"measure": "in_shelter", "source": "fema_nss", **OUEST}
    rows = [
        record(10, site_id="a", **site),
        record(20, site_id="b", **site),
        record(5, "2025-05-20", site_id="b", **site),
    ]
    answer = ask(rows, measure="in_shelter", by=(By.ADMIN1,))
    assert (table(answer), total(answer)) == ({("HTI", "HT-OU"): 30}, 30)


def test_returns_reduce_a_stock_only_through_the_next_count() -> None:
    rows = [record(100, "2025-01-01"), record(40, "2025-02-01", measure="returned")]
    assert total(ask(rows)) == 100


def test_measures_that_nest_are_never_mixed() -> None:
    rows = [record(100), record(60, measure="in_shelter"), record(30, measure="in_host_families")]
    assert [total(ask(rows, measure=name)) for name in ("idps", "in_shelter", "in_host_families")] == [100, 60, 30]


def test_two_words_for_the_same_people_are_not_added() -> None:
    rows = [
        record(100, source="cited", source_name="Invented Gazette", term="displaced"),
        record(60, source="cited", source_name="Invented Gazette", term="sheltered"),
    ]
    answer = ask(rows)
    assert answer.total.amount == exact(100)
    assert beside(answer.total.making) == {(Reason.OTHER_TERM, 60)}
