"""Builds the land of the neighbours that stands around our states on the map, from the same Natural Earth units."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.build_boundaries import DECIMALS, tidy
from geo.bundle import write_geojson
from geo.errors import BuildError
from geo.gazetteer import BASE_MAP_GEOJSON

# Natural Earth's gu_a3 and the ISO3 code under which it is drawn; small dependencies go by what they are nearest to.
NEIGHBOURS = {
    "ABW": ("ABW", "Aruba"),
    "BLM": ("BLM", "Saint Barthélemy"),
    "BQI": ("UMI", "Navassa Island"),
    "BRA": ("BRA", "Brazil"),
    "COL": ("COL", "Colombia"),
    "CRI": ("CRI", "Costa Rica"),
    "CUB": ("CUB", "Cuba"),
    "DOM": ("DOM", "Dominican Republic"),
    "ECU": ("ECU", "Ecuador"),
    "GLP": ("GLP", "Guadeloupe"),
    "GTM": ("GTM", "Guatemala"),
    "GUF": ("GUF", "French Guiana"),
    "HND": ("HND", "Honduras"),
    "MAF": ("MAF", "Saint Martin"),
    "MEX": ("MEX", "Mexico"),
    "NIC": ("NIC", "Nicaragua"),
    "PAN": ("PAN", "Panama"),
    "PER": ("PER", "Peru"),
    "PRI": ("PRI", "Puerto Rico"),
    "SLV": ("SLV", "El Salvador"),
    "SXM": ("SXM", "Sint Maarten"),
    "USA": ("USA", "United States"),
    "USG": ("CUB", "Cuba"),
    "VEN": ("VEN", "Venezuela"),
    "VIR": ("VIR", "U.S. Virgin Islands"),
}
_CARIBBEAN_NETHERLANDS = "NL-BQ"  # Bonaire, Saba and Sint Eustatius stand under the Netherlands

WINDOW = shapely.box(-106.0, -3.0, -44.0, 38.0)
TOLERANCE_DEGREES = 0.02
# Along a border with one of our states the neighbour keeps every point, so that no sliver of sea opens there.
BORDER_BAND_DEGREES = 0.2

GRID_DEGREES = 10.0**-DECIMALS


def build_base_map(
    features: Iterable[Mapping[str, Any]], outlines: Mapping[str, BaseGeometry]
) -> dict[str, tuple[str, BaseGeometry]]:
    """Return the neighbours' land inside the window, simplified as one coverage so that shared borders stay shared.

    Args:
        features: Natural Earth's first-level units of the world.
        outlines: outline by ISO3 of our own states, in full detail.

    Returns:
        Name and geometry by ISO3 code, in the order of the codes.
    """
    parts: dict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
    for feature in features:
        neighbour = _neighbour_of(feature["properties"])
        shape = shapely.geometry.shape(feature["geometry"])
        if neighbour and shape.intersects(WINDOW):
            parts[neighbour].append(shape)
    keys = sorted(parts)
    full = [shapely.coverage_union_all(parts[key]) for key in keys]
    ours = list(outlines.values())
    rough = shapely.coverage_simplify([*full, *ours], TOLERANCE_DEGREES)[: len(full)]
    _refuse_lost_islets(keys, full, rough)
    band, region = _border_band(full, ours), shapely.union_all(ours)
    base_map = {}
    for (code, name), exact, simple in zip(keys, full, rough, strict=True):
        drawn = _exact_in_band(exact, simple, band).intersection(WINDOW)
        base_map[code] = (name, tidy(_polygons(shapely.difference(drawn, region, grid_size=GRID_DEGREES))))
    return base_map


def _refuse_lost_islets(keys: list[tuple[str, str]], full: list[BaseGeometry], rough: Iterable[BaseGeometry]) -> None:
    for (code, _), exact, simple in zip(keys, full, rough, strict=True):
        before, after = shapely.get_num_geometries(exact), shapely.get_num_geometries(simple)
        if before != after:
            raise BuildError(f"{code}: {before} islands before simplifying, {after} after. Lower TOLERANCE_DEGREES.")


def _neighbour_of(properties: Mapping[str, Any]) -> tuple[str, str] | None:
    if properties["iso_3166_2"].startswith(_CARIBBEAN_NETHERLANDS):
        return ("BES", "Caribbean Netherlands")
    return NEIGHBOURS.get(properties["gu_a3"])


def _border_band(neighbours: list[BaseGeometry], ours: list[BaseGeometry]) -> BaseGeometry:
    tree = shapely.STRtree(neighbours)
    borders = []
    for outline in ours:
        for position in tree.query(outline, predicate="intersects"):
            borders.append(shapely.intersection(neighbours[int(position)].boundary, outline.boundary))
    return shapely.union_all(borders).buffer(BORDER_BAND_DEGREES, quad_segs=2)


def _exact_in_band(exact: BaseGeometry, simple: BaseGeometry, band: BaseGeometry) -> BaseGeometry:
    if not exact.intersects(band):
        return simple
    return shapely.union(simple.difference(band), exact.intersection(band))


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def write_base_map(neighbours: Mapping[str, tuple[str, BaseGeometry]]) -> None:
    """Write ``base_map.geojson``: one feature per neighbour, in the order of the ISO3 codes."""
    write_geojson(
        BASE_MAP_GEOJSON,
        (
            {
                "type": "Feature",
                "properties": {"code": code, "country_iso3": code, "name": name, "kind": "neighbour"},
                "geometry": shapely.geometry.mapping(shape),
            }
            for code, (name, shape) in neighbours.items()
        ),
    )
