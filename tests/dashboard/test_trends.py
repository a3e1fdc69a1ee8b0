"""The course over time: no line through years without a count, and the events that belong to it."""

from datetime import date

import pytest

from dashboard.periods import Ask
from dashboard.selection import Selection
from dashboard.trends import SERIES_SHOWN, Mark, source_trend, trend
from data.queries.question import By, Question
from tests.dashboard.conftest import Choose
from tests.dashboard.invented import answering, number

DAY = date(2025, 6, 30)


def counted(*days: date) -> Ask:
    return answering({("JAM", f"{day:%Y-%m}"): number(place + 1, day) for place, day in enumerate(days)})


def test_a_gap_longer_than_a_stock_lives_breaks_the_line() -> None:
    first, second, third = date(2019, 1, 1), date(2020, 12, 31), date(2023, 1, 2)
    table = trend(Selection(day=DAY), counted(third, first, second)).table
    assert list(zip(table["day"].dt.date, table["segment"], strict=True)) == [(first, 0), (second, 0), (third, 1)]


def test_each_state_has_segments_of_its_own() -> None:
    days = {"JAM": (date(2016, 1, 1), date(2020, 1, 1)), "BHS": (date(2018, 1, 1), date(2019, 1, 1))}
    rows = {(state, f"{day:%Y-%m}"): number(1, day) for state, two in days.items() for day in two}
    table = trend(Selection(day=DAY), answering(rows)).table
    assert dict(table.groupby("state")["segment"].apply(list)) == {"Bahamas": [0, 0], "Jamaica": [0, 1]}


def test_a_period_without_a_count_is_no_point() -> None:
    ask = answering({("JAM", "2024-01"): number(None), ("JAM", "2024-02"): number(0, date(2024, 2, 1))})
    assert list(trend(Selection(day=DAY), ask).table["figure"]) == [0]


def test_nothing_counted_is_an_empty_course() -> None:
    course = trend(Selection(day=DAY), answering({}))
    assert course.table.empty
    assert (course.marks, course.shown, course.hidden) == ((), (), 0)
    assert {"day", "state", "figure", "words", "segment"} <= set(course.table.columns)


def test_movements_are_asked_for_by_year_and_counts_by_month() -> None:
    asked: list[Question] = []

    def ask(question: Question) -> object:
        asked.append(question)
        return answering({})(question)

    for measure in ("new_displacements", "idps"):
        trend(Selection(day=DAY, measure=measure, place="JAM"), ask)  # type: ignore[arg-type]  # notes what is asked
    assert [(one.by, one.countries) for one in asked] == [
        ((By.COUNTRY, By.YEAR), ("JAM",)),
        ((By.COUNTRY, By.MONTH), ("JAM",)),
    ]


def test_the_largest_states_are_drawn_and_the_others_counted() -> None:
    codes = ("ATG", "BHS", "BRB", "BLZ", "DMA", "GRD", "GUY")
    rows = {(code, "2024-01"): number(size, date(2024, 1, 1)) for size, code in enumerate(codes, start=1)}
    course = trend(Selection(day=DAY), answering(rows))
    assert course.shown == ("Guyana", "Grenada", "Dominica", "Belize")[:SERIES_SHOWN]
    assert course.hidden == len(codes) - SERIES_SHOWN


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({}, ["Hurricane Dorian", "La Soufriere eruption", "Gang violence", "Hurricane Beryl"]),
        ({"place": "BHS"}, ["Hurricane Dorian"]),
        ({"countries": ("JAM", "GUY")}, ["Hurricane Beryl"]),
        ({"day": date(2025, 11, 20), "place": "HTI"}, ["Gang violence", "Hurricane Melissa"]),
    ],
    ids=["region", "Bahamas", "Jamaica and Guyana", "Haiti after Melissa"],
)
def test_the_events_of_the_place_and_time_are_marked(chosen: dict[str, object], names: list[str]) -> None:
    selection = Selection(**({"day": DAY} | chosen))  # type: ignore[arg-type]  # each case names its own parts
    course = trend(selection, counted(date(2019, 1, 1), date(2025, 6, 1)))
    assert [mark.name for mark in course.marks] == names


def test_an_event_after_the_day_looked_at_is_not_marked() -> None:
    marks = trend(Selection(day=date(2024, 6, 29)), counted(date(2019, 1, 1), date(2024, 6, 1))).marks
    assert Mark(date(2024, 6, 30), "Hurricane Beryl") not in marks
    assert len(marks) == 3


def test_haitis_rounds_that_ship_make_a_course(choose: Choose, ask: Ask) -> None:
    course = trend(choose(place="HTI"), ask)
    assert course.is_stock
    assert course.shown == ("Haiti",)
    assert course.table["day"].is_monotonic_increasing
    assert course.table["figure"].iloc[-1] == 1_300_000


def test_sources_have_a_line_each_and_a_count_of_an_event_does_not_hold_until_the_next_event(
    choose: Choose, ask: Ask
) -> None:
    course = source_trend(choose(measure="in_shelter", countries=("JAM",)), ask)
    jis = course.table[course.table["state"] == "Jamaica Information Service"]
    assert len(jis) >= 2
    assert "Jamaica" not in set(course.table["state"])
    whole = trend(choose(measure="in_shelter", countries=("JAM",)), ask).table
    spans = whole.groupby("segment")["day"].agg(lambda days: (days.max() - days.min()).days)
    assert spans.max() <= 60
