"""Movements add over disjoint events, one report each (R6, R7, R8, R24). Figures are invented."""

from datetime import date
from typing import Any

import pytest

from data.queries.answer import Reason
from data.queries.question import By, FlowDating
from data.schema import MEASURES
from tests.data.queries.invented import ask, beside, day, exact, record, table, total


def gidd(figure: int, start: str, end: str, **values: Any) -> dict[str, Any]:
    """Return a movement as IDMC's database tells it: every row is a part of its year."""
    return record(figure, start, end=end, source="idmc_gidd", measure="new_displacements", **values)


def report(figure: int, start: str, end: str, **values: Any) -> dict[str, Any]:
    """Return a report of people evacuated from a storm."""
    named = {"source": "cited", "source_name": "Invented Gazette", "measure": "evacuated", "event_id": "storm"}
    return record(figure, start, end=end, **(named | values))


def moved(rows: list[dict[str, Any]], **asked: Any) -> Any:
    """Return the answer on new displacements."""
    return ask(rows, measure="new_displacements", **asked)


def evacuated(rows: list[dict[str, Any]], **asked: Any) -> Any:
    """Return the answer on evacuations."""
    return ask(rows, measure="evacuated", **asked)


def test_movements_add_over_time_and_events() -> None:
    rows = [
        gidd(100, "2023-05-01", "2023-05-03"),
        gidd(30, "2024-02-01", "2024-02-01"),
        gidd(5, "2024-03-01", "2024-03-01"),
    ]
    assert moved(rows).total.amount == exact(135)
    answer = moved(rows, by=(By.YEAR,))
    assert (table(answer), total(answer)) == ({(2023,): 100, (2024,): 35}, 135)


def test_every_row_of_idmcs_database_is_a_part_also_of_one_event() -> None:
    rows = [
        gidd(100, "2024-02-01", "2024-02-03", event_id="storm"),
        gidd(30, "2024-02-01", "2024-02-03", event_id="storm"),
        gidd(7, "2024-02-01", "2024-02-03"),
    ]
    answer = moved(rows)
    assert (answer.total.amount, answer.total.making.left_out) == (exact(137), ())
    assert table(moved(rows, by=(By.EVENT,))) == {("storm",): 130, (None,): 7}


def test_reports_of_one_event_are_not_added_the_latest_counts() -> None:
    rows = [report(100, "2025-06-01", "2025-06-03"), report(130, "2025-06-05", "2025-06-06")]
    answer = evacuated(rows)
    assert answer.total.amount == exact(130)
    assert beside(answer.total.making) == {(Reason.OTHER_REPORT, 100)}


def test_report_that_runs_on_replaces_the_one_with_the_same_start() -> None:
    rows = [report(100, "2025-06-01", "2025-06-03"), report(130, "2025-06-01", "2025-06-06")]
    answer = evacuated(rows)
    assert answer.total.amount == exact(130)
    assert beside(answer.total.making) == {(Reason.OTHER_REPORT, 100)}


@pytest.mark.parametrize("dating", list(FlowDating), ids=str)
def test_event_over_the_turn_of_the_year_is_reported_once(dating: FlowDating) -> None:
    rows = [report(100, "2024-12-28", "2024-12-31"), report(190, "2024-12-28", "2025-01-05")]
    answer = evacuated(rows, dating=dating)
    assert answer.total.amount is not None
    assert round(answer.total.amount.figure, 3) == 190


def test_years_of_a_long_crisis_are_disjoint_and_add() -> None:
    rows = [report(100, "2024-01-01", "2024-12-31"), report(30, "2025-01-01", "2025-05-31")]
    assert total(evacuated(rows)) == 130


def test_reports_of_two_events_add() -> None:
    rows = [report(100, "2025-06-01", "2025-06-03"), report(30, "2025-06-01", "2025-06-03", event_id="flood")]
    answer = evacuated(rows, by=(By.EVENT,))
    assert (table(answer), total(answer)) == ({("storm",): 100, ("flood",): 30}, 130)


