"""What holds for any records: order, parts and whole, later rounds, missing figures. All records are invented."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.queries.amounts import Amount, Flags, difference, sum_of, total_of
from data.queries.answer import Answer
from data.queries.counting import count, stock_course
from data.queries.policy import OperationRule, Policy
from data.queries.question import By, FlowDating, Question
from data.schema import Quantifier
from data.store.engine import engine_over_frame
from tests.data.queries.invented import PLACES, POLICY, TODAY, ask, frame, record, total

UNITS = {"HTI": ("HT-OU", "HT-AR"), "BHS": ("BS-CO", "BS-NO", "BS-NP", "BHS-G01"), "VGB": ("VGB-X00", "VGB-X01")}
FIGURES = st.one_of(st.none(), st.integers(0, 1000))
FEW = settings(max_examples=25)


@st.composite
def places(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a country, one of its units, a commune of it, or a place that nobody knows."""
    country = draw(st.sampled_from(sorted(UNITS)))
    unit = draw(st.one_of(st.none(), st.sampled_from(UNITS[country])))
    commune = draw(st.one_of(st.none(), st.sampled_from([f"{unit}-a", f"{unit}-b"]))) if unit else None
    name = None if unit else draw(st.one_of(st.none(), st.just("Invented Hill")))
    return {"country_iso3": country, "admin1_code": unit, "admin2_code": commune, "provider_place_name": name}


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a record of people displaced or of movements, by any source, of any kind."""
    start = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 600)))
    source = draw(st.sampled_from(["iom_dtm", "idmc_gidd", "idmc_idu", "unhcr", "cited", "nemo list"]))
    has_rounds = source == "iom_dtm" and draw(st.booleans())
    return record(
        draw(FIGURES),
        start.isoformat(),
        measure=draw(st.sampled_from(["idps", "new_displacements", "people_in_need"])),
        end_date=start + timedelta(days=draw(st.integers(0, 40))),
        source=source,
        source_name=draw(st.sampled_from(["Invented Gazette", "Invented Herald (NEMO)"]))
        if source == "cited"
        else None,
        operation=draw(st.sampled_from(["North", "South"])) if has_rounds else None,
        reporting_round=draw(st.integers(1, 3)) if has_rounds else None,
        assessment_type=draw(st.sampled_from(["BA", "SA"])) if has_rounds else None,
        quantifier=draw(st.sampled_from([str(word) for word in Quantifier if word is not Quantifier.RANGE])),
        role=draw(st.sampled_from(["recommended", "recommended", "triangulation"])),
        sex=draw(st.sampled_from([None, None, "female", "male"])),
        sector=draw(st.sampled_from([None, "all", "Health", "Shelter"])),
        event_id=draw(st.sampled_from([None, "storm", "flood"])),
        term=draw(st.sampled_from([None, "displaced", "sheltered"])),
        unit=draw(st.sampled_from(["person", "person", "household"])),
        **draw(places()),
    )


def asked_in_order(given_rows: list[dict[str, Any]], question: Question) -> Answer:
    """Return the answer on the records in the order given."""
    policy = Policy(PLACES, (OperationRule("HTI", "North", True), OperationRule("HTI", "South", True)))
    return count(engine_over_frame(frame(given_rows)), question, policy)


@pytest.mark.parametrize("measure", ["idps", "new_displacements", "people_in_need"])
@pytest.mark.parametrize("by", [(), (By.ADMIN1,), (By.COUNTRY, By.MONTH), (By.SOURCE,)], ids=str)
@settings(max_examples=12)
@given(st.lists(rows(), min_size=1, max_size=12), st.randoms(use_true_random=False), st.sampled_from(list(FlowDating)))
def test_order_of_records_does_not_matter(
    measure: str, by: tuple[By, ...], given_rows: list[dict[str, Any]], random: Any, dating: FlowDating
) -> None:
    question = Question(measure, TODAY, by=by, dating=dating)
    mixed = list(given_rows)
    random.shuffle(mixed)
    assert asked_in_order(mixed, question) == asked_in_order(given_rows, question)


@pytest.mark.parametrize("measure", ["idps", "new_displacements", "people_in_need"])
@pytest.mark.parametrize("level", [By.ADMIN1, By.ADMIN2])
@settings(max_examples=15)
@given(st.lists(rows(), min_size=1, max_size=12))
def test_units_and_people_beside_the_map_add_up_to_the_whole(
    measure: str, level: By, given_rows: list[dict[str, Any]]
) -> None:
    whole = total(asked_in_order(given_rows, Question(measure, TODAY)))
    answer = asked_in_order(given_rows, Question(measure, TODAY, by=(level,)))
    assert total(answer) == whole
    if answer.unplaced is not None:
        placed = sum(row.number.amount.figure for row in answer.rows if row.number.amount is not None)
        assert round(placed + answer.unplaced.figure, 6) == whole


@pytest.mark.parametrize("measure", ["idps", "new_displacements", "people_in_need"])
@FEW
@given(st.lists(rows(), min_size=1, max_size=12))
def test_countries_add_up_to_the_region(measure: str, given_rows: list[dict[str, Any]]) -> None:
    answer = asked_in_order(given_rows, Question(measure, TODAY, by=(By.COUNTRY,)))
    figures = [row.number.amount.figure for row in answer.rows if row.number.amount is not None]
    assert total(answer) == (sum(figures) if figures else None)


@FEW
@given(st.lists(rows(), min_size=1, max_size=12), st.lists(st.integers(0, 1000), min_size=2, max_size=2))
def test_later_round_of_every_unit_replaces_all_before(given_rows: list[dict[str, Any]], latest: list[int]) -> None:
    before = [row | {"operation": "North", "country_iso3": "HTI", "measure": "idps"} for row in given_rows]
    units = zip(UNITS["HTI"], latest, strict=True)
    after = [
        record(figure, TODAY.isoformat(), operation="North", reporting_round=9, admin1_code=unit)
        for unit, figure in units
    ]
    answer = ask([row | {"source": "iom_dtm"} for row in before] + after, by=(By.ADMIN1,))
    assert answer.total.amount == Amount(sum(latest))
    assert {row.by["admin1_code"]: row.number.amount for row in answer.rows} == {
        unit: Amount(figure) for unit, figure in zip(UNITS["HTI"], latest, strict=True)
    }


@pytest.mark.parametrize("measure", ["idps", "new_displacements", "people_in_need"])
@FEW
@given(st.lists(rows(), min_size=1, max_size=8))
def test_records_without_a_figure_change_nothing(measure: str, given_rows: list[dict[str, Any]]) -> None:
    question = Question(measure, TODAY, by=(By.ADMIN1,))
    with_figure = [row for row in given_rows if row["figure"] is not None]
    silent = [row | {"figure": None} for row in given_rows]
    assert asked_in_order(given_rows + silent, question) == asked_in_order(with_figure or silent, question)


@FEW
@given(st.lists(rows(), max_size=8))
def test_no_total_is_zero_unless_a_zero_was_counted(given_rows: list[dict[str, Any]]) -> None:
    counted = [row | {"figure": row["figure"] or None} for row in given_rows] or [record(None)]
    for measure in ("idps", "new_displacements", "people_in_need"):
        assert total(asked_in_order(counted, Question(measure, TODAY))) != 0


@FEW
@given(st.lists(rows(), min_size=1, max_size=12))
def test_unit_asked_for_alone_is_its_row_of_the_map(given_rows: list[dict[str, Any]]) -> None:
    for measure in ("idps", "new_displacements"):
        answer = asked_in_order(given_rows, Question(measure, TODAY, by=(By.ADMIN1,)))
        for row in answer.rows:
            alone = asked_in_order(given_rows, Question(measure, TODAY, units=(row.by["admin1_code"],)))
            assert alone.total.amount == row.number.amount


@FEW
@given(st.lists(rows(), min_size=1, max_size=12))
def test_no_figure_is_both_counted_and_left_out(given_rows: list[dict[str, Any]]) -> None:
    for measure in ("idps", "new_displacements"):
        making = asked_in_order(given_rows, Question(measure, TODAY)).total.making
        assert not {item.part for item in making.left_out if item.part} & set(making.parts)


AMOUNTS = st.builds(
    Amount,
    st.integers(0, 1000).map(float),
    st.sampled_from([word for word in Quantifier if word is not Quantifier.RANGE]),
)


@given(st.lists(AMOUNTS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_of_adding_does_not_matter(amounts: list[Amount], random: Any) -> None:
    mixed = list(amounts)
    random.shuffle(mixed)
    assert sum_of(mixed) == sum_of(amounts)


@given(st.lists(AMOUNTS, min_size=2, max_size=6), st.integers(1, 5))
def test_adding_in_two_steps_is_adding_at_once(amounts: list[Amount], cut: int) -> None:
    parts = [sum_of(amounts[:cut]), sum_of(amounts[cut:])]
    assert sum_of(part for part in parts if part is not None) == sum_of(amounts)


@given(AMOUNTS, AMOUNTS)
def test_what_is_left_and_what_was_taken_are_the_whole(part: Amount, rest: Amount) -> None:
    whole = sum_of([part, rest])
    assert whole is not None
    left = difference(whole, part)
    assert left is not None
    assert left.figure == rest.figure


@given(st.integers(0, 100), st.integers(0, 100))
def test_ends_of_a_range_stay_in_order(low: int, width: int) -> None:
    amount = total_of([(float(low), float(low + width), Flags(ranges=1))])
    assert amount is not None
    assert (amount.figure, amount.high) == (low, low + width if width else None)


@FEW
@given(st.integers(1, 5000), st.integers(0, 59), st.integers(1, 90))
def test_spread_movement_is_whole_when_its_months_are_added(figure: int, first: int, days: int) -> None:
    start = date(2024, 1, 1) + timedelta(days=first)
    row = record(figure, start.isoformat(), end_date=start + timedelta(days=days - 1), source="idmc_gidd")
    question = Question("returned", TODAY, by=(By.MONTH,), dating=FlowDating.SPREAD)
    answer = count(engine_over_frame(pl.DataFrame(frame([row | {"measure": "returned"}]))), question, POLICY)
    months = [row.number.amount.figure for row in answer.rows if row.number.amount]
    assert abs(sum(months) - figure) < 0.001
    assert answer.total.amount is not None
    assert abs(answer.total.amount.figure - figure) < 0.001


@pytest.mark.parametrize("measure", ["idps", "people_in_need"])
@pytest.mark.parametrize("by", [(By.COUNTRY,), (By.ADMIN1,)], ids=str)
@FEW
@given(st.lists(rows(), min_size=1, max_size=12))
def test_course_of_a_stock_is_the_count_of_each_day(
    measure: str, by: tuple[By, ...], given_rows: list[dict[str, Any]]
) -> None:
    opened = engine_over_frame(frame(given_rows))
    question = Question(measure, date(2026, 1, 1), by=by)
    course = stock_course(opened, question, POLICY, most=100)
    assert [count(opened, replace(question, as_of=one.question.as_of), POLICY) for one in course] == list(course)
    days = {one.question.as_of for one in course}
    counted = {part.date for one in course for row in one.rows for part in row.number.making.parts}
    assert counted == days
