"""The polygons are right: named as they are, whole, without overlaps, every known capital inside its unit."""

import json

import pandas as pd
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo.boundaries import read_areas, read_base_map, read_country_outlines
from geo.distances import distance_to_land_km
from geo.folding import fold
from geo.gazetteer import AREAS_GEOJSON, read_countries, read_places, read_units
from geo.spatial_joins import locate_points

# GeoNames puts these two just over the border of the neighbouring unit; the distance is to their own unit.
CAPITALS_NEXT_DOOR = {"JM-01": ("JM-02", 0.54), "VC-02": ("VC-05", 1.1)}
REGION_AREA_KM2 = {
    "GY-BA": 20339,
    "GY-PM": 6195,
    "GY-ES": 3755,
    "GY-DE": 2232,
    "GY-MA": 4190,
    "GY-EB": 36234,
    "GY-CU": 47213,
    "GY-PT": 20051,
    "GY-UT": 57750,
    "GY-UD": 19387,
}


def polygon_of(code: str) -> BaseGeometry:
    areas: dict[str, BaseGeometry] = dict(zip(read_areas()["code"], read_areas().geometry, strict=True))
    return areas[code]


def known_capitals() -> pd.DataFrame:
    units = read_units().dropna(subset=["capital"])
    units = units.assign(folded=units["capital"].map(fold))
    places = read_places().assign(folded=read_places()["name"].map(fold))
    places = places.sort_values("population", ascending=False).drop_duplicates(["country_iso3", "folded"])
    columns = ["country_iso3", "folded", "latitude", "longitude"]
    return units[["code", "country_iso3", "folded"]].merge(places[columns], on=["country_iso3", "folded"])


def test_every_known_capital_lies_inside_its_unit_but_two_next_door() -> None:
    capitals = known_capitals()
    found = locate_points(capitals["latitude"], capitals["longitude"])
    capitals["found"] = found["code"].to_numpy()
    elsewhere = capitals[capitals["found"] != capitals["code"]]
    assert dict(zip(elsewhere["code"], elsewhere["found"], strict=True)) == {
        code: neighbour for code, (neighbour, _) in CAPITALS_NEXT_DOOR.items()
    }
    assert len(capitals) == 69


def test_no_known_capital_stands_more_than_a_kilometre_and_a_half_off_the_coast_drawn() -> None:
    found = locate_points(known_capitals()["latitude"], known_capitals()["longitude"])
    assert (found["how"] == "inside").sum() == 55
    assert found["distance_km"].max() < 1.5


@pytest.mark.parametrize("code", CAPITALS_NEXT_DOOR)
def test_a_capital_next_door_is_about_a_kilometre_from_its_unit(code: str) -> None:
    (capital,) = known_capitals().query("code == @code").to_dict("records")
    km = distance_to_land_km(polygon_of(code), latitude=capital["latitude"], longitude=capital["longitude"])
    assert km == pytest.approx(CAPITALS_NEXT_DOOR[code][1], abs=0.05)


@pytest.mark.parametrize("code", REGION_AREA_KM2)
def test_guyanas_regions_have_the_size_of_the_region_they_are_named_for(code: str) -> None:
    region = read_areas().set_index("code").loc[[code]].geometry
    assert float(region.to_crs("ESRI:54034").area.iloc[0]) / 1e6 == pytest.approx(REGION_AREA_KM2[code], rel=0.25)


def test_198_units_have_a_polygon_and_all_are_valid() -> None:
    areas = read_areas()
    assert len(areas) == 198
    assert areas.is_valid.all()
    assert set(areas.geom_type) <= {"Polygon", "MultiPolygon"}
    assert list(areas["code"]) == sorted(areas["code"])
    assert set(areas["code"]) == set(read_units().query("has_polygon")["code"])


@pytest.mark.parametrize("country", read_countries()["iso3"])
def test_units_of_a_state_are_a_coverage_that_is_its_outline(country: str) -> None:
    units = read_areas().query("country_iso3 == @country")
    outline = read_country_outlines().set_index("code").geometry[country]
    assert shapely.coverage_is_valid(units.geometry.to_numpy())
    # Anguilla's outline also has Sombrero, Dog Island and the Prickly Pear Cays, which belong to no unit.
    allowed = 3e-4 if country == "AIA" else 1e-9
    assert shapely.symmetric_difference(shapely.union_all(units.geometry.to_numpy()), outline).area < allowed


def test_no_state_overlaps_another() -> None:
    assert shapely.coverage_is_valid(read_areas().geometry.to_numpy())


def test_a_territory_has_units_with_polygons_or_a_whole_polygon_but_not_both() -> None:
    kinds = read_areas().groupby("country_iso3")["kind"].agg(set)
    assert all(len(kind & {"whole_territory"}) == 0 or kind == {"whole_territory"} for kind in kinds)
    assert list(kinds.index[kinds.map(lambda kind: "whole_territory" in kind)]) == ["CUW", "CYM", "MTQ", "VGB"]


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        pytest.param("LC-06", 14.03, -60.90, id="Dauphin is in Gros Islet"),
        pytest.param("LC-08", 13.87, -60.91, id="Praslin is in Micoud"),
        pytest.param("TT-TOB", 11.29, -60.60, id="Eastern Tobago is in Tobago"),
        pytest.param("TT-TOB", 11.18, -60.75, id="Western Tobago is in Tobago"),
        pytest.param("TT-MRC", 10.28, -61.10, id="Mayaro-Rio Claro has its new code"),
        pytest.param("KN-15", 17.305, -62.75, id="Trinity Palmetto Point has its new code"),
        pytest.param("BS-NP", 25.03, -77.40, id="New Providence has its ISO code"),
    ],
)
def test_a_unit_that_was_merged_or_recoded_covers_its_old_ground(code: str, latitude: float, longitude: float) -> None:
    assert polygon_of(code).covers(shapely.Point(longitude, latitude))


@pytest.mark.parametrize("island", ["Barbuda", "Redonda"])
def test_far_islands_are_units_of_their_own(island: str) -> None:
    antigua = read_areas().query("country_iso3 == 'ATG'")
    assert antigua["name"].tolist().count(island) == 1


def test_areas_file_has_four_properties_five_decimals_and_outer_rings_to_the_left() -> None:
    features = json.loads(AREAS_GEOJSON.read_text("utf-8"))["features"]
    for feature in features:
        assert list(feature["properties"]) == ["code", "country_iso3", "name", "kind"]
        shape = shapely.geometry.shape(feature["geometry"])
        coordinates = shapely.get_coordinates(shape)
        assert (coordinates == coordinates.round(5)).all()
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape))


def test_base_map_shares_its_borders_and_leaves_our_states_free() -> None:
    land = read_base_map().geometry.to_numpy()
    assert len(land) == 25
    assert shapely.coverage_is_valid(land)
    ours = read_country_outlines().geometry.to_numpy()
    left, right = shapely.STRtree(ours).query(land, predicate="intersects")
    overlaps = shapely.area(shapely.intersection(land[left], ours[right]))
    assert overlaps.max() < 1e-5  # about 0.1 km2 along 1,600 km of border: the rounding to a metre


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("DOM", 18.48, -69.9),
        ("CUB", 19.95, -75.15),
        ("BES", 12.15, -68.27),
        ("VIR", 18.34, -64.93),
        ("UMI", 18.4, -75.01),
    ],
)
def test_base_map_has_the_neighbour(country: str, latitude: float, longitude: float) -> None:
    land = read_base_map().set_index("code").geometry[country]
    assert land.distance(shapely.Point(longitude, latitude)) < 0.02
