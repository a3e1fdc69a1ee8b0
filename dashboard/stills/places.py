"""Where a code of a map lies, what it is called, and which row speaks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.maps.areas_layer import NOT_COUNTED, AreaShade
from dashboard.maps.circles_layer import Circle
from dashboard.maps.map_payload import MapContent
from dashboard.place_labels import country_name
from dashboard.stills.frame import Drawn, Frame, drawn_countries, drawn_units
from geo.gazetteer import read_countries, read_units


@dataclass(frozen=True)
class Spot:
    """A state, unit, group of units, or a country outside the region; the point is missing where no map draws it."""

    code: str
    country_iso3: str
    name: str
    latitude: float | None
    longitude: float | None
    kind: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    """The rows of a content by code, and the group that speaks for a unit which has no row of its own."""

    shades: Mapping[str, AreaShade]
    circles: Mapping[str, Circle]
    group_of: Mapping[str, str]

    def mark(self, code: str, country_iso3: str) -> str:
        """Return the mark that shades a unit or state, empty where there is none.

        Where there are circles only, the areas nobody counted are hatched all the same.
        """
        codes = (code, self.group_of.get(code, ""), country_iso3)
        if self.shades:
            return next((self.shades[one].mark for one in codes if one in self.shades), "")
        found = next((self.circles[one] for one in codes if one in self.circles), None)
        return NOT_COUNTED if found is not None and found.radius_px is None else ""

    def words(self, code: str, country_iso3: str = "") -> tuple[str, ...]:
        """Return what is said of a place: its rate, its figure, and who counted."""
        codes = (code, self.group_of.get(code, ""), country_iso3)
        shade = next((self.shades[one] for one in codes if one in self.shades), None)
        circle = next((self.circles[one] for one in codes if one in self.circles), None)
        said = [row.figure for row in (circle, shade) if row is not None]
        notes = [row.note for row in (circle, shade) if row is not None and row.note]
        return tuple(dict.fromkeys(line for line in (*said, *notes[:1]) if line))


def rows_of(content: MapContent) -> Rows:
    """Return the rows of a content by their codes."""
    shades = {shade.code: shade for shade in content.areas.shades} if content.areas else {}
    circles = {circle.code: circle for circle in content.circles.circles} if content.circles else {}
    groups = [spot for spot in map(known_spots().get, {*shades, *circles}) if spot is not None and spot.members]
    own = {*shades, *circles}
    group_of = {member: group.code for group in groups for member in group.members if member not in own}
    return Rows(shades, circles, group_of)


def spot_of(code: str, content: MapContent) -> Spot | None:
    """Return where a code lies, None for one that nobody knows."""
    known = known_spots().get(code)
    if known is not None or content.flows is None:
        return known
    ends = {end.code: end for end in content.flows.ends}
    if code not in ends:
        return None
    end = ends[code]
    return Spot(code, code, end.name, end.latitude, end.longitude, "outside")


def name_of(code: str, content: MapContent) -> str:
    """Return what a place is called: as the content says, else in the language of the run."""
    if code in content.names:
        return content.names[code]
    spot = spot_of(code, content)
    return country_name(code) if spot is None or spot.kind in ("country", "outside") else spot.name


@cache
def known_spots() -> dict[str, Spot]:
    """Return all states, units and groups by code."""
    states = read_countries()
    found = [
        Spot(iso3, iso3, name, latitude, longitude, "country")
        for iso3, name, latitude, longitude in zip(
            states["iso3"], states["name"], states["latitude"], states["longitude"], strict=True
        )
    ]
    columns = ("code", "country_iso3", "name", "latitude", "longitude", "kind", "members")
    for code, iso3, name, latitude, longitude, kind, members in zip(*(read_units()[c] for c in columns), strict=True):
        inside = tuple(members.split(";")) if kind == "group" else ()
        found.append(Spot(code, iso3, name, latitude, longitude, kind, inside))
    return {spot.code: spot for spot in found}


def largest_px2(spot: Spot, frame: Frame) -> float:
    """Return how large the largest island of a place is drawn; ten islets of six pixels are not to be seen either."""
    if spot.kind == "country":
        return _largest(drawn_countries(frame), (spot.code,))
    return _largest(drawn_units(frame, spot.country_iso3), (spot.code, *spot.members))


def _largest(drawn: Mapping[str, Drawn], codes: tuple[str, ...]) -> float:
    return max((drawn[code].largest_px2 for code in codes if code in drawn), default=0.0)
