"""The records behind a number: those in it add up to it, and every other one is there with its reason."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import RequestRefused
from data.queries.answer import Making, Number, Reason
from data.queries.counting import count
from data.queries.question import By, Question
from data.queries.record_rows import RecordRow, RowTotals, Show, count_rows, line_texts, number_of_line, read_rows
from tests.data.queries.invented import POLICY, TODAY, Row, engine, record
from tests.data.queries.test_properties import rows as any_rows


def with_ids(records: list[Any]) -> list[Row]:
    """Return the records, each with an id, as a store gives it."""
    return [{"record_id": f"invented-{place}"} | one for place, one in enumerate(records)]


def behind(records: list[Any], *, line: Mapping[str, Any] | None = None, **asked: Any) -> tuple[RecordRow, ...]:
    """Return all rows behind a number about these records."""
    opened = engine(with_ids(records))
    values: dict[str, Any] = {"measure": "idps", "as_of": TODAY} | asked
    answer = count(opened, Question(**values), POLICY)
    number = number_of_line(answer, line_texts((line or {}).items()))
    assert number is not None
    rows = read_rows(opened, number, take=1000)
    listed = sum(row.why_not is None for row in rows)
    assert count_rows(opened, number) == RowTotals(listed, len(rows) - listed)
    return rows


def told(rows: tuple[RecordRow, ...]) -> list[tuple[Any, Reason | None]]:
    """Return the figure of each row and why it is not in the number."""
    return [(row.record["figure"], row.why_not) for row in rows]


def test_later_count_is_in_the_number_and_the_earlier_one_beside_it() -> None:
    rows = behind([record(100, "2025-01-10"), record(120, "2025-05-10")])
    assert told(rows) == [(120, None), (100, Reason.LATER_COUNT)]


def test_every_row_left_out_says_why() -> None:
    matrix: dict[str, Any] = {
        "operation": "North", "reporting_round": 2, "admin1_code": "HT-OU", "assessment_type": "BA",
    }  # fmt: skip
    rows = behind([
        record(70, **matrix),
        record(30, **matrix, admin2_code="HT-OU-a"),
        record(8, **matrix, sex="female"),
        record(9, **matrix | {"assessment_type": "SA"}),
        record(60, "2025-03-01", **matrix | {"reporting_round": 1}),
        record(None, **matrix),
        record(5, **matrix | {"unit": "household"}),
        record(66, **matrix | {"role": "triangulation"}),
        record(90, source="unhcr"),
        record(91, "2020-03-01", source="unhcr"),
        record(40, "2020-01-01", source="nemo list"),
    ])  # fmt: skip
    assert sorted(told(rows), key=str) == sorted(
        [
            (70, None),
            (30, Reason.FINER_PLACE),
            (8, Reason.PART_OF_TOTAL),
            (9, Reason.OTHER_ASSESSMENT_TYPE),
            (60, Reason.LATER_COUNT),
            (None, Reason.NO_FIGURE),
            (5, Reason.ONLY_HOUSEHOLDS),
            (66, Reason.TRIANGULATION),
            (90, Reason.OTHER_SOURCE),
            (91, Reason.LATER_COUNT),
            (40, Reason.OTHER_SOURCE),
        ],
        key=str,
    )


def test_movements_of_the_period_alone_are_listed() -> None:
    moved: dict[str, Any] = {"measure": "new_displacements", "source": "idmc_gidd"}
    rows = behind(
        [record(10, "2023-01-01", **moved), record(20, "2024-05-01", **moved), record(7, "2024-06-01", **moved)],
        measure="new_displacements",
        date_from=TODAY.replace(year=2024, month=1, day=1),
    )
    assert told(rows) == [(7, None), (20, None)]


@pytest.mark.parametrize(
    ("by", "line", "expected"),
    [
        ((By.SEX,), {"sex": "female"}, [(8, None), (5, Reason.LATER_COUNT)]),
        ((By.SOURCE,), {"source": "Invented Gazette"}, [(30, None)]),
        ((By.COUNTRY, By.YEAR), {"country_iso3": "HTI", "year": 2024}, [(5, None)]),
        ((By.COUNTRY, By.DAY), {"country_iso3": "HTI", "day": "2025-06-01"}, [(20, None)]),
    ],
    ids=["a detail", "a publisher", "a year", "a day"],
)
def test_rows_of_one_line_of_an_answer(by: tuple[By, ...], line: dict[str, Any], expected: list[Any]) -> None:
    records = [
        record(20, "2025-06-01"),
        record(8, "2025-06-01", sex="female"),
        record(5, "2024-06-01", sex="female"),
        record(30, "2025-06-02", source="cited", source_name="Invented Gazette"),
    ]
    rows = behind(records, by=by, line=line)
    assert [one for one in told(rows) if one[1] is not Reason.PART_OF_TOTAL] == expected


def test_units_that_are_named_have_their_own_rows() -> None:
    rows = behind([record(3, admin1_code="HT-OU"), record(4, admin1_code="HT-AR")], units=("HT-OU",))
    assert told(rows) == [(3, None)]


def test_pages_hold_every_row_once() -> None:
    opened = engine(with_ids([record(figure, f"2025-06-{figure:02}") for figure in range(1, 24)]))
    number = count(opened, Question("idps", TODAY), POLICY).total
    pages = [read_rows(opened, number, skip=skip, take=5) for skip in range(0, 25, 5)]
    assert [row.record["figure"] for page in pages for row in page] == list(range(23, 0, -1))


def test_shown_are_the_rows_asked_for() -> None:
    opened = engine(with_ids([record(1, "2025-01-01"), record(2)]))
    number = count(opened, Question("idps", TODAY), POLICY).total
    shown = {show: [row.record["figure"] for row in read_rows(opened, number, show=show)] for show in Show}
    assert shown == {Show.IN_NUMBER: [2], Show.LEFT_OUT: [1], Show.ALL: [2, 1]}


def test_rows_about_people_who_could_be_harmed_are_never_listed() -> None:
    opened = engine(with_ids([record(12, measure="protection_cases")]))
    number = count(opened, Question("protection_cases", TODAY), POLICY).total
    for refused in (count_rows, read_rows):
        with pytest.raises(RequestRefused, match="not told row by row"):
            refused(opened, number)


def test_number_of_several_answers_has_no_rows_of_its_own() -> None:
    with pytest.raises(RequestRefused, match="open the rows of each"):
        read_rows(engine([]), Number(None, Making(())))


@pytest.mark.parametrize("text", ["' OR 1=1 --", "$keys", "'@@keys@@'", "%(keys)s", "a\x1fb", "2000000001"])
def test_hostile_place_is_a_value(text: str) -> None:
    rows = behind([record(4, provider_place_name=text), record(5, "2025-02-01", provider_place_name=text)])
    assert told(rows) == [(4, None), (5, Reason.LATER_COUNT)]


@pytest.mark.parametrize("measure", ["idps", "new_displacements", "people_in_need"])
@settings(max_examples=25)
@given(st.lists(any_rows(), min_size=1, max_size=12))
def test_rows_in_a_number_add_up_to_it(measure: str, given_rows: list[dict[str, Any]]) -> None:
    opened = engine(with_ids(given_rows))
    number = count(opened, Question(measure, TODAY), POLICY).total
    rows = read_rows(opened, number, take=1000)
    figures = [row.record["figure"] for row in rows if row.why_not is None]
    assert (sum(figures) if figures else None) == (number.amount.figure if number.amount else None)
    same = [one for one in given_rows if one["measure"] == measure and one["start_date"] <= TODAY]
    assert len(rows) == len([one for one in same if measure != "new_displacements" or one["end_date"] <= TODAY])
