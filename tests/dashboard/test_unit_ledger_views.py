"""The ledger between units in a table and in words: Dorian as it ships, and an invented one that does not close."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.unit_ledger_views import closing_words, missing_words, told_words, unit_ledger_view
from data.asking import Desk
from data.queries.unit_ledger import UnitLedger
from tests.dashboard.conftest import Choose
from tests.dashboard.invented import NOBODY, number


@pytest.fixture
def dorian(desk: Desk, choose: Choose) -> UnitLedger:
    (found,) = desk.unit_ledgers(choose(event="dorian-2019", place="BHS").question("evacuated"))
    return found


def test_dorians_ledger_closes_with_those_of_whom_no_arrival_is_told(dorian: UnitLedger) -> None:
    view = unit_ledger_view(dorian)
    assert view.header == ("Unit", "Moved out", "Arrived", "Went back", "People in shelters, last count")
    rows = {row[0]: tuple(cell.replace("\u00a0", " ") for cell in row[1:]) for row in view.rows}
    assert rows == {
        "Abaco": ("about 5,000 (14 Sep 2019)", "\u2013", "\u2013", "3 (14 Sep 2019)"),
        "Grand Bahama": ("\u2013", "\u2013", "\u2013", "71 (14 Sep 2019)"),
        "New Providence": ("\u2013", "4,800 (9 Sep 2019)", "\u2013", "1,894 (19 Sep 2019)"),
        "Unit not told": ("about 500", "\u2013", "\u2013", "\u2013"),
        "All together": ("about 5,500 (23 Sep 2019)", "4,800 (9 Sep 2019)", "\u2013", "\u2013"),
        "Moved, and not told where to": ("\u2013", "about 700", "\u2013", "\u2013"),
    }
    assert closing_words(dorian) == (
        "It closes: about 5,500 moved out = 4,800 arrived + about 700 of whom no figure tells where to."
    )


def test_each_number_of_the_ledger_can_tell_how_it_was_made(dorian: UnitLedger) -> None:
    titles = [told.title for told in unit_ledger_view(dorian).told]
    assert "Moved, and not told where to: about 700" in titles
    assert "Abaco, Moved out: about 5,000" in titles
    assert "New Providence, People in shelters: 1,894" in titles


def test_what_is_told_names_its_source_and_what_is_not_told_is_said(dorian: UnitLedger, choose: Choose) -> None:
    told = told_words(dorian, choose(day=date(2019, 9, 30)))
    assert told == [
        "Abaco: about 5,000 moved out (IOM \u00b7 14 Sep 2019 \u00b7 16 days old).",
        "New Providence: 4,800 arrived (The Tribune (NEMA) \u00b7 9 Sep 2019 \u00b7 21 days old).",
    ]
    assert told_words(dorian, choose(place="BHS/BS-NP"))[0].startswith("New Providence")
    assert missing_words(dorian) == [
        "The figures are of different days: moved out 23 September 2019, arrived 9 September 2019.",
        "Of about 500 no figure tells which unit they left.",
        "Nobody counted how many went back.",
        "No report tells both ends of a move, so no arrow can be drawn from unit to unit.",
    ]


def test_an_invented_excess_is_shown_and_not_mended(dorian: UnitLedger) -> None:
    broken = replace(dorian, moved=number(100), arrived=number(130), not_arrived=NOBODY, excess=number(30))
    assert closing_words(broken).startswith("It does not close: 130 arrived, but 100 moved out. That is 30 too many.")
    assert unit_ledger_view(broken).rows[-1][:3] == ("Too many: more arrived than moved out", "\u2013", "30")


def test_people_moved_to_another_state_have_a_line_of_their_own(dorian: UnitLedger, choose: Choose) -> None:
    abroad = replace(dorian, abroad={"TCA": number(12)})  # invented
    rows = [row[:3] for row in unit_ledger_view(abroad).rows]
    assert ("Turks & Caicos Islands", "\u2013", "12 (10\u00a0Jul\u00a02024)") in rows
    assert any(line.startswith("Turks & Caicos Islands: 12 arrived") for line in told_words(abroad, choose()))
    assert "Turks & Caicos Islands, Arrived: 12" in [told.title for told in unit_ledger_view(abroad).told]


def test_arrivals_alone_close_nothing(desk: Desk, choose: Choose) -> None:
    early = choose(event="dorian-2019", place="BHS", day=date(2019, 9, 12))
    (found,) = desk.unit_ledgers(early.question("evacuated"))
    assert closing_words(found) == ("Nobody counted how many moved out, so that no sum can be closed: 4,800 arrived.")
    assert unit_ledger_view(found).rows[-1][:3] == ("All together", "\u2013", "4,800 (9\u00a0Sep\u00a02019)")


def test_nobody_who_counted_arrivals_is_told_as_such(dorian: UnitLedger) -> None:
    words = closing_words(replace(dorian, arrived=NOBODY, not_arrived=dorian.moved))
    assert words == "Nobody counted where they arrived: about 5,500 moved out, and it is told of none."
