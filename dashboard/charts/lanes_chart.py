"""Courses below each other on one time line: a lane for each, its numbers printed, and lanes that nobody counted."""

from collections.abc import Sequence
from typing import Any, cast

import altair as alt

from dashboard.charts.haloed import haloed
from dashboard.charts.inline import inline
from dashboard.charts.lane_rows import FOOT, LaneSettings, Row, lane_rows, time_span
from dashboard.charts.printed import BESIDE_PX
from dashboard.charts.time_line import AXIS_PX, event_layers, time_axis
from dashboard.comparisons import Line
from dashboard.language import gettext as _
from dashboard.palette import ACCENT, SURFACES

LANE_HEIGHT = 62
_EMPTY, _NAME = 0.4, 0.17
"""Parts of a lane: how high one is that nobody counted, and where its name stands."""

_MARK_LINES, _MARK_LINE = 4, 0.25
"""Lines above all lanes on which events are named, and how high one is."""


def lanes_chart(lines: Sequence[Line], settings: LaneSettings) -> alt.LayerChart:
    """Return the chart of at least one line: stocks as steps from count to count, movements as bars of their year.

    Nothing is drawn where nobody counted for longer than a count holds. As many numbers are printed as have room on a
    narrow screen; every one is told when pointed at, and stands in the table.
    """
    rows, span = lane_rows(lines, settings), time_span(lines, settings)
    mark_lines = 0 if settings.by_days else min(len(settings.marks), _MARK_LINES)
    first, last = -_MARK_LINE * mark_lines, len(lines) + _EMPTY * len(settings.empty)
    x, y = (
        time_axis(settings, span),
        alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[first, last], reverse=True, nice=False)),
    )
    layers = [
        _floors(len(lines), len(settings.empty), settings, y),
        *event_layers(settings, span, y, [first + _MARK_LINE * (line + 0.5) for line in range(mark_lines)]),
        *_stocks([row for row in rows if row["is_stock"]], settings, x, y),
        *_movements([row for row in rows if not row["is_stock"]], settings, x, y),
        *_names(lines, settings, y),
        *_numbers(rows, settings, x, y),
    ]
    height = LANE_HEIGHT * (last - first) + AXIS_PX[settings.by_days]
    chart = alt.layer(*layers).properties(height=height, width="container")
    return cast(alt.LayerChart, chart)  # Altair's own types do not tell which kind of chart comes back


def _data(rows: Sequence[Row], settings: LaneSettings) -> alt.InlineData:
    return inline(rows, days=("until",) if settings.by_days else ("x", "until", "middle"))


def _floors(counted: int, empty: int, settings: LaneSettings, y: alt.Y) -> alt.Chart:
    """Return the ground of each lane, on which its steps and bars stand."""
    places = [lane + 1 - FOOT for lane in range(counted)] + [counted + _EMPTY * (lane + 1) for lane in range(empty)]
    rows = [{"y": place} for place in places]
    rule = alt.Chart(inline(rows, days=())).mark_rule(opacity=0.3, color=SURFACES[settings.theme].ink)
    return cast(alt.Chart, rule.encode(y=y))


def _names(lines: Sequence[Line], settings: LaneSettings, y: alt.Y) -> list[alt.Chart]:
    surface = SURFACES[settings.theme]
    counted = [{"y": lane + _NAME, "name": line.name} for lane, line in enumerate(lines)]
    empty = [
        {"y": len(lines) + _EMPTY * (lane + 0.5), "name": _("{name}: \u2013 not counted").format(name=name)}
        for lane, name in enumerate(settings.empty)
    ]
    named = alt.Chart(inline(counted, days=())).mark_text(
        align="left", baseline="middle", fontSize=13, fontWeight=600, color=surface.ink
    )
    missing = alt.Chart(inline(empty, days=())).mark_text(
        align="left", baseline="middle", fontSize=13, color=surface.quiet_ink
    )
    return [chart.encode(x=alt.value(0), y=y, text="name:N") for chart in (named, *([missing] if empty else []))]


def _stocks(rows: Sequence[Row], settings: LaneSettings, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    if not rows:
        return []
    colour = ACCENT[settings.theme]
    base = alt.Chart(_data(rows, settings)).encode(x=x, y=y)
    area = base.mark_area(interpolate="step-after", opacity=0.18, color=colour).encode(y2="floor:Q", detail="stretch:N")
    line = base.mark_line(interpolate="step-after", strokeWidth=2, color=colour).encode(detail="stretch:N")
    points = base.mark_point(filled=True, size=46, opacity=1, color=colour).encode(tooltip=_tooltip())
    return [area, line, points]


def _movements(rows: Sequence[Row], settings: LaneSettings, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    if not rows:
        return []
    base = alt.Chart(_data(rows, settings)).encode(x=x, x2="until:T", y=y, y2="floor:Q")
    return [base.mark_rect(color=ACCENT[settings.theme]).encode(tooltip=_tooltip())]


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=_("Line")),
        alt.Tooltip("when:N", title=_("When")),
        alt.Tooltip("words:N", title=_("Shown")),
        alt.Tooltip("counted:N", title=_("As published")),
    ]


def _numbers(rows: Sequence[Row], settings: LaneSettings, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the printed numbers, layers for each side: all texts of a layer are aligned alike."""
    looks: dict[str, dict[str, Any]] = {side: {"align": side, "dy": -9} for side in ("left", "center", "right")}
    looks["beside"] = {"align": "left", "dx": BESIDE_PX, "baseline": "middle"}
    over = x.copy()
    over.shorthand = "middle:Q" if settings.by_days else "middle:T"
    layers = []
    for side, look in looks.items():
        own = [row for row in rows if row["printed"] and row["side"] == side]
        if own:
            text = alt.Chart(_data(own, settings)).encode(x=over, y=y, text="printed:N")
            layers += haloed(text, settings.theme, **look)
    return layers
