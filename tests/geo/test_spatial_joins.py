"""Points are placed in the unit they lie in, near the coast in the nearest, and else nowhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import CoordinateError
from geo.gazetteer import read_units
from geo.spatial_joins import check_points, find_nearest_unit, locate_points


@pytest.mark.parametrize(
    ("latitude", "longitude", "code", "how"),
    [
        pytest.param(6.3, -57.5, "GY-EB", "inside", id="East Berbice-Corentyne"),
        pytest.param(5.99, -58.30, "GY-UD", "inside", id="Linden"),
        pytest.param(3.38, -59.80, "GY-UT", "inside", id="Lethem"),
        pytest.param(7.26, -58.50, "GY-PM", "inside", id="Anna Regina"),
        pytest.param(18.43, -64.62, "VGB-X07", "inside", id="Tortola answers with the whole territory"),
        pytest.param(12.5153, -61.3917, "GD-10", "nearest", id="Petite Martinique"),
        pytest.param(12.6371, -61.3960, "VC-06", "nearest", id="Mayreau"),
        pytest.param(26.54, -76.95, "BS-HT", "nearest", id="Elbow Cay"),
        pytest.param(19.552, -71.735, "HT-NE", "inside", id="Ouanaminthe at the border"),
        pytest.param(19.55, -71.70, None, "none", id="Dajabon over the border"),
        pytest.param(18.48, -69.90, None, "none", id="Santo Domingo"),
        pytest.param(16.0, -70.0, None, "none", id="open sea"),
        pytest.param(51.5, -0.1, None, "none", id="London"),
        pytest.param(0.0, 0.0, None, "none", id="zero, zero"),
    ],
)
def test_a_point_is_in_its_unit(latitude: float, longitude: float, code: str | None, how: str) -> None:
    row = locate_points([latitude], [longitude]).iloc[0]
    assert (row["code"] if row["how"] != "none" else None, row["how"]) == (code, how)


def test_distance_is_zero_inside_small_off_the_coast_and_missing_at_sea() -> None:
    table = locate_points([13.2, 13.01, 12.0], [-59.55, -59.53, -57.0])
    assert table["how"].tolist() == ["inside", "nearest", "none"]
    assert table["distance_km"].iloc[0] == 0
    assert 4 < table["distance_km"].iloc[1] < 5
    assert np.isnan(table["distance_km"].iloc[2])


def test_every_units_own_point_is_in_it() -> None:
    units = read_units().query("has_polygon")
    found = locate_points(units["latitude"], units["longitude"])
    assert found["code"].tolist() == units["code"].tolist()
    assert found["country_iso3"].tolist() == units["country_iso3"].tolist()
    assert set(found["how"]) == {"inside"}


def test_repeated_points_get_the_same_answer_in_the_order_given() -> None:
    latitudes, longitudes = [6.3, 16.0, 6.3, 3.38], [-57.5, -70.0, -57.5, -59.8]
    assert locate_points(latitudes, longitudes)["how"].tolist() == ["inside", "none", "inside", "inside"]


def test_a_missing_coordinate_stays_unplaced() -> None:
    assert locate_points([None, 6.3], [-57.5, -57.5])["how"].tolist() == ["none", "inside"]


def test_no_points_give_an_empty_table_with_the_columns() -> None:
    table = locate_points([], [])
    assert list(table.columns) == ["code", "country_iso3", "how", "distance_km"]
    assert table.empty


def test_points_that_cannot_be_are_all_named() -> None:
    with pytest.raises(CoordinateError, match=r"point 1: latitude 95.* out of range; point 2: .* swapped"):
        locate_points([6.3, 95.0, -57.5], [-57.5, 10.0, 6.3])


def test_check_points_tells_swapped_from_out_of_range() -> None:
    table = check_points([6.3, -57.5, 10.0, -33.9], [-57.5, 6.3, 181.0, 18.4])
    assert table["position"].tolist() == [1, 2]
    assert table["problem"].tolist() == ["swapped", "out_of_range"]


def test_nearest_unit_of_a_far_point() -> None:
    code, km = find_nearest_unit(16.0, -70.0)
    assert code == "HT-SE"
    assert km == pytest.approx(294, abs=3)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(1.2, 32.3), st.floats(-89.0, -54.0)), min_size=1, max_size=30), st.randoms())
def test_the_order_of_points_does_not_matter(points: list[tuple[float, float]], random: object) -> None:
    shuffled = list(points)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first = dict(zip(points, locate_points(*zip(*points, strict=True))["how"], strict=True))
    second = dict(zip(shuffled, locate_points(*zip(*shuffled, strict=True))["how"], strict=True))
    assert first == second
