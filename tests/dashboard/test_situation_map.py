"""What the map is given: small enough for a click on a thin line, and never a state that nobody counted as zero."""

from collections.abc import Callable
from datetime import date

import pytest

from dashboard.event_views import EVENT_VIEWS, EventView, opened
from dashboard.language import speaking
from dashboard.map_layers import areas_of
from dashboard.maps.classes import logarithmic_classes
from dashboard.maps.escape import script_safe
from dashboard.maps.legend import LegendSign
from dashboard.maps.map_payload import MapContent, MapLevel, payload
from dashboard.periods import Ask
from dashboard.picture import Picture, Place, picture
from dashboard.place_labels import units_of
from dashboard.selection import Selection
from dashboard.situation_map import finding, lacks_track, situation_map, where_words
from data.asking import Desk
from data.queries.amounts import Amount
from data.queries.answer import Making, Number
from data.queries.question import By
from tests.dashboard.conftest import Choose
from tests.dashboard.invented import DAY, answering, number, part

MOST_BYTES = 12_000


Draw = Callable[..., MapContent]
each_view = pytest.mark.parametrize("view", EVENT_VIEWS, ids=lambda view: view.event_id)


@pytest.fixture
def draw(desk: Desk, ask: Ask) -> Draw:
    """Return what makes the map of a selection, from the figures that ship unless others are given."""

    def draw(selection: Selection, ask: Ask = ask) -> MapContent:
        sites, positions = desk.reference("sites"), desk.reference("storm_positions")
        return situation_map(selection, picture(selection, ask), sites=sites, positions=positions)

    return draw


def size(content: MapContent) -> int:
    return len(script_safe(payload(content)).encode())


@pytest.mark.parametrize("measure", ["idps", "in_shelter", "new_displacements", "migrants"])
@pytest.mark.parametrize("place", [None, "JAM", "BHS", "HTI", "GRD"], ids=str)
def test_a_filter_click_sends_little(choose: Choose, draw: Draw, place: str | None, measure: str) -> None:
    assert size(draw(choose(place=place, measure=measure))) < MOST_BYTES


@each_view
def test_an_event_with_its_track_sends_little(choose: Choose, draw: Draw, view: EventView) -> None:
    assert size(draw(opened(choose(), view))) < MOST_BYTES


def test_every_unit_counted_sends_little(choose: Choose, draw: Draw) -> None:
    """All 32 districts of the Bahamas with long invented words, the widest table of one state."""
    words = {
        unit.code: number(1234 + place, source=f"Invented Bureau {place % 9}")
        for place, unit in enumerate(units_of("BHS"))
    }
    content = draw(choose(place="BHS", measure="in_shelter", event="beryl-2024"), answering(words))
    assert len(content.circles.circles if content.circles else ()) == len(words) > 30
    assert size(content) < MOST_BYTES


def test_not_counted_is_no_zero_on_the_map(choose: Choose, draw: Draw) -> None:
    content = draw(choose(), answering({"JAM": number(5), "BRB": number(0)}))
    assert content.areas is not None
    assert content.circles is not None
    marks = {shade.code: shade.mark for shade in content.areas.shades}
    radii = {circle.code: circle.radius_px for circle in content.circles.circles}
    assert (marks["BRB"], marks["GUY"]) == ("0", "-")
    assert (radii["BRB"], radii["GUY"]) == (0, None)
    signs = {entry.sign for entry in content.legend.entries}
    assert {LegendSign.ZERO_AREA, LegendSign.NOT_COUNTED} <= signs


@pytest.mark.parametrize("place", [None, "HTI"])
def test_the_view_stays_while_only_filters_change(choose: Choose, draw: Draw, place: str | None) -> None:
    views = {
        draw(choose(place=place, **other)).view
        for other in ({}, {"measure": "in_shelter"}, {"day": DAY}, {"event": "beryl-2024"})
    }
    assert [view.token for view in views] == [place or "region"]


def test_a_state_shows_its_units_and_a_unit_is_marked(choose: Choose, draw: Draw) -> None:
    region, state, unit = (draw(choose(place=place)) for place in (None, "BHS", "BHS/BS-NP"))
    assert [(one.level, one.focus, one.selected) for one in (region, state, unit)] == [
        (MapLevel.COUNTRY, None, None),
        (MapLevel.UNIT, "BHS", None),
        (MapLevel.UNIT, "BHS", "BS-NP"),
    ]


