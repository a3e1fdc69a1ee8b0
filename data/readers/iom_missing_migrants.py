"""IOM's Missing Migrants Project: people who died or went missing on the way, one row per record of an incident.

Ids repeat and are different people, so such rows are kept; a row that says the same as an earlier one in every column
is a duplicate and goes back. Negative numbers are corrections of an earlier row that is not named, and go back too.
"""

import polars as pl

from data.readers.dates import parsed_day
from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import problem_rows, rows_without, with_constants, with_missing

SOURCE = "iom_missing_migrants"
NAME = "IOM Missing Migrants"
COLUMNS = (
    "web_id", "region", "reported_date", "number_dead", "number_missing", "total_dead_and_missing",
    "cause_death", "country_of_incident", "migration_route", "information_source", "url",
)  # fmt: skip
_OPTIONAL = (
    "incident_iso3", "country_origin", "lat", "lon", "location_coodinates", "location_coordinates", "source_quality",
)  # fmt: skip
_OF_THE_EXTRACT = ("source_row", "row_id", "is_exact_duplicate", "is_correction")
_PLACE = r"^\s*(-?[0-9.]+)\s*,\s*(-?[0-9.]+)\s*$"
_NOWHERE = ("unknown", "mixed", "unspecified location", "uncategorized")
_CONSTANTS = {
    "measure": "missing_or_dead",
    "unit": "person",
    "role": "recommended",
    "date_precision": "day",
    "source_url": "https://missingmigrants.iom.int",
    "licence": "CC BY-IGO",
}


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is a yearly file of the project (JSON or CSV)."""
    return file.table_with(COLUMNS) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the people dead and missing of each row as drafts."""
    table = file.table_with(COLUMNS)
    assert table is not None
    table = with_missing(table, _OPTIONAL).sort("source_row")
    repeated, corrections = _repeated(table), _corrections(table)
    refused = pl.concat([repeated.select("source_row"), corrections.select("source_row")]).unique()
    records = _records(table.join(refused, on="source_row", how="anti"))
    problems = [
        problem_rows(repeated, column="web_id", rule="exact_duplicate", message=_says_the_same()),
        problem_rows(corrections, column="total_dead_and_missing", rule="correction", message=_is_negative()),
    ]
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        problems=pl.concat(problems),
        silent_rows=rows_without(records, table) - frozenset(refused["source_row"]),
        file_columns={
            "figure": "total_dead_and_missing",
            "country_iso3": "country_of_incident",
            "origin_iso3": "country_origin",
            "start_date": "reported_date",
        },
    )


def _repeated(table: pl.DataFrame) -> pl.DataFrame:
    columns = [name for name in table.columns if name not in _OF_THE_EXTRACT]
    first = pl.col("source_row").min().over(columns).alias("first_row")
    return table.with_columns(first).filter(pl.col("source_row") != pl.col("first_row"))


def _corrections(table: pl.DataFrame) -> pl.DataFrame:
    counts = ("number_dead", "number_missing", "total_dead_and_missing")
    return table.filter(pl.any_horizontal(pl.col(count).str.strip_chars().str.starts_with("-") for count in counts))


def _says_the_same() -> pl.Expr:
    return pl.format("Row {} says the same as row {} in every column.", "source_row", "first_row")


def _is_negative() -> pl.Expr:
    counts = [pl.coalesce(known(pl.col(name)), pl.lit("none")) for name in ("number_dead", "number_missing")]
    return pl.format("{} dead and {} missing: a correction of a row that is not named.", *counts)


def _records(table: pl.DataFrame) -> pl.DataFrame:
    place = pl.coalesce("location_coordinates", "location_coodinates")
    part = with_figure(table, "total_dead_and_missing").filter(pl.col("figure").is_not_null())
    # The source may end a country in "(P)", for presumed.
    origin = known(pl.col("country_origin").str.replace(r"\s*\(P\)\s*$", ""))
    part = part.with_columns(
        country_iso3=known(pl.col("incident_iso3")),
        given_country=_somewhere(known(pl.col("country_of_incident"))),
        given_origin_country=_somewhere(origin),
        latitude=pl.coalesce(known(pl.col("lat")), place.str.extract(_PLACE, 1)),
        longitude=pl.coalesce(known(pl.col("lon")), place.str.extract(_PLACE, 2)),
        start_date=parsed_day(pl.col("reported_date")),
        reason=known(pl.col("cause_death")),
        term=known(pl.col("migration_route")),
        source_name=pl.concat_str(
            pl.lit("IOM Missing Migrants Project"),
            pl.lit(" (") + known(pl.col("information_source")) + pl.lit(")"),
            ignore_nulls=True,
        ),
        distinct_id=pl.col("web_id") + pl.lit("/") + pl.col("source_row").cast(pl.String),
    )
    return with_constants(part, _CONSTANTS).select(
        "source_row", "figure", "figure_high", "quantifier", "country_iso3", "given_country", "given_origin_country",
        "latitude", "longitude", "start_date", pl.col("start_date").alias("end_date"), "reason", "term", "source_name",
        "distinct_id", *_CONSTANTS,
    )  # fmt: skip


def _somewhere(country: pl.Expr) -> pl.Expr:
    return pl.when(~country.str.to_lowercase().is_in(_NOWHERE)).then(country)
