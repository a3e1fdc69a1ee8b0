"""The polygons of units, states and neighbours as GeoDataFrames (EPSG:4326); for names alone take ``geo.gazetteer``."""

from functools import cache
from pathlib import Path

import geopandas as gpd

from geo.bundle import read_features
from geo.errors import BundleError
from geo.gazetteer import AREAS_GEOJSON, BASE_MAP_GEOJSON, COUNTRIES_GEOJSON

CRS = "EPSG:4326"


@cache
def read_areas() -> gpd.GeoDataFrame:
    """Return the first-level units that have a polygon.

    Returns:
        One row per unit, in the order of the codes: ``code``, ``country_iso3``, ``name``, ``kind`` and ``geometry``
        (EPSG:4326, full detail). The units of a state form a coverage without overlaps; a whole territory is the only
        row of its state. Shared between callers: copy before changing.
    """
    return _read(AREAS_GEOJSON)


@cache
def read_country_outlines() -> gpd.GeoDataFrame:
    """Return the outlines of the 22 states, dissolved from their units: same columns, ``code`` is the ISO3 code."""
    return _read(COUNTRIES_GEOJSON)


@cache
def read_base_map() -> gpd.GeoDataFrame:
    """Return the neighbours' land around the region, simplified to 0.02 degrees: same columns, ``code`` is ISO3."""
    return _read(BASE_MAP_GEOJSON)


def _read(path: Path) -> gpd.GeoDataFrame:
    if not path.exists():
        raise BundleError(f"{path.name} is missing under {path.parent.name}: get the file again from git.")
    return gpd.GeoDataFrame.from_features(read_features(path), crs=CRS)[
        ["code", "country_iso3", "name", "kind", "geometry"]
    ]
