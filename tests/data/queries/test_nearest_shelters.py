"""The nearest free places, from an invented list of shelters with positions, capacities and people inside.

Carriacou's shelters are the ones that ship: their places and positions are known to nobody.
"""

from datetime import date
from typing import Any

import polars as pl
import pytest

from data.asking import Desk
from data.queries.amounts import Amount
from data.queries.nearest_shelters import NearestRoom, gaps_of, nearest_free
from data.queries.question import Question
from data.queries.shelters import Shelters, shelters
from data.queries.sites import Phase
from data.schema import Quantifier
from tests.data.queries.invented import POLICY, day, engine, figure, record

NORTH_KM = 11.07
"""Kilometres on the ellipsoid of a tenth of a degree to the north at 18 degrees."""


def site(name: str, tenths_north: float | None, **values: str | None) -> dict[str, str | None]:
    """Return a shelter of an invented list, so many tenths of a degree north of where people are."""
    given: dict[str, str | None] = {
        "site_id": f"jam:{name}",
        "name": name,
        "country_iso3": "JAM",
        "admin1_code": "JM-01",
        "latitude": None if tenths_north is None else f"{18 + tenths_north / 10}",
        "longitude": None if tenths_north is None else "-76.8",
        "status": "open",
        "list_date": "2025-06-01",
        "source": "office",
        "capacity_storm": None,
        "capacity_after": None,
    }
    return given | values


def people(figure: int, name: str, **values: Any) -> dict[str, Any]:
    """Return people counted in a shelter of the invented list."""
    place = {"country_iso3": "JAM", "admin1_code": "JM-01", "site_id": f"jam:{name}"}
    return record(figure, "2025-06-02", **({"measure": "in_shelter", "source": "office"} | place | values))


SITES = (
    site("Far Hall", 4, capacity_after="50", capacity_storm="90"),
    site("Near School", 1, capacity_after="60"),
    site("Middle Church", 2, capacity_after="80", capacity_storm="80"),
    site("Closed Depot", 0.5, capacity_after="70", status="closed"),
    site("Unlisted Places", 0.2),
    site("Uncounted", 0.3, capacity_after="30"),
    site("Somewhere", None, capacity_after="20"),
)
ROWS = (
    people(10, "Far Hall"),
    people(60, "Near School"),
    people(75, "Middle Church"),
    people(0, "Closed Depot"),
    people(12, "Unlisted Places"),
    people(5, "Somewhere"),
)


def room(*sites: dict[str, str | None], rows: Any = ROWS, phase: Phase = Phase.AFTER) -> Shelters:
    asked = Question("in_shelter", day("2025-06-05"), countries=("JAM",))
    return shelters(engine(rows), asked, POLICY, sites=pl.DataFrame(sites), phase=phase)


def near(found: Shelters, leaving: str | None = None) -> NearestRoom:
    """Return the free places seen from where people are."""
    return nearest_free(found, latitude=18.0, longitude=-76.8, leaving=leaving)


def lines(found: NearestRoom) -> list[tuple[str, float | None, float | None]]:
    return [
        (one.room.site.name, one.distance_km and round(one.distance_km, 2), figure(one.room.free)) for one in found.free
    ]


def test_nearest_shelters_with_room_come_first_and_those_without_a_position_last() -> None:
    found = near(room(*SITES))
    assert lines(found) == [
        ("Middle Church", round(2 * NORTH_KM, 2), 5),
        ("Far Hall", pytest.approx(4 * NORTH_KM, abs=0.02), 40),
        ("Somewhere", None, 15),
    ]


def test_full_and_unknown_shelters_are_counted_apart_and_a_closed_one_is_neither() -> None:
    found = near(room(*SITES))
    assert (found.full, found.untold) == (1, 2)
    assert (found.gaps.shelters, found.gaps.without_position) == (6, 1)
    assert (found.gaps.without_places, found.gaps.without_people) == (1, 1)


def test_places_for_the_storm_are_other_places_than_those_for_after_it() -> None:
    found = near(room(*SITES, phase=Phase.STORM))
    assert [(name, free) for name, _, free in lines(found)] == [("Middle Church", 5), ("Far Hall", 80)]


def test_the_shelter_that_people_leave_is_no_way_out() -> None:
    found = near(room(*SITES), leaving="jam:Middle Church")
    assert [name for name, *_ in lines(found)] == ["Far Hall", "Somewhere"]


def test_more_than_so_many_inside_leaves_fewer_places() -> None:
    rows = [people(10, "Far Hall", quantifier="more_than")]
    (only,) = near(room(SITES[0], rows=rows)).free
    assert only.room.free.amount == Amount(40, Quantifier.LESS_THAN)


def test_a_range_that_may_leave_places_is_told() -> None:
    rows = [people(40, "Far Hall", quantifier="range", figure_high=60)]
    assert [one.room.site.name for one in near(room(SITES[0], rows=rows)).free] == ["Far Hall"]


def test_no_list_leaves_nothing_to_tell() -> None:
    found = near(room(rows=[]))
    assert (found.free, found.full, found.untold, found.gaps.shelters) == ((), 0, 0, 0)


def test_carriacous_shelters_are_named_and_their_position_and_places_are_not_known(shipped_desk: Desk) -> None:
    found = shipped_desk.shelters(Question("in_shelter", date(2024, 7, 10), countries=("GRD",)))
    own = [one for one in found.sites if one.site.admin1_code == "GD-10"]
    gaps = gaps_of(own, found.phase)
    assert "Bogles Community Center" in {one.site.name for one in own}
    assert len(own) == gaps.shelters == gaps.without_position == gaps.without_places == gaps.without_people
    assert nearest_free(found, latitude=12.4874, longitude=-61.4417).free == ()
