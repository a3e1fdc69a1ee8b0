"""Points and areas of an office's own map: GeoJSON, KML, GeoPackage or a zipped Shapefile.

A point becomes a row of ``sites``, an area a row of ``areas``. Each needs a name; its country is a column or the state
in which it lies. Figures in the attributes are not read: they have no day and no source, so they are dropped as a table
(CSV, XLSX) instead, and the import says so.
"""

from typing import Any

import polars as pl

from data.identity import fold_text
from data.places import EAST, NORTH, SOUTH, WEST, find_country, find_unit, locate
from data.readers.drafts import PROBLEM_SCHEMA, Drafts
from data.readers.features import Features, is_layer, read_features
from data.readers.figures import known
from data.readers.opening import OpenedFile
from data.readers.shaping import fold_header, problem_rows, with_constants, with_missing
from data.readers.shelter_lists import SITE_COLUMNS

SOURCE = "map_layer"
NAME = "map layer"
COLUMNS: tuple[str, ...] = ()
AREA_COLUMNS = (
    "source_row", "area_id", "name", "country_iso3", "admin1_code", "category", "latitude", "longitude", "geometry",
    "source", "source_name",
)  # fmt: skip
"""Columns of the reference table ``areas``; text, ``geometry`` is WKT in longitude and latitude."""

_MEANINGS: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "site name", "shelter name", "shelter", "site", "place name", "place", "title", "label", "nom",
        "nombre", "facility", "facility name",
    ),
    "given_id": ("site id", "shelter id", "area id", "code", "id", "facility id"),
    "country": ("iso3", "country iso3", "country", "adm0 pcode", "adm0 name", "adm0 en", "country name"),
    "unit": (
        "admin1 code", "adm1 pcode", "adm1 code", "admin1", "parish", "district", "region", "adm1 name", "adm1 en",
        "department", "quarter",
    ),
    "community": ("community", "settlement", "village", "town", "city", "adm2 name", "adm2 en"),
    "category": ("category", "type", "facility type", "use", "kind"),
    "status": ("status", "shelter status"),
    "is_school": ("is school", "school"),
    "capacity_storm": ("capacity storm", "capacity", "evacuation capacity", "capacity people", "cap"),
    "capacity_after": ("capacity after", "post impact capacity"),
    "list_date": ("list date", "date", "as of", "updated", "last updated"),
}  # fmt: skip
_GEOMETRY = ("latitude", "longitude", "lat", "lon", "long", "x", "y", "fid", "objectid", "shape area", "shape leng")
_DRAWING = (
    "description", "timestamp", "begin", "end", "altitudemode", "altitude mode", "tessellate", "extrude", "visibility",
    "draworder", "draw order", "icon", "snippet", "styleurl", "stylehash", "timespan",
)  # fmt: skip
_FIGURES = ("figure", "measure", "individuals", "households", "population", "people", "occupants", "idps")
_AREAS = ("Polygon", "MultiPolygon")
_LONGEST_QUOTE = 200
_ELSEWHERE = "XXX"
"""No country: stands in a row that lies outside the region, which is counted and never stored."""


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is a map layer."""
    return is_layer(file)


def read(file: OpenedFile) -> Drafts:
    """Return points as rows of ``sites`` and areas as rows of ``areas``.

    Raises:
        FileUnreadable: the layer is broken, empty, too large or in no known reference system.
    """
    features = read_features(file)
    table, unread = _named(features.table)
    table = table.with_columns(pl.Series("problem", [_fault(shape) for shape in features.geometries], dtype=pl.String))
    table = _with_points(table, features)
    bad, nameless = (
        table.filter(pl.col("problem").is_not_null()),
        table.filter(pl.col("problem").is_null() & pl.col("name").is_null()),
    )
    good = _with_place(table.filter(pl.col("problem").is_null() & pl.col("name").is_not_null()))
    lost = good.filter(pl.col("country_iso3").is_null())
    good = with_constants(good.filter(pl.col("country_iso3").is_not_null()), {"source_name": file.name})
    references = {"sites": _sites(good.filter(~pl.col("is_area"))), "areas": _areas(good.filter("is_area"))}
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=pl.DataFrame(schema={"source_row": pl.Int64()}),
        references={name: rows for name, rows in references.items() if rows.height},
        problems=pl.concat([_bad_geometry(bad), _without_name(nameless), _without_country(lost)]),
        remarks=_remarks(unread, features),
    )


def _named(table: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Return the attributes under our names, and the names of those that are not read."""
    folded = {name: fold_header(name) for name in table.columns if name != "source_row"}
    taken: dict[str, str] = {}
    for ours, others in _MEANINGS.items():
        found = next((name for other in others for name, text in folded.items() if text == other), None)
        if found is not None:
            taken[found] = ours
    unread = [name for name, text in folded.items() if name not in taken and text not in (*_GEOMETRY, *_DRAWING)]
    cells = [known(pl.col(name)).alias(ours) for name, ours in taken.items()]
    return with_missing(table.select("source_row", *cells), _MEANINGS), unread


