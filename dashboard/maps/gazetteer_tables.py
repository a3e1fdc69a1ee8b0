"""What the map knows of places by name: units, states, towns, ports and airports, as small tables for the browser."""

from typing import Any

import pandas as pd

from geo import gazetteer


def gazetteer_tables() -> dict[str, Any]:
    """Return the tables by the name of their file; all but the places are fetched only when somebody asks for them."""
    return {
        "places": places_table(),
        "towns": towns_table(),
        "aliases": aliases_table(),
        "transport": transport_table(),
    }


def places_table() -> dict[str, Any]:
    """Return every unit, group and state, for tooltips, labels, circles and the search.

    Returns:
        ``units``: by code, state, name, latitude, longitude, kind and members (groups only). ``countries``: by ISO3,
        name, latitude, longitude and bounds (west, south, east, north).
    """
    units = gazetteer.read_units()
    countries = gazetteer.read_countries()
    unit_columns = ("code", "country_iso3", "name", "latitude", "longitude", "kind", "members")
    country_columns = ("iso3", "name", "latitude", "longitude", "west", "south", "east", "north")
    return {
        "units": {
            code: [iso3, name, round(latitude, 4), round(longitude, 4), kind, "" if kind != "group" else members]
            for code, iso3, name, latitude, longitude, kind, members in _rows(units, unit_columns)
        },
        "countries": {
            iso3: [name, round(latitude, 4), round(longitude, 4), [round(edge, 4) for edge in bounds]]
            for iso3, name, latitude, longitude, *bounds in _rows(countries, country_columns)
        },
    }


def towns_table() -> list[list[Any]]:
    """Return name, state, latitude and longitude of the towns, villages and islets, those with most people first."""
    places = gazetteer.read_places().sort_values("population", ascending=False, kind="stable")
    columns = ("name", "country_iso3", "latitude", "longitude")
    return [[name, iso3, round(lat, 4), round(lon, 4)] for name, iso3, lat, lon in _rows(places, columns)]


def aliases_table() -> dict[str, list[str]]:
    """Return the other names of units and groups by code, for whoever searches Carriacou by its own name."""
    names: dict[str, list[str]] = {}
    for code, alias in _rows(gazetteer.read_aliases(), ("code", "alias")):
        names.setdefault(code, []).append(alias)
    return names


def transport_table() -> list[list[Any]]:
    """Return kind, name, code, state, latitude and longitude of the ports and airports."""
    columns = ("kind", "name", "code", "country_iso3", "latitude", "longitude")
    return [[*texts, round(lat, 4), round(lon, 4)] for *texts, lat, lon in _rows(gazetteer.read_transport(), columns)]


def _rows(table: pd.DataFrame, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return list(zip(*(table[column] for column in columns), strict=True))
