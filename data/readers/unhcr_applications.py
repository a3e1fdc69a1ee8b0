"""UNHCR's asylum applications by procedure, type, level and counting unit: a flow of applications, not of people.

Rows counted in cases stand beside those counted in persons, and appeals and reviews beside the first instance: they are
triangulation, because neither may be added to the other.
"""

import polars as pl

from data.readers.dates import first_day_of_year, last_day_of_year
from data.readers.drafts import Drafts
from data.readers.figures import known, with_figure
from data.readers.opening import OpenedFile
from data.readers.shaping import Aliases, rows_without, table_by_alias, with_constants, with_missing
from data.readers.unhcr_columns import ENDS, RECORD, SOURCE, with_ends

NAME = "UNHCR asylum applications"
_ALIASES: Aliases = {
    **ENDS,
    "procedure_type": ("procedure type", "authority"),
    "app_type": ("app type", "application type"),
    "dec_level": ("dec level", "decision level", "stage of procedure"),
    "app_pc": ("app pc", "cases persons"),
    "applied": ("applied", "applications"),
}
COLUMNS = ("year", "coo_iso", "coa_iso", "procedure_type", "app_type", "dec_level", "app_pc", "applied")
OTHER_COLUMNS = (
    ("year", "origin_iso3", "asylum_iso3", "procedure_type", "app_type", "dec_level", "app_pc", "applied"),
    (
        "Year", "Country of origin (ISO)", "Country of asylum (ISO)", "Authority", "Application type",
        "Stage of procedure", "Cases / Persons", "Applied",
    ),
)  # fmt: skip
_LATER_TYPES = ("A", "RA", "J")
_LATER_LEVELS = ("AR", "JR", "RA")


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is the table of asylum applications."""
    return table_by_alias(file, _ALIASES, _ALIASES) is not None


def read(file: OpenedFile) -> Drafts:
    """Return the applications of each year as drafts; the codes of a row stand in its term."""
    table = table_by_alias(file, _ALIASES, _ALIASES)
    assert table is not None
    codes = ("procedure_type", "app_type", "dec_level")
    part = with_ends(with_figure(table, "applied")).filter(pl.col("figure").is_not_null())
    is_cases = known(pl.col("app_pc")).str.to_uppercase().str.starts_with("C")
    is_later = pl.col("app_type").is_in(_LATER_TYPES) | pl.col("dec_level").is_in(_LATER_LEVELS)
    words = pl.concat_str([pl.coalesce(known(pl.col(code)), pl.lit("-")) for code in codes], separator=" ")
    part = part.with_columns(
        term=pl.when(is_cases).then(pl.lit("cases ") + words).otherwise(words),
        population_group=pl.when(is_cases).then(pl.lit("cases")).otherwise("group_of_origin"),
        role=pl.when(is_cases | is_later.fill_null(value=False))
        .then(pl.lit("triangulation"))
        .otherwise(pl.lit("recommended")),
        start_date=first_day_of_year(pl.col("year")),
        end_date=last_day_of_year(pl.col("year")),
    )
    records = with_missing(with_constants(part, {"measure": "asylum_applications"}), RECORD).select(RECORD)
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=records,
        silent_rows=rows_without(records, table),
        file_columns={"country_iso3": "asylum", "origin_iso3": "origin", "figure": "applied", "start_date": "year"},
    )
