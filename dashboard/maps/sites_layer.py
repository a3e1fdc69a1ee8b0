"""Thousands of sites on one canvas: where they are and how many people stay at each.

Names and positions do not change at a filter click, so they are no part of what is sent then: the browser fetches them
once by an address that carries their hash. Of the figures only those that differ from the ones already published are
sent; where that would be too many, the figures too are fetched by address.
"""

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.maps.assets import ADDRESS, STATIC, publish_one
from dashboard.maps.errors import LayerInputError
from dashboard.maps.layer_input import check_layer_table, number_column, text_column
from dashboard.maps.packing import Wordbook

LARGEST_RADIUS_PX = 11.0
SMALLEST_RADIUS_PX = 2.2
# About six kilobytes; beyond it a file is the smaller message.
MOST_CHANGES = 250
_FILES_KEPT = 40


@dataclass(frozen=True)
class SiteValue:
    """One site's figure as it is drawn: radius 0 nobody, -1 not counted, -2 not in this selection."""

    radius_px: float
    figure: str
    note: str


ABSENT = SiteValue(-2, "", "")


@dataclass(frozen=True)
class PublishedSites:
    """Sites that the browser can fetch; keep it (in a cached resource) for as long as the list of sites is the same.

    Attributes:
        places_address: names and positions.
        values_address: the figures with which the list was published.
        rows: place in the file by ``site_id``.
        values: those figures, in the order of the file.
        largest: the number of people that the largest mark stands for.
        without_position: sites of the list that nobody published a position of; they are in no file.
        static: the folder that the server serves.
    """

    places_address: str
    values_address: str
    rows: dict[str, int]
    values: tuple[SiteValue, ...]
    largest: float
    without_position: int
    static: Path


@dataclass(frozen=True)
class SitesLayer:
    """The sites of a map: two addresses, and the figures that differ from those at the second."""

    places_address: str
    values_address: str
    changes: tuple[tuple[int, SiteValue], ...]
    largest: float
    without_position: int
    has_zero: bool
    has_not_counted: bool


def publish_sites(sites: pd.DataFrame, *, largest: float | None = None, static: Path = STATIC) -> PublishedSites:
    """Put a list of sites where the browser can fetch it.

    Whoever knows the address can read the file, also without being logged in. It cannot be guessed, but give this only
    sites and figures that every reader of this server may see.

    Args:
        sites: one row per site. ``site_id``, ``name``, ``code`` (unit or country), ``latitude`` and ``longitude``
            (WGS 84 degrees, missing where not published), ``value`` (people, missing where nobody counted), ``figure``
            (the number in words with quantifier) and ``note`` (may be left out).
        largest: the number that the largest mark stands for; without it the largest of the list.
        static: the folder that the server serves.

    Raises:
        LayerInputError: a column is missing, a site comes twice, a value is below zero.
        AssetError: the files cannot be written.
    """
    wanted = ("site_id", "name", "code", "latitude", "longitude", "value", "figure")
    check_layer_table(sites.assign(code=sites.get("site_id", sites.index)), layer="sites", columns=wanted)
    placed = sites[sites["latitude"].notna() & sites["longitude"].notna()]
    top = largest or max((value for value in number_column(sites, "value") if value), default=0.0)
    places = {
        "names": list(text_column(placed, "name")),
        "codes": list(text_column(placed, "code")),
        "latitudes": [round(float(degrees), 5) for degrees in placed["latitude"]],
        "longitudes": [round(float(degrees), 5) for degrees in placed["longitude"]],
    }
    values = _values(placed, largest=top)
    return PublishedSites(
        _publish("sites", places, static),
        _publish("figures", _packed(values), static),
        {str(site): row for row, site in enumerate(placed["site_id"])},
        tuple(values),
        top,
        len(sites) - len(placed),
        static,
    )


