"""Builds the names of all countries, so that origins and destinations outside the region are recognised too."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pycountry
import shapely
from babel import Locale
from shapely.geometry.base import BaseGeometry

from geo.folding import fold

# Forms that the UN, UNHCR and IDMC print and that neither ISO 3166-1 nor CLDR has.
OTHER_NAMES = {
    "BHS": ("Bahamas (the)", "The Bahamas", "Commonwealth of The Bahamas"),
    "BOL": ("Bolivia (Plurinational State of)",),
    "CAF": ("Central African Rep.", "Central African Republic (the)"),
    "CIV": ("Ivory Coast", "Cote d'Ivoire"),
    "COD": ("Dem. Rep. of the Congo", "Democratic Republic of the Congo", "DR Congo", "DRC"),
    "COG": ("Congo, Republic of", "Republic of the Congo", "Congo-Brazzaville"),
    "CPV": ("Cape Verde",),
    "CUW": ("Curacao",),
    "CZE": ("Czech Republic",),
    "DOM": ("Dominican Rep.", "Dominican Republic (the)"),
    "FLK": ("Falkland Islands (Malvinas)",),
    "FSM": ("Micronesia (Federated States of)",),
    "GBR": ("United Kingdom of Great Britain and Northern Ireland", "UK", "Great Britain", "England"),
    "HKG": ("China, Hong Kong SAR", "Hong Kong"),
    "IRN": ("Iran (Islamic Republic of)", "Iran (Islamic Rep. of)", "Iran"),
    "KOR": ("Republic of Korea", "Rep. of Korea", "South Korea"),
    "LAO": ("Lao People's Dem. Rep.", "Laos"),
    "MAC": ("China, Macao SAR", "Macao", "Macau"),
    "MAF": ("Saint Martin (French part)", "St. Martin"),
    "MDA": ("Rep. of Moldova", "Republic of Moldova"),
    "MKD": ("The former Yugoslav Republic of Macedonia", "FYR Macedonia", "Macedonia"),
    "MTQ": ("Martinique (France)",),
    "NLD": ("Netherlands (Kingdom of the)", "Holland", "Kingdom of the Netherlands"),
    "PRK": ("Dem. People's Rep. of Korea", "Democratic People's Republic of Korea", "North Korea"),
    "PSE": ("Palestinian", "State of Palestine", "Occupied Palestinian Territory"),
    "RUS": ("Russian Federation", "Russia"),
    "SRB": ("Serbia and Kosovo: S/RES/1244 (1999)", "Serbia and Kosovo (S/RES/1244 (1999))"),
    "SUR": ("Surinam",),
    "SWZ": ("Swaziland",),
    "SXM": ("Sint Maarten (Dutch part)", "St. Maarten"),
    "SYR": ("Syrian Arab Rep.", "Syria"),
    "TTO": ("Trinidad", "Trinidad & Tobago"),
    "TUR": ("Turkey", "Türkiye"),
    "TZA": ("United Rep. of Tanzania", "United Republic of Tanzania", "Tanzania"),
    "USA": ("United States of America", "United States", "USA", "U.S.A.", "US"),
    "VCT": ("St Vincent and Grenadines", "Saint Vincent", "St. Vincent", "SVG"),
    "VEN": ("Venezuela (Bolivarian Republic of)", "Venezuela"),
    "VGB": ("British Virgin Islands", "Virgin Islands (British)", "BVI"),
    "VIR": ("United States Virgin Islands", "US Virgin Islands", "Virgin Islands (U.S.)", "USVI"),
    "VNM": ("Viet Nam", "Vietnam"),
    "KNA": ("Saint Kitts and Nevis", "St Kitts", "Saint Kitts", "Saint Christopher and Nevis"),
    "LCA": ("Saint Lucia",),
    "TCA": ("Turks and Caicos", "Turks & Caicos", "TCI"),
    "ATG": ("Antigua",),
}
_LANGUAGES = ("fr", "es", "nl")
# Natural Earth's own codes where it has none of ISO's.
_NATURAL_EARTH_CODES = {"PSX": "PSE", "SDS": "SSD", "SAH": "ESH"}
_CARIBBEAN_NETHERLANDS = "NL-BQ"
# An arrow to Brazil needs no metre: a tenth of a degree is enough, and the file stays readable.
_POINT_DECIMALS = 1


def build_world(states: pd.DataFrame, features: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return all countries of ISO 3166-1 with their names and a point, ours with the names of ``countries.csv``.

    Args:
        states: ``countries.csv`` of our 22 states.
        features: Natural Earth's first-level units of the world.
    """
    table = _names(states)
    points = world_points(features, set(table["iso3"]))
    for position, axis in enumerate(["latitude", "longitude"]):
        table[axis] = [points[iso3][position] if iso3 in points else None for iso3 in table["iso3"]]
    return table