def test_better_source_of_one_event_counts_before_a_later_report() -> None:
    rows = [
        report(100, "2025-06-01", "2025-06-03", source_name="Invented Gazette (NEMO)"),
        report(130, "2025-06-05", "2025-06-06"),
    ]
    answer = evacuated(rows)
    assert answer.total.amount == exact(100)
    assert beside(answer.total.making) == {(Reason.OTHER_REPORT, 130)}


def test_report_on_a_country_is_not_added_to_one_on_its_unit() -> None:
    rows = [report(100, "2025-06-01", "2025-06-03"), report(60, "2025-06-01", "2025-06-03", admin1_code="HT-OU")]
    answer = evacuated(rows, by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({("HTI", "HT-OU"): 60}, 100, exact(40))


def test_reports_on_two_units_add_and_each_unit_has_one() -> None:
    rows = [
        report(60, "2025-06-01", "2025-06-03", admin1_code="HT-OU"),
        report(65, "2025-06-04", "2025-06-05", admin1_code="HT-OU"),
        report(10, "2025-06-01", "2025-06-03", admin1_code="HT-AR"),
    ]
    answer = evacuated(rows, by=(By.ADMIN1,))
    assert (table(answer), total(answer)) == ({("HTI", "HT-OU"): 65, ("HTI", "HT-AR"): 10}, 75)


def test_parts_of_one_report_add() -> None:
    rows = [
        report(60, "2025-06-01", "2025-06-03", sex="female"),
        report(40, "2025-06-01", "2025-06-03", sex="male"),
    ]
    assert evacuated(rows).total.amount == exact(100)


def test_two_publishers_without_an_event_are_not_added() -> None:
    rows = [
        report(100, "2025-06-01", "2025-06-03", event_id=None, source_name="Invented Gazette (NEMO)"),
        report(130, "2025-06-05", "2025-06-06", event_id=None),
    ]
    answer = evacuated(rows)
    assert answer.total.amount == exact(100)
    assert beside(answer.total.making) == {(Reason.OTHER_SOURCE, 130)}


def test_two_words_of_one_report_for_the_same_people_are_not_added() -> None:
    rows = [
        report(100, "2025-06-01", "2025-06-03", term="evacuated"),
        report(60, "2025-06-01", "2025-06-03", term="relocated"),
    ]
    assert evacuated(rows).total.amount == exact(100)


def test_country_and_unit_rows_of_one_event_are_levels_and_of_two_events_are_parts() -> None:
    rows = [
        gidd(100, "2024-02-01", "2024-02-03", event_id="storm"),
        gidd(60, "2024-02-01", "2024-02-03", event_id="storm", origin_admin1_code="HT-OU"),
        gidd(7, "2024-05-01", "2024-05-03", event_id="flood", origin_admin1_code="HT-OU"),
    ]
    answer = moved(rows, by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({("HTI", "HT-OU"): 67}, 107, exact(40))


def test_sources_of_one_year_are_not_added_and_each_year_has_its_best() -> None:
    dtm = {"source": "iom_dtm", "measure": "new_displacements"}
    rows = [
        gidd(100, "2023-05-01", "2023-05-03"),
        record(90, "2023-06-01", end="2023-06-02", **dtm),
        record(20, "2024-06-01", end="2024-06-02", **dtm),
    ]
    answer = moved(rows, by=(By.YEAR,))
    assert (table(answer), total(answer)) == ({(2023,): 100, (2024,): 20}, 120)
    assert beside(answer.total.making) == {(Reason.OTHER_SOURCE, 90)}


def test_source_that_says_zero_stands_before_the_next() -> None:
    rows = [
        gidd(0, "2024-05-01", "2024-05-03"),
        record(90, "2024-06-01", end="2024-06-02", source="iom_dtm", measure="new_displacements"),
    ]
    assert moved(rows).total.amount == exact(0)


def test_triangulation_is_shown_and_never_added_to_movements() -> None:
    rows = [report(100, "2025-06-01", "2025-06-03"), report(400, "2025-06-05", "2025-06-06", role="triangulation")]
    answer = evacuated(rows)
    assert answer.total.amount == exact(100)
    assert beside(answer.total.making) == {(Reason.TRIANGULATION, 400)}


def test_event_with_triangulation_alone_has_no_total_and_says_so() -> None:
    rows = [
        report(100, "2025-06-01", "2025-06-03", role="triangulation"),
        report(400, "2025-06-05", "2025-06-06", role="triangulation"),
        report(7, "2025-06-01", "2025-06-02", event_id="flood"),
    ]
    assert beside(evacuated(rows[:2]).total.making) == {
        (Reason.ONLY_TRIANGULATION, 100),
        (Reason.ONLY_TRIANGULATION, 400),
    }
    assert evacuated(rows[:2]).total.amount is None
    answer = evacuated(rows)
    assert answer.total.amount == exact(7)
    assert beside(answer.total.making) == {(Reason.ONLY_TRIANGULATION, 100), (Reason.ONLY_TRIANGULATION, 400)}


def test_event_with_triangulation_alone_is_told_beside_the_parts_of_a_database() -> None:
    rows = [
        gidd(100, "2024-05-01", "2024-05-03", event_id="storm"),
        gidd(30, "2024-06-01", "2024-06-03", event_id="flood", role="triangulation"),
    ]
    answer = moved(rows)
    assert answer.total.amount == exact(100)
    assert beside(answer.total.making) == {(Reason.ONLY_TRIANGULATION, 30)}


@pytest.mark.parametrize(
    ("dating", "months"),
    [
        (FlowDating.END, {("2024-02",): 3000}),
        (FlowDating.START, {("2024-01",): 3000}),
        (FlowDating.SPREAD, {("2024-01",): 2000, ("2024-02",): 1000}),
    ],
    ids=str,
)
def test_movement_over_days_belongs_to_its_end_its_start_or_each_day(
    dating: FlowDating, months: dict[tuple[str], int]
) -> None:
    answer = moved([gidd(3000, "2024-01-30", "2024-02-01")], by=(By.MONTH,), dating=dating)
    assert (table(answer), total(answer)) == (months, 3000)


@pytest.mark.parametrize(
    ("start", "end", "figure"),
    [("2024-01-30", "2024-01-30", 1000), ("2024-01-31", "2024-02-01", 2000), ("2024-02-02", "2024-02-09", None)],
    ids=["first day", "two days", "after it"],
)
def test_spread_movement_is_cut_to_the_days_asked(start: str, end: str, figure: int | None) -> None:
    rows = [gidd(3000, "2024-01-30", "2024-02-01")]
    answer = moved(rows, date_from=day(start), as_of=day(end), dating=FlowDating.SPREAD)
    assert total(answer) == figure


def test_figure_over_two_years_stands_in_the_year_of_its_end() -> None:
    rows = [gidd(100, "2023-12-20", "2024-01-05"), gidd(30, "2023-03-01", "2023-04-01")]
    assert table(moved(rows, by=(By.YEAR,))) == {(2023,): 30, (2024,): 100}


def test_figure_that_has_no_end_stands_on_its_first_day() -> None:
    row = record(100, "2024-02-05", source="idmc_gidd", measure="new_displacements")
    assert table(moved([row], by=(By.MONTH,))) == {("2024-02",): 100}


def test_year_without_days_is_a_month_of_its_own_and_not_its_last() -> None:
    rows = [gidd(100, "2024-01-01", "2024-12-31", date_precision="year"), gidd(5, "2024-12-01", "2024-12-02")]
    assert table(moved(rows, by=(By.MONTH,))) == {("2024",): 100, ("2024-12",): 5}


@pytest.mark.parametrize(
    ("first", "last", "figure"),
    [
        (None, date(2024, 12, 31), 135),
        (date(2024, 1, 1), date(2024, 12, 31), 35),
        (date(2024, 2, 2), date(2024, 3, 1), 5),
    ],
    ids=["all", "a year", "from a day on"],
)
def test_period_takes_movements_from_its_first_to_its_last_day(first: date | None, last: date, figure: int) -> None:
    rows = [
        gidd(100, "2023-05-01", "2023-05-03"),
        gidd(30, "2024-02-01", "2024-02-01"),
        gidd(5, "2024-03-01", "2024-03-01"),
    ]
    assert total(moved(rows, date_from=first, as_of=last)) == figure


def test_movement_stands_where_people_left_and_its_other_end_is_not_added() -> None:
    days = ("2025-06-01", "2025-06-03")
    rows = [
        report(100, *days, origin_iso3="HTI", origin_admin1_code="HT-AR", admin1_code="HT-OU"),
        report(30, *days, origin_iso3="HTI", admin1_code="HT-OU"),
        report(5, *days, event_id="flood", origin_iso3="HTI", admin1_code="HT-OU"),
        report(2, *days, event_id="fire", admin1_code="HT-OU"),
    ]
    answer = evacuated(rows, by=(By.ADMIN1,))
    assert (table(answer), total(answer)) == ({("HTI", "HT-AR"): 100, ("HTI", "HT-OU"): 2}, 107)
    assert answer.unplaced == exact(5)


@pytest.mark.parametrize("source", ["iom_missing_migrants", "idmc_idu"])
def test_incident_that_could_not_be_placed_is_a_part_beside_those_that_could(source: str) -> None:
    values = {"measure": "missing_or_dead", "source": source}
    rows = [record(3, end="2025-06-01", admin1_code="HT-OU", **values), record(4, end="2025-06-01", **values)]
    answer = ask(rows, measure="missing_or_dead", by=(By.ADMIN1,))
    assert (table(answer), total(answer), answer.unplaced) == ({("HTI", "HT-OU"): 3}, 7, exact(4))


def test_recommended_figures_of_several_days_of_one_event_add_in_idmcs_updates() -> None:
    values = {"source": "idmc_idu", "measure": "new_displacements", "event_id": "storm", "admin1_code": "HT-OU"}
    rows = [record(3, end="2025-06-01", **values), record(4, "2025-06-05", end="2025-06-05", **values)]
    assert total(moved(rows)) == 7


def test_movements_that_are_not_broken_down_are_told_and_not_guessed() -> None:
    answer = moved([gidd(100, "2024-02-01", "2024-02-03")], by=(By.SEX,))
    assert (answer.rows, answer.total.amount) == ((), None)
    assert beside(answer.total.making) == {(Reason.NOT_BROKEN_DOWN, 100)}


@pytest.mark.parametrize("level", [(), (By.ADMIN1,), (By.ADMIN2,)], ids=["all", "units", "communes"])
def test_unit_asked_for_alone_has_the_number_that_it_has_on_the_map(level: tuple[By, ...]) -> None:
    values = {"measure": "returned", "event_id": "storm", "source": "desinventar", "end": "2025-06-02"}
    rows = [
        record(100, **values),
        record(60, admin1_code="HT-OU", **values),
        record(25, admin1_code="HT-OU", admin2_code="HT0111", **values),
        record(9, admin1_code="HT-AR", **values),
    ]
    assert total(ask(rows, measure="returned", by=level, units=("HT-OU",))) == 60


def test_displacements_are_called_movements_and_not_people() -> None:
    measure = MEASURES["new_displacements"]
    assert (measure.kind, "movements" in measure.definition) == ("flow", True)


def test_movement_has_no_age_at_which_it_leaves_the_total() -> None:
    assert total(moved([gidd(100, "1995-05-01", "1995-05-03")])) == 100
