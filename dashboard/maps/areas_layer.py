"""Rates as shaded areas: one colour class per country or unit."""

from dataclasses import dataclass

import pandas as pd

from dashboard.maps.classes import Classes
from dashboard.maps.layer_input import check_layer_table, number_column, text_column

NOT_COUNTED = "-"
ZERO = "0"


@dataclass(frozen=True)
class AreaShade:
    """One area as it is drawn: ``mark`` is ``-`` not counted, ``0`` zero, else the number of its class from ``1``."""

    code: str
    mark: str
    figure: str
    note: str


@dataclass(frozen=True)
class AreasLayer:
    """The shaded areas of a map and the classes that shade them."""

    classes: Classes
    shades: tuple[AreaShade, ...]

    @property
    def has_zero(self) -> bool:
        """Somewhere somebody counted and found nobody."""
        return any(shade.mark == ZERO for shade in self.shades)

    @property
    def has_not_counted(self) -> bool:
        """Somewhere nobody counted."""
        return any(shade.mark == NOT_COUNTED for shade in self.shades)


def areas_layer(values: pd.DataFrame, *, classes: Classes) -> AreasLayer:
    """Return the areas with their class.

    Args:
        values: one row per area. ``code`` is that of a country (shades all its units alike) or of a unit; ``value`` the
            rate, missing where nobody counted; ``figure`` the value in words with unit and quantifier, as the tooltip
            shows it; ``note`` (may be left out) source and age.
        classes: see `dashboard.maps.classes`.

    Raises:
        LayerInputError: a column is missing, a code comes twice, a value is below zero.
    """
    check_layer_table(values, layer="areas", columns=("code", "value", "figure"))
    shades = [
        AreaShade(str(code), mark_of(value, classes), figure, note)
        for code, value, figure, note in zip(
            values["code"],
            number_column(values, "value"),
            text_column(values, "figure"),
            text_column(values, "note"),
            strict=True,
        )
    ]
    return AreasLayer(classes, tuple(sorted(shades, key=lambda shade: shade.code)))


def mark_of(value: float | None, classes: Classes) -> str:
    """Return the one-letter mark of a value: not counted, zero, or its class counted from 1."""
    if value is None:
        return NOT_COUNTED
    return ZERO if value == 0 else str(classes.class_of(value) + 1)
