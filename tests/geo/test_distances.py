"""Distances are those of the ellipsoid; ports and airports come nearest first."""

import pytest

from geo.distances import distances_km, nearest_transport
from geo.errors import CoordinateError


def test_a_degree_of_latitude_is_longer_at_the_pole_than_at_the_equator() -> None:
    km = distances_km([0.0, 89.0], [0.0, 0.0], to_latitudes=[1.0, 90.0], to_longitudes=[0.0, 0.0])
    assert km == pytest.approx([110.574, 111.694], abs=0.001)


def test_one_point_is_measured_to_many() -> None:
    km = distances_km(0.0, 0.0, to_latitudes=[0.0, 0.0], to_longitudes=[0.0, 1.0])
    assert km == pytest.approx([0.0, 111.319], abs=0.001)


def test_the_nearest_airport_of_kingston_comes_first() -> None:
    table = nearest_transport(17.997, -76.793, kind="airport", limit=2)
    assert table["code"].tolist() == ["MKTP", "MKJP"]
    assert table["distance_km"].is_monotonic_increasing


def test_the_nearest_port_of_a_state_is_in_that_state() -> None:
    table = nearest_transport(13.16, -61.23, kind="port", country_iso3="VCT", limit=1)
    assert table[["code", "country_iso3"]].to_numpy().tolist() == [["VCCRP", "VCT"]]


def test_a_swapped_point_is_refused() -> None:
    with pytest.raises(CoordinateError, match=r"latitude -76.793, longitude 17.997: swapped\."):
        nearest_transport(-76.793, 17.997)
