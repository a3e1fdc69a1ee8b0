"""A course on paper: names of events and numbers hide neither bars nor each other. All figures are invented."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import altair
import pandas as pd
import pytest

from dashboard.briefings.chart_picture import chart_svg
from dashboard.charts.trend_chart import trend_chart
from dashboard.palette import Theme
from dashboard.trends import Mark, Trend

HEIGHT = 120
ROOT = Path(__file__).resolve().parents[3]


def movements(*figures: int) -> Trend:
    """Return movements of the years up to 2020, and a storm in the last of them."""
    first = 2021 - len(figures)
    table = pd.DataFrame(
        {
            "day": [pd.Timestamp(first + place, 1, 1) for place in range(len(figures))],
            "state": "Jamaica",
            "figure": [float(figure) for figure in figures],
            "words": [str(figure) for figure in figures],
            "is_exact": True,
            "segment": 0,
        }
    )
    marks = (Mark(date(2020, 8, 1), "An invented storm"), Mark(date(2020, 9, 1), "Another"))
    return Trend(table, marks, is_stock=False, shown=("Jamaica",), drawn_from=pd.Timestamp(first, 1, 1))


def counts(*days: tuple[str, str, int]) -> Trend:
    """Return counts of people: the day, the state and how many; each state's second year is a stretch of its own."""
    table = pd.DataFrame(
        {
            "day": [pd.Timestamp(day) for day, _, _ in days],
            "state": [state for _, state, _ in days],
            "figure": [float(figure) for _, _, figure in days],
            "words": [str(figure) for _, _, figure in days],
            "is_exact": True,
            "segment": [int(day[:4]) - 2020 for day, _, _ in days],
        }
    )
    shown = tuple(dict.fromkeys(table["state"]))
    return Trend(table, (), is_stock=True, shown=shown, drawn_from=pd.Timestamp(2020, 1, 1))


def texts(trend: Trend, *, is_printed: bool) -> dict[str, float]:
    """Return each text of a drawing with its height above (negative) or below the top of the plot."""
    svg = chart_svg(trend_chart(trend, Theme.LIGHT, is_printed=is_printed), width=320, height=HEIGHT)
    found = re.findall(r'<text [^>]*text-anchor="\w+" transform="translate\([-\d.]+,([-\d.]+)\)[^>]*>([^<]+)', svg)
    return {words: float(y) for y, words in found}


def test_events_stand_above_the_plot_on_lines_of_their_own_and_on_paper_above_the_legend() -> None:
    said = texts(movements(10, 20, 30), is_printed=True)
    assert said["An invented storm"] < said["Another"] < -15
    on_screen = texts(movements(10, 20, 30), is_printed=False)
    assert said["Another"] < on_screen["Another"] < 0
    assert on_screen["An invented storm"] < on_screen["Another"]


def test_wide_bars_have_their_numbers_and_narrow_ones_where_no_neighbour_is_higher() -> None:
    assert {"10", "20", "30"} <= texts(movements(10, 20, 30), is_printed=True).keys()
    said = texts(movements(55, 15, 14, 62, 27, 28, 95, 91), is_printed=True)
    assert {"55", "62", "95"} <= said.keys()
    assert not {"27", "28", "91", "15"} & said.keys()


def test_a_chart_is_valid_and_differs_only_in_its_rows_while_the_measure_changes() -> None:
    chart, other = (trend_chart(movements(*figures), Theme.LIGHT) for figures in ((10, 20, 30), (7, 8)))
    rows, other_rows = chart.pop("datasets"), other.pop("datasets")
    assert chart == other
    assert [row["figure"] for row in rows["values"]] == [10, 20, 30]
    assert [row["figure"] for row in other_rows["values"]] == [7, 8]
    altair.LayerChart.from_dict({**chart, "datasets": rows})  # checks it against the schema of Vega-Lite


def test_years_on_paper_are_the_same_wherever_the_clock_of_the_server_stands() -> None:
    program = """if True:
        from tests.dashboard.charts.test_trend_chart import movements, texts
        print(sorted(texts(movements(10, 20, 30), is_printed=True)))
    """
    said = []
    for zone in ("UTC", "America/Jamaica", "Pacific/Auckland"):
        environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT)}
        run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
        said.append(run.stdout.decode().splitlines()[-1])
    assert "2018" in said[0]
    assert len(set(said)) == 1, said


@pytest.mark.parametrize("is_printed", [True, False], ids=["paper", "screen"])
def test_counts_of_a_stretch_are_joined_by_steps_and_no_stretch_to_the_next(*, is_printed: bool) -> None:
    here = [("2020-01-01", "Haiti", 10), ("2020-03-01", "Haiti", 20), ("2020-05-01", "Haiti", 15)]
    trend = counts(*here, ("2021-01-01", "Haiti", 40), ("2021-02-01", "Haiti", 50), ("2020-02-01", "Jamaica", 5))
    svg = chart_svg(trend_chart(trend, Theme.LIGHT, is_printed=is_printed), width=320, height=HEIGHT)
    across, up = re.findall(r'<g class="mark-rule role-mark.*?</g>', svg)
    points = re.findall(r'<g class="mark-symbol role-mark.*?</g>', svg)[0]
    wide, high = ([[float(end) for end in found] for found in ends_of(part)] for part in (across, up))
    assert [(dx != 0, dy) for dx, dy in wide] == [(True, 0)] * 3
    assert [(dx, dy < 0) for dx, dy in high] == [(0, True), (0, False), (0, True)]  # two rises and a fall
    assert points.count("<path") == 6


def ends_of(strokes: str) -> list[tuple[str, str]]:
    """Return how far each stroke goes across and down."""
    return re.findall(r'<line [^>]*x2="([-\d.]+)" y2="([-\d.]+)"', strokes)
