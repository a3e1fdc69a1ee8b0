"""Names and codes of countries, units and communes matched to our codes; what is not certain is asked, never guessed.

The order is always: code, exact name, exact other name, group of units. Likeness (rapidfuzz ``ratio``) only suggests.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from geo.errors import PlaceError
from geo.folding import fold
from geo.gazetteer import read_aliases, read_communes, read_countries, read_places, read_units, read_world

SUGGEST_FROM = 88.0
MOST_SUGGESTIONS = 5
_BRACKETS = re.compile(r"\s*(\[[^\]]*\]|\([^)]*\))\s*$")


class MatchHow(StrEnum):
    """How a place was found; everything after ``group`` is no match that may be used without a person."""

    CODE = "code"
    EXACT = "exact"
    ALIAS = "alias"
    INSIDE = "inside"
    NEAREST = "nearest"
    GROUP = "group"
    SUGGESTED = "suggested"
    NONE = "none"


@dataclass(frozen=True)
class PlaceMatch:
    """The answer to a name or code.

    Attributes:
        code: our code (ISO3, unit, group or commune P-code), or None where nothing is certain.
        country_iso3: the state it lies in, as far as it is known.
        name: our name of it; the name asked for where nothing was found.
        how: how it was found.
        suggestions: code, name and likeness (0 to 100) of what a person may choose from, likest first.
        admin1_code: the first-level unit or group it lies in or is.
    """

    code: str | None
    country_iso3: str | None
    name: str
    how: MatchHow
    suggestions: tuple[tuple[str, str, float], ...] = ()
    admin1_code: str | None = None


def match_country(name_or_code: str) -> PlaceMatch:
    """Return the country or territory of the world with this name or code.

    Args:
        name_or_code: ISO3, ISO2 (both in capitals) or M49 code, or a name in English, French, Spanish or Dutch, also
            as the UN writes it ("Bahamas (the)"). Names are compared whole: "Dominican Republic" is never Dominica,
            and a text that begins with "and" is never Trinidad and Tobago.
    """
    asked = name_or_code.strip()
    names = _world_names()
    codes = _world_codes()
    world = _world_rows()
    if asked in codes:
        return _country(codes[asked], world, MatchHow.CODE)
    for folded in dict.fromkeys([fold(asked), fold(_without_brackets(asked))]):
        if folded in names:
            iso3, how = names[folded]
            return _country(iso3, world, how)
    return _suggest(asked, {folded: iso3 for folded, (iso3, _) in names.items()}, world, None)


def _country(iso3: str, names: Mapping[str, str], how: MatchHow) -> PlaceMatch:
    return PlaceMatch(iso3, iso3, names[iso3], how)


@cache
def _world_rows() -> dict[str, str]:
    world = read_world()
    return dict(zip(world["iso3"], world["name"], strict=True))


@cache
def _world_codes() -> dict[str, str]:
    world = read_world()
    return {
        code: iso3
        for column in ("m49", "iso2", "iso3")
        for code, iso3 in zip(world[column], world["iso3"], strict=True)
    }


@cache
def _world_names() -> dict[str, tuple[str, MatchHow]]:
    names: dict[str, tuple[str, MatchHow]] = {}
    world = read_world()
    for iso3, aliases in zip(world["iso3"], world["aliases"].fillna(""), strict=True):
        names |= {fold(alias): (iso3, MatchHow.ALIAS) for alias in aliases.split(";") if alias}
    for column in ("name_iso", "name"):
        names |= {fold(name): (iso3, MatchHow.EXACT) for name, iso3 in zip(world[column], world["iso3"], strict=True)}
    return names


def match_unit(name: str, country_iso3: str) -> PlaceMatch:
    """Return the first-level unit or group with this name or code in one of the 22 states.

    Args:
        name: a name, other name or code of a unit (``JM-01``); a remark in brackets at the end is ignored if need be.
        country_iso3: the state; the same name stands for units of several states.

    Returns:
        A match with ``how`` code, exact, alias or group; else suggestions for a person (suggested), or none.

    Raises:
        PlaceError: the country is not one of the 22 states.
    """
    _check_country(country_iso3)
    asked = name.strip()
    code = _folded_codes().get(asked.casefold())
    if code is not None and _unit_country()[code] == country_iso3:
        return _unit(code, MatchHow.CODE)
    names = _names_in(country_iso3)
    for folded in dict.fromkeys([fold(asked), fold(_without_brackets(asked))]):
        if folded in names:
            return _unit(*names[folded])
    return _suggest(asked, {folded: code for folded, (code, _) in names.items()}, _unit_titles(), country_iso3)


def _unit(code: str, how: MatchHow) -> PlaceMatch:
    return PlaceMatch(code, _unit_country()[code], _unit_titles()[code], how, admin1_code=code)


def _check_country(country_iso3: str) -> None:
    if country_iso3 not in _our_states():
        raise PlaceError(
            f"country_iso3 is {country_iso3!r}, expected the ISO3 code of one of the 22 states, such as JAM."
        )


@cache
def _our_states() -> frozenset[str]:
    return frozenset(read_countries()["iso3"])


@cache
def unit_names() -> pd.DataFrame:
    """Return every name by which a unit or group is found, for joins of whole columns.

    Returns:
        One row per state and folded name: ``country_iso3``, ``folded`` (compare with ``fold`` of the name given),
        ``code`` and ``how`` (code, exact, alias or group). A folded name stands for one unit only within its state.
    """
    units = read_units()
    groups = set(units.loc[units["kind"] == "group", "code"])
    columns = ["country_iso3", "code"]
    tables = [
        units[columns].assign(folded=units["code"].map(fold), how=MatchHow.CODE.value),
        units[columns].assign(folded=units["name"].map(fold), how=MatchHow.EXACT.value),
        read_aliases()[columns].assign(folded=read_aliases()["alias"].map(fold), how=MatchHow.ALIAS.value),
    ]
    table = pd.concat(tables, ignore_index=True)
    named_group = table["code"].isin(groups) & (table["how"] != MatchHow.CODE.value)
    table["how"] = table["how"].mask(named_group, MatchHow.GROUP.value)
    # A unit's own name goes before another unit's other name, and both before a group's.
    order = {how.value: position for position, how in enumerate(MatchHow)}
    table = table.sort_values("how", key=lambda column: column.map(order), kind="stable")
    table = table.drop_duplicates(["country_iso3", "folded"])
    columns = ["country_iso3", "folded", "code", "how"]
    return table[columns].sort_values(["country_iso3", "folded"], ignore_index=True)


@cache
def _names_in(country_iso3: str) -> dict[str, tuple[str, MatchHow]]:
    names = unit_names()
    names = names[(names["country_iso3"] == country_iso3) & (names["how"] != MatchHow.CODE.value)]
    codes = zip(names["folded"], names["code"], names["how"], strict=True)
    return {folded: (code, MatchHow(how)) for folded, code, how in codes}


@cache
def _unit_titles() -> dict[str, str]:
    units = read_units()
    return dict(zip(units["code"], units["name"], strict=True))


@cache
def _folded_codes() -> dict[str, str]:
    return {code.casefold(): code for code in _unit_titles()}


@cache
def _unit_country() -> dict[str, str]:
    units = read_units()
    return dict(zip(units["code"], units["country_iso3"], strict=True))


def match_commune(name: str, country_iso3: str, admin1_code: str | None = None) -> PlaceMatch:
    """Return the second-level unit with this name or P-code.

    Args:
        name: a name or P-code.
        country_iso3: the state.
        admin1_code: the first-level unit, where the source gives it; without it a name that two units share is asked.

    Raises:
        PlaceError: the country is not one of the 22 states.
    """
    _check_country(country_iso3)
    communes = [one for one in _communes(country_iso3) if admin1_code in {None, one.admin1_code}]
    by_code = [one for one in communes if one.pcode == name.strip().upper()]
    if len(by_code) == 1:
        return by_code[0].match(country_iso3, MatchHow.CODE)
    asked = {fold(name), fold(_without_brackets(name))}
    found = [one for one in communes if one.folded in asked]
    if len(found) == 1:
        return found[0].match(country_iso3, MatchHow.EXACT)
    if len(found) > 1:
        both = tuple((one.pcode, one.name, 100.0) for one in found)
        return PlaceMatch(None, country_iso3, name, MatchHow.NONE, both, admin1_code)
    names = {one.pcode: one.name for one in communes}
    return _suggest(name, {one.folded: one.pcode for one in communes}, names, country_iso3)


class _Commune(NamedTuple):
    pcode: str
    name: str
    folded: str
    admin1_code: str

    def match(self, country_iso3: str, how: MatchHow) -> PlaceMatch:
        return PlaceMatch(self.pcode, country_iso3, self.name, how, (), self.admin1_code)


@cache
def _communes(country_iso3: str) -> tuple[_Commune, ...]:
    """Return the communes of a state with their folded names: folding each again for every question is slow."""
    table = read_communes()
    own = table[table["country_iso3"] == country_iso3]
    columns = (own["pcode"], own["name"], own["name"].map(fold), own["admin1_code"])
    return tuple(_Commune(*(str(value) for value in row)) for row in zip(*columns, strict=True))


def match_place(name: str, country_iso3: str) -> PlaceMatch:
    """Return the unit in which the town, village or islet of this name lies, if only one has that name.

    The answer's ``how`` is ``inside``: a figure for the town covers a part of the unit only.

    Raises:
        PlaceError: the country is not one of the 22 states.
    """
    _check_country(country_iso3)
    codes = _units_of_towns().get((country_iso3, fold(name)), ())
    if len(codes) != 1:
        titles = _unit_titles()
        several = tuple((code, titles[code], 100.0) for code in codes)
        return PlaceMatch(None, country_iso3, name, MatchHow.NONE, several)
    return PlaceMatch(codes[0], country_iso3, _unit_titles()[codes[0]], MatchHow.INSIDE, (), codes[0])


@cache
def _units_of_towns() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return for each state and folded name of a town the units in which towns of that name lie."""
    towns = read_places().dropna(subset=["code"])
    found: dict[tuple[str, str], dict[str, None]] = {}
    for country, name, code in zip(towns["country_iso3"], towns["name"], towns["code"], strict=True):
        found.setdefault((str(country), fold(str(name))), {})[str(code)] = None
    return {key: tuple(codes) for key, codes in found.items()}


def _without_brackets(name: str) -> str:
    """The name without remarks in brackets at its end, such as ``[Admin 1]`` or ``(Region 6)``."""
    while (shorter := _BRACKETS.sub("", name)) != name and shorter:
        name = shorter
    return name


def _suggest(asked: str, names: Mapping[str, str], titles: Mapping[str, str], country_iso3: str | None) -> PlaceMatch:
    found = process.extract(
        fold(_without_brackets(asked)), list(names), scorer=fuzz.ratio, score_cutoff=SUGGEST_FROM, limit=None
    )
    best: dict[str, float] = {}
    for folded, score, _ in found:
        best.setdefault(names[folded], round(score, 1))
    suggestions = tuple((code, titles[code], score) for code, score in best.items())[:MOST_SUGGESTIONS]
    how = MatchHow.SUGGESTED if suggestions else MatchHow.NONE
    return PlaceMatch(None, country_iso3, asked, how, suggestions)
