"""A storm's track as a table of positions and times, how near it came, and the ports and airports near a place."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import polars as pl

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.place_labels import state_name
from dashboard.starting_points import Start
from dashboard.table_views import TableView
from data.events import BY_ID
from geo.distances import distances_km, nearest_transport

_SCROLLS_FROM = 12


def track_of(event_id: str, positions: pl.DataFrame) -> pl.DataFrame:
    """Return the positions of the event's storm in order of time; no rows where the store has none."""
    storm_id = BY_ID[event_id].storm_id
    if storm_id is None or positions.is_empty():
        return pl.DataFrame()
    track = positions.filter(pl.col("storm_id") == storm_id, pl.col("longitude").is_not_null())
    return track.unique("time_utc", keep="last").sort("time_utc")


def track_view(track: pl.DataFrame) -> TableView:
    """Return one row per position: time in UTC, degrees north and east, wind in knots and kilometres an hour."""
    rows = tuple(_position_row(row) for row in track.iter_rows(named=True))
    header = (_("Time, UTC"), _("Latitude"), _("Longitude"), _("Category"), _("Wind, knots"), _("Wind, km/h"))
    look = "scrolls" if len(rows) > _SCROLLS_FROM else ""
    return TableView(_("Positions of the storm"), header, rows, frozenset({1, 2, 4, 5}), look=look)


def _position_row(row: dict[str, str | None]) -> tuple[str, ...]:
    wind = float(row["wind_kt"]) if row["wind_kt"] else None
    return (
        _time(str(row["time_utc"])),
        formats.degrees(float(row["latitude"] or 0)),
        formats.degrees(float(row["longitude"] or 0)),
        row["category"] or formats.MISSING,
        formats.number(wind) if wind is not None else formats.MISSING,
        formats.number(round(wind * 1.852)) if wind is not None else formats.MISSING,
    )


def _time(text: str) -> str:
    return formats.moment(datetime.fromisoformat(text))


def nearest_position_km(track: pl.DataFrame, start: Start) -> float:
    """Return how near the storm's recorded positions came to a point, in kilometres on the ellipsoid."""
    return float(_distances(track, start).min())


def _distances(track: pl.DataFrame, start: Start) -> npt.NDArray[np.float64]:
    latitudes, longitudes = track["latitude"].cast(pl.Float64), track["longitude"].cast(pl.Float64)
    return distances_km(
        latitudes.to_numpy(), longitudes.to_numpy(), to_latitudes=start.latitude, to_longitudes=start.longitude
    )


def nearest_position_words(track: pl.DataFrame, start: Start) -> str:
    """Return when the storm's recorded positions came nearest to a point, and how near in kilometres."""
    km = _distances(track, start)
    place = int(km.argmin())
    return _(
        "Nearest recorded position to {place}: {distance} km, {time} UTC. In between it may have come nearer."
    ).format(place=start.name, distance=formats.number(round(km[place])), time=_time(str(track["time_utc"][place])))


@dataclass(frozen=True)
class WayOut:
    """A port or airport and how far it is, on the ellipsoid."""

    kind: str
    name: str
    code: str
    country_iso3: str
    distance_km: float


def nearest_ways_out(start: Start, *, limit: int = 3) -> list[WayOut]:
    """Return the ports nearest to a point, then the airports, at most so many of each."""
    columns = ["kind", "name", "code", "country_iso3", "distance_km"]
    tables = [
        nearest_transport(start.latitude, start.longitude, kind=kind, limit=limit) for kind in ("port", "airport")
    ]
    return [WayOut(*row) for table in tables for row in table[columns].itertuples(index=False, name=None)]


def transport_view(start: Start, *, limit: int = 3) -> TableView:
    """Return the ports and airports nearest to a point, distances on the ellipsoid and not along roads."""
    kinds = {"port": _("Port"), "airport": _("Airport")}
    rows = [
        (kinds[one.kind], one.name, one.code, state_name(one.country_iso3), formats.number(round(one.distance_km, 1)))
        for one in nearest_ways_out(start, limit=limit)
    ]
    header = (_("Kind"), _("Name"), _("Code"), _("State"), _("Kilometres"))
    caption = _("Ports and airports nearest to {place}, as the crow flies").format(place=start.name)
    return TableView(caption, header, tuple(rows), frozenset({4}))
