"""Schools in use as shelters, and who must move by a day. All shelters and figures are invented."""

from datetime import date

from data.queries.amounts import Amount
from data.queries.schools import SchoolsInUse, schools_in_use
from data.queries.sites import Phase
from data.schema import Quantifier
from tests.data.queries.invented import figure
from tests.data.queries.test_nearest_shelters import people, room, site

SITES = (
    site("Early School", 1, is_school="true", term_start="2025-08-01"),
    site("Late School", 1, is_school="true", term_start="2025-09-15"),
    site("Silent School", 1, is_school="true"),
    site("Open School", 1, is_school="true"),
    site("Empty School", 1, is_school="true"),
    site("Listed School", 1, is_school="true", status=None),
    site("Closed School", 1, is_school="true", status="closed"),
    site("Hall", 1),
)
ROWS = (
    people(30, "Early School"),
    people(70, "Late School"),
    people(20, "Silent School"),
    people(0, "Empty School"),
    people(40, "Closed School"),
    people(99, "Hall"),
)


def used(needed_by: date | None = None) -> SchoolsInUse:
    return schools_in_use(room(*SITES, rows=ROWS, phase=Phase.AFTER).sites, needed_by=needed_by)


def names(found: SchoolsInUse) -> list[str]:
    return [one.site.name for one in found.rooms]


def test_schools_with_people_or_open_are_in_use_and_halls_are_no_schools() -> None:
    found = used()
    assert names(found) == ["Late School", "Early School", "Silent School", "Open School"]
    assert (found.not_counted, found.without_term, found.only_listed) == (1, 2, 1)


def test_people_in_schools_are_at_least_those_counted() -> None:
    assert used().people.amount == Amount(120, Quantifier.AT_LEAST)


def test_by_a_day_only_those_are_needed_whose_term_begins_by_then_or_is_not_known() -> None:
    assert names(used(date(2025, 9, 1))) == ["Early School", "Silent School", "Open School"]
    assert used(date(2025, 9, 1)).people.amount == Amount(50, Quantifier.AT_LEAST)
    assert names(used(date(2025, 9, 15)))[0] == "Late School"


def test_no_school_in_use_has_nobody_counted_rather_than_zero() -> None:
    found = schools_in_use(room(SITES[-1], rows=ROWS).sites)
    assert (found.rooms, figure(found.people)) == ((), None)
