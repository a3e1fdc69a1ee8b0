"""What tables of the Humanitarian Data Exchange have in common: a row of HXL tags, place columns, notes of errors.

HDX sets a row of tags under the header of many files. It is no data; rows are counted without it.
"""

from collections.abc import Iterable

import polars as pl

from data.places import our_countries
from data.readers.drafts import no_problems
from data.readers.figures import known
from data.readers.opening import OpenedFile
from data.readers.shaping import problem_rows, with_missing

NOT_GIVEN = "Not available"
"""Stands for a unit that a row of a lower level does not name: its people are somewhere in the country."""

PLACE_COLUMNS = (
    "provider_admin1_name", "provider_admin2_name", "admin1_code", "admin1_name", "admin2_code", "admin2_name",
    "admin_level",
)  # fmt: skip
_TAG = r"^\s*#[A-Za-z][A-Za-z0-9_]*\s*(?:\+|$)"
_WHERE_TAGS_STAND = 25


def is_tag_row(cells: Iterable[str | None]) -> bool:
    """Say whether at least half of the filled cells of a row are HXL tags such as ``#adm1+name``."""
    filled = pl.Series([cell for cell in cells if cell is not None], dtype=pl.String)
    return filled.len() > 0 and 2 * int(filled.str.contains(_TAG).sum()) >= filled.len()


def tag_row_of(table: pl.DataFrame) -> int | None:
    """Return the ``source_row`` of the row of tags among the first rows of a table; None where there is none."""
    for row in table.head(_WHERE_TAGS_STAND).iter_rows():
        if is_tag_row(row[1:]):
            return int(row[0])
    return None


def without_tag_row(table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that are data."""
    tags = tag_row_of(table)
    return table if tags is None else table.filter(pl.col("source_row") > tags)


def table_without_tags(file: OpenedFile, columns: Iterable[str]) -> pl.DataFrame | None:
    """Return the first table with these columns without its row of tags; None when there is none."""
    table = file.table_with(columns)
    return None if table is None else without_tag_row(table)


def with_given_units(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with the units of each row as the file gives them (``given_admin1_code`` and so on).

    The provider's name goes before HDX's own. A row of level 1 or 2 that names no unit keeps a place that nobody knows,
    so that it is never taken for the country's own figure.
    """
    table = with_missing(table, PLACE_COLUMNS)
    cells = {name: known(pl.col(name)) for name in PLACE_COLUMNS}
    names = {level: pl.coalesce(cells[f"provider_{level}_name"], cells[f"{level}_name"]) for level in _LEVELS}
    nameless = {level: cells[f"{level}_code"].is_null() & names[level].is_null() for level in _LEVELS}
    level = pl.coalesce(cells["admin_level"], pl.when(~nameless["admin2"]).then(pl.lit("2")), pl.lit("0"))
    unknown = pl.lit(NOT_GIVEN)
    return table.with_columns(
        given_admin1_code=cells["admin1_code"],
        given_admin1_name=pl.when(nameless["admin1"] & (level == "1")).then(unknown).otherwise(names["admin1"]),
        given_admin2_code=cells["admin2_code"],
        given_admin2_name=pl.when(nameless["admin2"] & (level == "2")).then(unknown).otherwise(names["admin2"]),
    )


_LEVELS = ("admin1", "admin2")


def rows_with_errors(table: pl.DataFrame, *, country: str) -> pl.DataFrame:
    """Return a problem for each row of our states that the publisher itself marks with an error."""
    if "error" not in table.columns:
        return no_problems()
    wrong = table.filter(known(pl.col("error")).is_not_null() & pl.col(country).is_in(our_countries()))
    message = pl.format("Row {}: the publisher marks the row with an error: {}.", "source_row", "error")
    return problem_rows(wrong, column="error", rule="marked_by_publisher", message=message)


def without_repeats(records: pl.DataFrame) -> pl.DataFrame:
    """Return the records without those of our states that repeat an earlier row; another figure stands beside.

    Tables of needs give one total twice, from a plan and from its parts. Where the two differ, the first is recommended
    and the other is ``triangulation``: they are never added.
    """
    said = [name for name in records.columns if name != "source_row"]
    is_ours = pl.col("country_iso3").is_in(our_countries()).fill_null(value=True)
    ours = records.filter(is_ours).sort("source_row", maintain_order=True)
    once = ours.unique(said, keep="first", maintain_order=True)
    key = [name for name in said if name not in {"figure", "figure_high", "quantifier"}]
    is_first = pl.col("source_row") == pl.col("source_row").first().over(key)
    once = once.with_columns(role=pl.when(is_first).then("role").otherwise(pl.lit("triangulation")))
    return pl.concat([once, records.filter(~is_ours)])


def repeated_rows(table: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Return a problem for each row whose every record stood in an earlier row already."""
    lost = frozenset(before["source_row"]) - frozenset(after["source_row"])
    rows = table.filter(pl.col("source_row").is_in(list(lost)) & pl.col("country_iso3").is_in(our_countries()))
    message = pl.format("Row {}: an earlier row says the same.", "source_row")
    return problem_rows(rows, column="country_iso3", rule="exact_duplicate", message=message)
