"""Builds the first-level units and the outlines of the 22 states from Natural Earth, repaired."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.bundle import write_geojson
from geo.errors import BuildError
from geo.gazetteer import AREAS_GEOJSON, COUNTRIES_GEOJSON
from geo.repairs import GUYANA_SWAPPED, MERGED, OUTLINE_ONLY, RECODED

DECIMALS = 5  # about a metre: a hundredth of Natural Earth's own error


def build_areas(features: Iterable[Mapping[str, Any]], units: pd.DataFrame) -> dict[str, BaseGeometry]:
    """Return the repaired polygon of every unit that has one.

    Args:
        features: Natural Earth's first-level units of the world.
        units: ``admin1.csv``; ``ne_codes`` says which polygons a unit is made of, Guyana already set right.

    Returns:
        Geometry by unit code, in the order of the codes, WGS 84, five decimals.

    Raises:
        BuildError: a polygon named in ``ne_codes`` is missing, or a repair and ``ne_codes`` disagree.
    """
    shapes = {feature["properties"]["iso_3166_2"]: shapely.geometry.shape(feature["geometry"]) for feature in features}
    areas: dict[str, BaseGeometry] = {}
    for code, ne_codes in sorted(zip(units["area_code"], units["ne_codes"], strict=True)):
        sources = [source for source in ne_codes.split(";") if source]
        missing = [source for source in sources if source not in shapes]
        if missing:
            raise BuildError(f"admin1.csv, {code}: Natural Earth has no polygon {', '.join(missing)}.")
        merged = [old for old, new in MERGED.items() if new == code and old not in sources and old in shapes]
        _check_repair(code, sources)
        if sources:
            areas[code] = _tidy([shapes[source] for source in dict.fromkeys(sources + merged)])
    return areas


def _check_repair(code: str, sources: list[str]) -> None:
    for source in sources:
        repaired = GUYANA_SWAPPED.get(source) or RECODED.get(source) or MERGED.get(source)
        if repaired is not None and repaired != code:
            raise BuildError(f"admin1.csv, {code}: made of {source}, which geo/repairs.py says is {repaired}.")


def _tidy(shapes: list[BaseGeometry]) -> BaseGeometry:
    """Join polygons along their shared border, round, and wind rings as RFC 7946 wants (outer ring to the left)."""
    joined = shapely.coverage_union_all(shapes) if len(shapes) > 1 else shapes[0]
    return tidy(joined)


def tidy(shape: BaseGeometry) -> BaseGeometry:
    """Return a polygon with five decimals, no point twice in a row, and rings wound as RFC 7946 wants."""
    rounded = shapely.remove_repeated_points(shapely.transform(shape, lambda xy: np.round(xy, DECIMALS)))
    if not rounded.is_valid:
        rounded = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    return shapely.orient_polygons(shapely.normalize(rounded), exterior_cw=False)


def build_outlines(
    areas: Mapping[str, BaseGeometry], features: Iterable[Mapping[str, Any]], units: pd.DataFrame
) -> dict[str, BaseGeometry]:
    """Return the outline of each state, dissolved from its units so that borders are the same points.

    Args:
        areas: repaired polygon by unit code.
        features: Natural Earth's units, for islets that belong to a state but to no unit.
        units: ``admin1.csv``.
    """
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    countries = dict(zip(units["area_code"], units["iso3"], strict=True))
    for code, shape in areas.items():
        parts[countries[code]].append(shape)
    for feature in features:
        country = OUTLINE_ONLY.get(feature["properties"]["iso_3166_2"])
        if country:
            parts[country].append(tidy(shapely.geometry.shape(feature["geometry"])))
    return {country: tidy(shapely.coverage_union_all(parts[country])) for country in sorted(parts)}


def write_areas(areas: Mapping[str, BaseGeometry], units: pd.DataFrame) -> None:
    """Write ``areas.geojson``: one feature per unit with a polygon, in the order of the codes."""
    rows = units.set_index("area_code")
    write_geojson(
        AREAS_GEOJSON,
        (
            {
                "type": "Feature",
                "properties": {
                    "code": code,
                    "country_iso3": rows.at[code, "iso3"],
                    "name": rows.at[code, "adm1_name"],
                    "kind": rows.at[code, "area_kind"],
                },
                "geometry": shapely.geometry.mapping(shape),
            }
            for code, shape in areas.items()
        ),
    )


def write_outlines(outlines: Mapping[str, BaseGeometry], countries: pd.DataFrame) -> None:
    """Write ``countries.geojson``: one feature per state, in the order of the ISO3 codes."""
    names = dict(zip(countries["iso3"], countries["name_iso"], strict=True))
    write_geojson(
        COUNTRIES_GEOJSON,
        (
            {
                "type": "Feature",
                "properties": {"code": code, "country_iso3": code, "name": names[code], "kind": "country"},
                "geometry": shapely.geometry.mapping(shape),
            }
            for code, shape in outlines.items()
        ),
    )
