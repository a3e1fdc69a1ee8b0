"""A still map shows each state where it is, as large as it is, and loses none."""

import re

import pytest
import shapely

from dashboard.stills.frame import Box, Frame, drawn_countries, drawn_units, path_of
from geo.gazetteer import read_countries
from geo.shapes import read_country_shapes, read_unit_shapes

REGION = Frame((-89.4, 1.0, -53.9, 33.0), 400, 300, Box(5, 5, 395, 295))


def test_every_state_has_an_outline_also_the_smallest() -> None:
    assert drawn_countries(REGION).keys() == {shape.code for shape in read_country_shapes()}
    assert all(drawn.path.startswith("M") for drawn in drawn_countries(REGION).values())


def test_what_must_be_seen_lies_inside() -> None:
    states = read_countries()
    points = REGION.points(zip(states["longitude"], states["latitude"], strict=True))
    assert all(REGION.box.holds(Box(x, y, x, y)) for x, y in points.tolist())


def test_areas_keep_their_proportion() -> None:
    """Suriname is 1.3 times 10,991 square kilometres of Jamaica as often as on the ellipsoid."""
    drawn = drawn_countries(REGION)
    assert drawn["SUR"].largest_px2 / drawn["JAM"].largest_px2 == pytest.approx(145_600 / 10_990, rel=0.05)


def test_north_is_up_and_east_is_right() -> None:
    (x1, y1), (x2, y2) = REGION.point(10, -70), REGION.point(20, -60)
    assert x2 > x1
    assert y2 < y1


def test_a_kilometre_is_a_kilometre() -> None:
    frame = Frame((-78.4, 17.6, -76.1, 18.6), 400, 300, Box(0, 0, 400, 300))
    (x1, _), (x2, _) = frame.point(18.1, -77.5), frame.point(18.1, -77.0)
    assert (x2 - x1) * frame.km_per_px == pytest.approx(52.93, rel=0.005)


def test_units_of_another_state_are_not_drawn() -> None:
    units = drawn_units(REGION, "JAM")
    assert set(units) == {shape.code for shape in read_unit_shapes() if shape.country_iso3 == "JAM"}


def test_an_islet_smaller_than_a_tenth_of_a_pixel_keeps_a_path() -> None:
    assert path_of(shapely.box(10, 10, 10.01, 10.01)) == "M10 10h.1v.1z"


def test_a_path_is_the_ring_it_was_made_of() -> None:
    steps = re.findall(r"-?[\d.]+", path_of(shapely.Polygon([(0, 0), (10, 0), (10, 5.26), (0, 5)])))
    assert [float(step) for step in steps] == [0, 0, 10, 0, 0, 5.3, -10, -0.3]
