"""Text of whole columns changed once for each distinct value: a million cells seldom hold more than some thousands."""

from collections.abc import Callable, Iterable

import polars as pl


def distinct_values(frame: pl.DataFrame, names: Iterable[str]) -> dict[str, pl.Series]:
    """Return the distinct values of each of these columns, missing left out; all columns at once, on all cores."""
    lists = frame.select(pl.col(name).unique().drop_nulls().implode() for name in names)
    return {name: lists[name].item() for name in lists.columns}


def by_distinct(
    values: pl.Series, change: Callable[[pl.Expr], pl.Expr], *, distinct: pl.Series | None = None
) -> pl.Series:
    """Return the column with a change of single values made once for each distinct text.

    Args:
        values: a text column; missing stays missing.
        change: takes the text and returns what becomes of it, of any type.
        distinct: the distinct texts of the column, where they are known.

    Returns:
        The column under its own name; itself, not a copy, where nothing changes.
    """
    texts = values.unique().drop_nulls() if distinct is None else distinct
    changed = texts.to_frame("text").select(change(pl.col("text")).alias("text")).to_series()
    if changed.dtype == values.dtype and changed.equals(texts, check_names=False, null_equal=True):
        return values
    if texts.is_empty():
        return values.cast(changed.dtype)
    return values.replace_strict(texts, changed, default=None, return_dtype=changed.dtype)
