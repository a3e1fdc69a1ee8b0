"""The time line of an event and the bars of movements, by their data. All numbers are invented."""

from datetime import date
from typing import Any

from dashboard.charts.course_chart import course_chart
from dashboard.charts.flows_chart import flows_chart
from dashboard.charts.trend_chart import trend_chart
from dashboard.evacuation_views import LANES, Point
from dashboard.language import speaking
from dashboard.movement_views import Flow
from dashboard.palette import Theme
from dashboard.selection import Selection
from dashboard.trends import source_trend, trend
from tests.data.queries.invented import TODAY, asking, record

POINTS = (
    Point("evacuated", date(2024, 7, 1), 50, "about 50", is_movement=True),
    Point("in_shelter", date(2024, 7, 1), 30, "30", is_movement=False),
    Point("in_shelter", date(2024, 7, 3), 20, "20", is_movement=False),
)


def drawn(chart: Any) -> list[list[dict[str, Any]]]:
    """Return the rows of each layer."""
    spec = chart.to_dict(context={"consolidate_datasets": False})
    named: dict[str, list[dict[str, Any]]] = spec.get("datasets", {})
    found = []
    for layer in spec["layer"]:
        data = layer.get("data") or spec.get("data", {})
        found.append(data.get("values") or named.get(data.get("name", ""), []))
    return found


def test_every_number_stands_in_its_lane_with_its_quantifier() -> None:
    marks = drawn(course_chart(POINTS, Theme.LIGHT))[1]
    assert [(row["lane"], row["day"], row["words"], row["kind"]) for row in marks] == [
        ("Evacuated", "2024-07-01T12:00:00", "about 50", "moved, up to the day"),
        ("People in shelters", "2024-07-01T12:00:00", "30", "there on the day"),
        ("People in shelters", "2024-07-03T12:00:00", "20", "there on the day"),
    ]


def test_a_lane_that_nobody_counted_says_so() -> None:
    layers = drawn(course_chart(POINTS, Theme.DARK))
    assert len(layers) == 4
    assert len(layers[3]) == len(LANES) - 2
    assert {row["words"] for row in layers[3]} == {"\u2013 not counted"}
    assert "Returned" in {row["lane"] for row in layers[3]}


def test_numbers_of_neighbouring_days_stand_above_and_below_and_others_above() -> None:
    days = ((1, 30), (2, 20), (3, 15), (9, 5))
    points = [Point("in_shelter", date(2024, 7, day), figure, str(figure), is_movement=False) for day, figure in days]
    rows = drawn(course_chart(points, Theme.LIGHT))[1]
    assert [(row["words"], row["below"]) for row in rows] == [("30", False), ("20", True), ("15", False), ("5", False)]
    assert not any(row["below"] for row in drawn(course_chart(POINTS, Theme.LIGHT))[1])


def test_days_on_the_axis_are_told_in_the_readers_language() -> None:
    with speaking("fr"):
        axis = course_chart(POINTS, Theme.LIGHT).to_dict()["layer"][0]["encoding"]["x"]["axis"]
    assert "juil." in axis["labelExpr"]
    assert [value["date"] for value in axis["values"]] == [1, 3]


def test_a_course_by_source_is_written_in_the_readers_language() -> None:
    rows = [record(1000, "2025-01-01"), record(3000, "2025-03-01")]
    with speaking("fr"):
        spec = trend_chart(source_trend(Selection(TODAY, place="HTI"), asking(rows)), Theme.LIGHT)
    assert spec["config"]["locale"]["number"]["thousands"] == "\u202f"
    encoding = spec["layer"][0]["layer"][0]["encoding"]
    assert "mars" in encoding["x"]["axis"]["labelExpr"]


def test_movements_that_several_sources_tell_are_never_stacked() -> None:
    moved = {"measure": "new_displacements"}
    rows = [
        record(100, "2024-03-01", **moved, source="idmc_gidd"),
        record(90, "2024-03-01", **moved, source="cited", source_name="Invented Bureau"),
    ]
    selection = Selection(TODAY, place="HTI", measure="new_displacements")
    by_source = trend_chart(source_trend(selection, asking(rows)), Theme.LIGHT)
    by_state = trend_chart(trend(selection, asking(rows)), Theme.LIGHT)
    marks = [spec["layer"][0]["layer"][0]["mark"]["type"] for spec in (by_source, by_state)]
    assert marks == ["point", "bar"]


def test_bars_carry_their_words_and_a_sign_for_the_region() -> None:
    flows = (Flow("Aa", "Bb", 7, "about 7", is_within_region=True), Flow("Cc", "Bb", 3, "3", is_within_region=False))
    bars = drawn(flows_chart(flows, Theme.LIGHT))[0]
    assert [(row["pair"], row["figure"], row["words"]) for row in bars] == [
        ("\u25cf Aa to Bb", 7, "about 7"),
        ("\u25cb Cc to Bb", 3, "3"),
    ]