def _fault(shape: Any) -> str | None:
    """Say what is wrong with a geometry, None where nothing is."""
    import shapely

    if shape is None:
        return "has no geometry"
    if shape.geom_type not in {"Point", "MultiPoint", *_AREAS}:
        return f"is a {shape.geom_type}, neither a point nor an area"
    if shape.geom_type == "MultiPoint" and len(shape.geoms) != 1:
        return f"is {len(shape.geoms)} points under one name: give each a row"
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return f"lies at ({west:g}, {south:g}), which are no degrees of longitude and latitude"
    inside = WEST <= west <= EAST and SOUTH <= south <= NORTH
    if not inside and WEST <= south <= EAST and SOUTH <= west <= NORTH:
        return f"lies at ({west:g}, {south:g}): longitude and latitude seem to be exchanged"
    if not shape.is_valid:
        return f"is no sound area ({shapely.is_valid_reason(shape)})"
    return None


def _with_points(table: pl.DataFrame, features: Features) -> pl.DataFrame:
    """Add a point inside each sound geometry, whether it is an area, and its text (cut short where unsound)."""
    shapes = features.geometries
    is_sound = table["problem"].is_null()
    points = [shape.representative_point() if sound else None for shape, sound in zip(shapes, is_sound, strict=True)]
    is_area = [shape is not None and shape.geom_type in _AREAS for shape in shapes]
    texts = [_text(shape, is_sound=sound) for shape, sound in zip(shapes, is_sound, strict=True)]
    return table.with_columns(
        pl.Series("latitude", [None if point is None else round(point.y, 6) for point in points], dtype=pl.Float64),
        pl.Series("longitude", [None if point is None else round(point.x, 6) for point in points], dtype=pl.Float64),
        pl.Series("is_area", is_area, dtype=pl.Boolean),
        pl.Series("geometry", texts, dtype=pl.String),
    )


def _text(shape: Any, *, is_sound: bool) -> str:
    import shapely

    if shape is None:
        return "none"
    return str(shapely.to_wkt(shape, rounding_precision=6)) if is_sound else str(shape.wkt)[:_LONGEST_QUOTE]


def _with_place(table: pl.DataFrame) -> pl.DataFrame:
    """Country by its column, else by the point; the unit by its column, for a site also by the point."""
    found = locate(table["latitude"], table["longitude"]).rows() if table.height else []
    rows = []
    for row, (unit, country, how) in zip(table.iter_rows(named=True), found, strict=True):
        rows.append(_place_of(row, unit if how != "none" else None, country if how != "none" else None))
    return table.with_columns(
        pl.Series("country_iso3", [country for country, _ in rows], dtype=pl.String),
        pl.Series("admin1_code", [unit for _, unit in rows], dtype=pl.String),
    )


