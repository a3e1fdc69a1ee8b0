"""All that changes on the map at a click, as one small document for the browser.

The polygons, names and positions are in the browser already (`dashboard.maps.assets`); what travels is one letter per
area, one radius per circle and the words of the tooltips, repeated words once. `paint_group` wraps it so that
``st_folium(..., feature_group_to_add=...)`` hands it over without drawing the map anew.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from dashboard.maps.areas_layer import AreasLayer
from dashboard.maps.circles_layer import CirclesLayer
from dashboard.maps.escape import script_safe
from dashboard.maps.flows_layer import FlowsLayer
from dashboard.maps.layer_payloads import (
    areas_payload,
    circles_payload,
    flows_payload,
    legend_payload,
    shelters_payload,
    storm_payload,
    transport_payload,
)
from dashboard.maps.legend import Legend
from dashboard.maps.packing import Wordbook
from dashboard.maps.shelters_layer import SheltersLayer
from dashboard.maps.sites_layer import SitesLayer, sites_payload
from dashboard.maps.storm_layer import StormLayer
from dashboard.maps.transport_layer import TransportLayer
from dashboard.palette import Theme, sequential, storm_colour

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


@dataclass(frozen=True)
class DaysBar:
    """The days to which the reader can step below the map.

    Attributes:
        key: changes when the days or what is shown on them does; the browser keeps frames under it.
        days: the steps, oldest first.
        at: which of them the map shows.
        is_yearly: a step stands for its year.
        frames: what the map shows on each day, once the browser has asked for it; each a whole content of which only
            what changes from day to day travels.
    """

    key: str
    days: tuple[date, ...]
    at: int
    is_yearly: bool = False
    frames: tuple["MapContent", ...] = ()


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
        transport: ports and airports.
        view: where to look.
        focus: code of the one country looked at, None for the region.
        selected: code of the country or unit that is marked.
        names: names that differ from the gazetteer's English ones, by code.
        theme: None follows the app's theme.
        caption: title and lines of a picture or print.
        days: the days to step to.
        is_linked: whether it moves with the map beside it.
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
    transport: TransportLayer | None = None
    view: MapView = MapView()
    focus: str | None = None
    selected: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    theme: Theme | None = None
    caption: MapCaption = MapCaption()
    days: DaysBar | None = None
    is_linked: bool = False


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
        "areas": areas_payload(content.areas, book),
        "circles": circles_payload(content.circles, book),
        "flows": flows_payload(content.flows, book),
        "sites": sites_payload(content.sites) if content.sites else None,
        "shelters": shelters_payload(content.shelters),
        "transport": transport_payload(content.transport),
        "storms": [storm_payload(storm, book) for storm in content.storms],
        "legend": legend_payload(content.legend),
        "colours": _colours(content),
        "caption": _caption(content),
        "theme": content.theme.value if content.theme else None,
        "days": _days(content.days),
        "linked": content.is_linked,
    }
    _share_codes(parts)
    if content.days and content.days.frames:
        parts["frames"] = _frames(content.days, content.legend)
    parts["words"] = book.words
    return {name: part for name, part in parts.items() if part}


def _frames(days: DaysBar, legend: Legend) -> dict[str, Any]:
    """Return what changes from day to day, with words of its own: they stay in the browser longer than the rest."""
    book = Wordbook()
    frames = [_frame(frame, legend, book) for frame in days.frames]
    return {"list": frames, "words": book.words}


def _frame(content: MapContent, legend: Legend, book: Wordbook) -> dict[str, Any]:
    """Return one day of the map; its legend only where it has other entries than that of the day shown."""
    is_same = content.legend.entries == legend.entries
    parts = {
        "title": content.legend.title,
        "legend": None if is_same else legend_payload(content.legend),
        "summary": content.summary,
        "caption": _caption(content),
        "areas": areas_payload(content.areas, book),
        "circles": circles_payload(content.circles, book),
    }
    _share_codes(parts)
    return {name: part for name, part in parts.items() if part}


def _share_codes(parts: dict[str, Any]) -> None:
    """Leave out the codes of the circles where they are those of the areas."""
    areas, circles = parts["areas"], parts["circles"]
    if areas and circles and areas["codes"] == circles["codes"]:
        del circles["codes"]


def _days(bar: DaysBar | None) -> dict[str, Any] | None:
    """Return the days as the first one and the days between each and the next."""
    if bar is None or len(bar.days) < 2:
        return None
    steps = [(day - before).days for before, day in pairwise(bar.days)]
    return {
        "key": bar.key,
        "first": bar.days[0].isoformat(),
        "steps": " ".join(str(step) for step in steps),
        "at": bar.at,
        "yearly": bar.is_yearly,
    }


def _caption(content: MapContent) -> dict[str, Any]:
    return {name: part for name, part in asdict(content.caption).items() if part}


def _view(view: MapView) -> dict[str, Any]:
    return {"bounds": [[view.south, view.west], [view.north, view.east]], "token": view.token}


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
