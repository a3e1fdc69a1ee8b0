"""The tables of places: nothing of the 22 states is missing, every point stands where its state is."""

import pandas as pd
import pytest
import shapely

from geo.boundaries import read_areas, read_base_map, read_country_outlines
from geo.distances import distance_to_land_km
from geo.gazetteer import (
    BUNDLED,
    read_communes,
    read_countries,
    read_places,
    read_transport,
    read_units,
    read_world,
)
from geo.repairs import GROUPS, POINT_UNITS, Group

ADMIN1 = pd.read_csv(BUNDLED / "codes" / "admin1.csv", dtype=str, keep_default_na=False)


def test_every_unit_of_the_code_table_and_every_group_is_there_with_a_point() -> None:
    units = read_units()
    assert set(units["code"]) == set(ADMIN1["area_code"]) | {group.code for group in GROUPS}
    assert units[["latitude", "longitude"]].notna().all(axis=None)
    assert len(ADMIN1) == 217


def test_the_19_units_without_polygon_are_the_ones_with_a_written_position() -> None:
    units = read_units().query("kind != 'group' and not has_polygon")
    assert set(units["code"]) == set(POINT_UNITS)
    assert len(units) == 19


def test_a_units_point_lies_inside_its_polygon() -> None:
    units = read_units().set_index("code")
    areas = read_areas().set_index("code").geometry
    points = shapely.points(units.loc[areas.index, "longitude"], units.loc[areas.index, "latitude"])
    assert shapely.covers(areas.to_numpy(), points).all()


def test_a_point_without_polygon_stands_within_15_km_of_its_state() -> None:
    outlines = dict(zip(read_country_outlines()["code"], read_country_outlines().geometry, strict=True))
    for unit in read_units().query("not has_polygon").to_dict("records"):
        km = distance_to_land_km(outlines[unit["country_iso3"]], latitude=unit["latitude"], longitude=unit["longitude"])
        # Grand Cay is an islet that the outline has lost, 53 km from the land drawn.
        assert km < (55 if unit["code"] == "BS-GC" else 15), unit["code"]


def test_numbers_of_the_code_table_are_kept_and_missing_stays_missing() -> None:
    units = {row["code"]: row for row in read_units().to_dict("records")}
    assert (units["HT-OU"]["population"], units["HT-OU"]["population_year"]) == (3664620, 2009)
    assert read_units()["population"].isna()[read_units()["code"] == "MSR-X01"].all()
    assert read_units()["population"].notna().sum() == 104
    assert (units["JM-14"]["pcode"], units["JM-02"]["pcode_previous"]) == ("JM08", "JM08")


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.code)
def test_a_group_stands_in_the_middle_of_its_members(group: Group) -> None:
    rows = {row["code"]: row for row in read_units().to_dict("records")}
    members = [rows[code] for code in group.members]
    assert set(rows[group.code]["members"].split(";")) == set(group.members)
    assert {member["country_iso3"] for member in members} == {rows[group.code]["country_iso3"]}
    middle = sum(member["latitude"] for member in members) / len(members)
    assert rows[group.code]["latitude"] == pytest.approx(middle, abs=1e-4)
    assert not rows[group.code]["has_polygon"]


def test_abaco_has_hope_town_and_grand_cay_though_they_have_no_polygon() -> None:
    assert read_units().set_index("code").at["BHS-G01", "members"] == "BS-CO;BS-GC;BS-HT;BS-MI;BS-NO;BS-SO"


def test_the_22_states_have_population_point_and_bounds() -> None:
    countries = read_countries()
    assert len(countries) == 22
    assert countries.drop(columns="name_iso").notna().all(axis=None)
    assert countries.set_index("iso3").at["HTI", "population"] == 11753900
    assert (countries["west"] <= countries["longitude"]).all()
    assert (countries["longitude"] <= countries["east"]).all()
    assert countries["latitude"].between(countries["south"], countries["north"]).all()


def test_communes_are_in_units_that_exist() -> None:
    communes = read_communes()
    assert len(communes) == 448
    assert (communes["country_iso3"] == "HTI").sum() == 140
    assert set(communes["admin1_code"]) <= set(read_units()["code"])
    assert communes["pcode"].is_unique


def test_petite_martinique_and_mayreau_are_places_of_their_units() -> None:
    places = dict(zip(read_places()["name"], read_places()["code"], strict=True))
    assert (places["Petite Martinique"], places["Mayreau"]) == ("GD-10", "VC-06")


def test_every_state_has_an_airport_and_no_port_or_airport_lies_over_30_km_off() -> None:
    transport = read_transport()
    assert set(transport.query("kind == 'airport'")["country_iso3"]) == set(read_countries()["iso3"])
    outlines = dict(zip(read_country_outlines()["code"], read_country_outlines().geometry, strict=True))
    for row in transport.query("code != 'MYAW'").to_dict("records"):  # Walker's Cay: an islet that is not drawn
        km = distance_to_land_km(outlines[row["country_iso3"]], latitude=row["latitude"], longitude=row["longitude"])
        assert km <= 30, row["code"]


def test_campden_park_is_mended_and_cay_sal_is_listed_as_left_out() -> None:
    transport = {row["code"]: row for row in read_transport().to_dict("records")}
    assert (transport["VCCRP"]["latitude"], transport["VCCRP"]["longitude"]) == (13.1672, -61.2358)
    left_out = pd.read_csv(BUNDLED / "transport" / "left_out.csv")
    assert left_out["code"].tolist() == ["MYCS"]
    assert set(left_out["code"]).isdisjoint(transport)
    mended = pd.read_csv(BUNDLED / "transport" / "mended.csv")
    assert mended["reason"].notna().all()


def test_namibia_keeps_its_code_na() -> None:
    world = read_world().set_index("iso3")
    assert world.at["NAM", "iso2"] == "NA"
    assert world["iso2"].notna().all()


def test_a_country_outside_has_a_point_that_an_arrow_can_end_at() -> None:
    world = read_world().set_index("iso3")
    assert set(world.index[world["latitude"].isna()]) == {"ALA", "SJM"}
    base_map = read_base_map().set_index("code").geometry
    neighbours = world.loc[["VEN", "COL", "CUB", "DOM"]]
    points = shapely.points(neighbours["longitude"], neighbours["latitude"])
    assert shapely.covers(list(base_map.loc[neighbours.index]), points).all()
