"""Codes, names and points of the 22 states, their units, communes, towns, ports and airports, without any geometry.

Imports no geopandas: a page that only needs names starts a second and a half earlier.
The frames returned are shared between callers; copy one before changing it.
"""

from functools import cache
from pathlib import Path

import pandas as pd

from geo.errors import BundleError

BUNDLED = Path(__file__).parent / "bundled"

AREAS_GEOJSON = BUNDLED / "boundaries" / "areas.geojson"
COUNTRIES_GEOJSON = BUNDLED / "boundaries" / "countries.geojson"
BASE_MAP_GEOJSON = BUNDLED / "boundaries" / "base_map.geojson"

_COORDINATES = {"latitude": "float64", "longitude": "float64"}


@cache
def read_units() -> pd.DataFrame:
    """Return the first-level units of the 22 states and the groups of units.

    Returns:
        One row per unit and per group, in the order of the codes: ``code``, ``country_iso3``, ``name``, ``kind``
        (admin1, municipality, whole_territory or group), ``members`` (codes joined by ``;``, groups only), ``pcode``
        (current OCHA edition; several joined by ``;``), ``pcode_previous`` (the edition before 2 August 2024, Jamaica
        only), ``population`` (people at the census of ``population_year``, missing where none was found), ``capital``,
        ``latitude`` and ``longitude`` (WGS 84 degrees, always filled; a group has the middle of its members) and
        ``has_polygon``. A whole territory and a group are never added to the units they are made of.
    """
    text = ["code", "country_iso3", "name", "kind", "members", "pcode", "pcode_previous", "capital"]
    types = dict.fromkeys(text, "str") | _COORDINATES
    types |= {"population": "Int64", "population_year": "Int64", "has_polygon": "bool"}
    return _read("gazetteer/units.csv", types)


@cache
def read_countries() -> pd.DataFrame:
    """Return the 22 states.

    Returns:
        One row per state, members first: ``iso3``, ``iso2``, ``m49``, ``name``, ``name_fr``, ``name_nl``, ``name_es``,
        ``name_iso``, ``caricom_status`` (member, associate or associate_signed), ``official_languages`` (ISO 639 codes
        joined by ``;``), ``population`` (people, Unicode CLDR 48: the denominator that every state has), ``latitude``
        and ``longitude`` (a point for a circle), ``west``, ``south``, ``east`` and ``north`` (bounds in degrees).
    """
    text = ["iso3", "iso2", "m49", "name", "name_fr", "name_nl", "name_es", "name_iso", "caricom_status"]
    types = dict.fromkeys([*text, "official_languages"], "str") | _COORDINATES
    types |= dict.fromkeys(["west", "south", "east", "north"], "float64") | {"population": "Int64"}
    return _read("gazetteer/countries.csv", types)


@cache
def read_communes() -> pd.DataFrame:
    """Return the second-level units that have an OCHA P-code; there are no polygons for them.

    Returns:
        One row per unit of Haiti, Guyana, Suriname, Jamaica, Saint Vincent, Turks and Caicos, Bermuda and Martinique:
        ``pcode``, ``country_iso3``, ``name`` (mostly without accents), ``admin1_code``, ``valid_from`` (day of the
        edition), ``latitude`` and ``longitude`` (the town of the same name in the same unit; missing where none is).
    """
    types = dict.fromkeys(["pcode", "country_iso3", "name", "admin1_code", "valid_from"], "str") | _COORDINATES
    return _read("gazetteer/communes.csv", types)


@cache
def read_aliases() -> pd.DataFrame:
    """Return the other names of units and groups: ``country_iso3``, ``code``, ``alias``, one row per name."""
    return _read("gazetteer/aliases.csv", dict.fromkeys(["country_iso3", "code", "alias"], "str"))


@cache
def read_places() -> pd.DataFrame:
    """Return the towns and villages of the 22 states (GeoNames, CC BY 4.0: credit must be shown) and the lost islets.

    Returns:
        One row per place: ``name``, ``country_iso3``, ``code`` (the unit it lies in; the nearest within 5 km where
        it stands off the coast drawn; missing beyond), ``latitude``, ``longitude``, ``population`` (people as GeoNames
        has it, missing where it says 0) and ``source``.
    """
    text = ["name", "country_iso3", "code", "source"]
    return _read("places/places.csv", dict.fromkeys(text, "str") | _COORDINATES | {"population": "Int64"})


@cache
def read_islets() -> pd.DataFrame:
    """Return the named islands that the polygons have lost, and the unit each belongs to.

    Returns:
        One row per island: ``name``, ``country_iso3``, ``code``, ``latitude``, ``longitude`` and ``source``.
    """
    return _read("places/islets.csv", dict.fromkeys(["name", "country_iso3", "code", "source"], "str") | _COORDINATES)


@cache
def read_transport() -> pd.DataFrame:
    """Return the ports and airports of the 22 states.

    Returns:
        One row per port or airport: ``kind`` (port, airport), ``name``, ``code`` (UN/LOCODE or ICAO),
        ``country_iso3``, ``latitude``, ``longitude``. Positions that were mended stand in ``mended.csv`` with the
        reason, those left out in ``left_out.csv``.
    """
    types = dict.fromkeys(["kind", "name", "code", "country_iso3"], "str") | _COORDINATES
    return _read("transport/transport.csv", types)


@cache
def read_world() -> pd.DataFrame:
    """Return all countries and territories of ISO 3166-1, for origins and destinations outside the region.

    Returns:
        One row per country, in the order of the ISO3 codes: ``iso3``, ``iso2``, ``m49`` (three digits), ``name``
        (English, CLDR), ``name_iso``, ``aliases`` (other English, French, Spanish and Dutch names, joined by ``;``),
        ``latitude`` and ``longitude`` (a point on its largest part to a tenth of a degree, for the end of an arrow;
        missing where Natural Earth draws none).
    """
    text = dict.fromkeys(["iso3", "iso2", "m49", "name", "name_iso", "aliases"], "str")
    return _read("world/countries.csv", text | _COORDINATES)


def _read(name: str, types: dict[str, str]) -> pd.DataFrame:
    path = BUNDLED / name
    if not path.exists():
        raise BundleError(f"geo/bundled/{name} is missing: the installation is not whole. Get the file again from git.")
    # "NA" is no missing value here: only an empty cell is.
    return pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
