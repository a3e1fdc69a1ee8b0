"""The legend says what is on the map and nothing else. All figures are invented."""

import pandas as pd
import pytest

from dashboard.maps.areas_layer import areas_layer
from dashboard.maps.circles_layer import circles_layer
from dashboard.maps.classes import quantile_classes
from dashboard.maps.legend import LegendEntry, LegendSign, legend
from dashboard.maps.shelters_layer import shelters_layer


def table(values: list[float | None]) -> pd.DataFrame:
    codes = [f"C{place}" for place in range(len(values))]
    return pd.DataFrame({"code": codes, "value": values, "figure": "invented"})


def entries(values: list[float | None]) -> list[tuple[str, str]]:
    layer = areas_layer(table(values), classes=quantile_classes(values, count=2))
    return [(entry.sign.value, entry.words) for entry in legend(title="t", areas=layer).entries]


def test_classes_zero_and_not_counted_are_told_apart() -> None:
    assert entries([1, 5, 9, 0, None]) == [
        ("shade", "1 to 5"),
        ("shade", "5 to 9"),
        ("zero_area", "0: counted, nobody found"),
        ("not_counted", "not counted"),
    ]


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ([4, 4], [("shade", "4")]),
        ([0], [("zero_area", "0: counted, nobody found")]),
        ([None], [("note", "nothing counted for this choice"), ("not_counted", "not counted")]),
        ([], [("note", "nothing counted for this choice")]),
    ],
    ids=["constant", "only zero", "only missing", "empty"],
)
def test_odd_values_leave_a_legend_that_can_be_read(values: list[float | None], lines: list[tuple[str, str]]) -> None:
    assert entries(values) == lines


def test_circles_tell_their_size_in_round_numbers() -> None:
    circles = circles_layer(table([400, 0]))

    assert legend(title="t", circles=circles, circles_title="people").entries == (
        LegendEntry(LegendSign.HEADING, "people"),
        LegendEntry(LegendSign.CIRCLE, "200", "19.8"),
        LegendEntry(LegendSign.CIRCLE, "50", "9.9"),
        LegendEntry(LegendSign.CIRCLE, "10", "4.4"),
        LegendEntry(LegendSign.ZERO_CIRCLE, "0: counted, nobody found"),
    )


def test_layers_without_marks_are_not_in_the_legend() -> None:
    nothing = shelters_layer(pd.DataFrame({"name": [], "code": [], "latitude": [], "longitude": []}))

    assert legend(title="t", shelters=nothing).entries == ()
