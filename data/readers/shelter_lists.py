"""Shelters by name, and people in shelters by unit or site, as disaster offices and the press list them.

A list says nothing about whether a shelter is open, unless it is a list of open ones. Shelters become rows of
``sites``; a capacity becomes a record too, and so do the people present and the shelters open at a date.
"""

import polars as pl

from data.readers.cited_figures import event_rows, note_rows, with_area, with_event
from data.readers.dates import last_day_of_year, parsed_day
from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import rows_without, with_constants, with_missing

SOURCE = "cited"
NAME = "shelter lists"
COLUMNS = (
    "shelter_id", "iso3", "shelter_name", "place", "community", "area_code", "area_match", "list_name", "category",
    "list_date", "list_date_accuracy", "capacity_people", "source_name", "source_url", "reliability",
)  # fmt: skip
_OCCUPANCY = (
    "event", "iso3", "as_of", "level", "place", "area_code", "area_match", "shelter_id", "shelter_name",
    "shelters_open", "persons", "quantifier", "capacity_people", "source_name", "source_url", "reliability", "note",
)  # fmt: skip
OTHER_COLUMNS = (_OCCUPANCY,)
SITE_COLUMNS = (
    "source_row", "site_id", "name", "country_iso3", "admin1_code", "provider_place_name", "community", "latitude",
    "longitude", "is_school", "term_start", "capacity_storm", "capacity_after", "status", "list_name", "category",
    "list_date", "source", "source_name", "source_url", "reliability",
)  # fmt: skip
"""Columns of the reference table ``sites``; text, ``is_school`` is ``true`` or not known."""

_RECORD = (
    "source_row", "measure", "figure", "figure_high", "quantifier", "unit", "term", "role", "country_iso3",
    "admin1_code", "site_id", "provider_place_name", "place_match", "start_date", "end_date", "date_precision",
    "event_id", "hazard", "source_name", "source_url", "licence", "reliability",
)  # fmt: skip
_CONSTANTS = {"role": "recommended", "licence": "facts, each with its source"}
_SCHOOL = r"(?i)\b(?:school|college|academy|primary|secondary|kindergarten|university)\b"
_OPEN_LIST = r"(?i)\bopen\b"


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is a list of shelters or of people in them."""
    return file.table_with(COLUMNS) is not None or file.table_with(_OCCUPANCY) is not None


def read(file: OpenedFile) -> Drafts:
    """Return shelters as rows of ``sites`` and counts as drafts."""
    table = file.table_with(COLUMNS)
    return _read_occupancy(file) if table is None else _read_list(table)


def _read_list(table: pl.DataFrame) -> Drafts:
    table = _known(with_missing(table, ("lat", "lon", "note", "event")))
    is_year = pl.col("list_date").str.contains(r"^\d{4}$")
    day = pl.when(is_year).then(last_day_of_year(pl.col("list_date"))).otherwise(parsed_day(pl.col("list_date")))
    table = with_area(table).with_columns(
        start_date=day,
        end_date=day,
        date_precision=pl.when(is_year).then(pl.lit("year")).otherwise(pl.lit("day")),
        site_id=pl.col("shelter_id"),
        measure=pl.lit("shelter_capacity"),
    )
    table = with_event(table, year=pl.col("list_date").str.slice(0, 4), name="list_name")
    records = _records([_count(table, "capacity_people", "shelter_capacity", "person")])
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        references={"sites": _sites(table), "events": event_rows(table), "notes": note_rows(table)},
        silent_rows=rows_without(records, table),
        file_columns={"country_iso3": "iso3", "admin1_code": "area_code", "start_date": "list_date"},
    )


def _read_occupancy(file: OpenedFile) -> Drafts:
    table = file.table_with(_OCCUPANCY)
    assert table is not None
    table = with_area(_known(table)).with_columns(
        start_date=parsed_day(pl.col("as_of")),
        end_date=parsed_day(pl.col("as_of")),
        date_precision=pl.lit("day"),
        site_id=pl.col("shelter_id"),
        measure=pl.lit("in_shelter"),
        word=pl.col("quantifier"),
    )
    table = with_event(table, year=pl.col("as_of").str.slice(0, 4))
    parts = [
        _count(table, "persons", "in_shelter", "person").with_columns(
            quantifier=pl.coalesce("word", "quantifier"), term=pl.lit("sheltered")
        ),
        _count(table, "shelters_open", "shelters_open", "shelter"),
        _count(table, "capacity_people", "shelter_capacity", "person"),
    ]
    records = _records(parts)
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        references={"events": event_rows(table), "notes": note_rows(table)},
        silent_rows=rows_without(records, table),
        file_columns={"country_iso3": "iso3", "admin1_code": "area_code", "figure": "persons", "start_date": "as_of"},
    )


def _known(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(known(pl.col(name)).alias(name) for name in table.columns if name != "source_row")


def _count(table: pl.DataFrame, column: str, measure: str, unit: str) -> pl.DataFrame:
    counted = with_figure(table, column).filter(pl.col("figure").is_not_null())
    return with_constants(counted, {"measure": measure, "unit": unit})


def _records(parts: list[pl.DataFrame]) -> pl.DataFrame:
    records = pl.concat([with_missing(part, ("term", "hazard")) for part in parts], how="diagonal")
    records = records.with_columns(
        country_iso3=pl.col("iso3"),
        admin1_code=pl.col("unit_code"),
        # A site is told by its id; its district is no name for it.
        provider_place_name=pl.when(pl.col("site_id").is_null()).then("place").otherwise("shelter_name"),
        place_match=pl.col("unit_match"),
    )
    return with_constants(records, _CONSTANTS).select(_RECORD)


def _sites(table: pl.DataFrame) -> pl.DataFrame:
    is_open_list = pl.col("list_name").str.contains(_OPEN_LIST).fill_null(value=False)
    sites = table.with_columns(
        name=pl.col("shelter_name"),
        country_iso3=pl.col("iso3"),
        admin1_code=pl.col("unit_code"),
        provider_place_name=pl.col("place"),
        latitude=pl.col("lat"),
        longitude=pl.col("lon"),
        is_school=pl.when(pl.col("shelter_name").str.contains(_SCHOOL)).then(pl.lit("true")),
        capacity_storm=pl.when(~is_open_list).then("capacity_people"),
        capacity_after=pl.when(is_open_list).then("capacity_people"),
        status=pl.when(is_open_list).then(pl.lit("open")),
        list_date=pl.col("list_date"),
    )
    return with_constants(sites, {"term_start": None, "source": SOURCE}).select(SITE_COLUMNS)