def world_points(features: Iterable[Mapping[str, Any]], codes: set[str]) -> dict[str, tuple[float, float]]:
    """Return latitude and longitude of a point on the largest part of each country, where an arrow may begin or end.

    Args:
        features: Natural Earth's first-level units of the world.
        codes: the ISO3 codes wanted; one that Natural Earth does not draw has no point.
    """
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for feature in features:
        country = _country_of(feature["properties"], codes)
        if country:
            parts[country].extend(shapely.get_parts(shapely.geometry.shape(feature["geometry"])))
    return {country: _middle(shapes) for country, shapes in parts.items()}


def _country_of(properties: Mapping[str, Any], codes: set[str]) -> str | None:
    if str(properties["iso_3166_2"]).startswith(_CARIBBEAN_NETHERLANDS):
        return "BES"
    found = (_NATURAL_EARTH_CODES.get(properties[key], properties[key]) for key in ("gu_a3", "adm0_a3"))
    return next((code for code in found if code in codes), None)


def _middle(shapes: list[BaseGeometry]) -> tuple[float, float]:
    whole = shapely.coverage_union_all(shapes)
    largest = max(shapely.get_parts(whole), key=lambda part: part.area)
    point = largest.centroid if largest.covers(largest.centroid) else largest.point_on_surface()
    return round(point.y, _POINT_DECIMALS), round(point.x, _POINT_DECIMALS)


def _names(states: pd.DataFrame) -> pd.DataFrame:
    english = Locale("en").territories
    others = [Locale(language).territories for language in _LANGUAGES]
    own_names = {
        row["iso3"]: [row["name_en"], row["name_fr"], row["name_nl"], row["name_es"], row["name_iso"]]
        for row in states.to_dict("records")
    }
    rows = []
    for country in pycountry.countries:
        names = [
            *own_names.get(country.alpha_3, []),
            *(names[country.alpha_2] for names in others if country.alpha_2 in names),
            *(getattr(country, field, "") for field in ("official_name", "common_name")),
            *_turned(country.name),
            *OTHER_NAMES.get(country.alpha_3, ()),
        ]
        row = {"iso3": country.alpha_3, "iso2": country.alpha_2, "m49": country.numeric}
        rows.append(row | {"name": english[country.alpha_2], "name_iso": country.name, "names": names})
    return _without_clashes(pd.DataFrame(rows).sort_values("iso3", ignore_index=True))


def _turned(name: str) -> list[str]:
    """``Venezuela, Bolivarian Republic of`` also as the UN and as people write it."""
    if ", " not in name:
        return []
    first, _, rest = name.partition(", ")
    return [f"{first} ({rest})", f"{rest} {first}"]


def _without_clashes(table: pd.DataFrame) -> pd.DataFrame:
    """Keep of the other names those that stand for one country only; a main name always wins."""
    rows = table.to_dict("records")
    main = {fold(name) for row in rows for name in (row["name"], row["name_iso"])}
    owners: dict[str, set[str]] = {}
    for row in rows:
        for name in row["names"]:
            owners.setdefault(fold(name), set()).add(row["iso3"])
    aliases = []
    for row in rows:
        kept: dict[str, str] = {}
        for name in row["names"]:
            folded = fold(name)
            if folded and folded not in main and len(owners[folded]) == 1:
                kept.setdefault(folded, name.replace(";", ","))
        aliases.append(";".join(sorted(kept.values())))
    return table.drop(columns="names").assign(aliases=aliases)
