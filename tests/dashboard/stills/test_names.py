"""Names on a still map cover no mark and no other name, and none leaves the frame."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.stills.frame import Box
from dashboard.stills.names import Name, placed

FRAME = Box(0, 0, 400, 300)

spots = st.tuples(st.floats(10, 390), st.floats(10, 290), st.booleans())


@given(st.lists(spots, max_size=25))
def test_no_name_covers_a_mark_or_another_name(given_spots: list[tuple[float, float, bool]]) -> None:
    marks = [Box(x - 5, y - 5, x + 5, y + 5) for x, y, _ in given_spots]
    names = [Name("Saint Ann", x, y, 7, "m-unit", 11.5, is_wanted=wanted) for x, y, wanted in given_spots]

    _, boxes = placed(names, marks, FRAME)

    assert all(FRAME.holds(box) for box in boxes)
    assert not any(box.meets(mark) for box in boxes for mark in marks)
    assert not any(one.meets(two) for place, one in enumerate(boxes) for two in boxes[:place])


def test_a_wanted_name_finds_a_place_further_away_with_a_line_to_it() -> None:
    mark = Box(195, 145, 205, 155)
    around = [
        Box(200 + x - 4, 150 + y - 4, 200 + x + 4, 150 + y + 4) for x in (-14, 0, 14) for y in (-14, 0, 14) if x or y
    ]
    name = Name("Grenada", 200, 150, 7, "m-state", 12, figure="383", is_wanted=True)

    element, boxes = placed([name], [mark, *around[:3], *around[5:]], FRAME)

    assert len(boxes) == 1
    assert "m-leader" in element


def test_a_name_is_not_put_where_it_would_be_read_as_its_neighbours() -> None:
    own, neighbour = Box(95, 95, 105, 105), Box(170, 95, 180, 105)
    _, (box,) = placed([Name("Barbados xx", 100, 100, 7, "m-state", 12)], [own, neighbour], FRAME)
    assert not box.padded(5).meets(neighbour)


def test_the_more_important_name_comes_first() -> None:
    names = [
        Name(words, 380, 20, 5, "m-state", 12) for words in ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
    ]
    element, _ = placed(names, [], Box(0, 0, 420, 40))
    assert "First" in element
    assert "Sixth" not in element
