"""Points and areas of a map layer: GeoJSON, KML and KMZ, GeoPackage, zipped Shapefile, all as WGS 84 and text.

A layer is copied to a folder of its own before GDAL sees it, under a name that says its kind and nothing else: no path,
link or companion of the file is followed. geopandas is imported only when a layer is read.
"""

import json
import re
import shutil
import tempfile
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import polars as pl

from data.errors import FileUnreadable
from data.readers.documents import MAX_DEPTH
from data.readers.markup import parse_markup
from data.readers.opening import OpenedFile

if TYPE_CHECKING:
    import geopandas as gpd

MAX_FEATURES = 200_000
MAX_VERTICES = 5_000_000
_SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_DEGREES = "EPSG:4326"
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, eq=False)
class Features:
    """What a layer holds.

    Attributes:
        table: attributes as text with ``source_row``, counted from 1 through all layers.
        geometries: the geometry of each row in longitude and latitude, None where the layer gives none.
        has_reference: the layer names its reference system; without one degrees were assumed.
        warnings: what GDAL had to say about the layer.
    """

    table: pl.DataFrame
    geometries: list[Any]
    has_reference: bool
    warnings: tuple[str, ...] = ()


def is_layer(file: OpenedFile) -> bool:
    """Say whether the file is a map layer of a kind that is read."""
    return file.kind == "geo" or (file.kind == "zip" and bool(_shapefiles(file)))


def read_features(file: OpenedFile) -> Features:
    """Return all points and areas of the file.

    Raises:
        FileUnreadable: broken, without features, too many of them, or without a reference system that can be known.
    """
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        frames = _frames(file)
    count = sum(len(frame) for frame in frames)
    if count == 0:
        raise FileUnreadable(f"{file.name} holds no points or areas.")
    if count > MAX_FEATURES:
        raise FileUnreadable(f"{file.name} holds {count:,} features; at most {MAX_FEATURES:,} are read.")
    degrees = [_in_degrees(frame, name=file.name) for frame in frames]
    geometries = [shape for frame in degrees for shape in _shapes(frame)]
    if sum(_vertices(shape) for shape in geometries) > MAX_VERTICES:
        raise FileUnreadable(f"{file.name} has over {MAX_VERTICES:,} corners; simplify its areas first.")
    table = pl.concat([_attributes(frame) for frame in degrees], how="diagonal")
    table = table.with_columns(pl.Series("source_row", range(1, count + 1), dtype=pl.Int64))
    words = tuple(dict.fromkeys(_without_path(str(warning.message)) for warning in said))
    return Features(table, geometries, all(frame.crs is not None for frame in frames), words)


def _frames(file: OpenedFile) -> "list[gpd.GeoDataFrame]":
    start = file.head(16)
    if file.kind == "zip":
        return _from_shapefiles(file)
    if start.startswith(b"\x00\x00\x27\x0a"):
        raise FileUnreadable(f"{file.name} is one part of a Shapefile; give the zip with .shp, .shx, .dbf and .prj.")
    if start.startswith(_SQLITE):
        return _through_gdal(file, {"layer.gpkg": file.path.read_bytes()})
    if start.startswith(b"PK"):
        return _through_gdal(file, {"layer.kml": _checked_kml(_kml_of(file), file.name)})
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _through_gdal(file, {"layer.kml": _checked_kml(file.path.read_bytes(), file.name)})
    return [_from_geojson(file)]


def _shapefiles(file: OpenedFile) -> list[str]:
    return [name for name in file.members() if name.lower().endswith(".shp")]


def _kml_of(file: OpenedFile) -> bytes:
    with zipfile.ZipFile(file.path) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(".kml")]
        return archive.read(names[0])


def _checked_kml(content: bytes, name: str) -> bytes:
    parse_markup(content, name=name)
    return content


def _from_shapefiles(file: OpenedFile) -> "list[gpd.GeoDataFrame]":
    frames: list[gpd.GeoDataFrame] = []
    with zipfile.ZipFile(file.path) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        for shapefile in _shapefiles(file):
            stem = str(PurePosixPath(shapefile).with_suffix("")).lower()
            parts = {f"layer{end}": names.get(stem + end) for end in _SHAPEFILE_PARTS}
            if parts["layer.shx"] is None or parts["layer.dbf"] is None:
                raise FileUnreadable(f"{file.name}: {shapefile} lacks its .shx or .dbf; zip all parts together.")
            frames += _through_gdal(file, {new: archive.read(old) for new, old in parts.items() if old is not None})
    return frames


