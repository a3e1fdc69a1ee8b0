"""Lanes, lines over each other and the grid of seasons, by their data. All numbers are invented."""

from datetime import date
from typing import Any

import pytest

from dashboard.charts.lane_rows import LaneSettings, lane_rows
from dashboard.charts.lanes_chart import lanes_chart
from dashboard.charts.overlay_chart import overlay_chart
from dashboard.charts.season_chart import season_chart
from dashboard.charts.signs import signs_html
from dashboard.comparisons import Line, Point
from dashboard.palette import Theme
from dashboard.seasons import Cause, Season, Seasons
from dashboard.trends import Mark
from data.queries.amounts import Amount
from data.queries.question import FlowDating
from data.schema import Quantifier
from tests.dashboard.invented import number

LIGHT = LaneSettings(theme=Theme.LIGHT)
MARKED = LaneSettings(theme=Theme.DARK, marks=(Mark(date(2020, 3, 1), "Invented storm"),), until=date(2021, 1, 1))


def line(name: str, *counts: tuple[date, float], measure: str = "idps", zero: date | None = None) -> Line:
    points = [
        Point(day, Amount(figure), number(figure, day), segment=place) for place, (day, figure) in enumerate(counts)
    ]
    return Line(name, name, measure, tuple(points), day_zero=zero)


AA = line("Aa", (date(2020, 1, 1), 10), (date(2020, 7, 1), 40))
BB = line("Bb", (date(2020, 1, 1), 400))
MOVED = line("Cc", (date(2019, 1, 1), 5), (date(2020, 1, 1), 50), measure="evacuated")


def rows_of(chart: Any) -> list[list[dict[str, Any]]]:
    """Return the rows of each layer."""
    spec = chart.to_dict()
    named = spec.get("datasets", {})
    given = [layer.get("data") or spec["data"] for layer in spec["layer"]]
    return [data.get("values") or named[data["name"]] for data in given]


def kinds_of(chart: Any) -> list[str]:
    return [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]


def test_each_lane_has_its_own_scale_or_all_share_that_of_the_highest() -> None:
    own = [row["y"] for row in lane_rows([AA, BB], LIGHT)]
    shared = [row["y"] for row in lane_rows([AA, BB], LaneSettings(theme=Theme.LIGHT, has_one_scale=True))]
    assert own[1] == own[2] - 1
    assert shared[2] == own[2]
    assert shared[0] > own[0]
    assert shared[1] < shared[0]


def test_rounds_are_joined_by_steps_and_no_line_goes_through_a_gap() -> None:
    spec = lanes_chart([AA], LIGHT).to_dict()
    steps = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "line")
    assert steps["mark"]["interpolate"] == "step-after"
    assert steps["encoding"]["detail"]["field"] == "stretch"
    assert [row["stretch"] for row in lane_rows([AA], LIGHT)] == ["0.0", "0.1"]


def test_movements_are_bars_of_their_year_in_lanes_and_beside_each_other() -> None:
    assert "line" not in kinds_of(lanes_chart([MOVED], LIGHT))
    assert [(row["x"][:4], row["until"][:4]) for row in lane_rows([MOVED], LIGHT)] == [
        ("2019", "2019"),
        ("2020", "2020"),
    ]
    chart = overlay_chart([MOVED, line("Dd", (date(2020, 1, 1), 7), measure="evacuated")], LIGHT)
    assert "line" not in kinds_of(chart)
    bars = next(rows for rows in rows_of(chart) if "until" in rows[0])
    first, second = (row for row in bars if row["x"].startswith("2020"))
    assert first["until"] <= second["x"]


def test_a_lane_that_nobody_counted_says_so() -> None:
    chart = lanes_chart([AA], LaneSettings(theme=Theme.LIGHT, empty=("Bb",)))
    assert [{"y": pytest.approx(1.2), "name": "Bb: \u2013 not counted"}] in rows_of(chart)


@pytest.mark.parametrize("draw", [lanes_chart, overlay_chart], ids=["lanes", "over each other"])
def test_events_are_marked_and_named(draw: Any) -> None:
    chart = draw([AA, BB], MARKED)
    names = [row["name"] for rows in rows_of(chart) for row in rows if row.get("name", "").startswith("Invented")]
    assert names == ["Invented storm"]
    assert [{"x": "2020-03-01T12:00:00"}] in rows_of(chart)


@pytest.mark.parametrize("draw", [lanes_chart, overlay_chart], ids=["lanes", "over each other"])
def test_events_by_days_count_from_their_own_day_0(draw: Any) -> None:
    one = line("Aa", (date(2020, 1, 3), 5), zero=date(2020, 1, 1))
    other = line("Bb", (date(2024, 1, 9), 7), zero=date(2024, 1, 2))
    chart = draw([one, other], LaneSettings(theme=Theme.LIGHT, by_days=True))
    points = next(rows for rows, kind in zip(rows_of(chart), kinds_of(chart), strict=True) if kind == "point")
    assert [(row["name"], row["x"], row["when"]) for row in points] == [
        ("Aa", 2, "day 2, 3 Jan 2020"),
        ("Bb", 7, "day 7, 9 Jan 2024"),
    ]
    assert [{"x": 0}] in rows_of(chart)


def test_the_newest_number_of_each_line_is_printed_with_its_quantifier() -> None:
    more = Point(date(2020, 7, 1), Amount(40, Quantifier.MORE_THAN), number(40))
    chart = overlay_chart([Line("Aa", "Aa", "idps", (AA.points[0], more))], LIGHT)
    assert "more than 40" in [row.get("words") for row in rows_of(chart)[-1]]


def test_the_legend_has_a_shape_beside_the_colour_and_runs_nothing() -> None:
    told = signs_html(["<script>x</script>", "Bb"], Theme.LIGHT, has_shapes=True)
    assert "&lt;script&gt;" in told
    assert "\u25cf" in told
    assert "\u25a0" in told


def test_a_month_without_a_record_is_a_dash_and_a_zero_is_a_zero() -> None:
    years = (Season(2020, {8: number(0), 9: number(2_000)}, number(2_000), None, None, number(2_000)),)
    chart = season_chart(Seasons("evacuated", Cause.STORM, FlowDating.END, years), Theme.LIGHT)
    cells, printed = rows_of(chart)
    assert [(row["column"], row["words"]) for row in cells] == [("Sep", "2,000")]
    assert [row["printed"] for row in printed] == ["\u2013", "\u2013", "0", "2,000", *["\u2013"] * 2, "2,000", "\u2013"]
