"""Needs of a humanitarian plan as the Humanitarian Programme Cycle tables give them (HDX, ``hpc_hno_YYYY.csv``).

One row is one place, sector and category; its columns are population, people in need, targeted, affected and reached.
The table holds no date at all: the year of the plan is taken from the file's name, and a file without one is refused.
``ALL`` and ``Intersectoral`` are the published figure over all sectors. A total that stands twice is taken once.
"""

import re

import polars as pl

from data.errors import FileUnreadable
from data.places import our_countries
from data.readers.drafts import Drafts
from data.readers.figures import known
from data.readers.hdx_tables import without_tag_row
from data.readers.needs_tables import read_needs
from data.readers.opening import OpenedFile
from data.readers.shaping import Aliases, problem_rows, rows_without, table_by_alias, with_constants, with_missing

SOURCE = "hpc_hno"
NAME = "HPC needs table"
COLUMNS = ("Country ISO3", "Admin 1 PCode", "Admin 2 PCode", "Category", "Population", "In Need", "Targeted")
_ALIASES: Aliases = {
    "country_iso3": ("country iso3",),
    "given_admin1_code": ("admin 1 pcode",),
    "given_admin1_name": ("admin 1 name",),
    "given_admin2_code": ("admin 2 pcode",),
    "given_admin2_name": ("admin 2 name",),
    "is_valid_place": ("valid location",),
    "sector": ("sector", "cluster"),
    "category": ("category",),
    "population": ("population",),
    "in_need": ("in need",),
    "targeted": ("targeted",),
    "affected": ("affected",),
    "reached": ("reached",),
}
_NEEDED = ("country_iso3", "given_admin1_code", "given_admin2_code", "sector", "category", "in_need", "targeted")
_STATUSES = {"in_need": "INN", "targeted": "TGT", "reached": "REA", "affected": "AFF", "population": "ALL"}
_TEXT = ("country_iso3", "given_admin1_code", "given_admin1_name", "given_admin2_code", "given_admin2_name", "sector")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


def recognises(file: OpenedFile) -> bool:
    """Say whether the file is such a table, of either edition."""
    return table_by_alias(file, _ALIASES, _NEEDED) is not None


def read(file: OpenedFile) -> Drafts:
    """Return needs by sector and category as drafts.

    Raises:
        FileUnreadable: the file's name holds no year, and nothing else says which year the needs are for.
    """
    found = table_by_alias(file, _ALIASES, _NEEDED)
    assert found is not None
    year = _year(file)
    table = with_missing(without_tag_row(found), _ALIASES).with_columns(
        known(pl.col(name)).alias(name) for name in _TEXT
    )
    misplaced = table.filter((known(pl.col("is_valid_place")) == "N") & pl.col("country_iso3").is_in(our_countries()))
    message = pl.format("Row {}: the publisher marks the place as not valid.", "source_row")
    problems = problem_rows(misplaced, column="is_valid_place", rule="marked_by_publisher", message=message)
    dated = table.join(misplaced, on="source_row", how="anti").with_columns(
        start_date=pl.lit(f"{year}-01-01"), end_date=pl.lit(f"{year}-12-31"), date_precision=pl.lit("year")
    )
    needs = read_needs(dated, _STATUSES)
    refused = pl.concat([problems, needs.problems])
    return Drafts(
        source=SOURCE,
        rows_read=table.height,
        records=with_constants(needs.records, {"source_name": "OCHA Humanitarian Programme Cycle"}),
        problems=refused,
        silent_rows=rows_without(needs.records, table) - frozenset(refused["source_row"]),
        file_columns={"country_iso3": "Country ISO3", "admin1_code": "Admin 1 PCode", "admin2_code": "Admin 2 PCode"},
    )


def _year(file: OpenedFile) -> str:
    years = set(_YEAR.findall(file.name))
    if len(years) != 1:
        raise FileUnreadable(
            f"{file.name} does not say which year its needs are for, and neither do its columns: "
            "expected one year in the file's name, such as hpc_hno_2025.csv."
        )
    return str(years.pop())
