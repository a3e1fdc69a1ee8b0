"""What UNHCR's tables share: the two ends of a record under changing names, and codes that are no country."""

import polars as pl

from data.readers.dates import last_day_of_year
from data.readers.figures import known
from data.readers.shaping import Aliases, with_constants

SOURCE = "unhcr"

ENDS: Aliases = {
    "year": ("year",),
    "origin_iso3": ("origin iso3", "coo iso", "country of origin iso"),
    "asylum_iso3": ("asylum iso3", "coa iso", "country of asylum iso"),
}
NOT_READ = frozenset({
    "coo", "coa", "coo name", "coa name", "coo id", "coa id", "country of origin", "country of asylum",
    "country of origin unhcr", "country of asylum unhcr", "source row given",
})  # fmt: skip
"""Names and UNHCR's own codes (Haiti is HAI) stand beside the ISO codes and are not read."""

_NO_COUNTRY = {"UNK": "origin unknown", "UKN": "origin unknown", "XXA": "stateless", "XXX": "origin unknown"}


def with_ends(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with ``country_iso3`` (asylum), ``origin_iso3``, ``group_of_origin`` and who publishes it.

    Codes that are no country (unknown, stateless) leave the origin empty and stand in ``group_of_origin``.
    """
    origin = known(pl.col("origin_iso3"))
    is_country = ~origin.is_in(list(_NO_COUNTRY))
    table = table.with_columns(
        country_iso3=known(pl.col("asylum_iso3")),
        origin_iso3=pl.when(is_country).then(origin),
        group_of_origin=origin.replace_strict(_NO_COUNTRY, default=None, return_dtype=pl.String),
    )
    return with_constants(
        table,
        {
            "source_name": "UNHCR",
            "source_url": "https://www.unhcr.org/refugee-statistics",
            "licence": "CC BY 4.0",
            "unit": "person",
            "date_precision": "year",
        },
    )


def at_year_end(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with the last day of the year as the day of a stock."""
    return table.with_columns(start_date=last_day_of_year(pl.col("year")), end_date=last_day_of_year(pl.col("year")))


RECORD = (
    "source_row", "measure", "figure", "figure_high", "quantifier", "unit", "term", "role", "population_group",
    "country_iso3", "origin_iso3", "start_date", "end_date", "date_precision", "source_name", "source_url", "licence",
)  # fmt: skip
"""Columns of a draft from UNHCR."""
