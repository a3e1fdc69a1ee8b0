"""Ports and airports near a place, in the table and on the map; positions are those that ship."""

from dashboard.language import speaking
from dashboard.maps.legend import Legend, LegendSign
from dashboard.maps.map_payload import MapContent, MapLevel
from dashboard.starting_points import unit_start
from dashboard.track_views import nearest_ways_out, transport_view
from dashboard.transport_map import with_transport

EMPTY = MapContent(level=MapLevel.UNIT, legend=Legend("Nothing", ()))


def test_the_nearest_ports_come_before_the_nearest_airports_each_nearest_first() -> None:
    found = nearest_ways_out(unit_start("GD-10"))
    assert [one.kind for one in found] == ["port"] * 3 + ["airport"] * 3
    assert [one.name for one in found[3:]] == [
        "Lauriston Airport",
        "Union Island International Airport",
        "Canouan Airport",
    ]
    assert found[3].distance_km < 5 < found[4].distance_km


def test_the_table_tells_kilometres_from_the_place_by_the_name_that_people_know() -> None:
    view = transport_view(unit_start("GD-10"), limit=1)
    assert "(Carriacou and Petite Martinique)" in view.caption
    assert [row[:2] for row in view.rows] == [("Port", "St. George"), ("Airport", "Lauriston Airport")]
    assert view.rows[1][4] == "3.1"


def test_the_map_shows_the_states_of_the_nearest_and_tells_how_far_they_are() -> None:
    content = with_transport(EMPTY, "GRD", unit_start("GD-10"))
    assert content.transport is not None
    assert content.transport.countries == ("GRD", "VCT")
    assert content.transport.notes["TGPZ"].startswith("3.1 km from Southern Grenadine Islands")
    assert [entry.sign for entry in content.legend.entries] == [LegendSign.PORT, LegendSign.AIRPORT]


def test_without_a_point_a_territory_shows_its_own() -> None:
    with speaking("fr"):
        content = with_transport(EMPTY, "MSR", None)
    assert content.transport is not None
    assert (content.transport.countries, dict(content.transport.notes)) == (("MSR",), {})
    assert content.legend.entries[-1].words == "A\u00e9roport"
