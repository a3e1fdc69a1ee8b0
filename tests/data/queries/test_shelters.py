"""Room in shelters: what is known is counted, what is not known is told. All is invented but the figures that ship."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from data.asking import Desk
from data.queries.amounts import Amount
from data.queries.answer import Number, Reason
from data.queries.closing import Kind
from data.queries.question import Question
from data.queries.shelters import Shelters, SiteRoom, shelters
from data.queries.sites import Phase, sites_on
from data.schema import Quantifier
from tests.data.queries.invented import POLICY, beside, day, engine, exact, record

ASKED = Question("in_shelter", day("2025-06-05"), countries=("JAM",))
KINGSTON = {"country_iso3": "JAM", "admin1_code": "JM-01"}


def site(name: str, **values: str | None) -> dict[str, str | None]:
    """Return one shelter of an invented list of open shelters."""
    given = {"site_id": f"jam:{name}", "name": name, "country_iso3": "JAM", "admin1_code": "JM-01", "status": "open"}
    return given | {"list_date": "2025-06-01", "source": "office", "capacity_after": None} | values


def people(figure: int, name: str | None = None, start: str = "2025-06-02", **values: Any) -> dict[str, Any]:
    """Return people in one shelter, or in all shelters of a place."""
    given = {"measure": "in_shelter", "source": "office", **KINGSTON, "site_id": name and f"jam:{name}"}
    return record(figure, start, **(given | values))


def room(
    rows: list[dict[str, Any]], *sites: dict[str, str | None], asked: Question = ASKED, phase: Phase = Phase.AFTER
) -> Shelters:
    return shelters(engine(rows), asked, POLICY, sites=pl.DataFrame(list(sites)), phase=phase)


def only(found: Shelters) -> SiteRoom:
    (one,) = found.sites
    return one


def figures(*numbers: Number) -> list[float | None]:
    return [number.amount.figure if number.amount else None for number in numbers]


def test_free_places_are_those_that_nobody_takes() -> None:
    one = only(room([people(30, "Hall")], site("Hall", capacity_after="40")))
    assert figures(one.capacity_after, one.in_shelter, one.free, one.over) == [40, 30, 10, 0]


def test_making_of_free_places_names_both_figures() -> None:
    one = only(room([people(30, "Hall")], site("Hall", capacity_after="40")))
    assert [(part.amount, part.source, part.date) for part in one.free.making.parts] == [
        (exact(40), "office", date(2025, 6, 1))
    ]
    assert beside(one.free.making) == {(Reason.TAKEN_AWAY, 30)}


def test_too_many_people_are_told_and_leave_no_place() -> None:
    found = room(
        [people(75, "Hall"), people(10, "School")], *(site(n, capacity_after="60") for n in ("Hall", "School"))
    )
    assert [figures(one.free, one.over) for one in found.sites] == [[0, 15], [50, 0]]
    assert [figures(unit.in_shelter, unit.free, unit.over) for unit in found.units] == [[85, 50, 15]]


def test_bound_of_the_people_turns_round_in_the_places_left() -> None:
    one = only(room([people(30, "Hall", quantifier="more_than")], site("Hall", capacity_after="40")))
    assert one.free.amount == Amount(10, Quantifier.LESS_THAN)


@pytest.mark.parametrize("known", [{"capacity_after": "40"}, {}], ids=["people not counted", "places not stated"])
def test_unknown_is_not_zero(known: dict[str, str]) -> None:
    one = only(room([] if known else [people(30, "Hall")], site("Hall", **known)))
    assert figures(one.free, one.over) == [None, None]


def test_unit_with_unknown_shelters_has_at_least_the_places_that_are_known() -> None:
    found = room(
        [people(30, "Hall")], site("Hall", capacity_after="40"), site("School"), site("Depot", status="closed")
    )
    (unit,) = found.units
    assert (unit.shelters_listed, unit.shelters_unknown) == (2, 1)
    assert unit.free.amount == Amount(10, Quantifier.AT_LEAST)
    assert unit.capacity_after.amount == Amount(40, Quantifier.AT_LEAST)


def test_capacity_for_the_storm_is_not_that_for_after_it() -> None:
    listed = site("Hall", capacity_storm="100", capacity_after="40")
    free = [figures(only(room([people(30, "Hall")], listed, phase=phase)).free) for phase in Phase]
    assert free == [[70], [10]]
    assert figures(only(room([people(30, "Hall")], site("Hall", capacity_storm="100"))).free) == [None]


def test_capacities_are_read_from_records_by_their_words() -> None:
    place: dict[str, Any] = {"measure": "shelter_capacity"}
    rows = [
        people(100, "Hall", term="evacuation capacity", **place),
        people(40, "Hall", term="post-impact capacity", role="triangulation", **place),
    ]
    one = only(room(rows))
    assert figures(one.capacity_storm, one.capacity_after) == [100, 40]


def test_figure_for_all_shelters_of_a_place_stands_before_the_sum_of_its_shelters() -> None:
    rows = [people(500), people(30, "Hall"), people(600, measure="shelter_capacity", term="post-impact capacity")]
    found = room(rows, site("Hall", capacity_after="40"))
    (unit,) = found.units
    assert figures(unit.capacity_after, unit.in_shelter, unit.free, unit.over) == [600, 500, 100, 0]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([people(30, "Hall"), people(20, "Hall", "2025-06-04"), people(99, "Hall", "2025-06-06")], 20),
        ([people(30, "Hall", "2025-01-01")], None),
        ([people(30, "Hall", role="triangulation")], None),
        ([people(30, "Hall", source="iom_dtm"), people(50, "Hall", "2025-06-04", source="unhcr")], 30),
    ],
    ids=["latest by the day", "past its life", "triangulation", "better source"],
)
def test_people_in_a_shelter_are_chosen_by_the_rules_of_counting(rows: list[dict[str, Any]], expected: Any) -> None:
    assert figures(only(room(rows)).in_shelter) == [expected]


def test_what_a_later_list_says_is_not_known_on_the_day() -> None:
    listed = [site("Hall", capacity_after="40"), site("Hall", capacity_after="90", list_date="2025-06-06")]
    stated = [
        sites_on(pl.DataFrame(listed), day(text))["jam:Hall"].stated(Phase.AFTER).amount
        for text in ("2025-06-05", "2025-06-06")
    ]
    assert stated == [exact(40), exact(90)]


def test_shelters_that_hold_more_than_their_unit_are_a_finding_with_both_numbers() -> None:
    (found,) = [
        finding
        for finding in room([people(50), people(40, "Hall"), people(20, "School")]).findings
        if finding.admin1_code == "JM-01"
    ]
    assert (found.kind, found.day) == (Kind.SHELTERS_EXCEED_PLACE, date(2025, 6, 2))
    assert figures(found.total, found.together, found.excess) == [50, 60, 10]


def test_parts_of_another_day_make_no_finding() -> None:
    assert room([people(50), people(60, "Hall", "2025-06-03")]).findings == ()


def test_la_soufriere_does_not_close_as_published(shipped_desk: Desk) -> None:
    found = shipped_desk.shelters(Question("in_shelter", date(2021, 4, 15), countries=("VCT",)))
    (finding,) = found.findings
    assert (finding.kind, finding.day) == (Kind.LODGED_EXCEED_DISPLACED, date(2021, 4, 15))
    assert [(name, *figures(number)) for name, number in finding.parts] == [
        ("in_shelter", 4_136),
        ("in_host_families", 3_718),
    ]
    assert figures(finding.total, finding.together, finding.excess) == [7_411, 7_854, 443]
    assert figures(*(place.shelters_open for place in found.countries)) == [89]


def test_dorians_shelters_in_nassau(shipped_desk: Desk) -> None:
    found = shipped_desk.shelters(Question("in_shelter", date(2019, 9, 9), countries=("BHS",)))
    (unit,) = found.units
    assert figures(unit.shelters_open, unit.in_shelter, unit.capacity_after, unit.free) == [7, 1_870, 180, 26]
    assert (unit.shelters_unknown, unit.free.amount) == (4, Amount(26, Quantifier.AT_LEAST))
