"""What travels at a click: small, complete, and harmless. All figures are invented."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.maps import assets
from dashboard.maps.areas_layer import areas_layer
from dashboard.maps.base_map import MapWords, Tiles, base_map
from dashboard.maps.circles_layer import circles_layer
from dashboard.maps.classes import quantile_classes
from dashboard.maps.escape import script_safe
from dashboard.maps.legend import Legend, legend
from dashboard.maps.map_payload import MapCaption, MapContent, MapLevel, MapView, paint_group, payload
from geo.gazetteer import read_units
from tests.dashboard.maps.test_escape import HOSTILE

EMPTY = Legend("", ())


def all_units() -> pd.DataFrame:
    units = read_units().query("kind != 'group'")
    values = [None if place % 9 == 0 else place * 37 % 5000 for place in range(len(units))]
    words = ["not counted" if value is None else f"about {value:,} per 100,000 people" for value in values]
    return pd.DataFrame(
        {"code": units["code"], "value": values, "figure": words, "note": "invented source, 12 days old"}
    )


def unpacked(document: dict[str, Any], layer: str, column: str) -> list[str]:
    """Put a column together again as the browser does."""
    numbers, places = document[layer][column]
    rows = numbers[1:].split(numbers[0])
    words = [document["words"][place] for place in (places if isinstance(places, list) else [places] * len(rows))]
    return [before + number + after for number, (before, after) in zip(rows, words, strict=True)]


def test_every_unit_with_shade_circle_and_labels_stays_under_12_kb() -> None:
    rates = all_units()
    counts = rates.assign(figure=[f"about {place * 9871:,} people" for place in range(len(rates))], printed="1.2 M")
    areas = areas_layer(rates, classes=quantile_classes(rates["value"]))
    circles = circles_layer(counts)
    content = MapContent(
        level=MapLevel.UNIT, areas=areas, circles=circles, legend=legend(title="t", areas=areas, circles=circles)
    )

    assert len(areas.shades) == len(circles.circles) == 217
    assert len(script_safe(payload(content)).encode()) < 12_000


def test_a_repeated_note_is_sent_once() -> None:
    layer = areas_layer(all_units(), classes=quantile_classes([1, 2]))

    document = payload(MapContent(level=MapLevel.UNIT, areas=layer, legend=EMPTY))

    assert document["words"] == [
        ["not counted", ""],
        ["about ", " per 100,000 people"],
        ["invented source, ", " days old"],
    ]
    assert document["areas"]["notes"] == ["|12" * 217, 2]


def test_codes_marks_radii_and_words_stay_in_step() -> None:
    table = pd.DataFrame({"code": ["B", "A"], "value": [4.0, None], "figure": ["4 people", "not counted"]})
    layers = areas_layer(table, classes=quantile_classes([4])), circles_layer(table)

    document = payload(MapContent(level=MapLevel.UNIT, areas=layers[0], circles=layers[1], legend=EMPTY))

    assert document["areas"] == {"codes": "A B", "marks": "-1", "figures": ["||4", [0, 1]], "notes": ["||", 2]}
    assert document["circles"] == {"radii": "-1 28", "figures": ["||4", [0, 1]], "notes": ["||", 2], "printed": {}}
    assert document["words"] == [["not counted", ""], ["", " people"], ["", ""]]


def test_an_empty_map_sends_only_where_to_look() -> None:
    document = payload(MapContent(level=MapLevel.COUNTRY, legend=EMPTY, view=MapView(-62, 11, -61, 13, "GRD")))

    assert document["view"] == {"bounds": [[11, -62], [13, -61]], "token": "GRD"}
    assert set(document) == {"level", "view", "legend", "colours"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_reaches_the_browser_as_the_same_text(text: str) -> None:
    table = pd.DataFrame({"code": ["JAM"], "value": [1.0], "figure": [text], "note": [text]})
    content = MapContent(level=MapLevel.COUNTRY, circles=circles_layer(table), legend=Legend(text, ()), summary=text)

    paint = next(iter(paint_group(content)._children.values()))
    script = str(paint._template.module.script(paint))  # type: ignore[attr-defined]  # a Jinja macro
    document = script.removeprefix("window.trackerMap.paint(").removesuffix(");")

    assert not any(sign in document for sign in "<>`$")
    assert unpacked(json.loads(document), "circles", "figures") == [text]
    assert json.loads(document)["summary"] == text


def test_the_base_map_asks_nothing_of_other_machines() -> None:
    the_map = base_map()

    addresses = [address for _, address in [*the_map.default_js, *the_map.default_css]]
    assert all(address.startswith("../../app/static/") for address in addresses)
    assert "//" not in the_map.document


def test_tiles_are_there_only_when_somebody_configured_them() -> None:
    assert json.loads(base_map().document)["tiles"] is None
    tiles = Tiles("https://tiles.example/{z}/{x}/{y}.png", "Example")
    assert json.loads(base_map(tiles=tiles).document)["tiles"]["url"] == tiles.url


def test_the_constant_part_is_the_same_at_every_run() -> None:
    assert base_map().document == base_map().document


def test_words_never_travel_with_a_click_unless_they_cannot_be_published(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Zoom in" not in base_map().document
    assert "/words-" in base_map().default_js[-1][1]
    monkeypatch.setattr(assets, "_write_whole", _refuse)

    alone = base_map(words=MapWords(zoom_in="Inzoomen op een kaart van nooit"))

    assert json.loads(alone.document)["words"]["zoom_in"] == "Inzoomen op een kaart van nooit"
    assert not any("/words-" in address for _, address in alone.default_js)


def _refuse(target: Path, content: bytes) -> None:
    raise OSError(30, "Read-only file system", str(target), len(content))


def test_what_a_picture_says_travels_only_where_there_is_something_to_say() -> None:
    plain = payload(MapContent(level=MapLevel.COUNTRY, legend=EMPTY))
    told = payload(MapContent(level=MapLevel.COUNTRY, legend=EMPTY, caption=MapCaption("Jamaica", ("Source: x",))))

    assert "caption" not in plain
    assert told["caption"] == {"title": "Jamaica", "lines": ("Source: x",)}
