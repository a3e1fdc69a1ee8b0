"""A ledger between units closes or says by how much it does not. Figures are invented but for what ships."""

from typing import Any

import pytest

from data.asking import Desk
from data.errors import RequestRefused
from data.queries.answer import Number, Reason
from data.queries.question import Question
from data.queries.unit_ledger import UnitLedger, unit_ledgers
from tests.data.queries.invented import POLICY, TODAY, asking, engine, record
from tests.data.queries.test_record_rows import with_ids

ASKED = Question("evacuated", TODAY, event="storm-2025")


def moved(figure: int, start: str = "2025-05-02", **values: Any) -> dict[str, Any]:
    """Return people whom an office tells to have been moved inside the Bahamas in an invented storm."""
    given = {"measure": "evacuated", "source": "cited", "source_name": "NEMA", "event_id": "storm-2025"}
    return record(figure, start, **(given | {"country_iso3": "BHS", "origin_iso3": "BHS"} | values))


def ledgers(*rows: dict[str, Any], asked: Question = ASKED) -> tuple[UnitLedger, ...]:
    kept = with_ids(list(rows))
    return unit_ledgers(asking(kept), engine(kept), POLICY, asked)


def ledger(*rows: dict[str, Any]) -> UnitLedger:
    (only,) = ledgers(*rows)
    return only


def figure(number: Number) -> float | None:
    return number.amount.figure if number.amount else None


def lines(found: UnitLedger) -> dict[str, tuple[float | None, ...]]:
    return {line.admin1_code: (figure(line.moved), figure(line.arrived), figure(line.returned)) for line in found.lines}


def closing(found: UnitLedger) -> tuple[Any, ...]:
    numbers = (found.moved, found.left_nowhere, found.arrived, found.not_arrived, found.excess)
    return (*(figure(number) for number in numbers), found.closes)


TOTAL = moved(100)
LEFT = moved(70, origin_admin1_code="BS-CO")
ARRIVED = moved(60, admin1_code="BS-NP")


def test_those_who_arrived_and_those_not_told_make_those_who_were_moved() -> None:
    found = ledger(TOTAL, LEFT, ARRIVED)
    assert closing(found) == (100, 30, 60, 40, None, True)
    assert lines(found) == {"BS-CO": (70, None, None), "BS-NP": (None, 60, None)}


def test_more_who_arrived_than_were_moved_is_told_and_not_mended() -> None:
    found = ledger(TOTAL, moved(130, admin1_code="BS-NP"))
    assert closing(found) == (100, 100, 130, None, 30, False)


def test_where_nobody_tells_an_arrival_nobody_arrived_is_not_said() -> None:
    assert closing(ledger(TOTAL, LEFT)) == (100, 30, None, 100, None, True)


def test_where_only_arrivals_are_told_nobody_says_how_many_moved_out() -> None:
    found = ledger(ARRIVED)
    assert closing(found) == (None, None, 60, None, None, False)
    assert lines(found) == {"BS-NP": (None, 60, None)}


def test_units_that_exceed_the_country_are_told() -> None:
    found = ledger(TOTAL, moved(120, origin_admin1_code="BS-CO"))
    assert found.units_exceed
    assert figure(found.left_nowhere) is None


def test_people_moved_to_another_state_arrived_there_and_did_not_leave_it() -> None:
    abroad = moved(25, country_iso3="JAM")
    found = ledgers(TOTAL, ARRIVED, abroad)
    assert [one.country_iso3 for one in found] == ["BHS"]
    assert {code: figure(number) for code, number in found[0].abroad.items()} == {"JAM": 25}
    assert closing(found[0]) == (100, 100, 85, 15, None, True)


def test_a_state_that_took_people_in_keeps_its_own_ledger_apart() -> None:
    own = moved(7, country_iso3="JAM", origin_iso3="JAM")
    bahamas, jamaica = ledgers(TOTAL, moved(25, country_iso3="JAM"), own)
    assert closing(bahamas) == (100, 100, 25, 75, None, True)
    assert closing(jamaica) == (7, 7, None, 7, None, True)


