"""The Trafficking in Persons Report: victims that a government identified in a year, and the tier given to a state.

Victims are identified cases, not prevalence. A tier is a note beside the figures, in the reference table ``notes``.
"""

import polars as pl

from data.readers.dates import first_day_of_year, last_day_of_year
from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import problem_rows, rows_without, with_constants

SOURCE = "us_tip"
NAME = "Trafficking in Persons Report"
COLUMNS = (
    "iso3", "year", "measure", "year_kind", "figure", "tier", "identified_by", "source_name", "source_url",
    "reliability",
)  # fmt: skip
_VICTIMS, _TIER = "victims_identified", "tier"
_CONSTANTS = {
    "measure": "trafficking_victims_identified",
    "unit": "person",
    "role": "recommended",
    "date_precision": "year",
    "term": _VICTIMS,
    "licence": "public domain report; facts",
}


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is a table of victims and tiers."""
    return file.table_with(COLUMNS) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the victims of each state and year as drafts, and the tiers as notes."""
    table = file.table_with(COLUMNS)
    assert table is not None
    table = table.with_columns(kind=known(pl.col("measure")), country_iso3=known(pl.col("iso3")))
    victims = with_figure(table.filter(pl.col("kind") == _VICTIMS), "figure")
    victims = victims.with_columns(
        start_date=first_day_of_year(pl.col("year")),
        end_date=last_day_of_year(pl.col("year")),
        population_group=pl.lit("identified by ") + known(pl.col("identified_by")),
    )
    records = with_constants(victims, _CONSTANTS).select(
        "source_row", "figure", "figure_high", "quantifier", "country_iso3", "start_date", "end_date",
        "population_group", "source_name", "source_url", "reliability", *_CONSTANTS,
    )  # fmt: skip
    strange = table.filter(~pl.col("kind").is_in([_VICTIMS, _TIER]).fill_null(value=False))
    message = pl.format("The measure is '{}'; expected {} or {}.", pl.col("kind"), pl.lit(_VICTIMS), pl.lit(_TIER))
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        references={"notes": _notes(table)},
        problems=problem_rows(strange, column="measure", rule="unknown_measure", message=message),
        silent_rows=rows_without(records, table) - frozenset(strange["source_row"]),
        file_columns={"country_iso3": "iso3", "start_date": "year"},
    )


def _notes(table: pl.DataFrame) -> pl.DataFrame:
    tiers = table.filter((pl.col("kind") == _TIER) & known(pl.col("tier")).is_not_null())
    return tiers.select(
        "source_row",
        "country_iso3",
        pl.lit("trafficking tier").alias("topic"),
        pl.col("tier").alias("text"),
        first_day_of_year(pl.col("year")).alias("start_date"),
        last_day_of_year(pl.col("year")).alias("end_date"),
        "source_name",
        "source_url",
        "reliability",
    )
