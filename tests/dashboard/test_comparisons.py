"""Courses side by side: gaps stay gaps, rates name their people, an index its base. All numbers are invented."""

from datetime import date

import pytest

from dashboard.comparison_views import comparison_table, finding_words, not_in_chart, scale_words, told_of
from dashboard.comparisons import ShownAs, compared_measures, compared_states, largest_states
from dashboard.periods import Ask
from dashboard.selection import Selection
from data.queries.amounts import Amount
from data.queries.answer import Answer, Making, Number, Row
from data.queries.question import By, Question
from data.schema import Quantifier
from tests.dashboard.conftest import Choose
from tests.dashboard.invented import NOBODY, number, part

DAY = date(2025, 6, 30)
MORE = Number(Amount(30, Quantifier.MORE_THAN), Making((part(30, date=date(2024, 1, 1)),), (), 1, 1))
ONE, TWO, FOUR = (number(figure, date(2024, 1, figure)) for figure in (10, 20, 4))


def counted(rows: dict[tuple[str, str], Number], people: dict[str, float] | None = None) -> Ask:
    """Return what answers by state and time, and says how many people live in a state."""

    def ask(question: Question) -> Answer:
        if question.measure == "population":
            known = {code: number(figure, date(2020, 7, 1)) for code, figure in (people or {}).items()}
            return Answer(question, tuple(Row({"country_iso3": code}, one) for code, one in known.items()), NOBODY)
        time = "month" if By.MONTH in question.by else "year"
        given = (Row({"country_iso3": code, time: when}, one) for (code, when), one in rows.items())
        return Answer(question, tuple(given), NOBODY)

    return ask


def test_counts_stay_apart_over_time_and_a_gap_longer_than_they_hold_breaks_the_line() -> None:
    days = (date(2018, 12, 31), date(2020, 12, 30), date(2023, 1, 2))
    rows = {("JAM", f"{day:%Y-%m}"): number(place + 1, day) for place, day in enumerate(days)}
    (line,) = compared_states(Selection(DAY), counted(rows), codes=("JAM",), shown_as=ShownAs.FIGURE, first=None).lines
    assert [(p.day, p.shown.figure, p.segment) for p in line.points] == [
        (days[0], 1, 0),
        (days[1], 2, 0),
        (days[2], 3, 1),
    ]


def test_a_state_that_nobody_counted_has_no_line_and_is_named() -> None:
    rows = {("JAM", "2024-01"): ONE, ("BHS", "2024-01"): number(None)}
    found = compared_states(Selection(DAY), counted(rows), codes=("BHS", "JAM"), shown_as=ShownAs.FIGURE, first=None)
    assert [line.name for line in found.lines] == ["Jamaica"]
    assert not_in_chart(found) == ["Not counted in the time shown: Bahamas."]
    assert not_in_chart(found, has_empty_lanes=True) == []


def test_a_rate_keeps_its_quantifier_and_names_people_and_year() -> None:
    ask = counted({("JAM", "2024-01"): MORE}, {"JAM": 2000})
    found = compared_states(Selection(DAY), ask, codes=("JAM",), shown_as=ShownAs.RATE, first=None)
    assert found.lines[0].last.words == "more than 15"
    assert scale_words(found) == "Per 1,000 people. Divided by: Jamaica 2,000 in 2020 (Invented Bureau)."


def test_an_index_names_its_base_and_what_has_none_is_told() -> None:
    rows = {
        ("JAM", "2024-01"): ONE,
        ("JAM", "2024-02"): TWO,
        ("BHS", "2024-01"): number(0, date(2024, 1, 1)),
        ("BHS", "2024-02"): TWO,
    }
    found = compared_states(Selection(DAY), counted(rows), codes=("JAM", "BHS"), shown_as=ShownAs.INDEX, first=None)
    assert [point.words for point in found.lines[0].points] == ["100", "200"]
    assert scale_words(found) == "Index: the first count shown is 100. Bases: Jamaica 10 on 10 Jan 2024."
    assert not_in_chart(found) == ["The first count is nobody or a range, so no index: Bahamas."]


def test_movements_are_asked_for_by_year_from_the_first_day_and_counts_by_month() -> None:
    asked: list[Question] = []

    def ask(question: Question) -> Answer:
        asked.append(question)
        return Answer(question, (), NOBODY)

    selection, first = Selection(DAY, place="JAM"), date(2015, 1, 1)
    compared_measures(selection, ask, measures=("idps", "evacuated"), shown_as=ShownAs.FIGURE, first=first)
    timed = [one for one in asked if one.measure != "population"]
    assert [(one.measure, one.by, one.date_from) for one in timed] == [
        ("idps", (By.COUNTRY, By.MONTH), first),
        ("evacuated", (By.COUNTRY, By.YEAR), first),
    ]


def test_without_a_choice_the_states_with_most_are_compared() -> None:
    rows = {("JAM", "2024-01"): ONE, ("BHS", "2024-01"): TWO, ("BLZ", "2024-01"): FOUR}
    assert largest_states(Selection(DAY), counted(rows), first=None, most=2) == ("BHS", "JAM")
    assert largest_states(Selection(DAY, countries=("BLZ", "GUY")), counted(rows), first=None) == ("BLZ", "GUY")


def test_the_table_has_every_count_as_shown_and_as_published() -> None:
    ask = counted({("JAM", "2024-01"): MORE, ("BHS", "2024-01"): number(None)}, {"JAM": 2000})
    found = compared_states(Selection(DAY), ask, codes=("JAM", "BHS"), shown_as=ShownAs.RATE, first=None)
    (row,) = comparison_table(found, Selection(DAY)).to_dict("records")
    assert row == {
        "Line": "Jamaica",
        "When": "1 Jan 2024",
        "Counted": "more than 30",
        "Per 1,000 people": 15.0,
        "Shown": "more than 15",
        "Source and age": "Invented Bureau · 1 Jan 2024 · 18 months old",
    }
    assert [told.title for told in told_of(found)] == ["Jamaica, 1 Jan 2024: more than 30"]


def test_nothing_to_compare_is_said() -> None:
    found = compared_states(Selection(DAY), counted({}), codes=("JAM",), shown_as=ShownAs.FIGURE, first=None)
    assert finding_words(found) == "Nothing to compare: nobody counted this here in the time shown."


@pytest.mark.parametrize("shown_as", list(ShownAs))
def test_the_figures_that_ship_can_be_shown_each_way(choose: Choose, ask: Ask, shown_as: ShownAs) -> None:
    found = compared_states(choose(), ask, codes=("HTI", "DMA"), shown_as=shown_as, first=date(2020, 1, 1))
    expected = {ShownAs.FIGURE: "about 1,300,000", ShownAs.RATE: "about 111", ShownAs.INDEX: "about 14,850"}
    assert found.lines[0].last.words == expected[shown_as]
    assert found.empty == ("Dominica",)
