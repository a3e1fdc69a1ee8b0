"""What counting must know of places: how many units a state has, and which codes stand for several units."""

from functools import cache

from data.queries.policy import KnownPlaces
from geo.gazetteer import read_countries, read_units


@cache
def known_places() -> KnownPlaces:
    """Return the units of each state, the groups with their members, and the codes of whole territories."""
    units = read_units()
    counted = units[units["kind"].isin(["admin1", "municipality"])].groupby("country_iso3").size()
    groups = units[units["kind"] == "group"]
    members = {code: frozenset(text.split(";")) for code, text in zip(groups["code"], groups["members"], strict=True)}
    whole = frozenset(units.loc[units["kind"] == "whole_territory", "code"])
    states = tuple(read_countries()["iso3"])
    return KnownPlaces({str(code): int(number) for code, number in counted.items()}, members, whole, states)


@cache
def middles() -> dict[str, tuple[float, float]]:
    """Return the longitude and latitude of the middle of every unit and group of units, by code."""
    units = read_units()
    points = zip(units["longitude"].astype(float), units["latitude"].astype(float), strict=True)
    return dict(zip(units["code"], points, strict=True))
