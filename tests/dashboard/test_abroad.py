"""People abroad: the United Nations' totals come out exactly, women and men add up, change names its base."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dashboard.abroad import Home, course_of, home_of, homes
from dashboard.abroad_map import abroad_map, homes_map
from dashboard.abroad_views import (
    change_words,
    countries_ranking,
    countries_table,
    course_words,
    finding_words,
    headlines_of,
    homes_finding,
    homes_table,
    women_and_men_words,
)
from dashboard.periods import Ask
from dashboard.place_labels import states
from dashboard.selection import Selection
from data.queries.question import By, Question
from tests.dashboard.conftest import TODAY, Choose

SELECTION = Selection(TODAY)
BUNDLED = Path(__file__).parents[2] / "data" / "bundled" / "un_desa" / "migrant_stock.csv"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with BUNDLED.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def guyana(choose: Choose, ask: Ask) -> Home:
    return home_of("GUY", choose(), ask)


def test_women_and_men_add_up_to_the_total_on_every_row_that_ships(rows: list[dict[str, str]]) -> None:
    assert len(rows) > 7_000
    assert [row for row in rows if int(row["male"]) + int(row["female"]) != int(row["total"])] == []


def test_every_total_by_state_of_origin_comes_out_as_published(rows: list[dict[str, str]], ask: Ask) -> None:
    published = dict.fromkeys(states(), 0)
    for row in rows:
        if row["year"] == "2020" and row["origin_iso3"] in published:
            published[row["origin_iso3"]] += int(row["total"])
    question = Question("migrants", TODAY, by=(By.ORIGIN,), origins=tuple(states()))
    counted = {row.by["origin_iso3"]: row.number.amount for row in ask(question).rows}
    assert {code: amount.figure for code, amount in counted.items() if amount} == published
    assert published["GUY"] == 438_413


def test_guyanas_people_abroad_their_change_and_their_share(guyana: Home) -> None:
    shown = {one.code: (one.figure, one.note) for one in headlines_of(guyana, SELECTION)}
    assert shown["abroad"][0] == "438,413"
    assert shown["since"] == ("+87.9 %", "205,095 more than 233,318 in 1990")
    assert shown["women"] == ("54.1 %", "237,181 women, 201,232 men")
    assert shown["share"] == ("55.2", "794,099 at home (Unicode CLDR 48, which gives no year)")
    assert women_and_men_words(guyana) == "Women and men add up to the total."


def test_where_guyanas_people_live_is_told_in_words_and_in_full(guyana: Home) -> None:
    assert finding_words(guyana) == (
        "People from Guyana in 54 other countries: 438,413. "
        "Most in United States 241,573; Canada 94,421; United Kingdom 28,074."
    )
    table = countries_table(guyana, SELECTION)
    assert table["People"].sum() == 438_413
    assert table["Women"].sum() + table["Men"].sum() == 438_413
    row = '<th scope="row">United States</th><td class="number">241,573</td><td class="number">+100 %</td>'
    assert row in countries_ranking(guyana)


def test_a_pair_that_was_not_counted_in_1990_has_no_change(guyana: Home) -> None:
    new = [one for one in guyana.countries if one.first is None]
    assert new
    assert {(one.change, one.change_percent) for one in new} == {(None, None)}
    assert change_words(new[0]) == "not counted in 1990"


def test_a_day_before_the_newest_estimate_has_the_one_before(choose: Choose, ask: Ask) -> None:
    earlier = home_of("GUY", choose(day=date(2016, 1, 1), is_today=False), ask)
    assert earlier.all.number.amount is not None
    assert earlier.all.number.amount.figure == 481_258


def test_all_states_are_told_with_most_abroad_and_most_against_those_at_home(choose: Choose, ask: Ask) -> None:
    found = homes(choose(), ask)
    assert {home.iso3 for home in found} == set(states())
    assert homes_finding(found).startswith("Most abroad: Haiti 1,769,671; Jamaica 1,118,931; Guyana 438,413.")
    assert "Most for every 100 at home: Montserrat 450; Dominica 105" in homes_finding(found)
    table = homes_table(found, choose())
    assert table["People"].sum() == table["Women"].sum() + table["Men"].sum()


def test_the_course_has_every_estimate_of_all_of_women_and_of_men(choose: Choose, ask: Ask) -> None:
    lines = course_of("GUY", choose(), ask)
    figures = {line.code: [point.shown.figure for point in line.points] for line in lines}
    assert len(figures["all"]) == 7
    assert [a + b for a, b in zip(figures["female"], figures["male"], strict=True)] == figures["all"]
    assert course_words(lines).startswith("All 233,318 in 1990, 438,413 in 2020; Women 122,727 in 1990")


def test_the_maps_show_circles_for_states_and_arrows_for_one(guyana: Home, choose: Choose, ask: Ask) -> None:
    shown = abroad_map(guyana, choose())
    assert shown.flows is not None
    assert [(flow.origin, flow.destination, flow.figure) for flow in shown.flows.flows][:2] == [
        ("GUY", "USA", "241,573"),
        ("GUY", "CAN", "94,421"),
    ]
    assert (len(shown.flows.flows), shown.flows.not_drawn) == (20, 34)
    haiti = abroad_map(home_of("HTI", choose(), ask), choose()).flows
    assert haiti is not None
    assert "CHI" not in {flow.destination for flow in haiti.flows}
    circles = homes_map(homes(choose(), ask), choose()).circles
    assert circles is not None
    assert circles.circles[0].code == "HTI"
