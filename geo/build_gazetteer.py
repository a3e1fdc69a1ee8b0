"""Builds the tables of states, units, groups, other names and communes from the code tables and the polygons."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.build_inputs import read_codes
from geo.errors import BuildError
from geo.folding import fold
from geo.repairs import GROUPS, POINT_UNITS, Position

POINT_DECIMALS = 4
# A part this large makes a main island: the state's circle stands on it, else in the middle of the islands.
MAIN_ISLAND_SHARE = 0.5


def build_units(
    units: pd.DataFrame,
    areas: Mapping[str, BaseGeometry],
    outlines: Mapping[str, BaseGeometry],
    places: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return all units with the groups after them, and where the points without polygon were read.

    Args:
        units: ``admin1.csv``.
        areas: repaired polygon by unit code.
        outlines: outline by ISO3 code.
        places: gazetteer with ``name``, ``country_iso3``, ``latitude``, ``longitude``.

    Raises:
        BuildError: a unit has neither polygon nor position, or a group names a unit that does not exist.
    """
    rows = []
    sources = []
    for unit in units.to_dict("records"):
        code = str(unit["area_code"])
        if code in areas:
            point = label_point(areas[code])
        else:
            point, source = _find_position(code, str(unit["iso3"]), outlines, places)
            sources.append((code, *point, source))
        rows.append(_unit_row(unit, point, code in areas))
    table = pd.DataFrame(rows).sort_values("code", ignore_index=True)
    table = pd.concat([table, _group_rows(table)]).sort_values("code", ignore_index=True)
    return table, pd.DataFrame(sources, columns=["code", "latitude", "longitude", "source"]).sort_values("code")


def label_point(shape: BaseGeometry) -> tuple[float, float]:
    """Return latitude and longitude of the middle of the widest spot of the largest part: always inside."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    middle = shapely.get_point(shapely.maximum_inscribed_circle(largest, 0.0001), 0)
    return round(middle.y, POINT_DECIMALS), round(middle.x, POINT_DECIMALS)


def _find_position(
    code: str, country: str, outlines: Mapping[str, BaseGeometry], places: pd.DataFrame
) -> tuple[tuple[float, float], str]:
    position = POINT_UNITS.get(code, Position())
    if position.written:
        return position.written, position.source
    if position.island_at:
        return label_point(_island_at(outlines[country], position.island_at, code)), position.source
    found = places[(places["country_iso3"] == country) & (places["name"] == position.gazetteer_name)]
    if len(found) != 1:
        raise BuildError(f"{code}: no polygon, and {len(found)} places named {position.gazetteer_name!r} in {country}.")
    place = found.iloc[0]
    point = round(float(place["latitude"]), POINT_DECIMALS), round(float(place["longitude"]), POINT_DECIMALS)
    return point, f"GeoNames, {position.gazetteer_name}"


def _island_at(outline: BaseGeometry, point: tuple[float, float], code: str) -> BaseGeometry:
    islands: list[BaseGeometry] = [part for part in shapely.get_parts(outline) if part.covers(shapely.Point(point))]
    if islands:
        return islands[0]
    raise BuildError(f"{code}: no island of the outline covers {point}; see POINT_UNITS in geo/repairs.py.")


def _unit_row(unit: Mapping[Hashable, Any], point: tuple[float, float], has_polygon: bool) -> dict[str, object]:
    return {
        "code": unit["area_code"],
        "country_iso3": unit["iso3"],
        "name": unit["adm1_name"],
        "kind": unit["area_kind"],
        "members": "",
        "pcode": unit["pcode"],
        "pcode_previous": unit["pcode_previous"],
        "population": unit["population"],
        "population_year": unit["population_year"],
        "capital": unit["capital"],
        "latitude": point[0],
        "longitude": point[1],
        "has_polygon": has_polygon,
    }


def _group_rows(units: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for group in GROUPS:
        members = units[units["code"].isin(group.members)]
        if len(members) != len(group.members) or members["country_iso3"].nunique() != 1:
            raise BuildError(f"{group.code}: its members are not all units of one state.")
        rows.append(
            dict.fromkeys(units.columns, "")
            | {
                "code": group.code,
                "country_iso3": members["country_iso3"].iloc[0],
                "name": group.name,
                "kind": "group",
                "members": ";".join(sorted(group.members)),
                "latitude": round(float(members["latitude"].mean()), POINT_DECIMALS),
                "longitude": round(float(members["longitude"].mean()), POINT_DECIMALS),
                "has_polygon": False,
            }
        )
    return pd.DataFrame(rows)


def build_countries(countries: pd.DataFrame, outlines: Mapping[str, BaseGeometry]) -> pd.DataFrame:
    """Return the states with a point for a circle and their bounds, in the order of ``countries.csv``."""
    table = countries.rename(columns={"name_en": "name"}).drop(columns="population")
    table = table.rename(columns={"population_cldr48": "population"})
    points = [_circle_point(outlines[country]) for country in table["iso3"]]
    table["latitude"] = [point[0] for point in points]
    table["longitude"] = [point[1] for point in points]
    for position, side in enumerate(["west", "south", "east", "north"]):
        table[side] = [round(outlines[country].bounds[position], POINT_DECIMALS) for country in table["iso3"]]
    names = ["iso3", "iso2", "m49", "name", "name_fr", "name_nl", "name_es", "name_iso", "caricom_status"]
    bounds = ["latitude", "longitude", "west", "south", "east", "north"]
    return table[[*names, "official_languages", "population", *bounds]]


def _circle_point(outline: BaseGeometry) -> tuple[float, float]:
    middle = outline.centroid
    largest = max(part.area for part in shapely.get_parts(outline))
    if outline.covers(middle) or largest < MAIN_ISLAND_SHARE * outline.area:
        return round(middle.y, POINT_DECIMALS), round(middle.x, POINT_DECIMALS)
    return label_point(outline)


def build_aliases(units: pd.DataFrame) -> pd.DataFrame:
    """Return the other names of units and groups, one row per name, no name for two units of one state.

    Raises:
        BuildError: a name would stand for two units of one state.
    """
    rows = [
        (unit["iso3"], unit["area_code"], alias)
        for unit in units.to_dict("records")
        for alias in [*unit["aliases"].split(";"), *_region_numbers(unit["aliases"])]
        if alias
    ]
    countries = dict(zip(units["area_code"], units["iso3"], strict=True))
    rows += [(countries[group.members[0]], group.code, alias) for group in GROUPS for alias in group.aliases]
    rows += [("GRD", "GD-10", "Carriacou and PM"), ("GRD", "GD-10", "Carriacou & PM")]
    table = pd.DataFrame(rows, columns=["country_iso3", "code", "alias"]).drop_duplicates()
    clashes = table.assign(folded=table["alias"].map(fold)).groupby(["country_iso3", "folded"])["code"].nunique()
    if (clashes > 1).any():
        raise BuildError(f"admin1.csv: names for two units of one state: {list(clashes[clashes > 1].index)}.")
    return table.sort_values(["country_iso3", "code", "alias"], ignore_index=True)


def _region_numbers(aliases: str) -> list[str]:
    """Guyana's regions go by their numbers; reports write them in several ways."""
    words = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    forms = []
    for alias in aliases.split(";"):
        if alias.startswith("Region "):
            number = int(alias.removeprefix("Region "))
            forms += [
                f"Region {words[number - 1]}",
                f"Region No. {number}",
                f"Region Number {number}",
                f"Region N°{number}",
            ]
    return forms