def sites_layer(published: PublishedSites, sites: pd.DataFrame | None = None) -> SitesLayer:
    """Return the sites with the figures of now.

    Args:
        published: the list, see `publish_sites`.
        sites: one row per site to show, with ``site_id``, ``value``, ``figure`` and ``note`` (may be left out); other
            sites of the list are not drawn. Without it, all sites with the figures as published.

    Raises:
        LayerInputError: a column is missing, a site comes twice or is not on the list, a value is below zero.
        AssetError: the figures changed so much that they go into a file, and it cannot be written.
    """
    values = published.values if sites is None else _values_of_now(published, sites)
    changes = [(row, new) for row, (old, new) in enumerate(zip(published.values, values, strict=True)) if old != new]
    address = published.values_address
    if len(changes) > MOST_CHANGES:
        address, changes = _publish("figures", _packed(values), published.static), []
    return SitesLayer(
        published.places_address,
        address,
        tuple(changes),
        published.largest,
        published.without_position,
        has_zero=any(value.radius_px == 0 for value in values),
        has_not_counted=any(value.radius_px == -1 for value in values),
    )


def sites_payload(layer: SitesLayer) -> dict[str, Any]:
    """Return what is sent of the sites: addresses and the changed figures, with words of their own."""
    document: dict[str, Any] = {"places": layer.places_address, "values": layer.values_address}
    if layer.changes:
        document["rows"] = " ".join(str(row) for row, _ in layer.changes)
        document["changed"] = _packed([value for _, value in layer.changes])
    return document


def radius_px(value: float, *, largest: float) -> float:
    """Return the radius in pixels: the area is proportional to the people, never too small to be seen, 0 for nobody."""
    if value <= 0 or largest <= 0:
        return 0.0
    return round(max(SMALLEST_RADIUS_PX, LARGEST_RADIUS_PX * math.sqrt(min(value / largest, 1.0))), 1)


def site_steps(layer: SitesLayer) -> tuple[float, ...]:
    """Return up to three round numbers for the legend, largest first, each visibly smaller than the one before."""
    if layer.largest <= 0:
        return ()
    power = 10.0 ** math.floor(math.log10(layer.largest))
    top = max(step * power for step in (1, 2, 5) if step * power <= layer.largest)
    steps = (top, top / 5, top / 25) if str(top)[0] == "5" else (top, top / 4, top / 20)
    return tuple(s for s in steps if s >= 1 and radius_px(s, largest=layer.largest) > SMALLEST_RADIUS_PX)


def _values_of_now(published: PublishedSites, sites: pd.DataFrame) -> Sequence[SiteValue]:
    check_layer_table(
        sites.assign(code=sites.get("site_id", sites.index)), layer="sites", columns=("site_id", "value", "figure")
    )
    # A site without a position is on the list and in no file.
    shown = sites[sites["site_id"].astype(str).isin(published.rows.keys())]
    if len(sites) - len(shown) > published.without_position:
        strange = sorted(set(sites["site_id"].astype(str)) - published.rows.keys())
        raise LayerInputError(f"sites: {', '.join(strange[:20])} are not on the list published. Publish the list anew.")
    values = [ABSENT] * len(published.values)
    for site, value in zip(shown["site_id"], _values(shown, largest=published.largest), strict=True):
        values[published.rows[str(site)]] = value
    return values


def _values(sites: pd.DataFrame, *, largest: float) -> list[SiteValue]:
    return [
        SiteValue(-1 if value is None else radius_px(value, largest=largest), figure, note)
        for value, figure, note in zip(
            number_column(sites, "value"), text_column(sites, "figure"), text_column(sites, "note"), strict=True
        )
    ]


def _packed(values: Sequence[SiteValue]) -> dict[str, Any]:
    book = Wordbook()
    columns = {
        "radii": " ".join(f"{value.radius_px:g}" for value in values),
        "figures": book.pack([value.figure for value in values]),
        "notes": book.pack([value.note for value in values]),
    }
    return {**columns, "words": book.words}


def _publish(name: str, document: dict[str, Any], static: Path) -> str:
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    file = f"{name}-{hashlib.sha256(content).hexdigest()[:32]}.json"
    folder = static / "sites"
    publish_one(file, content, folder)
    # The lists of earlier rounds go, oldest first; a browser that shows one has fetched it long ago.
    files = sorted(folder.glob(f"{name}-*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in files[_FILES_KEPT:]:
        old.unlink(missing_ok=True)
    return f"{ADDRESS}/sites/{file}"
