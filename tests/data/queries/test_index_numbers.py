"""Index numbers: percent of a named base, and what is left of the quantifiers. All numbers are invented."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.queries.amounts import Amount
from data.queries.index_numbers import indexed
from data.schema import Quantifier

ABOUT_200 = Amount(200, Quantifier.APPROXIMATELY, is_approximate=True)


@pytest.mark.parametrize(
    ("amount", "base", "expected"),
    [
        (Amount(50), Amount(200), Amount(25)),
        (Amount(0), Amount(200), Amount(0)),
        (Amount(400, Quantifier.MORE_THAN), Amount(200), Amount(200, Quantifier.MORE_THAN)),
        (Amount(400, Quantifier.MORE_THAN), ABOUT_200, Amount(200, Quantifier.APPROXIMATELY, is_approximate=True)),
        (Amount(100, Quantifier.RANGE, high=300), Amount(200), Amount(50, Quantifier.RANGE, high=150)),
        (ABOUT_200, ABOUT_200, Amount(100)),
        (replace(ABOUT_200), ABOUT_200, Amount(100, Quantifier.APPROXIMATELY, is_approximate=True)),
        (Amount(50), Amount(0), None),
        (Amount(50), Amount(100, Quantifier.RANGE, high=300), None),
    ],
    ids=[
        "exact",
        "nobody",
        "bound of exact",
        "bound of about",
        "range",
        "the base itself",
        "as much as the base",
        "of nobody",
        "of a range",
    ],
)
def test_an_amount_in_percent_of_its_base(amount: Amount, base: Amount, expected: Amount | None) -> None:
    assert indexed(amount, base) == expected


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_order_and_zero_stay_in_an_index(base: int, one: int, other: int) -> None:
    first, second = indexed(Amount(one), Amount(base)), indexed(Amount(other), Amount(base))
    assert first is not None
    assert second is not None
    assert (first.figure == 0) == (one == 0)
    assert one > other or first.figure <= second.figure
