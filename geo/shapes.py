"""The polygons of units, states and neighbours as plain shapes, for pictures; imports no geopandas."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import shapely
from pyproj import Proj
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.bundle import read_features
from geo.errors import BundleError
from geo.gazetteer import AREAS_GEOJSON, BASE_MAP_GEOJSON, COUNTRIES_GEOJSON

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True)
class Shape:
    """One unit, state or neighbour; ``geometry`` is in EPSG:4326."""

    code: str
    country_iso3: str
    name: str
    kind: str
    geometry: BaseGeometry


@cache
def read_unit_shapes() -> tuple[Shape, ...]:
    """Return the first-level units that have a polygon, in full detail and in the order of their codes."""
    return _read(AREAS_GEOJSON)


@cache
def read_country_shapes() -> tuple[Shape, ...]:
    """Return the 22 states, dissolved from their units."""
    return _read(COUNTRIES_GEOJSON)


@cache
def read_neighbour_shapes() -> tuple[Shape, ...]:
    """Return the neighbours' land around the region."""
    return _read(BASE_MAP_GEOJSON)


class EqualArea:
    """Lambert's azimuthal equal-area projection (WGS 84) about the middle of a view, in metres.

    Areas keep their proportion, as shaded rates ask for; over one state it cannot be told from a plan.
    """

    def __init__(self, bounds: Bounds) -> None:
        """Set the projection up for a view."""
        west, south, east, north = bounds
        self._project = Proj(
            {"proj": "laea", "datum": "WGS84", "lon_0": (west + east) / 2, "lat_0": (south + north) / 2}
        )

    def points(
        self, degrees: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    ) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """Return points in metres east and north of the middle; a row is longitude and latitude in degrees."""
        east, north = self._project(degrees[:, 0], degrees[:, 1])
        return np.column_stack([east, north])

    def geometry(self, degrees: BaseGeometry) -> BaseGeometry:
        """Return a geometry in metres."""
        return shapely.transform(degrees, self.points)


def _read(path: Path) -> tuple[Shape, ...]:
    if not path.exists():
        raise BundleError(f"{path.name} is missing under {path.parent.name}: get the file again from git.")
    return tuple(
        Shape(
            **{name: feature["properties"][name] for name in ("code", "country_iso3", "name", "kind")},
            geometry=shape(feature["geometry"]),
        )
        for feature in read_features(path)
    )
