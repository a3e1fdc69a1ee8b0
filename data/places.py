"""Countries, units and communes by code and by name; the only module of ``data`` that knows ``geo``.

Nothing here guesses: what no list knows for certain comes back as none, for a person to say (``data/reviewing.py``).
Whole tables are placed in ``data/placing.py``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import polars as pl

from data.schema import PlaceMatch
from geo.folding import fold
from geo.gazetteer import read_communes, read_countries, read_units, read_world
from geo.pcodes import JAMAICA_RENUMBERED, pcode_edition, resolve_pcode
from geo.place_names import match_commune, match_country, match_place, match_unit, unit_names
from geo.spatial_joins import REGION_BOUNDS, locate_points

OTHER_COUNTRIES: Mapping[str, str] = {"XKX": "Kosovo", "CHI": "Channel Islands", "AB9": "Abyei"}
"""Codes that publishers use beside ISO 3166."""

NO_COUNTRY: Mapping[str, str] = {"UNK": "unknown origin", "XXA": "stateless", "XXX": "unspecified"}
"""Codes that may stand for an origin, and never for the country where people are."""

WEST, SOUTH, EAST, NORTH = REGION_BOUNDS
RENUMBERED_COUNTRY = "JAM"
"""The state whose P-codes changed their meaning, so that a day is needed to read them."""

RENUMBERED_ON = JAMAICA_RENUMBERED
"""First day of its new P-codes."""


class Found(NamedTuple):
    """Where a place is; ``how`` is a ``PlaceMatch``, none when a person has to say."""

    admin1_code: str | None
    admin2_code: str | None
    how: str


class PlaceText(NamedTuple):
    """A place as a file gives it, in one of our states; ``provider_name`` is asked where all before it is empty."""

    country_iso3: str
    admin1_code: str | None
    admin1_name: str | None
    admin2_code: str | None
    admin2_name: str | None
    provider_name: str | None = None
    on: date | None = None


NOT_FOUND = Found(None, None, PlaceMatch.NONE.value)


@cache
def our_countries() -> frozenset[str]:
    """Return the ISO3 codes of the 22 states."""
    return frozenset(read_countries()["iso3"])


@cache
def world_codes() -> frozenset[str]:
    """Return the ISO3 codes of all countries and territories of the world."""
    return frozenset(read_world()["iso3"])


@cache
def unit_countries() -> Mapping[str, str]:
    """Return the state of every code of a first-level unit or group, our own code and OCHA's P-codes."""
    units = read_units()
    found = dict(zip(units["code"], units["country_iso3"], strict=True))
    for column in ("pcode", "pcode_previous"):
        known = units.dropna(subset=[column])
        for codes, country in zip(known[column], known["country_iso3"], strict=True):
            found |= dict.fromkeys(codes.split(";"), country)
    return found


@cache
def our_units() -> Mapping[str, str]:
    """Return the state of every first-level unit and group by our own code."""
    units = read_units()
    return dict(zip(units["code"], units["country_iso3"], strict=True))


@cache
def commune_parents() -> Mapping[str, tuple[str, str]]:
    """Return the state and the first-level unit of every second-level code."""
    communes = read_communes()
    parents = zip(communes["country_iso3"], communes["admin1_code"], strict=True)
    return dict(zip(communes["pcode"], parents, strict=True))