def test_a_state_whose_people_are_told_abroad_alone_has_a_ledger() -> None:
    alone = Question("evacuated", TODAY, event="storm-2025", countries=("BHS",))
    (found,) = ledgers(moved(25, country_iso3="JAM"), asked=alone)
    assert closing(found) == (None, None, 25, None, None, False)


def test_of_two_reports_on_one_arrival_one_counts_and_the_other_stands_beside_it() -> None:
    found = ledger(TOTAL, ARRIVED, moved(65, "2025-05-04", admin1_code="BS-NP"))
    (line,) = [line for line in found.lines if line.admin1_code == "BS-NP"]
    assert figure(line.arrived) == 65
    assert [item.reason for item in line.arrived.making.left_out] == [Reason.OTHER_REPORT]


def test_both_ends_of_a_move_make_a_pair_and_parts_of_an_arrival_are_added() -> None:
    found = ledger(
        moved(40, origin_admin1_code="BS-CO", admin1_code="BS-NP"),
        moved(15, origin_admin1_code="BS-NO", admin1_code="BS-NP"),
    )
    assert {pair: figure(number) for pair, number in found.pairs.items()} == {
        ("BS-CO", "BS-NP"): 40,
        ("BS-NO", "BS-NP"): 15,
    }
    assert closing(found) == (55, 0, 55, 0, None, True)
    assert lines(found) == {"BS-CO": (40, None, None), "BS-NO": (15, None, None), "BS-NP": (None, 55, None)}


@pytest.mark.parametrize(
    "values",
    [
        {"role": "triangulation"},
        {"unit": "household"},
        {"sex": "female"},
        {"origin_iso3": None},
        {"origin_admin1_code": "BS-NP"},
    ],
    ids=["triangulation", "households of unknown size", "a part by sex", "no origin", "stayed in the unit"],
)
def test_what_is_no_arrival_is_left_out(values: dict[str, Any]) -> None:
    assert figure(ledger(TOTAL, ARRIVED | values).arrived) is None


def test_households_of_known_size_arrive_as_people() -> None:
    rows = (TOTAL, ARRIVED | {"unit": "household", "figure": 10, "household_size": 4.0})
    assert figure(ledger(*rows).arrived) == 40


def test_people_staying_in_a_unit_are_those_of_its_last_count() -> None:
    stays = {"measure": "in_shelter", "admin1_code": "BS-NP", "origin_iso3": None}
    found = ledger(TOTAL, moved(50, "2025-05-03", **stays), moved(20, "2025-05-09", **stays))
    (line,) = found.lines
    assert {name: figure(number) for name, number in line.staying.items()} == {"in_shelter": 20}


def test_what_is_told_after_the_day_is_not_known_on_it() -> None:
    early = Question("evacuated", TODAY.replace(month=5, day=3), event="storm-2025")
    (found,) = ledgers(TOTAL, ARRIVED, moved(90, "2025-05-09", admin1_code="BS-NP"), asked=early)
    assert figure(found.arrived) == 60


def test_nobody_moved_makes_no_ledger_and_an_event_must_be_named() -> None:
    assert ledgers(record(5)) == ()
    with pytest.raises(RequestRefused, match="name it"):
        ledgers(TOTAL, asked=Question("evacuated", TODAY))


def test_how_abacos_people_moved_after_dorian_is_told_from_what_ships(shipped_desk: Desk) -> None:
    asked = Question("evacuated", TODAY, countries=("BHS",), event="dorian-2019")
    (found,) = shipped_desk.unit_ledgers(asked)
    assert closing(found) == (5500, 500, 4800, 700, None, True)
    assert lines(found) == {
        "BHS-G01": (5000, None, None),
        "BHS-G02": (None, None, None),
        "BS-NP": (None, 4800, None),
    }
