"""UNHCR's population groups by origin and asylum: year-end stocks, and returns as flows of the year.

Unused cells are filled with 0 at UNHCR, so a 0 makes a record only where the same pair of countries has another value
for the group in another year. Those who returned are counted in the country of origin, coming from the country of
asylum.
"""

import polars as pl

from data.readers.dates import first_day_of_year, last_day_of_year
from data.readers.drafts import Drafts
from data.readers.figures import with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import (
    Aliases,
    check_no_renamed_column,
    rows_without,
    table_by_alias,
    with_constants,
    with_missing,
)
from data.readers.unhcr_columns import ENDS, NOT_READ, RECORD, SOURCE, at_year_end, with_ends

NAME = "UNHCR population"
_GROUPS = {
    "refugees": ("refugees", "refugees under unhcr s mandate", "refugees under unhcrs mandate"),
    "asylum_seekers": ("asylum seekers",),
    "returned_refugees": ("returned refugees",),
    "idps": ("idps", "idps of concern to unhcr", "idps protected assisted by unhcr"),
    "returned_idps": ("returned idps", "returned idpss"),
    "stateless": ("stateless", "stateless persons", "stateless people", "persons under unhcr s statelessness mandate"),
    "ooc": ("ooc", "others of concern", "others of concern to unhcr"),
    "oip": ("oip", "other people in need of international protection", "others in need of international protection"),
    "hst": ("hst", "host community"),
}
_ALIASES: Aliases = {**ENDS, **_GROUPS}
_NEEDED = (*ENDS, "refugees", "asylum_seekers", "idps")
_GROUP_NAMES = ("refugees", "asylum_seekers", "returned_refugees", "idps", "returned_idps", "stateless", "ooc")
COLUMNS = ("year", "coo_iso", "coa_iso", *_GROUP_NAMES)
OTHER_COLUMNS = (
    ("year", "origin_iso3", "asylum_iso3", *_GROUP_NAMES),
    (
        "Year", "Country of origin (ISO)", "Country of asylum (ISO)", "Refugees under UNHCR's mandate",
        "Asylum-seekers", "IDPs of concern to UNHCR",
    ),
)  # fmt: skip

_STOCKS = {
    "refugees": "refugees",
    "asylum_seekers": "asylum_seekers",
    "idps": "idps",
    "stateless": "stateless",
    "ooc": "others_of_concern",
    "oip": "others_in_need_of_protection",
    "hst": "host_community",
}
_FLOWS = ("returned_refugees", "returned_idps")


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is the table of population groups, under any edition's column names."""
    return table_by_alias(file, _ALIASES, _NEEDED) is not None


def read(file: OpenedFile) -> Drafts:
    """Return stocks at the end of each year and returns within it as drafts.

    Raises:
        ColumnsChanged: a group's column is absent and a strange one of a like name stands there.
    """
    check_no_renamed_column(file, _ALIASES, _NEEDED, NOT_READ)
    table = table_by_alias(file, _ALIASES, _NEEDED)
    assert table is not None
    table = with_ends(with_missing(table, _ALIASES))
    parts = [_stock(table, group, measure) for group, measure in _STOCKS.items()]
    parts += [returned(table, group) for group in _FLOWS]
    records = pl.concat([with_missing(part, RECORD).select(RECORD) for part in parts])
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        silent_rows=rows_without(records, table),
        file_columns={"country_iso3": "asylum", "origin_iso3": "origin", "start_date": "year"},
    )


def returned(table: pl.DataFrame, group: str) -> pl.DataFrame:
    """Return the returns of a column: people counted at home, coming from the country of asylum.

    Where their home is not known they stay with the country of asylum, and stand beside the others.
    """
    part = _reported(table, group).with_columns(
        country_iso3=pl.coalesce("origin_iso3", "country_iso3"),
        role=pl.when(pl.col("origin_iso3").is_null()).then(pl.lit("triangulation")).otherwise(pl.lit("recommended")),
        origin_iso3=pl.when(pl.col("origin_iso3") != pl.col("country_iso3")).then("country_iso3"),
        start_date=first_day_of_year(pl.col("year")),
        end_date=last_day_of_year(pl.col("year")),
    )
    return with_constants(part, {"measure": "returned", "population_group": group})


def _stock(table: pl.DataFrame, group: str, measure: str) -> pl.DataFrame:
    part = at_year_end(_reported(table, group)).with_columns(population_group=pl.col("group_of_origin"))
    if measure == "idps":
        part = part.with_columns(origin_iso3=pl.lit(None, dtype=pl.String))
    return with_constants(part, {"measure": measure, "role": "recommended"})


def _reported(table: pl.DataFrame, group: str) -> pl.DataFrame:
    """Return the rows that report something for the group: not missing, and no filled-in 0."""
    part = with_figure(table, group).filter(pl.col("figure").is_not_null())
    is_ever_counted = (pl.col("figure") != "0").any().over("country_iso3", "origin_iso3", "group_of_origin")
    return part.filter(is_ever_counted)
