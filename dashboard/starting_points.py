"""The points from which people go: the middle of a unit, or a shelter whose position is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.place_labels import state_name, unit_name, units, units_of
from dashboard.shelter_views import is_over, unit_words
from data.queries.shelters import Shelters, SiteRoom


@dataclass(frozen=True)
class Start:
    """A point from which people go: the middle of a unit, or a shelter whose position is known."""

    code: str
    name: str
    title: str
    latitude: float
    longitude: float
    unit: str | None
    is_shelter: bool = False

    @property
    def leaving(self) -> str | None:
        """The shelter that they leave, if they are in one."""
        return self.code if self.is_shelter else None

    @property
    def distance_words(self) -> str:
        """From where distances are told, and how."""
        if self.is_shelter:
            return _("Distances from the shelter on the ellipsoid, not along roads or sea lanes.")
        return _("Distances from the middle of the unit on the ellipsoid, not along roads or sea lanes.")


def starts(countries: Sequence[str], found: Shelters) -> dict[str, Start]:
    """Return the points from which people may go by code: over-full shelters first, then units, then other shelters."""
    placed = [start for room in found.sites if (start := _shelter_start(room)) is not None]
    crowded = {room.site.site_id for room in found.sites if is_over(room)}
    in_units = [unit_start(code) for country in countries for code in (unit.code for unit in units_of(country))]
    first = [start for start in placed if start.code in crowded]
    last = [start for start in placed if start.code not in crowded]
    return {start.code: start for start in (*first, *in_units, *last)}


def _shelter_start(room: SiteRoom) -> Start | None:
    site = room.site
    if site.position is None:
        return None
    title = _("{shelter}, {unit}").format(shelter=site.name, unit=unit_words(room))
    if is_over(room):
        title = _("{place}: {count} too many").format(place=title, count=formats.amount(room.over.amount))
    return Start(site.site_id, site.name, title, *site.position, site.admin1_code, is_shelter=True)


def unit_start(code: str) -> Start:
    """Return the middle of a unit as a point from which people go."""
    unit = units()[code]
    name = unit_name(code)
    return Start(code, name, f"{name}, {state_name(unit.country_iso3)}", unit.latitude, unit.longitude, code)
