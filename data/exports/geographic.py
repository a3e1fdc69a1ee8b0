"""Records as GeoJSON and as GeoPackage, in longitude and latitude (WGS 84).

A record has the point that its source gave, else the middle of its unit, and says which of the two; a record of a whole
country has none. No position is made up, and none is left out in silence.
"""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from data.exports.listing import Listing
from data.known_places import middles
from data.schema import Column, Type

POSITION = Column(
    "position", Type.TEXT, "number", "whose point it is", ("given by the source", "middle of the unit", "none")
)
_GIVEN, _MIDDLE, _NONE = POSITION.choices
_LAYER = "records"


def geojson_bytes(listing: Listing, about: Mapping[str, Any]) -> bytes:
    """Return the records as GeoJSON (RFC 7946); what describes them stands in the member ``about``."""
    features = []
    for row in _positioned(listing.table).iter_rows(named=True):
        point = _point(row)
        geometry = None if point is None else {"type": "Point", "coordinates": list(point)}
        values = {name: _plain(value) for name, value in row.items() if value is not None}
        features.append({"type": "Feature", "geometry": geometry, "properties": values})
    document = {"type": "FeatureCollection", "about": about, "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def geopackage_bytes(listing: Listing, about: Mapping[str, Any]) -> bytes:
    """Return the records as a GeoPackage with the layer ``records``; what describes them stands in its metadata."""
    import geopandas as gpd  # with GDAL a third of a second: only who wants a file waits for it
    import shapely

    table = _positioned(listing.table)
    points = [_point(row) for row in table.iter_rows(named=True)]
    geometry = np.array([None if point is None else shapely.Point(point) for point in points], dtype=object)
    moments = table.with_columns(pl.selectors.datetime().dt.replace_time_zone(None))
    frame = gpd.GeoDataFrame(moments.to_pandas(), geometry=geometry, crs="EPSG:4326")
    metadata = {"about": json.dumps(about, ensure_ascii=False)}
    with tempfile.TemporaryDirectory(prefix="tracker-export-") as folder:
        path = Path(folder) / "records.gpkg"
        frame.to_file(
            path, driver="GPKG", layer=_LAYER, engine="pyogrio", geometry_type="Point", dataset_metadata=metadata
        )
        return path.read_bytes()


def _positioned(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with ``position`` beside the columns that a point is taken from."""
    absent = [pl.lit(None, pl.Float64).alias(name) for name in ("longitude", "latitude") if name not in table.columns]
    full = table.with_columns(absent)
    has_point = pl.col("longitude").is_not_null() & pl.col("latitude").is_not_null()
    code = pl.col("admin1_code") if "admin1_code" in full.columns else pl.lit(None, pl.String)
    is_known = code.is_in(list(middles())).fill_null(value=False)
    whose = pl.when(has_point).then(pl.lit(_GIVEN)).when(is_known).then(pl.lit(_MIDDLE)).otherwise(pl.lit(_NONE))
    return full.with_columns(whose.alias(POSITION.name))


def _point(row: Mapping[str, Any]) -> tuple[float, float] | None:
    if row[POSITION.name] == _GIVEN:
        return (row["longitude"], row["latitude"])
    return middles()[row["admin1_code"]] if row[POSITION.name] == _MIDDLE else None


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
