"""What a source says of a figure survives adding; households become people; nothing is not zero (R14, R17, R26).

Figures are invented.
"""

import pytest

from data.queries.amounts import Amount, subtract, sum_of
from data.queries.answer import Reason
from data.queries.question import By
from data.schema import Quantifier
from tests.data.queries.invented import ask, beside, exact, record, table, total

Q = Quantifier
MORE, ABOUT, LESS = Amount(500, Q.MORE_THAN), Amount(200, Q.APPROXIMATELY), Amount(100, Q.LESS_THAN)
AT_LEAST, UP_TO, RANGE = Amount(50, Q.AT_LEAST), Amount(40, Q.UP_TO), Amount(10, Q.RANGE, high=30)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([exact(5), exact(7)], exact(12)),
        ([MORE, ABOUT], Amount(700, Q.MORE_THAN, is_approximate=True)),
        ([MORE, exact(5)], Amount(505, Q.MORE_THAN)),
        ([MORE, AT_LEAST], Amount(550, Q.MORE_THAN)),
        ([AT_LEAST, exact(5)], Amount(55, Q.AT_LEAST)),
        ([LESS, exact(5)], Amount(105, Q.LESS_THAN)),
        ([LESS, UP_TO], Amount(140, Q.UP_TO)),
        ([UP_TO, ABOUT], Amount(240, Q.UP_TO, is_approximate=True)),
        ([MORE, LESS], Amount(600, Q.APPROXIMATELY, is_approximate=True, is_mixed=True)),
        ([ABOUT, exact(5)], Amount(205, Q.APPROXIMATELY, is_approximate=True)),
        ([RANGE, exact(5)], Amount(15, Q.RANGE, high=35)),
        ([RANGE, RANGE], Amount(20, Q.RANGE, high=60)),
        ([RANGE, ABOUT], Amount(210, Q.RANGE, high=230, is_approximate=True)),
        ([RANGE, MORE], Amount(510, Q.MORE_THAN)),
        ([RANGE, LESS], Amount(130, Q.LESS_THAN)),
    ],
    ids=[
        "exact", "more than and about", "more than and exact", "more than and at least", "at least and exact",
        "less than and exact", "less than and up to", "up to and about", "more than and less than", "about and exact",
        "range and exact", "two ranges", "range and about", "range and more than", "range and less than",
    ],
)  # fmt: skip
def test_quantifier_survives_adding(parts: list[Amount], expected: Amount) -> None:
    assert [sum_of(parts), sum_of(reversed(parts))] == [expected, expected]


def test_bounds_of_both_sides_stay_mixed_whatever_is_added_later() -> None:
    mixed = sum_of([MORE, LESS])
    assert mixed is not None
    again = sum_of([mixed, exact(5)])
    assert again == Amount(605, Q.APPROXIMATELY, is_approximate=True, is_mixed=True)


def test_sum_over_nothing_is_missing_and_not_zero() -> None:
    assert sum_of([]) is None


def test_rows_that_the_engine_adds_keep_their_words() -> None:
    rows = [
        record(500, origin_admin1_code="HT-OU", quantifier="more_than"),
        record(200, origin_admin1_code="HT-AR", quantifier="approximately"),
    ]
    assert ask(rows).total.amount == Amount(700, Q.MORE_THAN, is_approximate=True)


def test_both_ends_of_a_range_are_added_in_the_engine() -> None:
    rows = [
        record(10, figure_high=30, quantifier="range", origin_admin1_code="HT-OU"),
        record(5, origin_admin1_code="HT-AR"),
    ]
    assert ask(rows).total.amount == Amount(15, Q.RANGE, high=35)


def test_words_of_countries_survive_in_the_region() -> None:
    rows = [record(500, quantifier="at_least"), record(10, figure_high=30, quantifier="range", country_iso3="JAM")]
    assert ask(rows).total.amount == Amount(510, Q.AT_LEAST)


def test_households_become_people_by_their_size() -> None:
    rows = [record(100, unit="household", household_size=4.5), record(5, origin_admin1_code="HT-AR")]
    assert ask(rows).total.amount == exact(455)


def test_range_of_households_becomes_a_range_of_people() -> None:
    row = record(10, figure_high=20, quantifier="range", unit="household", household_size=4.0)
    assert ask([row]).total.amount == Amount(40, Q.RANGE, high=80)


@pytest.mark.parametrize("measure", ["idps", "returned"], ids=["stock", "flow"])
def test_households_of_unknown_size_are_no_number_of_people(measure: str) -> None:
    answer = ask([record(30, unit="household", measure=measure)], measure=measure)
    assert (answer.rows, answer.total.amount) == ((), None)
    assert [(item.reason, str(item.detail)) for item in answer.total.making.left_out] == [
        (Reason.ONLY_HOUSEHOLDS, "30 households without a household size")
    ]


@pytest.mark.parametrize("measure", ["idps", "returned"], ids=["stock", "flow"])
def test_households_of_unknown_size_are_listed_also_beside_people(measure: str) -> None:
    values = {"measure": measure, "source": "idmc_gidd"}
    rows = [record(100, origin_iso3="HTI", **values), record(30, unit="household", origin_iso3="HTI", **values)]
    answer = ask(rows, measure=measure)
    assert answer.total.amount == exact(100)
    assert [(item.reason, str(item.detail)) for item in answer.total.making.left_out] == [
        (Reason.ONLY_HOUSEHOLDS, "30 households without a household size")
    ]


@pytest.mark.parametrize("measure", ["idps", "returned"], ids=["stock", "flow"])
def test_missing_figure_is_not_zero_and_says_nothing(measure: str) -> None:
    answer = ask([record(None, measure=measure)], measure=measure, by=(By.COUNTRY,))
    assert (answer.rows, answer.total.amount, answer.total.making.left_out) == ((), None, ())


@pytest.mark.parametrize("measure", ["idps", "returned"], ids=["stock", "flow"])
def test_zero_that_was_counted_is_zero(measure: str) -> None:
    answer = ask([record(0, measure=measure)], measure=measure, by=(By.COUNTRY,))
    assert (table(answer), answer.total.amount) == ({("HTI",): 0}, exact(0))


def test_missing_figure_leaves_the_other_rows_of_its_round() -> None:
    rows = [record(5, origin_admin1_code="HT-OU"), record(None, origin_admin1_code="HT-AR")]
    assert total(ask(rows)) == 5


def test_missing_figure_does_not_replace_an_earlier_count() -> None:
    answer = ask([record(100, "2025-01-01"), record(None, "2025-02-01")])
    assert answer.total.amount == exact(100)
    assert beside(answer.total.making) == set()


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        (exact(12), exact(5), exact(7)),
        (exact(5), exact(12), exact(-7)),
        (MORE, exact(5), Amount(495, Q.MORE_THAN)),
        (exact(600), MORE, Amount(100, Q.LESS_THAN)),
        (exact(60), AT_LEAST, Amount(10, Q.UP_TO)),
        (exact(60), UP_TO, Amount(20, Q.AT_LEAST)),
        (exact(150), LESS, Amount(50, Q.MORE_THAN)),
        (exact(500), ABOUT, Amount(300, Q.APPROXIMATELY, is_approximate=True)),
        (exact(50), RANGE, Amount(20, Q.RANGE, high=40)),
        (MORE, AT_LEAST, Amount(450, Q.APPROXIMATELY, is_approximate=True, is_mixed=True)),
    ],
)
def test_bounds_turn_round_in_what_is_taken_away(whole: Amount, part: Amount, expected: Amount) -> None:
    assert subtract(whole, part) == expected
