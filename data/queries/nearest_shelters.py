"""The nearest shelters that have room, and of how many shelters nobody knows whether they have."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.queries.answer import Number
from data.queries.shelters import Shelters, SiteRoom
from data.queries.sites import Phase
from geo.distances import distances_km


@dataclass(frozen=True)
class NearRoom:
    """A shelter with free places; ``distance_km`` on the ellipsoid is ``None`` where nobody published its position."""

    room: SiteRoom
    distance_km: float | None


@dataclass(frozen=True)
class Gaps:
    """What is not known of some shelters: of how many the position, the places for the phase, the people inside."""

    shelters: int
    without_position: int
    without_places: int
    without_people: int


@dataclass(frozen=True)
class NearestRoom:
    """The shelters with free places seen from one point.

    Attributes:
        free: those with places left for the phase, nearest first; those without a position behind them, by name.
        full: how many have none left.
        untold: of how many it is not known, because places or people are not; they may have room.
        gaps: what is not known of all these shelters.
    """

    free: tuple[NearRoom, ...]
    full: int
    untold: int
    gaps: Gaps


def nearest_free(found: Shelters, *, latitude: float, longitude: float, leaving: str | None = None) -> NearestRoom:
    """Return the shelters with places free for the phase asked, nearest first; closed ones take nobody.

    Args:
        found: the room in shelters on a day.
        latitude: degrees north of the point from which people go, WGS 84.
        longitude: degrees east of it.
        leaving: id of the shelter that they leave; its own places are no way out.
    """
    usable = [room for room in found.sites if room.site.can_be_used and room.site.site_id != leaving]
    told = [room for room in usable if room.free.amount is not None]
    free = [NearRoom(room, _km(room, latitude, longitude)) for room in told if has_room(room.free)]
    free.sort(key=lambda near: (near.distance_km is None, near.distance_km or 0, near.room.site.name))
    return NearestRoom(tuple(free), len(told) - len(free), len(usable) - len(told), gaps_of(usable, found.phase))


def has_room(free: Number) -> bool:
    """Return whether places are left; of a range, whether there may be some."""
    return free.amount is not None and max(free.amount.figure, free.amount.high or 0) > 0


def gaps_of(rooms: Iterable[SiteRoom], phase: Phase) -> Gaps:
    """Return what is not known of some shelters."""
    listed = list(rooms)
    return Gaps(
        len(listed),
        sum(1 for room in listed if room.site.position is None),
        sum(1 for room in listed if room.places_for(phase).amount is None),
        sum(1 for room in listed if room.in_shelter.amount is None),
    )


def _km(room: SiteRoom, latitude: float, longitude: float) -> float | None:
    if room.site.position is None:
        return None
    north, east = room.site.position
    return float(distances_km(latitude, longitude, to_latitudes=north, to_longitudes=east))
