"""A rate names what it is divided by, and is not there where nothing is. Figures are invented but those that ship."""

from datetime import date
from typing import Any

import pytest

from data.asking import Desk
from data.errors import RequestRefused
from data.known_populations import known_populations
from data.queries.amounts import Amount
from data.queries.question import By, Question
from data.queries.rates import Denominator, Rate, added_denominator, rates
from data.schema import Quantifier
from tests.data.queries.invented import TODAY, asking, exact, record

PEOPLE = {"HTI": Denominator(2_000, None, "an invented office"), "HT-OU": Denominator(500, 2009, "an invented census")}


def rated(*rows: dict[str, Any], by: tuple[By, ...] = (By.COUNTRY,), people: Any = PEOPLE) -> tuple[Rate, ...]:
    return rates(asking(rows), Question("idps", TODAY, by=by), people)


def test_rate_is_people_in_a_thousand_and_names_its_denominator() -> None:
    (rate,) = rated(record(30))
    assert (rate.by, rate.per_thousand, rate.denominator) == ({"country_iso3": "HTI"}, exact(15), PEOPLE["HTI"])
    assert [part.amount for part in rate.number.making.parts] == [exact(30)]


def test_rate_keeps_what_the_source_said_of_the_number() -> None:
    (rate,) = rated(record(30, figure_high=50, quantifier="range"))
    assert rate.per_thousand == Amount(15, Quantifier.RANGE, high=25)


def test_unit_is_divided_by_its_own_people() -> None:
    rows = [record(30, admin1_code="HT-OU"), record(40, admin1_code="HT-AR")]
    assert [(rate.by["admin1_code"], rate.per_thousand) for rate in rated(*rows, by=(By.ADMIN1,))] == [
        ("HT-AR", None), ("HT-OU", exact(60)),
    ]  # fmt: skip


def test_population_of_the_store_stands_before_the_one_that_is_known_anyway() -> None:
    census = record(3_000, "2020-07-01", measure="population", source="cited", source_name="An invented census")
    (rate,) = rated(record(30), census)
    assert (rate.per_thousand, rate.denominator) == (exact(10), Denominator(3_000, 2020, "An invented census"))


@pytest.mark.parametrize("people", [{}, {"HTI": Denominator(0, 2020, "nobody lives there")}], ids=["unknown", "nobody"])
def test_without_people_there_is_no_rate(people: dict[str, Denominator]) -> None:
    (rate,) = rated(record(30), people=people)
    assert (rate.per_thousand, rate.number.amount) == (None, exact(30))


def test_rate_of_no_place_is_refused() -> None:
    with pytest.raises(RequestRefused, match="split by one of them"):
        rated(record(30), by=())


def test_people_of_several_units_are_known_only_if_those_of_each_are() -> None:
    one, other = Denominator(5, 2010, "A"), Denominator(7, 2011, "A")
    assert added_denominator([one, other]) == Denominator(12, None, "A")
    assert added_denominator([one, None]) is None
    assert added_denominator([]) is None


def test_every_state_has_people_and_a_group_those_of_its_units() -> None:
    people = known_populations()
    assert people["HTI"] == Denominator(11_753_900, None, "Unicode CLDR 48, which gives no year")
    assert people["JAM-G01"].people == people["JM-01"].people + people["JM-02"].people


def test_haitians_displaced_in_a_thousand(shipped_desk: Desk) -> None:
    asked = Question("idps", date(2025, 6, 15), by=(By.COUNTRY,), countries=("HTI",))
    (rate,) = rates(shipped_desk.count, asked, known_populations())
    assert rate.per_thousand is not None
    assert rate.per_thousand.figure == pytest.approx(1_300_000 / 11_753.9, abs=1e-6)
