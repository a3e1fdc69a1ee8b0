"""Every place looked at is either counted, counted too long ago, or never counted, and the page says which."""

from datetime import date

from dashboard.periods import Ask
from dashboard.selection import Selection
from dashboard.stale_views import stale
from data.known_places import known_places
from data.queries.policy import Policy
from tests.dashboard.conftest import Choose
from tests.data.queries.invented import asking, record

POLICY = Policy(known_places())
LAST = date(2025, 6, 30)


def test_an_old_count_in_the_total_one_too_old_and_none_at_all() -> None:
    rows = [
        record(9, "2025-06-29", country_iso3="HTI"),
        record(7, "2025-01-15", country_iso3="JAM"),
        record(5, "2019-01-15", country_iso3="DMA"),
    ]
    found = stale(Selection(LAST), asking(rows, policy=POLICY))
    assert [(row[0], row[1], row[3], row[5]) for row in found.view.rows] == [
        ("Dominica", "15 Jan 2019", "5", "no: too old to stand in a total"),
        ("Jamaica", "15 Jan 2025", "7", "yes, but old"),
        ("Haiti", "29 Jun 2025", "9", "yes"),
    ]
    assert found.title == "Old and missing counts: 1 old, 1 too old for the total, 19 never made"
    assert "Anguilla, Antigua & Barbuda" in found.never
    assert "Haiti" not in found.never


def test_a_unit_left_out_of_the_latest_round_is_listed_with_its_last_count() -> None:
    rows = [
        record(figure, start, country_iso3="HTI", admin1_code=unit, reporting_round=number, operation="Invented")
        for unit, figure, start, number in (
            ("HT-CE", 5, "2025-05-01", 1), ("HT-OU", 6, "2025-05-01", 1), ("HT-OU", 8, "2025-06-01", 2),
        )
    ]  # fmt: skip
    found = stale(Selection(LAST, place="HTI"), asking(rows, policy=POLICY))
    assert [(row[0], row[1], row[5]) for row in found.view.rows] == [
        ("Centre", "1 May 2025", "no: not reassessed in the latest round"),
        ("Ouest", "1 Jun 2025", "yes"),
    ]


def test_units_of_a_group_that_was_counted_are_not_missing(ask: Ask, choose: Choose) -> None:
    selection = choose(day=date(2019, 9, 14), place="BHS", event="dorian-2019", measure="in_shelter")
    found = stale(selection, ask)
    assert {row[0] for row in found.view.rows} == {"Abaco", "Grand Bahama", "New Providence"}
    assert "East Grand Bahama" not in found.never
    assert "Acklins" in found.never


def test_movements_are_those_of_the_last_year_and_belong_to_no_later_total() -> None:
    moved = {"measure": "evacuated", "country_iso3": "JAM"}
    rows = [record(50, "2010-05-01", **moved), record(6, "2024-06-10", **moved)]
    found = stale(Selection(LAST, measure="evacuated"), asking(rows, policy=POLICY))
    assert [row[:4] for row in found.view.rows] == [("Jamaica", "10 Jun 2024", "13 months old", "6")]
    assert len(found.view.header) == 5
    assert found.title == "Places ever counted: 1; never: 21"
