"""The table behind map and ranking: every place of the level is in it, and "not counted" is never 0."""

import re
from dataclasses import replace

import pytest

from dashboard.periods import Ask
from dashboard.picture import Place, picture, places_table
from dashboard.place_labels import states, units_of
from dashboard.ranking import ranking_table
from dashboard.selection import Selection
from data.queries.question import By
from tests.dashboard.conftest import Choose
from tests.dashboard.invented import DAY, answering, number

REGION = Selection(day=DAY)
BAHAMAS = Selection(day=DAY, place="BHS")


def of(places: tuple[Place, ...], code: str) -> Place:
    return next(place for place in places if place.code == code)


def test_all_states_are_there_counted_or_not() -> None:
    shown = picture(REGION, answering({"JAM": number(5), "BRB": number(0)}))
    assert {place.code for place in shown.places} == set(states())
    assert shown.level is By.COUNTRY
    assert [(place.code, place.figure) for place in shown.counted] == [("JAM", "5"), ("BRB", "0")]


def test_not_counted_has_no_number_and_zero_has_one() -> None:
    shown = picture(REGION, answering({"BRB": number(0), "GUY": number(None)}))
    zero, asked, silent = (of(shown.places, code) for code in ("BRB", "GUY", "SUR"))
    assert (zero.value, zero.rate, zero.figure) == (0, 0, "0")
    assert (asked.value, asked.rate, asked.figure, asked.note) == (None, None, "not counted", "")
    assert (silent.value, silent.figure) == (None, "not counted")


def test_a_rate_is_per_thousand_inhabitants() -> None:
    people = states()["JAM"].population
    assert people is not None
    assert of(picture(REGION, answering({"JAM": number(people)})).places, "JAM").rate == 1000


def test_only_the_states_chosen_are_there() -> None:
    shown = picture(Selection(day=DAY, countries=("JAM", "BHS")), answering({"JAM": number(5)}))
    assert [place.code for place in shown.places] == ["JAM", "BHS"]


def test_a_state_shows_all_its_units() -> None:
    shown = picture(BAHAMAS, answering({"BS-NP": number(7)}))
    assert shown.level is By.ADMIN1
    assert {place.code for place in shown.places} == {unit.code for unit in units_of("BHS")}
    assert [place.name for place in shown.counted] == ["New Providence"]


def test_members_of_a_group_that_was_counted_are_not_called_uncounted() -> None:
    shown = picture(BAHAMAS, answering({"BHS-G02": number(71)}))
    codes = {place.code for place in shown.places}
    assert "BHS-G02" in codes
    assert not codes & {"BS-EG", "BS-FP", "BS-WG"}
    assert of(shown.places, "BHS-G02").name == "Grand Bahama"


def test_the_table_has_an_empty_figure_where_nobody_counted() -> None:
    table = places_table(picture(REGION, answering({"JAM": number(5), "BRB": number(0)})))
    figures = dict(zip(table["Code"], table["Figure"], strict=True))
    assert (figures.pop("JAM"), figures.pop("BRB")) == (5, 0)
    assert table["Figure"].isna().sum() == len(figures) == 20
    assert set(table.loc[table["Figure"].isna(), "As published"]) == {"not counted"}


def test_the_table_counts_people_in_whole_numbers() -> None:
    table = places_table(picture(REGION, answering({"JAM": number(5)})))
    assert str(table["Figure"].dtype) == "Int64"


def test_the_ranking_has_the_highest_first_and_nobody_uncounted() -> None:
    shown = picture(REGION, answering({"JAM": number(5), "BRB": number(0), "GUY": number(8), "HTI": number(None)}))
    rows = re.findall('<tr><th scope="row">(.*?)</th><td class="number">(.*?)</td>', ranking_table(shown))
    assert rows == [("Guyana", "8"), ("Jamaica", "5"), ("Barbados", "0")]


def test_a_hostile_name_stays_in_its_cell() -> None:
    place = Place("JAM", "<b>a & b", 5, "5", None, "", None, None)
    shown = replace(picture(REGION, answering({})), places=(place,))
    assert '<th scope="row">&lt;b&gt;a &amp; b</th><td class="number">5</td>' in ranking_table(shown)


@pytest.mark.parametrize("measure", ["idps", "in_shelter", "new_displacements", "refugees", "migrants"])
def test_map_and_total_agree_on_the_figures_that_ship(choose: Choose, ask: Ask, measure: str) -> None:
    shown = picture(choose(measure=measure), ask)
    total = shown.answer.total.amount
    assert total is not None
    assert sum(place.value or 0 for place in shown.places) == total.figure
