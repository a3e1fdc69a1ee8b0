"""The map of an evacuation inside a state: both numbers of a unit on it, arrows only where a report tells both ends."""

from dataclasses import replace

import pytest

from dashboard.unit_ledger_map import unit_ledger_map
from data.asking import Desk
from data.queries.unit_ledger import UnitLedger
from tests.dashboard.conftest import Choose
from tests.dashboard.invented import number


@pytest.fixture
def dorian(desk: Desk, choose: Choose) -> UnitLedger:
    (found,) = desk.unit_ledgers(choose(event="dorian-2019", place="BHS").question("evacuated"))
    return found


def test_units_that_people_left_or_reached_have_circles_and_no_arrow_is_invented(
    dorian: UnitLedger, choose: Choose
) -> None:
    content = unit_ledger_map(dorian, choose(event="dorian-2019", place="BHS"), summary="finding")
    assert content is not None
    assert content.circles is not None
    assert [(one.code, one.figure, one.printed) for one in content.circles.circles] == [
        ("BHS-G01", "about 5,000 moved out", "\u21975,000"),
        ("BS-NP", "4,800 arrived", "\u21984,800"),
    ]
    assert content.flows is None
    assert (content.focus, content.view.token, content.summary) == ("BHS", "BHS", "finding")


def test_a_pair_that_a_report_tells_is_an_arrow(dorian: UnitLedger, choose: Choose) -> None:
    told = replace(dorian, pairs={("BHS-G01", "BS-NP"): number(40)})  # invented
    content = unit_ledger_map(told, choose(), summary="")
    assert content is not None
    assert content.flows is not None
    assert [(flow.origin, flow.destination, flow.figure) for flow in content.flows.flows] == [
        ("BHS-G01", "BS-NP", "40")
    ]
    assert content.circles is None


def test_a_unit_that_people_left_and_reached_tells_both(dorian: UnitLedger, choose: Choose) -> None:
    (line,) = (line for line in dorian.lines if line.admin1_code == "BS-NP")
    both = replace(dorian, lines=(replace(line, moved=number(6000)),))  # invented
    content = unit_ledger_map(both, choose(), summary="")
    assert content is not None
    assert content.circles is not None
    (circle,) = content.circles.circles
    assert (circle.figure, circle.printed) == ("6,000 moved out; 4,800 arrived", "\u21976,000 \u21984,800")


def test_where_no_figure_tells_a_unit_there_is_no_map(dorian: UnitLedger, choose: Choose) -> None:
    assert unit_ledger_map(replace(dorian, lines=()), choose(), summary="") is None
