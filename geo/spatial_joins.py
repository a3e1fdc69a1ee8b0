"""Points placed in first-level units; a million distinct points in about half a second.

A point inside a polygon is in that unit. A point off the coast drawn goes to the nearest unit within 5 km and says so,
for Natural Earth's coast is off by 0.4 km in the middle and by more at its worst, and some islets are lost. A point on
a neighbour's land does so only within 1 km of the border: farther in it is the neighbour's.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.bundle import read_features
from geo.errors import CoordinateError
from geo.gazetteer import AREAS_GEOJSON, BASE_MAP_GEOJSON, read_islets

NEAREST_KM = 5.0
ABROAD_KM = 1.0
# The 22 states with a margin: a point outside whose mirror lies inside has latitude and longitude swapped.
REGION_BOUNDS = (-92.0, 0.0, -52.0, 34.0)

_GEOD = Geod(ellps="WGS84")
_KM_PER_DEGREE = 110.5  # the least length of a degree of latitude
_MOST_PROBLEMS = 20

Floats = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.intp]


@dataclass(frozen=True)
class _Areas:
    # The units with a polygon in the order of the polygons, then those that are known by an islet only.
    codes: npt.NDArray[np.object_]
    countries: npt.NDArray[np.object_]
    polygons: npt.NDArray[np.object_]
    # Longitudes shortened by the cosine of the unit's latitude, so that "nearest" is right on the ground.
    flattened: npt.NDArray[np.object_]
    shortening: Floats
    neighbours: npt.NDArray[np.object_]


def check_points(latitudes: Any, longitudes: Any) -> pd.DataFrame:
    """Return the points that cannot be right.

    Args:
        latitudes: degrees north; a missing value is no problem.
        longitudes: degrees east, of the same length.

    Returns:
        One row per problem: ``position`` (from 0), ``latitude``, ``longitude`` and ``problem`` (out_of_range or
        swapped: the point lies outside the region, and inside when the two are exchanged).
    """
    lat, lon = _floats(latitudes), _floats(longitudes)
    out_of_range = (np.abs(lat) > 90) | (np.abs(lon) > 180) | np.isinf(lat) | np.isinf(lon)
    swapped = ~_in_region(lat, lon) & _in_region(lon, lat)
    problem = np.where(swapped, "swapped", "out_of_range")
    position = np.flatnonzero(out_of_range | swapped)
    return pd.DataFrame(
        {"position": position, "latitude": lat[position], "longitude": lon[position], "problem": problem[position]}
    )


def _floats(values: Any) -> Floats:
    return np.asarray(pd.Series(values).astype("Float64").to_numpy(dtype="float64", na_value=np.nan), dtype=np.float64)


def _in_region(lat: Floats, lon: Floats) -> npt.NDArray[np.bool_]:
    west, south, east, north = REGION_BOUNDS
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def locate_points(latitudes: Any, longitudes: Any) -> pd.DataFrame:
    """Return the first-level unit of each point.

    Args:
        latitudes: degrees north, WGS 84; a missing value stays unplaced.
        longitudes: degrees east, of the same length.

    Returns:
        One row per point, in the order given: ``code`` and ``country_iso3`` (missing where ``how`` is none), ``how``
        (inside, nearest or none) and ``distance_km`` (0 inside, to the unit's edge for nearest, missing for none).
        A territory without polygons for its units answers with its whole-territory unit.

    Raises:
        CoordinateError: a point is out of range, or latitude and longitude are swapped; the first 20 are named.
    """
    lat, lon = _floats(latitudes), _floats(longitudes)
    _refuse_impossible(lat, lon)
    areas = _areas()
    key = np.ascontiguousarray(lon + 1j * lat)
    distinct, back = np.unique(key, return_inverse=True)
    unit, distance = _locate_distinct(distinct.real.copy(), distinct.imag.copy(), areas)
    unit, distance = unit[back], distance[back]
    known = unit >= 0
    how = np.where(known, np.where(distance > 0, "nearest", "inside"), "none")
    return pd.DataFrame(
        {
            "code": pd.Series(areas.codes[unit], dtype="str").where(known),
            "country_iso3": pd.Series(areas.countries[unit], dtype="str").where(known),
            "how": how,
            "distance_km": np.where(known, distance, np.nan),
        }
    )


def find_nearest_unit(latitude: float, longitude: float) -> tuple[str, float]:
    """Return the code of the unit with a polygon that is nearest to a point, however far, and the distance in km."""
    areas = _areas()
    count = len(areas.polygons)
    lon, lat = np.full(count, longitude), np.full(count, latitude)
    distances = _distances_to_areas(lon, lat, np.arange(count), areas)
    nearest = int(distances.argmin())
    return str(areas.codes[nearest]), float(distances[nearest])


def _refuse_impossible(lat: Floats, lon: Floats) -> None:
    problems = check_points(lat, lon)
    if problems.empty:
        return
    listed = "; ".join(
        f"point {row['position']}: latitude {row['latitude']:g}, longitude {row['longitude']:g} "
        + ("are swapped" if row["problem"] == "swapped" else "are out of range")
        for row in problems.head(_MOST_PROBLEMS).to_dict("records")
    )
    more = len(problems) - _MOST_PROBLEMS
    rest = f" and {more} more" if more > 0 else ""
    raise CoordinateError(
        f"{listed}{rest}. Expected latitude from -90 to 90 and longitude from -180 to 180, west and south negative."
    )


def _locate_distinct(lon: Floats, lat: Floats, areas: _Areas) -> tuple[Indexes, Floats]:
    """Unit index (-1: none) and distance of points that are sorted by longitude."""
    unit = np.full(len(lon), -1, dtype=np.intp)
    distance = np.zeros(len(lon))
    bounds = shapely.bounds(areas.polygons)
    for index, (west, south, east, north) in enumerate(bounds):
        start, stop = np.searchsorted(lon, [west, east + 1e-9])
        piece = slice(start, stop)
        inside_box = np.flatnonzero((lat[piece] >= south) & (lat[piece] <= north) & (unit[piece] < 0)) + start
        if len(inside_box):
            hit = shapely.intersects_xy(areas.polygons[index], lon[inside_box], lat[inside_box])
            unit[inside_box[hit]] = index
    left = np.flatnonzero((unit < 0) & _in_region(lat, lon))
    if len(left):
        unit[left], distance[left] = _nearest(lon[left], lat[left], areas)
    return unit, distance


def _nearest(lon: Floats, lat: Floats, areas: _Areas) -> tuple[Indexes, Floats]:
    points = shapely.points(lon, lat)
    reach = NEAREST_KM / _KM_PER_DEGREE / np.cos(np.radians(np.abs(lat).max()))
    tree = shapely.STRtree(areas.polygons)
    which, candidate = tree.query(points, predicate="dwithin", distance=reach)
    near = [(which, candidate, _distances_to_areas(lon[which], lat[which], candidate, areas))]
    near.append(_near_islets(lon, lat))
    which, candidate = (np.concatenate([part[i] for part in near]) for i in (0, 1))
    km = np.concatenate([part[2] for part in near])
    abroad = _on_neighbours_land(lon, lat, np.unique(which), areas)
    kept = np.flatnonzero(km <= np.where(abroad[which], ABROAD_KM, NEAREST_KM))
    kept = kept[np.argsort(-km[kept], kind="stable")]
    unit, distance = np.full(len(lon), -1, dtype=np.intp), np.zeros(len(lon))
    unit[which[kept]], distance[which[kept]] = candidate[kept], km[kept]  # the nearest is written last
    return unit, distance


def _on_neighbours_land(lon: Floats, lat: Floats, asked: Indexes, areas: _Areas) -> npt.NDArray[np.bool_]:
    """True for the points asked that lie on a neighbour's land."""
    abroad = np.zeros(len(lon), dtype=bool)
    for land, (west, south, east, north) in zip(areas.neighbours, shapely.bounds(areas.neighbours), strict=True):
        x, y = lon[asked], lat[asked]
        close = asked[(x >= west) & (x <= east) & (y >= south) & (y <= north)]
        if len(close):
            abroad[close] |= shapely.intersects_xy(land, lon[close], lat[close])
    return abroad


def _distances_to_areas(lon: Floats, lat: Floats, candidate: Indexes, areas: _Areas) -> Floats:
    shortening = areas.shortening[candidate]
    lines = shapely.shortest_line(shapely.points(lon * shortening, lat), areas.flattened[candidate])
    ends = shapely.get_coordinates(shapely.get_point(lines, 1))
    if not len(ends):
        return np.empty(0)
    metres = np.asarray(_GEOD.inv(lon, lat, ends[:, 0] / shortening, ends[:, 1])[2])
    return np.maximum(metres / 1000, 1e-6)  # on the very edge, yet not inside


def _near_islets(lon: Floats, lat: Floats) -> tuple[Indexes, Indexes, Floats]:
    """Points near an islet that has no polygon, with the unit the islet belongs to."""
    found: tuple[list[Indexes], list[Indexes], list[Floats]] = ([], [], [])
    for islet, unit in _islets():
        close = np.flatnonzero((np.abs(lat - islet[0]) < 0.05) & (np.abs(lon - islet[1]) < 0.06))
        same = np.full(len(close), 1.0)
        metres = np.asarray(_GEOD.inv(lon[close], lat[close], same * islet[1], same * islet[0])[2])
        found[0].append(close)
        found[1].append(np.full(len(close), unit, dtype=np.intp))
        found[2].append(np.maximum(metres / 1000, 1e-6))
    empty = np.empty(0, dtype=np.intp)
    return (
        np.concatenate([empty, *found[0]]),
        np.concatenate([empty, *found[1]]),
        np.concatenate([np.empty(0), *found[2]]),
    )


@cache
def _islets() -> tuple[tuple[tuple[float, float], int], ...]:
    codes = {code: index for index, code in enumerate(_areas().codes)}
    rows = read_islets().to_dict("records")
    return tuple(((row["latitude"], row["longitude"]), codes[row["code"]]) for row in rows)


@cache
def _areas() -> _Areas:
    features = read_features(AREAS_GEOJSON)
    rows = [(feature["properties"]["code"], feature["properties"]["country_iso3"]) for feature in features]
    rows += sorted(set(zip(read_islets()["code"], read_islets()["country_iso3"], strict=True)) - set(rows))
    polygons = _object_array([shapely.geometry.shape(feature["geometry"]) for feature in features])
    bounds = shapely.bounds(polygons)
    shortening = np.cos(np.radians((bounds[:, 1] + bounds[:, 3]) / 2))
    flattened = _object_array([_flatten(*pair) for pair in zip(polygons, shortening, strict=True)])
    land = [shapely.geometry.shape(feature["geometry"]) for feature in read_features(BASE_MAP_GEOJSON)]
    neighbours = _object_array(land)
    shapely.prepare(polygons)
    shapely.prepare(neighbours)
    return _Areas(
        _object_array([code for code, _ in rows]),
        _object_array([country for _, country in rows]),
        polygons,
        flattened,
        shortening,
        neighbours,
    )


def _flatten(polygon: BaseGeometry, shortening: float) -> BaseGeometry:
    return shapely.transform(polygon, lambda xy: xy * np.array([shortening, 1.0]))


def _object_array(values: list[Any]) -> npt.NDArray[np.object_]:
    array = np.empty(len(values), dtype=np.object_)
    array[:] = values
    return array


def forget_areas() -> None:
    """Read the polygons again at the next question; only the build needs this, when it has written new ones."""
    _areas.cache_clear()
    _islets.cache_clear()
    read_islets.cache_clear()
