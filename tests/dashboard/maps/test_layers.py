"""Layers as values: what is drawn for which row, without a screen. All figures are invented."""

import datetime
import re

import pandas as pd
import pytest

from dashboard.maps.areas_layer import AreaShade, areas_layer
from dashboard.maps.circles_layer import circle_steps, circles_layer, radius_px
from dashboard.maps.classes import fixed_classes
from dashboard.maps.errors import LayerInputError
from dashboard.maps.layer_payloads import transport_payload
from dashboard.maps.legend import LegendSign, LegendWords, transport_entries
from dashboard.maps.shelters_layer import ShelterMark, shelters_layer
from dashboard.maps.storm_layer import storm_layer
from dashboard.maps.transport_layer import transport_layer


def counts(values: list[int | None]) -> pd.DataFrame:
    codes = ["AAA", "BBB", "CCC", "DDD"][: len(values)]
    return pd.DataFrame({"code": codes, "value": values, "figure": [f"{value} people" for value in values]})


def test_zero_and_not_counted_have_marks_of_their_own() -> None:
    layer = areas_layer(counts([None, 0, 5, 50]), classes=fixed_classes([1, 10, 100]))

    assert [shade.mark for shade in layer.shades] == ["-", "0", "1", "2"]
    assert (layer.has_zero, layer.has_not_counted) == (True, True)


def test_a_shade_keeps_the_words_it_was_given() -> None:
    table = counts([5]).assign(note="round 3")

    assert areas_layer(table, classes=fixed_classes([1, 10])).shades == (AreaShade("AAA", "1", "5 people", "round 3"),)


def test_four_times_the_people_are_twice_the_radius() -> None:
    layer = circles_layer(counts([100, 400]))

    assert {circle.code: circle.radius_px for circle in layer.circles} == {"AAA": 14.0, "BBB": 28.0}


def test_the_smallest_island_keeps_three_pixels_and_nobody_has_none() -> None:
    layer = circles_layer(counts([1_000_000, 2, 0, None]))

    assert {circle.code: circle.radius_px for circle in layer.circles} == {
        "AAA": 28.0,
        "BBB": 3.0,
        "CCC": 0.0,
        "DDD": None,
    }


def test_small_circles_are_drawn_last_so_that_they_lie_on_top() -> None:
    assert [circle.code for circle in circles_layer(counts([2, 900, 30])).circles] == ["BBB", "CCC", "AAA"]


def test_two_maps_can_share_one_scale() -> None:
    assert circles_layer(counts([100]), largest=400).circles[0].radius_px == 14.0


@pytest.mark.parametrize(
    ("values", "steps"),
    [([1_287_593], (1_000_000, 250_000, 50_000)), ([700, 3], (500, 100, 20)), ([1], (1,)), ([0, None], ()), ([], ())],
    ids=["million", "hundreds", "one person", "nobody", "empty"],
)
def test_legend_circles_are_round_numbers(values: list[int | None], steps: tuple[float, ...]) -> None:
    assert circle_steps(circles_layer(counts(values))) == steps


def test_a_table_that_cannot_be_drawn_names_every_row() -> None:
    table = pd.concat([counts([-1, 5]), counts([7])])

    with pytest.raises(LayerInputError, match=r"circles: AAA comes twice; AAA has the value -1.0\. Expected"):
        circles_layer(table)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(LayerInputError, match=r"areas: the table has no column figure; it has code, value\."):
        areas_layer(counts([1])[["code", "value"]], classes=fixed_classes([1, 2]))


def test_no_circle_is_larger_than_the_largest() -> None:
    assert radius_px(900, largest=400) == 28.0


def test_shelters_without_a_position_stand_together_at_their_unit() -> None:
    rows = [("Hall", "GD-10", None, None), ("School", "GD-10", None, None), ("Church", "JM-01", 18.0, -76.8)]

    layer = shelters_layer(pd.DataFrame(rows, columns=["name", "code", "latitude", "longitude"]))

    assert layer.marks == (
        ShelterMark("JM-01", 18.0, -76.8, 1, ("Church",)),
        ShelterMark("GD-10", None, None, 2, ("Hall", "School")),
    )


def test_a_long_list_of_shelters_says_how_many_more_there_are() -> None:
    table = pd.DataFrame({"name": [f"S{place}" for place in range(10)], "code": "GD-10", "note": "40 people"})

    marks = shelters_layer(table.assign(latitude=None, longitude=None)).marks

    assert marks[0].lines[0] == "S0 · 40 people"
    assert marks[0].lines[8:] == ("and 2 more",)


def storm_table(categories: list[str]) -> pd.DataFrame:
    start = datetime.datetime(2024, 7, 1, 12)
    rows = [(start + datetime.timedelta(hours=6 * row), 12.0, -60.0 - row, name) for row, name in enumerate(categories)]
    return pd.DataFrame(rows, columns=["time_utc", "latitude", "longitude", "category"]).assign(
        wind_kt=[90.0, float("nan"), 30.0]
    )


def test_a_track_is_in_order_of_time_and_names_each_day_once() -> None:
    storm = storm_layer(storm_table(["2", "TS", "TD"]).iloc[::-1], name="Invented")

    assert [position.time_label for position in storm.positions] == [
        "1 Jul 12:00 UTC",
        "1 Jul 18:00 UTC",
        "2 Jul 00:00 UTC",
    ]
    assert [position.day_label for position in storm.positions] == ["1 Jul", "", "2 Jul"]
    assert [position.wind_label for position in storm.positions] == ["90 kt", "", "30 kt"]
    assert storm.categories == ("TD", "TS", "2")


def test_a_category_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LayerInputError, match="category 6 is none of TD, TS, 1, 2, 3, 4, 5"):
        storm_layer(storm_table(["1", "6", "TD"]), name="Invented")


def test_of_ports_and_airports_only_states_and_words_travel() -> None:
    layer = transport_layer(["VCT", "GRD"], port="Port", airport="Airport", notes={"TGPZ": "3 km away"})

    assert (layer.has_port, layer.has_airport) == (True, True)
    assert transport_payload(layer) == {
        "countries": "GRD VCT",
        "port": "Port",
        "airport": "Airport",
        "notes": {"TGPZ": "3 km away"},
    }
    assert [entry.sign for entry in transport_entries(layer, LegendWords())] == [LegendSign.PORT, LegendSign.AIRPORT]


def test_without_a_state_there_are_no_ports_and_no_signs_of_them() -> None:
    assert transport_payload(transport_layer([])) is None
    assert transport_entries(transport_layer([]), LegendWords()) == []


@pytest.mark.parametrize(
    ("countries", "notes", "message"),
    [
        (["XXX"], {}, "transport: XXX is none of the 22 states."),
        (["GRD"], {"ZZZZ": "far"}, "transport: no port or airport has the code ZZZZ."),
    ],
)
def test_a_port_that_nobody_has_is_refused(countries: list[str], notes: dict[str, str], message: str) -> None:
    with pytest.raises(LayerInputError, match=re.escape(message)):
        transport_layer(countries, notes=notes)
