"""A number by sex and age says how much of it is broken down. Figures are invented but those that ship."""

from datetime import date
from typing import Any

import pytest

from data.asking import Desk
from data.queries.age_bands import ages_of, in_order, overlap
from data.queries.answer import Reason
from data.queries.breakdown import Breakdown, breakdown
from data.queries.question import By, Question
from tests.data.queries.invented import TODAY, ask, asking, beside, exact, figure, record, total


def people(number: int, sex: str | None = None, age: str | None = None, **values: Any) -> dict[str, Any]:
    return record(number, sex=sex, age_band=age, **values)


def split(*rows: dict[str, Any]) -> Breakdown:
    return breakdown(asking(rows), Question("idps", TODAY, countries=("HTI",)))


def test_cells_stand_in_order_beside_the_share_that_they_hold() -> None:
    by_sex = split(people(100), people(50, "male"), people(30, "female"), people(5, "unknown")).by_sex
    assert [(cell.sex, figure(cell.number)) for cell in by_sex.cells] == [
        ("female", 30), ("male", 50), ("unknown", 5),
    ]  # fmt: skip
    assert (figure(by_sex.broken_down.part), figure(by_sex.broken_down.whole)) == (80, 100)
    assert by_sex.broken_down.percent == 80.0


def test_both_together_are_told_only_where_both_were_asked() -> None:
    found = split(people(100), people(60, "female"), people(20, "female", "0-17"), people(10, "male", "0-17"))
    assert [(cell.sex, cell.age_band, figure(cell.number)) for cell in found.by_sex_and_age.cells] == [
        ("female", "0-17", 20), ("male", "0-17", 10),
    ]  # fmt: skip
    assert (figure(found.by_sex.broken_down.part), figure(found.by_age.broken_down.part)) == (60, 30)


def test_number_that_nobody_broke_down_says_so() -> None:
    found = split(people(100))
    assert (found.by_sex.cells, found.by_sex.broken_down.percent, found.whole.amount) == ((), None, exact(100))
    assert beside(found.by_sex.broken_down.part.making) == {(Reason.NOT_BROKEN_DOWN, None)}


def test_parts_of_another_day_are_no_share_of_the_whole() -> None:
    found = split(people(100), people(30, "female", start="2025-01-01"))
    assert figure(found.by_sex.broken_down.part) is None
    assert (Reason.OTHER_DATE_THAN_COUNTRY, 30) in beside(found.by_sex.broken_down.part.making)


def test_overlapping_bands_have_no_sum() -> None:
    found = split(people(100), people(40, age="0-17"), people(10, age="12-17"))
    assert [figure(cell.number) for cell in found.by_age.cells] == [40, 10]
    assert found.by_age.broken_down.part.amount is None
    assert (Reason.AGE_BANDS_OVERLAP, None) in beside(found.by_age.broken_down.part.making)


def test_answer_by_age_has_no_total_where_bands_overlap() -> None:
    rows = [people(40, age="0-17"), people(10, age="12-17"), people(50, age="18+")]
    answer = ask(rows, by=(By.AGE,))
    assert (total(answer), (Reason.AGE_BANDS_OVERLAP, None) in beside(answer.total.making)) == (None, True)
    assert total(ask([rows[0], rows[2]], by=(By.AGE,))) == 90


def test_source_that_gives_each_person_one_band_may_be_added() -> None:
    cases: dict[str, Any] = {"measure": "trafficking_victims_identified", "source": "ctdc"}
    rows = [people(4, age="0-17", **cases), people(3, age="9-17", **cases)]
    assert total(ask(rows, measure="trafficking_victims_identified", by=(By.AGE,))) == 7


def test_more_people_in_the_parts_than_in_the_whole_are_no_share() -> None:
    found = split(people(100), people(70, "female"), people(60, "male"))
    assert found.by_sex.broken_down.percent is None
    assert beside(found.by_sex.broken_down.part.making) == {(Reason.PARTS_EXCEED_TOTAL, None)}


def test_country_is_broken_down_as_far_as_its_units_are() -> None:
    rows = [people(100), people(30, "female", admin1_code="HT-OU"), people(20, "male", admin1_code="HT-AR")]
    found = split(*rows)
    assert [figure(cell.number) for cell in found.by_sex.cells] == [30, 20]
    assert (found.by_sex.broken_down.percent, found.whole.amount) == (50.0, exact(100))
    assert (Reason.NOT_BROKEN_DOWN, 100) in beside(ask(rows, by=(By.SEX,)).total.making)


@pytest.mark.parametrize(
    ("band", "ages"),
    [("0-4", (0, 4)), ("9--17", (9, 17)), ("18 - 59", (18, 59)), ("60+", (60, 200)), ("<18", (0, 17)), ("old", None)],
    ids=str,
)
def test_ages_of_a_band(band: str, ages: tuple[int, int] | None) -> None:
    assert ages_of(band) == ages


def test_bands_are_ordered_by_age_and_words_come_last() -> None:
    assert in_order(["60+", "unknown", "5-11", "0-4", "12-17"]) == ["0-4", "5-11", "12-17", "60+", "unknown"]


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        (["0-4", "5-11", "unknown", None], False),
        (["0-4", "4-11"], True),
        (["children", "adults"], False),
        (["children", "18+"], True),
    ],
    ids=str,
)
def test_bands_overlap_where_a_person_may_be_in_two(bands: list[str | None], expected: bool) -> None:
    assert overlap(bands) is expected


def test_haitis_displaced_by_sex_and_age_as_unhcr_publishes_them(shipped_desk: Desk) -> None:
    found = breakdown(shipped_desk.count, Question("idps", date(2026, 1, 1), countries=("HTI",), source="unhcr"))
    assert [(cell.sex, figure(cell.number)) for cell in found.by_sex.cells] == [("female", 775_623), ("male", 655_280)]
    assert [cell.age_band for cell in found.by_age.cells] == ["0-4", "5-11", "12-17", "18-59", "60+"]
    assert (figure(found.whole), found.by_sex_and_age.broken_down.percent) == (1_430_903, 100.0)
