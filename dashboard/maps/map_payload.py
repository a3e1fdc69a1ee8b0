"""All that changes on the map at a click, as one small document for the browser.

The polygons, names and positions are in the browser already (`dashboard.maps.assets`); what travels is one letter per
area, one radius per circle and the words of the tooltips, repeated words once. `paint_group` wraps it so that
``st_folium(..., feature_group_to_add=...)`` hands it over without drawing the map anew.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from dashboard.maps.areas_layer import AreasLayer
from dashboard.maps.circles_layer import CirclesLayer
from dashboard.maps.escape import script_safe
from dashboard.maps.flows_layer import FlowsLayer
from dashboard.maps.legend import Legend
from dashboard.maps.packing import Wordbook, joined
from dashboard.maps.shelters_layer import SheltersLayer
from dashboard.maps.sites_layer import SitesLayer, sites_payload
from dashboard.maps.storm_layer import StormLayer
from dashboard.palette import Theme, sequential, storm_colour

# More printed numbers would cover the map that they explain; the table twin has them all.
MOST_PRINTED = 30
REGION_BOUNDS = (-90.0, 0.9, -51.8, 33.2)


class MapLevel(StrEnum):
    """What one area of the map is, and so what a click on it means."""

    COUNTRY = "country"
    UNIT = "unit"


@dataclass(frozen=True)
class MapView:
    """The part of the world to show; applied only when the token differs from the last one.

    Keep the token (the country's code, or "region") while only filters change, so that the reader's own zoom stays.
    """

    west: float = REGION_BOUNDS[0]
    south: float = REGION_BOUNDS[1]
    east: float = REGION_BOUNDS[2]
    north: float = REGION_BOUNDS[3]
    token: str = "region"


@dataclass(frozen=True)
class MapCaption:
    """What a picture or print of the map says beside the map itself.

    Attributes:
        title: what it shows, where and on which day; without one the legend's title.
        lines: sources with their day, what is left out, and other notes, one line each.
        file: name of the picture; the browser adds a random token and the ending.
    """

    title: str = ""
    lines: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class MapContent:
    """What the map shows now.

    Attributes:
        level: COUNTRY: codes are those of countries, a click drills to the country. UNIT: codes are those of units; the
            other countries stay as quiet ground, and a click on one goes there.
        legend: what the signs mean.
        summary: the finding in words, read out for the map.
        areas: rates as shades.
        circles: counts as circles.
        flows: movements as arrows.
        sites: sites of displacement, fetched by address.
        shelters: shelters.
        storms: tracks.
        view: where to look.
        focus: code of the one country looked at, None for the region.
        selected: code of the country or unit that is marked.
        names: names that differ from the gazetteer's English ones, by code.
        theme: None follows the app's theme.
        caption: title and lines of a picture or print.
    """

    level: MapLevel
    legend: Legend
    summary: str = ""
    areas: AreasLayer | None = None
    circles: CirclesLayer | None = None
    flows: FlowsLayer | None = None
    sites: SitesLayer | None = None
    shelters: SheltersLayer | None = None
    storms: tuple[StormLayer, ...] = ()
    view: MapView = MapView()
    focus: str | None = None
    selected: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    theme: Theme | None = None
    caption: MapCaption = MapCaption()


class Paint(MacroElement):
    """Hands the values to the map that is already drawn: the only thing sent on a filter click."""

    _template = Template("{% macro script(this, kwargs) %}window.trackerMap.paint({{ this.document }});{% endmacro %}")

    def __init__(self, document: str) -> None:
        """Keep a document that `script_safe` made."""
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Paint"
        self.document = document


def paint_group(content: MapContent) -> folium.FeatureGroup:
    """Return the group to give as ``feature_group_to_add``; it draws nothing itself, it repaints what is there."""
    group = folium.FeatureGroup(name="paint")
    Paint(script_safe(payload(content))).add_to(group)
    return group


def payload(content: MapContent) -> dict[str, Any]:
    """Return the document for the browser: lists by code, empty parts left out."""
    book = Wordbook()
    parts: dict[str, Any] = {
        "level": content.level.value,
        "view": _view(content.view),
        "focus": content.focus,
        "selected": content.selected,
        "summary": content.summary,
        "names": dict(content.names),
        "areas": _areas(content.areas, book),
        "circles": _circles(content.circles, book),
        "flows": _flows(content.flows, book),
        "sites": sites_payload(content.sites) if content.sites else None,
        "shelters": _shelters(content.shelters),
        "storms": [_storm(storm, book) for storm in content.storms],
        "legend": _legend(content.legend),
        "colours": _colours(content),
        "caption": {name: part for name, part in asdict(content.caption).items() if part},
        "theme": content.theme.value if content.theme else None,
    }
    if parts["areas"] and parts["circles"] and parts["areas"]["codes"] == parts["circles"]["codes"]:
        del parts["circles"]["codes"]
    parts["words"] = book.words
    return {name: part for name, part in parts.items() if part}


def _view(view: MapView) -> dict[str, Any]:
    return {"bounds": [[view.south, view.west], [view.north, view.east]], "token": view.token}


def _areas(layer: AreasLayer | None, book: Wordbook) -> dict[str, Any] | None:
    if layer is None or not layer.shades:
        return None
    return {
        "codes": " ".join(shade.code for shade in layer.shades),
        "marks": "".join(shade.mark for shade in layer.shades),
        "figures": book.pack([shade.figure for shade in layer.shades]),
        "notes": book.pack([shade.note for shade in layer.shades]),
    }


def _circles(layer: CirclesLayer | None, book: Wordbook) -> dict[str, Any] | None:
    if layer is None or not layer.circles:
        return None
    circles = sorted(layer.circles, key=lambda circle: circle.code)
    return {
        "codes": " ".join(circle.code for circle in circles),
        "radii": " ".join("-1" if circle.radius_px is None else f"{circle.radius_px:g}" for circle in circles),
        "figures": book.pack([circle.figure for circle in circles]),
        "notes": book.pack([circle.note for circle in circles]),
        "printed": {circle.code: circle.printed for circle in layer.circles[:MOST_PRINTED] if circle.printed},
    }


def _flows(layer: FlowsLayer | None, book: Wordbook) -> dict[str, Any] | None:
    if layer is None or not layer.flows:
        return None
    return {
        "pairs": " ".join(f"{flow.origin} {flow.destination}" for flow in layer.flows),
        "widths": " ".join(f"{flow.width_px:g}" for flow in layer.flows),
        "figures": book.pack([flow.figure for flow in layer.flows]),
        "notes": book.pack([flow.note for flow in layer.flows]),
        "printed": {str(place): flow.printed for place, flow in enumerate(layer.flows) if flow.printed},
        "ends": [[end.code, end.name, end.latitude, end.longitude] for end in layer.ends],
    }


def _shelters(layer: SheltersLayer | None) -> dict[str, Any] | None:
    if layer is None or not layer.marks:
        return None
    return {
        "marks": [[mark.code, mark.latitude, mark.longitude, mark.count, list(mark.lines)] for mark in layer.marks],
        "unknown": layer.position_unknown,
    }


def _storm(storm: StormLayer, book: Wordbook) -> dict[str, Any]:
    positions = storm.positions
    return {
        "name": storm.name,
        "latitudes": joined([f"{position.latitude:.2f}" for position in positions]),
        "longitudes": joined([f"{position.longitude:.2f}" for position in positions]),
        "categories": joined([position.category for position in positions]),
        "times": book.pack([position.time_label for position in positions]),
        "winds": book.pack([position.wind_label for position in positions]),
        "days": book.pack([position.day_label for position in positions]),
    }


def _legend(legend: Legend) -> dict[str, Any]:
    return {
        "title": legend.title,
        "entries": [[entry.sign.value, entry.words, entry.detail] for entry in legend.entries],
    }


def _colours(content: MapContent) -> dict[str, Any]:
    count = content.areas.classes.count if content.areas else 0
    categories = sorted({category for storm in content.storms for category in storm.categories})
    return {
        theme.value: {
            **{f"class-{place}": shade for place, shade in enumerate(sequential(count, theme), start=1)},
            **{f"storm-{category}": storm_colour(category, theme) for category in categories},
        }
        for theme in Theme
    }
