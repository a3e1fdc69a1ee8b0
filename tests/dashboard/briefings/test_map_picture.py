"""The still map says what the map of the screen says: every number, nobody counted never as zero, in little room."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.briefings.map_picture import map_svg, svg_to_png
from dashboard.event_views import EVENT_VIEWS, opened
from dashboard.maps.areas_layer import areas_layer
from dashboard.maps.circles_layer import circles_layer
from dashboard.maps.classes import fixed_classes
from dashboard.maps.flows_layer import flows_layer
from dashboard.maps.legend import legend
from dashboard.maps.map_payload import MapContent, MapLevel, MapView
from dashboard.maps.shelters_layer import shelters_layer
from dashboard.palette import SURFACES, Theme
from dashboard.periods import Ask
from dashboard.picture import picture
from dashboard.place_labels import states
from dashboard.selection import Selection
from dashboard.situation_map import situation_map
from dashboard.stills.style import FONTS
from dashboard.stills.svg import text
from data.asking import Desk
from tests.dashboard.conftest import Choose

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>\"' & \x00 ]]>"

Draw = Callable[..., MapContent]
Size = tuple[int, int]
each_size = pytest.mark.parametrize("size", [(800, 560), (640, 430), (540, 720)], ids=str)


@pytest.fixture
def draw(desk: Desk, ask: Ask) -> Draw:
    """Return what makes the map of a selection from the figures that ship."""

    def draw(selection: Selection) -> MapContent:
        sites, positions = desk.reference("sites"), desk.reference("storm_positions")
        return situation_map(selection, picture(selection, ask), sites=sites, positions=positions)

    return draw


def content(values: Mapping[str, float | None], *, focus: str | None = None) -> MapContent:
    table = pd.DataFrame(
        {
            "code": list(values),
            "value": pd.array(list(values.values()), dtype="Float64"),
            "figure": ["" if value is None else f"{value:.0f}" for value in values.values()],
        }
    )
    areas, circles = areas_layer(table, classes=fixed_classes([1, 10, 100])), circles_layer(table)
    view = MapView()
    if focus is not None:
        state = states()[focus]
        view = MapView(state.west, state.south, state.east, state.north, token=focus)
    return MapContent(
        level=MapLevel.UNIT if focus else MapLevel.COUNTRY,
        legend=legend(title="Invented", areas=areas, circles=circles),
        areas=areas,
        circles=circles,
        focus=focus,
        view=view,
    )


def texts(svg: str) -> list[str]:
    return ["".join(found.itertext()) for found in ET.fromstring(svg).iter(f"{SVG}text")]


def looks(svg: str, tag: str) -> list[str]:
    """Return the class of each element of a kind that tells a place when pointed at."""
    return [
        one.get("class", "") for one in ET.fromstring(svg).iter(f"{SVG}{tag}") if one.find(f"{SVG}title") is not None
    ]


@pytest.mark.parametrize("place", [None, "JAM", "HTI", "VCT", "BHS", "GUY", "SUR", "BMU", "GRD", "MSR"], ids=str)
@each_size
def test_every_map_is_well_formed_and_small(choose: Choose, draw: Draw, place: str | None, size: Size) -> None:
    svg = map_svg(draw(choose(place=place, measure="migrants")), width=size[0], height=size[1])
    assert len(svg.encode()) < 300_000
    root = ET.fromstring(svg)
    assert (root.get("width"), root.get("height")) == (str(size[0]), str(size[1]))


@each_size
def test_every_state_has_its_number_in_print(size: Size) -> None:
    counted = {code: 13.0 * 2**place for place, code in enumerate(states())}
    svg = map_svg(content(counted), width=size[0], height=size[1])
    written = texts(svg)
    assert [code for code, value in counted.items() if f"{value:.0f}" not in written] == []


def test_not_counted_is_hatched_and_zero_is_white() -> None:
    svg = map_svg(content({"JAM": 0, "SUR": None, "GUY": 50, "BRB": None, "DMA": 0}), width=800, height=560)
    root = ET.fromstring(svg)
    said = {
        (one.find(f"{SVG}title").text or "").split("\n")[0]: one  # type: ignore[union-attr]  # asked for below
        for one in root.iter(f"{SVG}path")
        if one.find(f"{SVG}title") is not None
    }
    assert "url(#map-hatch)" in (said["Suriname"].get("fill") or "")
    assert said["Jamaica"].get("class") == "m-area m-zero"
    assert "m-shade" in (said["Guyana"].get("class") or "")
    circles = looks(svg, "circle")
    assert circles.count("m-circle") == 1
    assert circles.count("m-circle-zero") == 2
    assert circles.count("m-ring") == 1, "Barbados is too small to be hatched: a hatched ring stands for it"


def test_a_group_speaks_for_its_members() -> None:
    given = {"BHS-G01": 50.0}
    svg = map_svg(content(given, focus="BHS"), width=800, height=560)
    shaded = [one for one in ET.fromstring(svg).iter(f"{SVG}path") if "m-shade" in (one.get("class") or "")]
    assert len(shaded) == 4, "two of the six districts have no polygon"
    assert all("Abaco" in (one.findtext(f"{SVG}title") or "") for one in shaded)


@pytest.mark.parametrize("view", EVENT_VIEWS, ids=lambda view: view.event_id)
def test_every_event_can_be_drawn(choose: Choose, draw: Draw, view: object) -> None:
    shown = draw(opened(choose(), view))  # type: ignore[arg-type]  # one of the views
    svg = map_svg(shown, width=640, height=430)
    for storm in shown.storms:
        assert storm.name in svg
    assert all(entry.words.split()[0] in svg for entry in shown.legend.entries if entry.words)


def test_movements_are_arrows_with_their_numbers_and_no_close_up_cuts_them() -> None:
    table = pd.DataFrame(
        {
            "origin": ["HTI", "JAM"],
            "destination": ["BHS", "USA"],
            "value": pd.array([900, 300], dtype="Float64"),
            "figure": ["900", "about 300"],
            "printed": ["900", "300"],
        }
    )
    flows = flows_layer(table)
    shown = MapContent(level=MapLevel.COUNTRY, legend=legend(title="", flows=flows), flows=flows)
    svg = map_svg(shown, width=800, height=560)
    assert {"900", "300", "United States", "Haiti"} <= set(texts(svg))
    assert "Eastern Caribbean" not in texts(svg)
    assert looks(svg, "path").count("m-flow") == 2


def test_shelters_stand_at_their_place_or_counted_at_their_unit() -> None:
    table = pd.DataFrame(
        {
            "name": ["School", "Church", "Hall"],
            "code": ["GD-01", "GD-01", "GD-10"],
            "latitude": [None, None, 12.48],
            "longitude": [None, None, -61.45],
        }
    )
    shown = replace(content({"GD-01": 5}, focus="GRD"), shelters=shelters_layer(table))
    svg = map_svg(shown, width=640, height=430)
    assert "School\nChurch" in svg
    assert texts(svg).count("2") == 1


def test_text_from_data_is_never_markup() -> None:
    shown = replace(content({"JAM": 5.0}), names={"JAM": HOSTILE}, summary=HOSTILE)
    table = pd.DataFrame({"name": [HOSTILE], "code": ["JAM"], "latitude": [18.0], "longitude": [-77.0]})
    svg = map_svg(replace(shown, shelters=shelters_layer(table)), width=800, height=560, title=HOSTILE)
    root = ET.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert HOSTILE.replace("\x00", "\ufffd") in (root.get("aria-label") or "")


def test_a_picture_in_a_page_takes_the_colours_of_the_page() -> None:
    shown = content({"JAM": 5.0})
    assert SURFACES[Theme.DARK].sea in map_svg(shown, width=640, height=430, theme=Theme.DARK)
    bare = map_svg(shown, width=640, height=430, theme=None, ident="first")
    assert "<style>" not in bare
    assert 'id="first-hatch"' in bare


def test_a_png_has_letters_in_it() -> None:
    root = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20">'
    assert svg_to_png(f"{root}{text('abc', 0, 15, font_family=FONTS)}</svg>") != svg_to_png(f"{root}</svg>")
