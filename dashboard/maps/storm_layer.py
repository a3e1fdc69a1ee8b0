"""A storm's track: the line it took and where its centre was at each hour that was recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from dashboard.maps.errors import LayerInputError
from dashboard.maps.layer_input import check_layer_table
from dashboard.palette import STORM_CATEGORIES


@dataclass(frozen=True)
class StormPosition:
    """The centre at one time (UTC); ``day_label`` stands on the map at the first position of a day."""

    latitude: float
    longitude: float
    category: str
    time_label: str
    day_label: str
    wind_label: str


@dataclass(frozen=True)
class StormLayer:
    """One storm's positions in order of time."""

    name: str
    positions: tuple[StormPosition, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories it went through, weakest first."""
        seen = {position.category for position in self.positions}
        return tuple(category for category in STORM_CATEGORIES if category in seen)


def storm_layer(
    positions: pd.DataFrame,
    *,
    name: str,
    format_time: Callable[[datetime], str] = lambda moment: f"{moment.day} {moment:%b %H:%M} UTC",
    format_day: Callable[[datetime], str] = lambda moment: f"{moment.day} {moment:%b}",
    format_wind: Callable[[float], str] = lambda knots: f"{knots:.0f} kt",
) -> StormLayer:
    """Return the track of one storm.

    Args:
        positions: one row per recorded position: ``time_utc`` (datetime), ``latitude``, ``longitude``, ``category``
            (TD, TS, 1 to 5), ``wind_kt`` (missing where not known).
        name: the storm's name as people know it.
        format_time: how a time is written in the tooltip.
        format_day: how the first position of a day is written on the map.
        format_wind: how a wind in knots is written.

    Raises:
        LayerInputError: a column is missing, or a category is not one of the seven.
    """
    wanted = ("time_utc", "latitude", "longitude", "category", "wind_kt")
    check_layer_table(positions.assign(code=range(len(positions))), layer="storm", columns=wanted, value=None)
    wrong = sorted({str(category) for category in positions["category"]} - set(STORM_CATEGORIES))
    if wrong:
        raise LayerInputError(f"storm {name}: category {', '.join(wrong)} is none of {', '.join(STORM_CATEGORIES)}.")
    ordered = positions.sort_values("time_utc")
    days: set[str] = set()
    track = []
    for moment, latitude, longitude, category, wind in zip(*(ordered[column] for column in wanted), strict=True):
        day = format_day(moment)
        track.append(
            StormPosition(
                float(latitude),
                float(longitude),
                str(category),
                format_time(moment),
                "" if day in days else day,
                "" if pd.isna(wind) else format_wind(float(wind)),
            )
        )
        days.add(day)
    return StormLayer(name, tuple(track))
