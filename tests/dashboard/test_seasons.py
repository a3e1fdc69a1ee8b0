"""The hurricane season by month: what has a record, what has none, and to which day a movement belongs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from dashboard.periods import Ask
from dashboard.season_views import finding_words, new_year_words, season_columns, season_table, told_of
from dashboard.seasons import Cause, Seasons, opening_movement, seasons
from dashboard.selection import Selection
from data.queries.answer import Answer, Number, Row
from data.queries.question import FlowDating, Question
from tests.dashboard.conftest import Choose
from tests.dashboard.invented import NOBODY, number

DAY = date(2021, 12, 31)


def told(rows: Mapping[Any, Number], cause: Cause = Cause.ANY) -> Seasons:
    """Return the seasons of invented numbers by month and hazard."""

    def ask(question: Question) -> Answer:
        given = (Row({"month": month, "hazard": hazard}, one) for (month, hazard), one in rows.items())
        return Answer(question, tuple(given), NOBODY)

    return seasons(Selection(DAY), ask, measure="new_displacements", cause=cause, dating=FlowDating.END, first=None)


def figures(found: Seasons) -> dict[int, tuple[float | None, ...]]:
    return {
        one.year: tuple(
            number.amount.figure if number is not None and number.amount is not None else None
            for number in (one.season, one.rest, one.untold, one.whole)
        )
        for one in found.years
    }


def test_months_add_up_to_the_season_and_a_year_without_a_record_is_no_zero() -> None:
    rows = {
        ("2019-06", "Storm"): number(1),
        ("2019-11", "Flood"): number(2),
        ("2019-12", "Flood"): number(4),
        ("2019", "Storm"): number(8),
        ("2021-09", "Storm"): number(0),
    }
    found = told(rows)
    assert figures(found) == {2021: (0, None, None, 0), 2020: (None,) * 4, 2019: (3, 4, 8, 15)}
    assert list(season_columns(found)) == ["6", "7", "8", "9", "10", "11", "season", "rest", "untold"]
    assert finding_words(found).endswith("1 year of 3 has no record for these months: that is not nobody.")


def test_only_storms_can_be_looked_at_whatever_their_source_calls_them() -> None:
    rows = {
        ("2021-08", "Storm"): number(1), ("2021-09", "Tropical cyclone"): number(2),
        ("2021-10", "Earthquake"): number(4), ("2021-11", None): number(8),
    }  # fmt: skip
    assert figures(told(rows, Cause.STORM))[2021][0] == 3
    assert figures(told(rows))[2021][0] == 15


def test_storms_dated_to_new_year_are_named_as_doubtful() -> None:
    found = told({("2021-01", "Storm"): number(5, date(2021, 1, 1)), ("2021-06", "Storm"): number(1)}, Cause.STORM)
    assert "Dated 1 January by their source, a month without hurricanes: 2021: 5." in new_year_words(found)
    assert new_year_words(told({("2021-01", "Storm"): number(5, date(2021, 1, 14))}, Cause.STORM)) == ""


def test_nothing_recorded_is_said() -> None:
    found = told({})
    assert found.years == ()
    assert finding_words(found) == "New displacements: no record falls into the months June to November."


@pytest.mark.parametrize(
    ("dating", "september", "october"),
    [(FlowDating.START, 34_798, None), (FlowDating.END, None, 34_798), (FlowDating.SPREAD, 28_998.33333, 5_799.66667)],
)
def test_dominicas_worst_season_is_that_of_maria_whichever_way_it_is_dated(
    choose: Choose, ask: Ask, dating: FlowDating, september: float | None, october: float | None
) -> None:
    found = seasons(choose(place="DMA"), ask, measure="new_displacements", cause=Cause.STORM, dating=dating, first=None)
    assert finding_words(found).startswith("New displacements, storms, June to November: most in 2017: 34,798.")
    months = found.counted[0].months
    shown = [months[month].amount.figure if month in months else None for month in (9, 10)]  # type: ignore[union-attr]  # numbers of months have amounts
    assert shown == [pytest.approx(september), pytest.approx(october)]


def test_the_table_has_a_dash_where_there_is_no_record(choose: Choose, ask: Ask) -> None:
    found = seasons(
        choose(place="DMA"), ask, measure="new_displacements", cause=Cause.STORM, dating=FlowDating.END, first=None
    )
    rows = season_table(found).set_index("Year")
    assert list(rows.loc["2017"]) == [*["\u2013"] * 4, "34,798", "\u2013", "34,798", "\u2013", "34,798"]
    assert set(rows.loc["2016"]) == {"\u2013"}
    assert "Oct 2017: 34,798" in [one.title for one in told_of(found)]


def test_a_stock_opens_with_new_displacements() -> None:
    opened = [opening_movement(Selection(DAY, measure=name)) for name in ("idps", "evacuated")]
    assert opened == ["new_displacements", "evacuated"]
