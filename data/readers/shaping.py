"""What readers share when they turn a table of a source into drafts."""

import difflib
import re
from collections.abc import Iterable, Mapping

import polars as pl

from data.errors import ColumnsChanged
from data.readers.drafts import PROBLEM_SCHEMA
from data.readers.opening import OpenedFile

Aliases = Mapping[str, tuple[str, ...]]
"""For each of our column names the names that editions of a source give it, folded."""


def fold_header(name: str) -> str:
    """Return a column name in lower case with single blanks between its letters and digits."""
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


def source_of(publisher: pl.Expr) -> pl.Expr:
    """Return the short name of a source that only its publisher names: folded, with underscores."""
    return publisher.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "_").str.strip_chars("_")


def with_constants(frame: pl.DataFrame, values: Mapping[str, str | None]) -> pl.DataFrame:
    """Return the table with a text column for each constant."""
    return frame.with_columns(pl.lit(value, dtype=pl.String).alias(name) for name, value in values.items())


def with_missing(frame: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    """Return the table with an empty text column for each name that it lacks."""
    return frame.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in names if name not in frame.columns)


def rows_without(records: pl.DataFrame, table: pl.DataFrame) -> frozenset[int]:
    """Return the rows of the table that made no record."""
    return frozenset(table["source_row"]) - frozenset(records["source_row"])


def problem_rows(table: pl.DataFrame, *, column: str, rule: str, message: pl.Expr) -> pl.DataFrame:
    """Return each row of the table as a problem in one of its columns, its value quoted."""
    # polars 2.1 panics over formatted text where the columns of a table lie in pieces of different length.
    table = table.rechunk()
    return table.select(
        pl.col("source_row"),
        pl.lit(column).alias("column"),
        pl.col(column).alias("value") if column in table.columns else pl.lit(None, dtype=pl.String).alias("value"),
        pl.lit(rule).alias("rule"),
        message.alias("message"),
    ).match_to_schema(PROBLEM_SCHEMA)


def table_by_alias(file: OpenedFile, aliases: Aliases, needed: Iterable[str]) -> pl.DataFrame | None:
    """Return the first table that has the needed columns under any name of theirs, columns named as we name them."""
    for frame in file.sheets().values():
        names = _names_of(frame.columns, aliases)
        if set(needed) <= set(names.values()):
            return frame.select("source_row", *names).rename(names)
    return None


def check_no_renamed_column(file: OpenedFile, aliases: Aliases, needed: Iterable[str], known: frozenset[str]) -> None:
    """Refuse a file that lacks an optional column and has a strange one instead, so that none is lost by a new name.

    Args:
        file: a file that ``table_by_alias`` finds a table in.
        aliases: names of all columns.
        needed: the columns by which the table is found.
        known: folded names of columns that are not read on purpose.

    Raises:
        ColumnsChanged: a strange column has a name like that of a column that is absent.
    """
    for frame in file.sheets().values():
        names = _names_of(frame.columns, aliases)
        if not set(needed) <= set(names.values()):
            continue
        absent = [name for name in aliases if name not in names.values()]
        strange = [name for name in frame.columns if name not in names and fold_header(name) not in known]
        for column in strange:
            folded = fold_header(column)
            alike = [name for name in absent if difflib.get_close_matches(folded, aliases[name], n=1, cutoff=0.6)]
            if alike and column != "source_row":
                raise ColumnsChanged(
                    f"{file.name}: the column {alike[0]!r} is missing, perhaps renamed to {column!r}. "
                    "Nothing was imported."
                )


def _names_of(columns: Iterable[str], aliases: Aliases) -> dict[str, str]:
    """Return for each column that has an alias our name of it; the first of two alike wins."""
    ours = {alias: name for name, names in aliases.items() for alias in names}
    found: dict[str, str] = {}
    for column in columns:
        name = ours.get(fold_header(column))
        if name is not None and name not in found.values():
            found[column] = name
    return found
