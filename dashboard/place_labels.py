"""Names of states and units in the reader's language, and the people who live there."""

from dataclasses import dataclass
from functools import cache

from dashboard.formats import current_locale
from dashboard.language import current_language
from dashboard.language import gettext as _
from data.known_places import known_places
from geo.gazetteer import read_countries, read_units, read_world
from geo.known_names import known_name

_NAME_COLUMNS = {"fr": "name_fr", "nl": "name_nl", "es": "name_es", "ht": "name_fr"}
"""The gazetteer has no Haitian Creole names; the French ones are those on Haiti's own maps."""

_CHANNEL_ISLANDS = "CHI"
"""UN DESA's own code for what ISO 3166 splits into Guernsey and Jersey."""

_STATUS_ORDER = ("member", "associate", "associate_signed")


@dataclass(frozen=True)
class State:
    """One of the 22 states: code, name, standing in Caricom, population, and its frame in degrees."""

    iso3: str
    name: str
    status: str
    population: int | None
    west: float
    south: float
    east: float
    north: float


def states() -> dict[str, State]:
    """Return the 22 states by code, in order of their names in the language of the run."""
    return _states(_NAME_COLUMNS.get(current_language(), "name"))


@cache
def _states(name_column: str) -> dict[str, State]:
    rows = read_countries().to_dict("records")
    found = [
        State(
            row["iso3"],
            row[name_column],
            row["caricom_status"],
            None if row["population"] != row["population"] else int(row["population"]),
            row["west"],
            row["south"],
            row["east"],
            row["north"],
        )
        for row in rows
    ]
    return {state.iso3: state for state in sorted(found, key=lambda state: state.name)}


def state_name(iso3: str) -> str:
    """Return the name of a state; a code that is none of the 22 stays as it is."""
    state = states().get(iso3)
    return state.name if state is not None else iso3


def country_name(iso3: str) -> str:
    """Return the name of any country in the language of the run; an unknown code stays as it is."""
    if iso3 in states():
        return state_name(iso3)
    if iso3 == _CHANNEL_ISLANDS:
        return _("Channel Islands")
    iso2, english = _world().get(iso3, ("", iso3))
    return str(current_locale().territories.get(iso2, english))


def is_on_the_map(iso3: str) -> bool:
    """Return whether a code is that of a country which maps have a point for."""
    return iso3 in states() or iso3 in _world()


@cache
def _world() -> dict[str, tuple[str, str]]:
    table = read_world()
    return {iso3: (iso2, name) for iso3, iso2, name in zip(table["iso3"], table["iso2"], table["name"], strict=True)}


@dataclass(frozen=True)
class Unit:
    """A first-level unit or a group of units; ``population`` is that of the census of ``population_year``."""

    code: str
    country_iso3: str
    name: str
    kind: str
    population: int | None
    population_year: int | None
    latitude: float
    longitude: float


@cache
def units() -> dict[str, Unit]:
    """Return all units and groups by code."""
    found = {}
    for row in read_units().to_dict("records"):
        population, year = row["population"], row["population_year"]
        found[row["code"]] = Unit(
            row["code"],
            row["country_iso3"],
            row["name"],
            row["kind"],
            None if population != population or population is None else int(population),
            None if year != year or year is None else int(year),
            row["latitude"],
            row["longitude"],
        )
    return found


def unit_population(unit: Unit) -> tuple[int | None, int | None]:
    """Return the people of a unit and their census year; of a group the sum, if all were counted in one year."""
    members = [units()[code] for code in known_places().groups.get(unit.code, ())]
    if not members:
        return unit.population, unit.population_year
    counts = [member.population for member in members]
    years = {member.population_year for member in members}
    if len(years) > 1 or any(count is None for count in counts):
        return None, None
    return sum(count for count in counts if count is not None), years.pop()


def unit_name(code: str) -> str:
    """Return the name of a unit or group, with the one that people know beside it; an unknown code stays as it is."""
    unit = units().get(code)
    if unit is None:
        return code
    known = known_name(code, current_language())
    return f"{unit.name} ({known})" if known else unit.name


def map_name(code: str) -> str:
    """Return the name of a state or unit for the map, where there is little room: the one that people know."""
    if code in states():
        return state_name(code)
    return known_name(code, current_language()) or unit_name(code)


def units_of(iso3: str) -> tuple[Unit, ...]:
    """Return the units of a state that are counted, without whole territories and groups, in order of name."""
    own = [unit for unit in units().values() if unit.country_iso3 == iso3]
    return tuple(sorted((u for u in own if u.kind in ("admin1", "municipality")), key=lambda unit: unit.name))
