"""Movements as curved arrows from origin to destination: the width is proportional to the number of people."""

import math
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from dashboard.maps.errors import LayerInputError
from dashboard.maps.layer_input import check_layer_table, number_column, text_column
from geo.gazetteer import read_countries, read_units, read_world

WIDEST_PX = 16.0
NARROWEST_PX = 1.4
# More arrows would cover each other and the land; the table twin has them all.
MOST_FLOWS = 40


@dataclass(frozen=True)
class FlowEnd:
    """A country outside the region; the map has no outline for most, so its name and point travel with the arrows.

    The point is missing where no map draws the country; its arrows then end at the edge of the frame.
    """

    code: str
    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Flow:
    """One arrow; codes are those of countries or units."""

    origin: str
    destination: str
    width_px: float
    figure: str
    note: str
    printed: str


@dataclass(frozen=True)
class FlowsLayer:
    """The arrows of a map, widest first, and what the table held beside them.

    Attributes:
        largest: the number that the widest arrow stands for.
        flows: at most forty arrows.
        ends: the countries outside the region at which one of the arrows begins or ends.
        not_drawn: movements of people that are smaller than those drawn.
        not_counted: movements that nobody counted; they have no arrow, for none could be told from a small number.
    """

    largest: float
    flows: tuple[Flow, ...]
    ends: tuple[FlowEnd, ...]
    not_drawn: int = 0
    not_counted: int = 0


def flows_layer(movements: pd.DataFrame, *, largest: float | None = None, most: int = MOST_FLOWS) -> FlowsLayer:
    """Return one arrow per row with people in it, the largest forty.

    Args:
        movements: one row per pair. ``origin`` and ``destination`` are codes of countries (any of ISO 3166-1) or of
            units; ``value`` the number of people, missing where nobody counted, and an arrow only where it is above
            zero; ``figure`` the number in words with quantifier; ``note`` (may be left out) source and age;
            ``printed`` (may be left out) a short text drawn beside the arrow where there is room.
        largest: the number that the widest arrow stands for; give it where two maps must share one scale.
        most: the most arrows wanted; the others are counted in ``not_drawn``.

    Raises:
        LayerInputError: a column is missing, a pair comes twice, a value is below zero, a code is not known, or a
            movement ends where it began.
    """
    _check(movements)
    values = number_column(movements, "value")
    top = largest or max((value for value in values if value), default=0.0)
    rows = zip(
        (str(code) for code in movements["origin"]),
        (str(code) for code in movements["destination"]),
        values,
        text_column(movements, "figure"),
        text_column(movements, "note"),
        text_column(movements, "printed"),
        strict=True,
    )
    counted = sorted((row for row in rows if row[2]), key=lambda row: (-(row[2] or 0), row[0], row[1]))
    flows = tuple(
        Flow(origin, destination, width_px(value or 0, largest=top), figure, note, printed)
        for origin, destination, value, figure, note, printed in counted[:most]
    )
    outside = sorted({code for flow in flows for code in (flow.origin, flow.destination)} - _region())
    return FlowsLayer(
        top,
        flows,
        tuple(_world()[code] for code in outside),
        not_drawn=len(counted) - len(flows),
        not_counted=sum(value is None for value in values),
    )


def width_px(value: float, *, largest: float) -> float:
    """Return the width in pixels; twice the people are twice the width, and the fewest can still be seen."""
    if value <= 0 or largest <= 0:
        return 0.0
    return round(max(NARROWEST_PX, WIDEST_PX * min(value / largest, 1.0)), 1)


def flow_steps(layer: FlowsLayer) -> tuple[float, ...]:
    """Return two or three round numbers for the legend, largest first, each visibly thinner than the one before."""
    if layer.largest <= 0 or not layer.flows:
        return ()
    power = 10.0 ** math.floor(math.log10(layer.largest))
    first = max(step for step in (1, 2, 5) if step * power <= layer.largest)
    steps = [first * power, *(step * power for step in ((2, 0.5) if first == 5 else (first / 2, first / 5)))]
    narrow = [step for step in steps[1:] if step >= 1 and width_px(step, largest=layer.largest) > NARROWEST_PX]
    return (steps[0], *narrow)


def _check(movements: pd.DataFrame) -> None:
    missing = [column for column in ("origin", "destination") if column not in movements.columns]
    if missing:
        raise LayerInputError(f"flows: the table has no column {', '.join(missing)}.")
    pairs = movements["origin"].astype(str) + " to " + movements["destination"].astype(str)
    check_layer_table(movements.assign(code=pairs), layer="flows", columns=("value", "figure"))
    known = _region() | _world().keys()
    problems = [
        f"{code} is no country and no unit"
        for code in sorted({*movements["origin"].astype(str), *movements["destination"].astype(str)} - known)
    ]
    problems += [f"{pair} ends where it began" for pair in pairs[movements["origin"] == movements["destination"]]]
    if problems:
        raise LayerInputError(
            f"flows: {'; '.join(problems)}. Show people whose origin is not known, and who stayed, beside the map."
        )


@cache
def _region() -> frozenset[str]:
    return frozenset(read_units()["code"]) | frozenset(read_countries()["iso3"])


@cache
def _world() -> dict[str, FlowEnd]:
    return {row["iso3"]: _end(row) for row in read_world().to_dict("records")}


def _end(row: dict[Hashable, Any]) -> FlowEnd:
    has_point = not pd.isna(row["latitude"])
    latitude, longitude = (float(row[axis]) if has_point else None for axis in ("latitude", "longitude"))
    return FlowEnd(str(row["iso3"]), str(row["name"]), latitude, longitude)
