"""Printed words have room: none covers another, the newest is always there."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.printed import NARROW_PX, Place, apart, lines_of_names, printed, printed_highest

PLACES = st.lists(
    st.builds(Place, st.floats(0, 1), st.text("0123456789,", min_size=1, max_size=12), st.floats(0, 1e6)), max_size=12
)


@given(PLACES)
def test_the_newest_and_the_highest_of_bars_are_always_printed(places: list[Place]) -> None:
    shown = printed(places)
    assert bool(shown) == bool(places)
    assert not places or len(places) - 1 in shown
    highest = max(range(len(places)), key=lambda number: places[number].height, default=None)
    assert highest is None or printed_highest(places) >= {highest} or len(places) > 1


def test_numbers_at_one_place_are_printed_once_and_those_apart_all() -> None:
    assert printed([Place(0.5, "100"), Place(0.5, "200")]) == {1: "beside"}
    assert printed([Place(0.0, "100"), Place(0.5, "300"), Place(1.0, "200")]) == {
        0: "left", 1: "center", 2: "right",
    }  # fmt: skip


def test_a_bar_carries_its_number_over_itself() -> None:
    assert printed([Place(0.5, "100")], is_bar=True) == {0: "center"}


@given(PLACES, st.floats(1, 100))
def test_labels_that_would_cover_each_other_stand_apart(places: list[Place], least: float) -> None:
    heights = apart(places, least=least)
    for one in range(len(places)):
        for other in range(one):
            start, end = sorted((places[one].fraction, places[other].fraction))
            if start == end:
                assert abs(heights[one] - heights[other]) >= least * 0.999


def test_names_of_neighbours_stand_on_lines_of_their_own_and_those_at_the_end_to_the_left() -> None:
    named = lines_of_names([Place(0.1, "Dorian"), Place(0.12, "Soufriere"), Place(0.99, "Melissa")], lines=2)
    assert named == {0: (0, "left"), 1: (1, "left"), 2: (0, "right")}


def test_a_name_without_room_is_left_out() -> None:
    long = "x" * round(NARROW_PX)
    assert lines_of_names([Place(0.5, long)], lines=3) == {}