def find_country(code: str | None, name: str | None, *, others: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the ISO3 code of a country, and what is wrong where it is not certain.

    Args:
        code: code as the file has it.
        name: name as the file has it; one that no list knows is let pass beside a code.
        others: codes that are taken beside those of ISO 3166.

    Returns:
        The code and None; or None and ``unknown``, or ``contradiction`` where code and name are two countries; both are
        None where the file gives neither.
    """
    by_code = _country(code, others) if code else None
    by_name = _country(name, others) if name else None
    if code and by_code is None:
        return None, "unknown"
    if by_code and by_name and by_code != by_name:
        return None, "contradiction"
    found = by_code or by_name
    return found, ("unknown" if name and found is None else None)


def _country(text: str, others: Mapping[str, str]) -> str | None:
    return text if text in world_codes() or text in others else match_country(text).code


def find_place(place: PlaceText) -> Found:
    """Return the unit and the commune of a place; code goes before name, and the commune must lie in the unit."""
    if not any(place[1:5]):
        return _find_by_name(place.country_iso3, place.provider_name or "")
    unit, how = find_unit(place.country_iso3, place.admin1_code, place.admin1_name, on=place.on)
    if not (place.admin2_code or place.admin2_name):
        return Found(unit, None, how)
    found = _find_commune(place, unit)
    return Found(unit, None, PlaceMatch.NONE.value) if found is None else found


def find_unit(country: str, code: str | None, name: str | None, *, on: date | None) -> tuple[str | None, str]:
    """Return the first-level unit of a code, else of a name, and how it was found."""
    if code:
        if our_units().get(code) == country:
            return code, PlaceMatch.CODE.value
        match = resolve_pcode(code, on=on)
        if match.country_iso3 == country and match.code is not None and match.code == match.admin1_code:
            return match.code, PlaceMatch.CODE.value
    return _unit_by_name(country, name) if name else (None, PlaceMatch.NONE.value)


def _unit_by_name(country: str, name: str) -> tuple[str | None, str]:
    found = _unit_names().get((country, fold(name)))
    if found is None and name.rstrip().endswith((")", "]")):
        match = match_unit(name, country)
        found = (match.code, match.how.value) if match.code else None
    return found or (None, PlaceMatch.NONE.value)


@cache
def _unit_names() -> Mapping[tuple[str, str], tuple[str, str]]:
    names = unit_names()
    keys = zip(names["country_iso3"], names["folded"], strict=True)
    return dict(zip(keys, zip(names["code"], names["how"], strict=True), strict=True))


def _find_commune(place: PlaceText, unit: str | None) -> Found | None:
    if place.admin2_code:
        match = resolve_pcode(place.admin2_code, on=place.on)
        is_commune = match.code is not None and match.code != match.admin1_code
        if is_commune and match.country_iso3 == place.country_iso3 and unit in {None, match.admin1_code}:
            return Found(match.admin1_code, match.code, PlaceMatch.CODE.value)
    if place.admin2_name:
        codes = _commune_names().get((place.country_iso3, fold(place.admin2_name)), ())
        inside = [code for code in codes if unit in {None, commune_parents()[code][1]}]
        if len(inside) == 1:
            return Found(commune_parents()[inside[0]][1], inside[0], PlaceMatch.EXACT.value)
    return None


@cache
def _commune_names() -> Mapping[tuple[str, str], tuple[str, ...]]:
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in read_communes().itertuples():
        key = (str(row.country_iso3), fold(str(row.name)))
        names[key] = (*names.get(key, ()), str(row.pcode))
    return names


def _find_by_name(country: str, name: str) -> Found:
    """A single text may be a unit, a commune, or a commune and its unit as we write them ourselves."""
    unit, how = find_unit(country, name, name, on=None)
    if unit is not None:
        return Found(unit, None, how)
    small, comma, large = name.rpartition(", ")
    text = PlaceText(country, None, large if comma else None, None, small if comma else name)
    within = find_unit(country, None, large, on=None)[0] if comma else None
    if comma and within is None:
        return NOT_FOUND
    return _find_commune(text, within) or Found(within, None, PlaceMatch.NONE.value)


def edition_of(pcodes: Iterable[str]) -> date | None:
    """Return a day by which the P-codes of a file are to be read, where the codes themselves show it."""
    return pcode_edition(pcodes)


def locate(latitudes: pl.Series, longitudes: pl.Series) -> pl.DataFrame:
    """Return the unit of each point: ``code``, ``country_iso3`` and ``how`` (inside, nearest, none).

    Degrees that no place on earth has lie nowhere; the rules send such a row back.
    """
    possible = latitudes.is_between(-90, 90) & longitudes.is_between(-180, 180)
    found = locate_points(latitudes.set(~possible, None), longitudes.set(~possible, None))
    return pl.from_pandas(found[["code", "country_iso3", "how"]])


def suggest_places(country: str, name: str) -> list[dict[str, object]]:
    """Return what a person may choose from for a name that no list knows, the likest first.

    Returns:
        One entry per suggestion: ``code``, ``name`` and ``score`` (0 to 100). Communes come with the units; a town
        suggests the unit that it lies in.
    """
    small = name.rpartition(", ")[0] or name
    matches = [match_unit(name, country), match_commune(small, country), match_place(small, country)]
    found: dict[str, dict[str, object]] = {}
    for match in matches:
        sure = [(match.code, match.name, 100.0)] if match.code else []
        for code, title, score in [*sure, *match.suggestions]:
            found.setdefault(code, {"code": code, "name": title, "score": score})
    return sorted(found.values(), key=lambda entry: -float(str(entry["score"])))
