"""Figures cited from governments, UN bodies, the Red Cross and the press: one row is one published number.

``ordered_to_evacuate`` is the measure evacuation_ordered and ``deported`` the measure deported, whatever the file's own
measure says. Where the place is the origin of the people it fills the origin columns.
"""

import polars as pl

from data.events import BY_ID, event_of, events_table
from data.readers.dates import parsed_day
from data.readers.drafts import Drafts
from data.readers.figures import known
from data.readers.opening import OpenedFile
from data.readers.shaping import rows_without, with_constants

SOURCE = "cited"
NAME = "cited figures"
COLUMNS = (
    "event", "hazard", "iso3", "place", "area_code", "area_match", "place_role", "start_date", "end_date", "measure",
    "figure", "figure_high", "quantifier", "unit", "figure_term", "role", "source_name", "source_url", "reliability",
    "note",
)  # fmt: skip
_MEASURE_OF_TERM = {"ordered_to_evacuate": "evacuation_ordered", "deported": "deported"}
GROUPS = {
    ("BHS", "Abaco"): "BHS-G01",
    ("BHS", "Grand Bahama"): "BHS-G02",
    ("JAM", "Kingston and St. Andrew"): "JAM-G01",
    ("JAM", "KSA"): "JAM-G01",
}
"""A place that spans several units stands on their group: its figure is never split."""

_MATCHES = {"exact": "code", "within": "confirmed", "several_areas": "group"}
_LICENCE = "facts, each with its source"


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is a table of cited figures."""
    return file.table_with(COLUMNS) is not None


def read(file: OpenedFile) -> Drafts:
    """Return each figure as a draft, its event as a row of ``events`` and its note as one of ``notes``."""
    table = file.table_with(COLUMNS)
    assert table is not None
    table = table.with_columns(known(pl.col(name)).alias(name) for name in table.columns if name != "source_row")
    table = table.with_columns(
        term=pl.col("figure_term"),
        measure=pl.coalesce(
            pl.col("figure_term").replace_strict(_MEASURE_OF_TERM, default=None, return_dtype=pl.String), "measure"
        ),
        start_date=parsed_day(pl.col("start_date")),
        end_date=parsed_day(pl.col("end_date")),
    )
    table = with_event(with_area(table), year=pl.col("start_date").str.slice(0, 4))
    records = _placed(table).with_columns(date_precision=_precision())
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=_select(with_constants(records, {"licence": _LICENCE})),
        references={"events": event_rows(table), "notes": note_rows(table)},
        silent_rows=rows_without(records, table),
        file_columns={"country_iso3": "iso3", "admin1_code": "area_code", "term": "figure_term", "event_id": "event"},
    )


def with_area(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with ``unit_code``, the unit or group of units of its place, and how it was found."""
    group = pl.lit(None, dtype=pl.String)
    for (country, place), code in GROUPS.items():
        group = pl.when((pl.col("iso3") == country) & (pl.col("place") == place)).then(pl.lit(code)).otherwise(group)
    spans = pl.col("area_match") == "several_areas"
    table = table.with_columns(unit_code=pl.when(spans).then(group).otherwise(pl.col("area_code")))
    match = pl.col("area_match").replace_strict(_MATCHES, default=None, return_dtype=pl.String)
    return table.with_columns(unit_match=pl.when(pl.col("unit_code").is_not_null()).then(match))


def with_event(table: pl.DataFrame, *, year: pl.Expr, name: str = "event") -> pl.DataFrame:
    """Return the table with the id of its event and the country that the event's own name gives as origin."""
    table = table.with_columns(event_id=event_of(name=pl.col(name), year=year, country=pl.col("iso3")))
    origins = {event_id: event.origin_iso3 for event_id, event in BY_ID.items() if event.origin_iso3}
    origin = pl.col("event_id").replace_strict(origins, default=None, return_dtype=pl.String)
    return table.with_columns(event_origin=origin)


def event_rows(table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of ``events`` that a table speaks of, with the first row that does."""
    seen = table.filter(pl.col("event_id").is_not_null()).group_by("event_id").agg(pl.col("source_row").min())
    return events_table(seen["event_id"]).join(seen, on="event_id").sort("source_row")


def note_rows(table: pl.DataFrame) -> pl.DataFrame:
    """Return the remarks of a table as rows of ``notes``."""
    noted = table.filter(pl.col("note").is_not_null())
    return noted.select(
        "source_row", pl.col("iso3").alias("country_iso3"), pl.col("measure").alias("topic"),
        pl.col("note").alias("text"), "start_date", "end_date", "event_id",
        pl.col("place").alias("provider_place_name"), "source_name", "source_url", "reliability",
    )  # fmt: skip


def _placed(table: pl.DataFrame) -> pl.DataFrame:
    """Put the unit at the end of the movement that the file says it is."""
    is_origin = pl.col("place_role") == "origin"
    return table.with_columns(
        country_iso3=pl.col("iso3"),
        admin1_code=pl.when(~is_origin).then("unit_code"),
        origin_admin1_code=pl.when(is_origin).then("unit_code"),
        # Arrivals at a destination come from elsewhere in the same country; an event such as the Venezuelan situation
        # says by its name where the people come from.
        origin_iso3=pl.when(is_origin | (pl.col("place_role") == "destination")).then("iso3").otherwise("event_origin"),
        provider_place_name=pl.col("place"),
        place_match=pl.col("unit_match"),
    )


def _precision() -> pl.Expr:
    """Return how exact the days are: a whole month or year, else the day, unless the note says otherwise."""
    start, end = pl.col("start_date"), pl.col("end_date")
    month_end = start.str.to_date(strict=False).dt.month_end().dt.to_string()
    is_year = start.str.ends_with("-01-01") & (end == start.str.slice(0, 4) + pl.lit("-12-31"))
    is_month = (start.str.ends_with("-01") & (end == month_end)) | pl.col("note").str.contains("month known")
    return (
        pl.when(is_year.fill_null(value=False))
        .then(pl.lit("year"))
        .when(is_month.fill_null(value=False))
        .then(pl.lit("month"))
        .otherwise(pl.lit("day"))
    )


def _select(records: pl.DataFrame) -> pl.DataFrame:
    return records.select(
        "source_row", "measure", "figure", "figure_high", "quantifier", "unit", "term", "role", "country_iso3",
        "admin1_code", "origin_iso3", "origin_admin1_code", "provider_place_name", "place_match", "start_date",
        "end_date", "date_precision", "event_id", "hazard", "source_name", "source_url", "licence", "reliability",
    )  # fmt: skip