def _through_gdal(file: OpenedFile, parts: dict[str, bytes]) -> "list[gpd.GeoDataFrame]":
    import pyogrio
    from shapely.errors import ShapelyError

    folder = Path(tempfile.mkdtemp())
    try:
        for name, content in parts.items():
            (folder / name).write_bytes(content)
        path = folder / next(iter(parts))
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        frames = [pyogrio.read_dataframe(path, layer=layer, datetime_as_string=True) for layer in layers]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ShapelyError, ValueError) as error:
        raise FileUnreadable(f"{file.name} is a broken map layer: {_without_path(str(error))}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not frames:
        raise FileUnreadable(f"{file.name} holds no layer of points or areas.")
    return frames


def _without_path(words: str) -> str:
    """Return a message of GDAL without the folder of the copy, which means nothing to a person."""
    return re.sub(r"['\"]?\S*?(layer\.\w+)['\"]?", r"\1", words).strip()


def _from_geojson(file: OpenedFile) -> "gpd.GeoDataFrame":
    import geopandas as gpd
    import pyproj
    import shapely

    file.document()  # holds the depth against MAX_DEPTH and tells the line of broken JSON
    document = json.loads(file.text())
    features: Any = None
    if isinstance(document, dict):
        features = [document] if document.get("type") == "Feature" else document.get("features")
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise FileUnreadable(f"{file.name} is no GeoJSON: expected a FeatureCollection with a list of features.")
    shapes: list[Any] = []
    for position, feature in enumerate(features, start=1):
        try:
            shapes.append(shapely.geometry.shape(feature["geometry"]) if feature.get("geometry") else None)
        except Exception as error:  # shapely raises several classes for a malformed geometry
            raise FileUnreadable(f"{file.name}, feature {position}: its geometry is broken ({error}).") from error
    rows = [feature.get("properties") or {} for feature in features]
    if not all(isinstance(row, dict) for row in rows):
        raise FileUnreadable(f"{file.name} is no GeoJSON: the properties of a feature are no object.")
    rows = [{name: _plain(value) for name, value in row.items() if name != "geometry"} for row in rows]
    reference = _named_reference(document)
    try:
        frame: gpd.GeoDataFrame = gpd.GeoDataFrame(rows, geometry=shapes, crs=reference)
    except pyproj.exceptions.CRSError as error:
        raise FileUnreadable(f"{file.name} names a reference system that is not known: {reference!r}.") from error
    return frame


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False)[: MAX_DEPTH * 100] if isinstance(value, (dict, list)) else value


def _named_reference(document: dict[str, Any]) -> str:
    """Return the reference system that older GeoJSON names; without a name it is WGS 84 by definition."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return _DEGREES if not isinstance(name, str) or "CRS84" in name else name


def _in_degrees(frame: "gpd.GeoDataFrame", *, name: str) -> "gpd.GeoDataFrame":
    if frame.crs is not None:
        return frame.to_crs(_DEGREES)
    west, south, east, north = frame.total_bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise FileUnreadable(
            f"{name} does not say its reference system, and its coordinates are no degrees: add the .prj."
        )
    return frame


def _shapes(frame: "gpd.GeoDataFrame") -> list[Any]:
    given = zip(frame.geometry, frame.geometry.isna() | frame.geometry.is_empty, strict=True)
    return [None if is_missing else shape for shape, is_missing in given]


def _vertices(shape: Any) -> int:
    import shapely

    return 0 if shape is None else int(shapely.get_num_coordinates(shape))


def _attributes(frame: "gpd.GeoDataFrame") -> pl.DataFrame:
    """Return the attributes as text; rows are numbered when all layers are together."""
    own = {frame.geometry.name, "source_row"}
    columns = {str(name): [_text(value) for value in frame[name]] for name in frame.columns if name not in own}
    table = pl.DataFrame({"source_row": pl.Series(range(len(frame)), dtype=pl.Int64), **columns})
    return table.with_columns(pl.col(name).cast(pl.String) for name in columns)


def _text(value: Any) -> str | None:
    if value is None or value != value:
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    return text or None
