"""Counts as circles: the area of a circle is proportional to the number of people."""

import math
from dataclasses import dataclass

import pandas as pd

from dashboard.maps.layer_input import check_layer_table, number_column, text_column

LARGEST_RADIUS_PX = 28.0
SMALLEST_RADIUS_PX = 3.0


@dataclass(frozen=True)
class Circle:
    """One country or unit; ``radius_px`` is 0 where somebody counted and found nobody, None where nobody counted."""

    code: str
    radius_px: float | None
    figure: str
    note: str
    printed: str


@dataclass(frozen=True)
class CirclesLayer:
    """The circles of a map and the number that the largest circle stands for."""

    largest: float
    circles: tuple[Circle, ...]

    @property
    def has_zero(self) -> bool:
        """Somewhere somebody counted and found nobody."""
        return any(circle.radius_px == 0 for circle in self.circles)

    @property
    def has_not_counted(self) -> bool:
        """Somewhere nobody counted."""
        return any(circle.radius_px is None for circle in self.circles)


def circles_layer(counts: pd.DataFrame, *, largest: float | None = None) -> CirclesLayer:
    """Return one circle per row, also for the islands that have no polygon.

    Args:
        counts: one row per country, unit or group of units. ``code``; ``value`` the number of people, missing where
            nobody counted; ``figure`` the number in words with quantifier; ``note`` (may be left out) source and age;
            ``printed`` (may be left out) a short text drawn beside the circle where there is room, such as ``1.3 M``.
        largest: the number that the largest circle stands for; give it where two maps must share one scale. Without it
            the largest count of this table.

    Raises:
        LayerInputError: a column is missing, a code comes twice, a value is below zero.
    """
    check_layer_table(counts, layer="circles", columns=("code", "value", "figure"))
    values = number_column(counts, "value")
    top = largest or max((value for value in values if value), default=0.0)
    circles = [
        Circle(str(code), None if value is None else radius_px(value, largest=top), figure, note, printed)
        for code, value, figure, note, printed in zip(
            counts["code"],
            values,
            text_column(counts, "figure"),
            text_column(counts, "note"),
            text_column(counts, "printed"),
            strict=True,
        )
    ]
    return CirclesLayer(top, tuple(sorted(circles, key=lambda circle: (-(circle.radius_px or 0), circle.code))))


def radius_px(value: float, *, largest: float) -> float:
    """Return the radius in pixels; never under three, so that a small island's people are seen, and 0 for nobody."""
    if value <= 0 or largest <= 0:
        return 0.0
    return round(max(SMALLEST_RADIUS_PX, LARGEST_RADIUS_PX * math.sqrt(min(value / largest, 1.0))), 1)


def circle_steps(layer: CirclesLayer) -> tuple[float, ...]:
    """Return up to three round numbers for the legend, largest first, each visibly smaller than the one before."""
    if layer.largest <= 0:
        return ()
    power = 10.0 ** math.floor(math.log10(layer.largest))
    top = max(step * power for step in (1, 2, 5) if step * power <= layer.largest)
    steps = [top, top / 5, top / 25] if str(top)[0] == "5" else [top, top / 4, top / 20]
    return tuple(step for step in steps if step >= 1 and radius_px(step, largest=layer.largest) > SMALLEST_RADIUS_PX)