def build_communes(places: pd.DataFrame) -> pd.DataFrame:
    """Return the second-level units; a town of the same name in the same first-level unit lends its point.

    Args:
        places: towns with ``alternate_names`` and the unit each lies in. Where the units of a territory have no
            polygons, as in Martinique, the town has to be the only one of its name in the territory.
    """
    table = read_codes("admin2_pcodes.csv").rename(
        columns={"adm2_pcode": "pcode", "iso3": "country_iso3", "adm2_name": "name", "adm1_area_code": "admin1_code"}
    )
    whole = set(read_codes("admin1.csv").query("area_kind == 'whole_territory'")["area_code"])
    towns = _towns_by_name(places)
    points = []
    for row in table.to_dict("records"):
        found = towns.get((row["country_iso3"], fold(row["name"])), {})
        units = [code for code in found if code == row["admin1_code"] or code in whole]
        points.append(found[units[0]][0] if len(units) == 1 and len(found[units[0]]) == 1 else (None, None))
    table[["latitude", "longitude"]] = pd.DataFrame(points, index=table.index, dtype="float64")
    columns = ["pcode", "country_iso3", "name", "admin1_code", "valid_from", "latitude", "longitude"]
    return table[columns].sort_values("pcode", ignore_index=True)


def _towns_by_name(places: pd.DataFrame) -> dict[tuple[str, str], dict[str, list[tuple[float, float]]]]:
    """Points by state and folded name, then by unit; a main name goes before another town's other name."""
    towns: dict[tuple[str, str], dict[str, list[tuple[float, float]]]] = {}
    rows = places.dropna(subset=["code"]).fillna({"alternate_names": ""}).to_dict("records")
    main = {(row["code"], fold(row["name"])) for row in rows}
    for row in rows:
        own = fold(row["name"])
        others = {fold(name) for name in row["alternate_names"].split(";")} - {own, ""}
        for name in [own, *sorted(name for name in others if (row["code"], name) not in main)]:
            found = towns.setdefault((row["country_iso3"], name), {}).setdefault(row["code"], [])
            found.append((row["latitude"], row["longitude"]))
    return towns