def _place_of(row: dict[str, Any], unit: str | None, country: str | None) -> tuple[str | None, str | None]:
    given, _ = find_country(None, row["country"], others={}) if row["country"] else (None, None)
    in_region = WEST <= row["longitude"] <= EAST and SOUTH <= row["latitude"] <= NORTH
    if row["country"] and given is None:
        return None, None
    chosen = given or country or (None if in_region else _ELSEWHERE)
    if chosen is not None and row["unit"]:
        named = find_unit(chosen, row["unit"], row["unit"], on=None)[0]
        if named is not None:
            return chosen, named
    return chosen, unit if chosen == country and not row["is_area"] else None


def _sites(table: pl.DataFrame) -> pl.DataFrame:
    is_school = pl.col("is_school").str.to_lowercase().is_in(["true", "yes", "1", "y"])
    sites = table.with_columns(
        site_id=_id(),
        provider_place_name=pl.col("unit"),
        latitude=pl.col("latitude").cast(pl.String),
        longitude=pl.col("longitude").cast(pl.String),
        is_school=pl.when(is_school).then(pl.lit("true")),
        status=pl.col("status").str.to_lowercase(),
    )
    constants = {"term_start": None, "list_name": None, "source": SOURCE, "source_url": None, "reliability": None}
    return with_constants(sites, constants).select(SITE_COLUMNS)


def _areas(table: pl.DataFrame) -> pl.DataFrame:
    areas = table.with_columns(
        area_id=_id(), latitude=pl.col("latitude").cast(pl.String), longitude=pl.col("longitude").cast(pl.String)
    )
    return with_constants(areas, {"source": SOURCE}).select(AREA_COLUMNS)


def _id() -> pl.Expr:
    """The layer's own id within the country, else the name and the point to about 100 metres."""
    place = pl.concat_str(
        pl.col("latitude").round(3).cast(pl.String), pl.col("longitude").round(3).cast(pl.String), separator=","
    )
    own = fold_text(pl.col("name")) + pl.lit(" ") + place
    return pl.col("country_iso3").str.to_lowercase() + pl.lit(":") + pl.coalesce("given_id", own)


def _bad_geometry(rows: pl.DataFrame) -> pl.DataFrame:
    message = pl.format("Feature {} '{}' {}.", "source_row", pl.col("name").fill_null("without a name"), "problem")
    return problem_rows(rows, column="geometry", rule="geometry_unusable", message=message)


def _without_name(rows: pl.DataFrame) -> pl.DataFrame:
    message = pl.format("Feature {} has no name: give one in the attribute 'name'.", "source_row")
    return problem_rows(rows, column="name", rule="name_missing", message=message)


def _without_country(rows: pl.DataFrame) -> pl.DataFrame:
    # polars 2.1 panics over formatted text where the columns of a table lie in pieces of different length.
    rows = rows.rechunk()
    is_unknown = pl.col("country").is_not_null()
    said = pl.format("country is '{}', not a country that we know", "country")
    point = pl.format("lies at latitude {}, longitude {}, in none of our states", "latitude", "longitude")
    words = pl.when(is_unknown).then(said).otherwise(point)
    message = pl.format(
        "Feature {} '{}': {}. Give its ISO3 code in the attribute 'country'.", "source_row", "name", words
    )
    return problem_rows(rows, column="country", rule="country_missing", message=message)


def _remarks(unread: list[str], features: Features) -> pl.DataFrame:
    rows: list[tuple[int, str | None, None, str, str]] = []
    figures = [name for name in unread if any(word in fold_header(name).split() for word in _FIGURES)]
    for name in figures:
        words = f"The attribute {name!r} was not read: figures need a day and a source. Give them as a table."
        rows.append((1, name, None, "figures_not_read", words))
    others = [name for name in unread if name not in figures]
    if others:
        rows.append((1, None, None, "column_not_read", f"Attributes that were not read: {', '.join(others)}."))
    if not features.has_reference:
        rows.append((1, None, None, "reference_assumed", "The layer names no reference system; WGS 84 was assumed."))
    rows += [(1, None, None, "layer_warning", f"While reading the layer: {words}") for words in features.warnings]
    return pl.DataFrame(rows, schema=PROBLEM_SCHEMA, orient="row")
