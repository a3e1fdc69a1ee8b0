"""NOAA's tracks of tropical cyclones: HURDAT2, IBTrACS and our extract of both, as rows of ``storm_positions``.

A track makes no record: nobody is counted in it. Every row counts as accepted. The storm is known by its ATCF id; the
category comes from the wind alone, so look at ``is_tropical`` before calling a storm by it.
"""

import polars as pl

from data.errors import FileUnreadable
from data.readers.drafts import Drafts
from data.readers.figures import known
from data.readers.opening import OpenedFile
from data.readers.shaping import problem_rows, with_constants, with_missing

SOURCE = "noaa_tracks"
NAME = "NOAA storm tracks"
COLUMNS = ("storm_id", "name", "season", "time_utc", "lat", "lon", "wind_kt", "pressure_hpa", "status", "record")
_IBTRACS = (
    "SID", "SEASON", "NAME", "ISO_TIME", "LAT", "LON", "USA_ATCF_ID", "USA_LAT", "USA_LON", "USA_RECORD", "USA_STATUS",
    "USA_WIND", "USA_PRES",
)  # fmt: skip
OTHER_COLUMNS = (_IBTRACS,)
POSITION_COLUMNS = (
    "source_row", "storm_id", "name", "season", "time_utc", "latitude", "longitude", "wind_kt", "pressure_hpa",
    "category", "status", "is_tropical", "record", "near_iso3", "source",
)  # fmt: skip
"""Columns of the reference table ``storm_positions``; text, ``is_tropical`` is ``1`` or ``0``."""

_HURDAT2_HEAD = r"^(AL|EP|CP)\d{6}\s*,\s*[A-Z0-9 -]+,\s*\d+\s*,?\s*$"
_HURDAT2_ROW = r"^\d{8}\s*,\s*\d{4}\s*,"
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_TROPICAL = ("TD", "TS", "HU", "SD", "SS")
_CATEGORIES = ((137, "5"), (113, "4"), (96, "3"), (83, "2"), (64, "1"), (34, "TS"), (0, "TD"))
_UNKNOWN_WIND = ("-99", "-999")


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is one of the three forms of a track."""
    if file.kind != "csv":
        return False
    if _is_hurdat2(file):
        return True
    return file.table_with(COLUMNS) is not None or file.table_with(_IBTRACS) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the positions as rows of a reference table; a position without a place stays, its place missing.

    Raises:
        FileUnreadable: a HURDAT2 file has a line that is neither a storm nor a position.
    """
    if _is_hurdat2(file):
        table = _hurdat2(file)
    elif (extract := file.table_with(COLUMNS)) is not None:
        table = extract.rename({"lat": "latitude", "lon": "longitude"})
    else:
        table = _ibtracs(file)
    positions = _with_category(table)
    bad = positions.filter(pl.col("time_utc").str.to_datetime(_TIME, strict=False).is_null())
    given = pl.coalesce("time_utc", pl.lit(""))
    message = pl.format("time_utc is '{}', not a time such as 2019-09-01T16:40:00Z.", given)
    good = positions.join(bad.select("source_row"), on="source_row", how="anti")
    return Drafts(
        source=SOURCE,
        rows_read=positions.height,
        records=pl.DataFrame(schema={"source_row": pl.Int64()}),
        references={"storm_positions": good},
        problems=problem_rows(bad, column="time_utc", rule="time_not_real", message=message),
        silent_rows=frozenset(good["source_row"]),
    )


def _is_hurdat2(file: OpenedFile) -> bool:
    first = file.head(200).decode("ascii", errors="replace").split("\n")[0]
    return bool(pl.Series([first.strip()]).str.contains(_HURDAT2_HEAD)[0])


