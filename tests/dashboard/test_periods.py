"""A number of movements is for the event, or for the latest year in which any were counted."""

from datetime import date

from dashboard.periods import latest_year, question_for
from dashboard.selection import Selection
from data.queries.question import By, Question
from tests.dashboard.invented import answering, number

DAY = date(2025, 6, 30)
YEARS = answering({"2021": number(4), "2023": number(7), "2024": number(None)})


def test_a_stock_is_asked_for_on_the_day() -> None:
    selection = Selection(day=DAY, countries=("JAM",))
    assert question_for(selection, YEARS, measure="idps", by=(By.ADMIN1,)) == Question(
        "idps", DAY, by=(By.ADMIN1,), countries=("JAM",)
    )


def test_movements_are_those_of_the_latest_year_that_was_counted() -> None:
    question = question_for(Selection(day=DAY), YEARS, measure="new_displacements")
    assert (question.date_from, question.as_of) == (date(2023, 1, 1), date(2023, 12, 31))


def test_movements_of_the_running_year_end_on_the_day() -> None:
    question = question_for(Selection(day=DAY), answering({"2025": number(4)}), measure="evacuated")
    assert (question.date_from, question.as_of) == (date(2025, 1, 1), DAY)


def test_movements_of_an_event_are_asked_for_as_a_whole() -> None:
    selection = Selection(day=DAY, event="beryl-2024")
    question = question_for(selection, YEARS, measure="evacuated")
    assert (question.date_from, question.as_of, question.event) == (None, DAY, "beryl-2024")


def test_where_no_year_was_counted_the_days_own_year_is_asked_for() -> None:
    question = question_for(Selection(day=DAY), answering({}), measure="evacuated")
    assert (question.date_from, question.as_of) == (date(2025, 1, 1), DAY)


def test_a_year_without_a_count_is_no_year() -> None:
    assert latest_year(Selection(day=DAY), YEARS, measure="evacuated") == 2023
    assert latest_year(Selection(day=DAY), answering({}), measure="evacuated") is None
