"""The test at the door of every layer: what a table must have before it is drawn."""

import math
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from dashboard.maps.errors import LayerInputError


def check_layer_table(table: pd.DataFrame, *, layer: str, columns: Iterable[str], value: str | None = "value") -> None:
    """Stop a table that a layer cannot draw.

    Args:
        table: one row per area, with ``code``.
        layer: name of the layer, for the message.
        columns: the columns that must be there.
        value: column of numbers that must be missing, zero or more; None when there is none.

    Raises:
        LayerInputError: a column is missing, a code comes twice, or a value is below zero or infinite; all are named.
    """
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise LayerInputError(
            f"{layer}: the table has no column {', '.join(missing)}; it has {', '.join(table.columns)}."
        )
    # Plain lists: on a table of twenty rows each step of pandas costs more than the whole loop.
    codes = table["code"].tolist()
    problems = [f"{code} comes twice" for code, times in Counter(codes).items() if times > 1]
    if value is not None:
        numbers = zip(codes, number_column(table, value), strict=True)
        problems += [
            f"{code} has the {value} {number}"
            for code, number in numbers
            if number is not None and (number < 0 or math.isinf(number))
        ]
    if problems:
        raise LayerInputError(f"{layer}: {'; '.join(problems)}. Expected each code once, values of 0 or more.")


def text_column(table: pd.DataFrame, column: str) -> tuple[str, ...]:
    """Return a column as texts, empty where the table has no such column or no text."""
    if column not in table.columns:
        return ("",) * len(table)
    return tuple("" if pd.isna(text) else str(text) for text in table[column].tolist())


def number_column(table: pd.DataFrame, column: str) -> tuple[float | None, ...]:
    """Return a column as numbers, None where nobody counted."""
    return tuple(None if pd.isna(number) else float(number) for number in table[column].tolist())