def _ibtracs(file: OpenedFile) -> pl.DataFrame:
    table = file.table_with(_IBTRACS)
    assert table is not None
    # The second line of the file holds units.
    rows = table.filter(pl.col("SEASON").str.strip_chars().ne_missing("Year"))
    return with_constants(
        rows.select(
            "source_row",
            storm_id=pl.coalesce(known(pl.col("USA_ATCF_ID")), known(pl.col("SID"))),
            name=known(pl.col("NAME")),
            season=known(pl.col("SEASON")),
            time_utc=known(pl.col("ISO_TIME")).str.replace(" ", "T") + pl.lit("Z"),
            latitude=pl.coalesce(known(pl.col("USA_LAT")), known(pl.col("LAT"))),
            longitude=pl.coalesce(known(pl.col("USA_LON")), known(pl.col("LON"))),
            wind_kt=known(pl.col("USA_WIND")),
            pressure_hpa=known(pl.col("USA_PRES")),
            status=known(pl.col("USA_STATUS")),
            record=known(pl.col("USA_RECORD")),
        ),
        {"source": "IBTrACS v04r01"},
    )


def _hurdat2(file: OpenedFile) -> pl.DataFrame:
    lines = pl.DataFrame({"line": file.text().splitlines()}).with_row_index("source_row", offset=1)
    lines = lines.with_columns(pl.col("source_row").cast(pl.Int64), pl.col("line").str.strip_chars())
    is_head = pl.col("line").str.contains(_HURDAT2_HEAD)
    cells = pl.col("line").str.split(",")
    lines = lines.filter(pl.col("line") != "").with_columns(
        storm_id=pl.when(is_head).then(_cell(cells, 0)).forward_fill(),
        name=pl.when(is_head).then(_cell(cells, 1)).forward_fill(),
    )
    strange = lines.filter(~is_head & ~pl.col("line").str.contains(_HURDAT2_ROW))
    if strange.height:
        row = strange["source_row"][0]
        raise FileUnreadable(f"{file.name}, row {row}: neither the head of a storm nor a position of HURDAT2.")
    day, hour = _cell(cells, 0), _cell(cells, 1)
    date = pl.concat_str([day.str.slice(0, 4), day.str.slice(4, 2), day.str.slice(6, 2)], separator="-")
    clock = hour.str.slice(0, 2) + pl.lit(":") + hour.str.slice(2, 2) + pl.lit(":00Z")
    rows = lines.filter(~is_head).select(
        "source_row", "storm_id", "name",
        season=pl.col("storm_id").str.slice(4, 4),
        time_utc=date + pl.lit("T") + clock,
        record=_cell(cells, 2), status=_cell(cells, 3),
        latitude=_degrees(_cell(cells, 4)), longitude=_degrees(_cell(cells, 5)),
        wind_kt=_cell(cells, 6), pressure_hpa=_cell(cells, 7),
    )  # fmt: skip
    return with_constants(rows, {"source": "HURDAT2"})


def _cell(cells: pl.Expr, position: int) -> pl.Expr:
    return known(cells.list.get(position, null_on_oob=True))


def _degrees(text: pl.Expr) -> pl.Expr:
    """Return ``26.5N`` and ``77.0W`` as signed degrees."""
    number = text.str.strip_chars_end("NSEWnsew")
    return pl.when(text.str.contains("(?i)[SW]$")).then(pl.lit("-") + number).otherwise(number)


def _with_category(table: pl.DataFrame) -> pl.DataFrame:
    names = ("wind_kt", "pressure_hpa")
    table = table.with_columns(
        pl.when(~known(pl.col(name)).is_in(_UNKNOWN_WIND)).then(known(pl.col(name))).alias(name) for name in names
    )
    wind = pl.col("wind_kt").cast(pl.Float64, strict=False)
    category = pl.lit(None, dtype=pl.String)
    for least, name in reversed(_CATEGORIES):
        category = pl.when(wind >= least).then(pl.lit(name)).otherwise(category)
    table = table.with_columns(
        category=category,
        is_tropical=pl.when(pl.col("status").is_in(_TROPICAL)).then(pl.lit("1")).otherwise(pl.lit("0")),
    )
    return with_missing(table, ("near_iso3", "source")).select(POSITION_COLUMNS)
