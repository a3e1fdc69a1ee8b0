"""Class breaks: every value has its class, zero and missing have none, odd tables do not break them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.maps.classes import Classes, fixed_classes, logarithmic_classes, quantile_classes
from dashboard.maps.errors import LayerInputError

positive = st.floats(min_value=1e-3, max_value=1e7, allow_nan=False)


def test_fixed_edges_stay_as_they_were_set() -> None:
    classes = fixed_classes([1, 10, 100])

    assert list(classes.ranges) == [(1, 10), (10, 100)]
    assert [classes.class_of(value) for value in (1, 9.9, 10, 100, 5000, 0.1)] == [0, 0, 1, 1, 1, 0]


@pytest.mark.parametrize("edges", [[1], [1, 1], [2, 1], list(range(9))], ids=["one", "equal", "falling", "too many"])
def test_edges_that_no_legend_can_show_are_refused(edges: list[float]) -> None:
    with pytest.raises(LayerInputError, match="rising numbers"):
        fixed_classes(edges)


def test_quantiles_hold_equally_many_and_read_aloud() -> None:
    assert quantile_classes([1, 2, 3, 4, 5, 6, 7, 8, 9], count=4).edges == (1, 3, 5, 7, 9)
    assert quantile_classes([1234, 2345, 3456], count=2).edges == (1200, 2300, 3500)


def test_edges_of_equal_quantiles_fall_together() -> None:
    assert quantile_classes([5, 5, 5, 5, 9], count=4).edges == (5, 9)


def test_logarithmic_edges_multiply_by_ten() -> None:
    assert logarithmic_classes([3, 40, 500, 6000]).edges == (1, 10, 100, 1000, 10000)


def test_logarithmic_edges_of_a_narrow_range_are_one_two_five() -> None:
    assert logarithmic_classes([30, 180]).edges == (20, 50, 100, 200)


def test_too_many_logarithmic_classes_join_at_the_low_end() -> None:
    assert logarithmic_classes([2, 3_000_000], count=3).edges == (1, 100_000, 1_000_000, 10_000_000)


@pytest.mark.parametrize("method", [quantile_classes, logarithmic_classes])
@pytest.mark.parametrize("values", [[], [None, math.nan], [0, 0.0]], ids=["empty", "missing", "zeros"])
def test_a_table_without_a_value_above_zero_has_no_class(method: type, values: list[float | None]) -> None:
    assert method(values) == Classes()


@pytest.mark.parametrize("method", [quantile_classes, logarithmic_classes])
@pytest.mark.parametrize("values", [[7], [7, 7, 7], [7, 0, None]], ids=["single", "constant", "one counted"])
def test_equal_values_are_one_class(method: type, values: list[float | None]) -> None:
    classes = method(values)

    assert classes.edges == (7, 7)
    assert classes.class_of(7) == 0


@given(st.lists(positive, min_size=1, max_size=60), st.integers(min_value=1, max_value=7))
def test_every_value_lies_within_its_class(values: list[float], count: int) -> None:
    for classes in (quantile_classes(values, count=count), logarithmic_classes(values, count=count)):
        assert 1 <= classes.count <= count
        for value in values:
            low, high = classes.ranges[classes.class_of(value)]
            assert low <= value <= high
