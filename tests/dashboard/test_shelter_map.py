"""Shelters on the map tell the room that is known of them. All shelters and figures are invented."""

from dashboard.maps.legend import Legend
from dashboard.maps.map_payload import MapContent, MapLevel
from dashboard.shelter_map import listed_shelters, room_words, with_room
from tests.data.queries.test_nearest_shelters import SITES, people, room, site

EMPTY = MapContent(level=MapLevel.UNIT, legend=Legend("Nothing", ()), focus="JAM")


def test_a_shelter_tells_who_is_inside_and_what_is_free_or_too_many() -> None:
    told = {one.site.name: room_words(one) for one in room(*SITES).sites}
    assert told["Far Hall"] == "10 inside, 40 free"
    assert told["Near School"] == "60 inside, 0 free"
    assert told["Unlisted Places"] == "12 inside"
    assert told["Uncounted"] == ""
    (over,) = room(site("Hall", 1, capacity_after="10"), rows=[people(12, "Hall")]).sites
    assert room_words(over) == "12 inside, 2 too many"


def test_a_closed_shelter_is_not_on_the_map_and_one_without_a_position_stands_at_its_unit() -> None:
    layer = listed_shelters(one.site for one in room(*SITES).sites)
    assert layer is not None
    lines = [line for mark in layer.marks for line in mark.lines]
    assert "Closed Depot" not in lines
    assert [(mark.lines, mark.latitude) for mark in layer.marks if mark.latitude is None] == [(("Somewhere",), None)]
    assert listed_shelters([]) is None


def test_the_map_keeps_its_shelters_and_adds_the_room_in_them() -> None:
    found = room(*SITES)
    listed = MapContent(
        level=EMPTY.level, legend=EMPTY.legend, focus="JAM", shelters=listed_shelters(one.site for one in found.sites)
    )
    shelters = with_room(listed, found).shelters
    assert shelters is not None
    assert ("Middle Church \u00b7 75 inside, 5 free",) in [mark.lines for mark in shelters.marks]
    assert with_room(EMPTY, found).shelters is None
