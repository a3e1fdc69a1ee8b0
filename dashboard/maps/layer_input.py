"""The test at the door of every layer: what a table must have before it is drawn."""

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
    problems = [f"{code} comes twice" for code in table["code"][table["code"].duplicated()]]
    if value is not None:
        numbers = pd.to_numeric(table[value]).astype("Float64")
        wrong = ((numbers < 0) | (numbers == float("inf"))).fillna(False)
        problems += [
            f"{code} has the {value} {number}"
            for code, number in zip(table["code"][wrong], numbers[wrong], strict=True)
        ]
    if problems:
        raise LayerInputError(f"{layer}: {'; '.join(problems)}. Expected each code once, values of 0 or more.")


def text_column(table: pd.DataFrame, column: str) -> tuple[str, ...]:
    """Return a column as texts, empty where the table has no such column or no text."""
    if column not in table.columns:
        return ("",) * len(table)
    return tuple("" if pd.isna(text) else str(text) for text in table[column])


def number_column(table: pd.DataFrame, column: str) -> tuple[float | None, ...]:
    """Return a column as numbers, None where nobody counted."""
    return tuple(None if pd.isna(number) else float(number) for number in table[column])
