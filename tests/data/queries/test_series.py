"""A stock over time is told month by month or year by year; a gap stays a gap. Figures are invented."""

from typing import Any

import pytest

from data.errors import RequestRefused
from data.queries.counting import stock_course
from data.queries.question import By, Question
from tests.data.queries.invented import POLICY, TODAY, ask, day, engine, record, table, total

OUEST, ARTIBONITE = {"admin1_code": "HT-OU"}, {"admin1_code": "HT-AR"}


def test_month_without_a_count_is_a_gap() -> None:
    rows = [record(100, "2025-01-10"), record(80, "2025-03-10"), record(70, "2025-03-20")]
    assert table(ask(rows, by=(By.MONTH,))) == {("2025-01",): 100, ("2025-03",): 70}


def test_year_is_its_last_count_and_not_the_sum_of_its_counts() -> None:
    rows = [record(100, "2024-01-10"), record(80, "2024-03-10"), record(70, "2025-03-20")]
    assert table(ask(rows, by=(By.YEAR,))) == {(2024,): 80, (2025,): 70}


def test_each_month_says_what_was_known_on_its_last_count_day() -> None:
    rows = [
        record(100, "2025-01-10", **OUEST),
        record(7, "2025-02-10", **ARTIBONITE),
        record(90, "2025-03-10", **OUEST),
    ]
    series = table(ask(rows, by=(By.MONTH,)))
    days = {"2025-01": "2025-01-10", "2025-02": "2025-02-10", "2025-03": "2025-03-10"}
    assert series == {(month,): total(ask(rows, as_of=day(last))) for month, last in days.items()}
    assert series == {("2025-01",): 100, ("2025-02",): 107, ("2025-03",): 97}


def test_series_from_a_day_on_is_the_end_of_the_whole_series() -> None:
    rows = [
        record(100, "2024-12-10", **OUEST),
        record(7, "2025-02-10", **ARTIBONITE),
        record(90, "2025-03-10", **OUEST),
    ]
    answer = ask(rows, by=(By.MONTH,), date_from=day("2025-01-01"))
    assert table(answer) == {("2025-02",): 107, ("2025-03",): 97}


def test_first_day_of_a_period_changes_no_stock() -> None:
    assert total(ask([record(100, "2025-01-10")], date_from=day("2025-06-01"), as_of=TODAY)) == 100


def test_round_replaces_the_round_before_in_every_month() -> None:
    def counted(figure: int, number: int, **values: Any) -> dict[str, Any]:
        return record(figure, f"2025-{number:02d}-10", operation="Monitoring", reporting_round=number, **values)

    rows = [counted(100, 1, **OUEST), counted(7, 1, **ARTIBONITE), counted(90, 2, **OUEST)]
    assert table(ask(rows, by=(By.MONTH,))) == {("2025-01",): 107, ("2025-02",): 90}


def test_countries_of_one_month_stand_side_by_side() -> None:
    rows = [
        record(100, "2025-01-10"),
        record(5, "2025-01-20", country_iso3="JAM"),
        record(4, "2025-02-20", country_iso3="JAM"),
    ]
    answer = ask(rows, by=(By.MONTH, By.COUNTRY))
    assert table(answer) == {("2025-01", "HTI"): 100, ("2025-01", "JAM"): 5, ("2025-02", "JAM"): 4}
    assert total(answer) is None


def test_day_by_day_each_count_stands_on_its_own_day() -> None:
    rows = [
        record(100, "2025-01-10", **OUEST),
        record(7, "2025-01-12", **ARTIBONITE),
        record(90, "2025-03-10", **OUEST),
    ]
    assert table(ask(rows, by=(By.DAY,))) == {("2025-01-10",): 100, ("2025-01-12",): 107, ("2025-03-10",): 97}


def test_movements_are_not_told_day_by_day() -> None:
    with pytest.raises(RequestRefused, match="movements are kept by month"):
        ask([record(1, measure="returned")], measure="returned", by=(By.DAY,))


def test_of_too_many_days_the_last_of_each_month_stands_then_of_each_year() -> None:
    days = ["2024-05-02", "2024-05-30", "2024-06-10", "2025-01-03", "2025-01-09"]
    opened, question = engine([record(figure, start) for figure, start in enumerate(days)]), Question("idps", TODAY)
    told = {
        most: [one.question.as_of.isoformat() for one in stock_course(opened, question, POLICY, most=most)]
        for most in (5, 4, 2, 1)
    }
    assert told == {
        5: days,
        4: ["2024-05-30", "2024-06-10", "2025-01-09"],
        2: ["2024-06-10", "2025-01-09"],
        1: ["2025-01-09"],
    }