def test_beryls_track_is_drawn_and_melissas_is_said_to_be_missing(choose: Choose, desk: Desk, draw: Draw) -> None:
    positions = desk.reference("storm_positions")
    beryl, melissa = choose(event="beryl-2024"), choose(event="melissa-2025")
    assert [storm.name for storm in draw(beryl).storms] == ["Hurricane Beryl"]
    assert draw(melissa).storms == ()
    assert (lacks_track(beryl, positions), lacks_track(melissa, positions)) == (False, True)
    assert not lacks_track(choose(event="la-soufriere-2021"), positions)
    assert not lacks_track(choose(), positions)


def test_a_storm_is_told_in_the_readers_language(choose: Choose, draw: Draw) -> None:
    with speaking("fr"):
        (storm,) = draw(choose(event="beryl-2024", language="fr")).storms
    told = next(position for position in storm.positions if position.day_label == "4 juil.")
    assert storm.name == "Ouragan Beryl"
    assert told.time_label.startswith("4 juil. 2024 ")
    assert told.time_label.endswith(" UTC")
    assert told.wind_label.endswith(" n\u0153uds")


def test_carriacou_is_named_as_people_know_it(choose: Choose, draw: Draw) -> None:
    assert draw(choose(place="GRD")).names == {"GD-10": "Carriacou and Petite Martinique"}
    assert draw(choose(place="JAM")).names == {}


def test_listed_shelters_stand_at_their_unit(choose: Choose, draw: Draw, desk: Desk) -> None:
    shelters = draw(choose(place="GRD")).shelters
    assert shelters is not None
    listed = desk.reference("sites").filter(country_iso3="GRD").height
    assert sum(mark.count for mark in shelters.marks) == listed == 42
    assert all(mark.latitude is None for mark in shelters.marks)
    assert draw(choose()).shelters is None


def test_a_list_of_a_later_day_is_not_on_the_map_of_an_earlier_one(choose: Choose, draw: Draw) -> None:
    shown = [draw(choose(place="BHS", day=date(2019, 9, day))).shelters for day in (8, 9)]
    assert [sum(mark.count for mark in layer.marks) if layer else 0 for layer in shown] == [0, 7]


def test_the_finding_names_the_highest_and_the_uncounted(choose: Choose) -> None:
    ask = answering({"JAM": number(5), "BRB": number(0)}, Number(Amount(5), Making((part(),))))
    words = finding(choose(day=DAY), picture(choose(day=DAY), ask))
    assert words == (
        "Internally displaced people, Caricom, 10 July 2024: 5 in all. "
        "Highest: Jamaica 5; Barbados 0. 20 places not counted."
    )


def test_nothing_counted_is_said(choose: Choose) -> None:
    words = finding(choose(day=DAY), picture(choose(day=DAY), answering({})))
    assert words == "Internally displaced people, Caricom, 10 July 2024: nothing counted."


def test_a_total_without_places_is_not_called_nothing(choose: Choose, ask: Ask) -> None:
    view = next(view for view in EVENT_VIEWS if view.event_id == "la-soufriere-2021")
    shown = opened(choose(), view)
    words = finding(shown, picture(shown, ask))
    assert "4,136 in all" in words
    assert "nothing" not in words


@pytest.mark.parametrize(
    ("chosen", "words"),
    [({}, "Caricom"), ({"countries": ("BHS", "HTI")}, "Bahamas, Haiti"), ({"place": "JAM/JM-01"}, "Jamaica")],
    ids=["region", "two states", "a unit"],
)
def test_the_page_is_called_what_is_looked_at(choose: Choose, chosen: dict[str, object], words: str) -> None:
    assert where_words(choose(**chosen)) == words


def test_a_place_that_was_counted_is_never_hatched_for_want_of_a_population() -> None:
    counted = Place("BHS-G01", "Abaco", 3.0, "3", None, "", None, None)
    missing = Place("BS-IN", "Inagua", None, "not counted", None, "", None, None)
    shown = Picture(None, (counted, missing), By.ADMIN1)  # type: ignore[arg-type]  # the areas need no answer
    layer = areas_of(shown, logarithmic_classes([]))
    assert [shade.code for shade in layer.shades] == ["BS-IN"]
