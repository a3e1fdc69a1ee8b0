"""The places of a map as GeoJSON: outline, or point where no outline is known, with the numbers of its table."""

from functools import cache
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.briefings.blocks import Value
from dashboard.briefings.file_tables import FileTable
from dashboard.stills.places import known_spots
from geo.shapes import read_country_shapes, read_unit_shapes

_DIGITS = 5
"""Of a degree: about a metre, and half the bytes."""


def map_features(table: FileTable) -> list[dict[str, Any]]:
    """Return one feature for each row of a map's table; what has no code or no place has no geometry.

    A group of units has the outlines of its members, and the figure once.
    """
    names = [column.name for column in table.columns]
    code = names.index("code")
    return [
        {
            "type": "Feature",
            "id": row[code],
            "properties": {name: _plain(value) for name, value in zip(names, row, strict=True)},
            "geometry": _geometry(str(row[code])),
        }
        for row in table.rows
    ]


def _plain(value: Value) -> str | int | float | None:
    return value if value is None or isinstance(value, str | int | float) else value.isoformat()


@cache
def _geometry(code: str) -> dict[str, Any] | None:
    spot = known_spots().get(code)
    if spot is None:
        return None
    outlines = [_outlines()[one] for one in (code, *spot.members) if one in _outlines()]
    if outlines:
        return _mapping(shapely.union_all(outlines))
    if spot.latitude is None or spot.longitude is None:
        return None
    return _mapping(shapely.Point(spot.longitude, spot.latitude))


@cache
def _outlines() -> dict[str, BaseGeometry]:
    return {shape.code: shape.geometry for shape in (*read_country_shapes(), *read_unit_shapes())}


def _mapping(geometry: BaseGeometry) -> dict[str, Any]:
    rounded = shapely.orient_polygons(shapely.transform(geometry, lambda degrees: degrees.round(_DIGITS)))
    found: dict[str, Any] = shapely.geometry.mapping(rounded)
    return found
