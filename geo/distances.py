"""Distances on the ellipsoid (WGS 84), never along roads."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.errors import CoordinateError
from geo.gazetteer import read_transport
from geo.spatial_joins import check_points

_GEOD = Geod(ellps="WGS84")


def distances_km(latitudes: Any, longitudes: Any, *, to_latitudes: Any, to_longitudes: Any) -> npt.NDArray[np.float64]:
    """Return the length of the shortest line on the ellipsoid between each pair of points, in kilometres.

    Args:
        latitudes: degrees north of the first points.
        longitudes: degrees east of the first points.
        to_latitudes: degrees north of the second points, of the same length or one number.
        to_longitudes: degrees east of the second points.
    """
    given = (longitudes, latitudes, to_longitudes, to_latitudes)
    pairs = np.broadcast_arrays(*(np.asarray(values, dtype=np.float64) for values in given))
    lon, lat, to_lon, to_lat = (np.ascontiguousarray(values) for values in pairs)
    metres = np.asarray(_GEOD.inv(lon, lat, to_lon, to_lat)[2], dtype=np.float64)
    return metres.reshape(pairs[0].shape) / 1000


def distance_to_land_km(land: BaseGeometry, *, latitude: float, longitude: float) -> float:
    """Return how far a point is from a polygon or outline, in kilometres; 0 when it lies inside.

    Args:
        land: a geometry in EPSG:4326.
        latitude: degrees north.
        longitude: degrees east.
    """
    (lon, lat), (near_lon, near_lat) = shapely.shortest_line(shapely.Point(longitude, latitude), land).coords
    return float(_GEOD.inv(lon, lat, near_lon, near_lat)[2]) / 1000


def nearest_transport(
    latitude: float, longitude: float, *, kind: str | None = None, country_iso3: str | None = None, limit: int = 3
) -> pd.DataFrame:
    """Return the ports and airports nearest to a point, nearest first.

    Args:
        latitude: degrees north.
        longitude: degrees east.
        kind: port or airport; both where it is None.
        country_iso3: only those of this state; of all 22 where it is None.
        limit: the most rows wanted.

    Returns:
        ``kind``, ``name``, ``code``, ``country_iso3``, ``latitude``, ``longitude`` and ``distance_km``.

    Raises:
        CoordinateError: the point is no position on Earth, or latitude and longitude are swapped.
    """
    problems = check_points([latitude], [longitude])
    if len(problems):
        problem = str(problems["problem"].iloc[0]).replace("_", " ")
        raise CoordinateError(f"latitude {latitude:g}, longitude {longitude:g}: {problem}.")
    table = read_transport()
    if kind is not None:
        table = table[table["kind"] == kind]
    if country_iso3 is not None:
        table = table[table["country_iso3"] == country_iso3]
    km = distances_km(latitude, longitude, to_latitudes=table["latitude"], to_longitudes=table["longitude"])
    return table.assign(distance_km=km).sort_values(["distance_km", "code"], ignore_index=True).head(limit)
