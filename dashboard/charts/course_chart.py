"""An event's course on one time line: a lane for each measure, and a lane that says so where nobody counted."""

from collections.abc import Sequence
from datetime import date
from typing import cast

import altair as alt

from dashboard import formats
from dashboard.charts.day_words import day_expression
from dashboard.charts.inline import inline, noon
from dashboard.evacuation_views import LANES, Point
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.palette import CATEGORIES, SURFACES, Theme

LANE_HEIGHT = 46
_NUMBER_ROOM = 0.3
"""The share of a phone's time line that a number with its quantifier takes."""


def course_chart(points: Sequence[Point], theme: Theme) -> alt.LayerChart:
    """Return the time line of one state: people who moved as diamonds, people who stay as circles joined by steps.

    Every number stands beside its mark with its quantifier; lanes are measures and are not drawn to one scale.
    """
    surface, colours = SURFACES[theme], CATEGORIES[theme]
    lanes = [measure_label(name) for name in LANES]
    kinds = [_("moved, up to the day"), _("there on the day")]
    rows = [
        {
            "day": noon(point.day),
            "when": formats.short_day(point.day),
            "lane": measure_label(point.measure),
            "words": point.words,
            "kind": kinds[0 if point.is_movement else 1],
            "below": is_below,
        }
        for point, is_below in zip(points, _written_below(points), strict=True)
    ]
    days = sorted({noon(point.day) for point in points})
    y = alt.Y("lane:N", title=None, sort=lanes, scale=alt.Scale(domain=lanes), axis=alt.Axis(grid=True, labelLimit=260))
    room = alt.Scale(padding=36)  # for the numbers beside the first and last mark
    x = alt.X("day:T", title=None, scale=room, axis=_day_axis(sorted({point.day for point in points})))
    base = alt.Chart(inline(rows)).encode(x=x, y=y)
    legend = alt.Legend(orient="top", columns=1, labelLimit=300)
    colour = alt.Color(
        "kind:N", scale=alt.Scale(domain=kinds, range=[colours[1], colours[0]]), title=None, legend=legend
    )
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=["diamond", "circle"]), title=None, legend=legend)
    tooltip = [
        alt.Tooltip("lane:N", title=_("What is counted")),
        alt.Tooltip("when:N", title=_("Day")),
        alt.Tooltip("words:N", title=_("As published")),
    ]
    line = base.mark_line(interpolate="step-after", strokeWidth=2, opacity=0.5).encode(color=colour, detail="lane:N")
    marks = base.mark_point(filled=True, size=90, opacity=1).encode(color=colour, shape=shape, tooltip=tooltip)
    text = _numbers(base.transform_filter("!datum.below"), surface.ink, dy=-13)
    layers = [line, marks, text]
    missing = [name for name in lanes if name not in {row["lane"] for row in rows}]
    if missing and days:
        layers.append(_not_counted(missing, days[0], surface.quiet_ink, y))
    if any(row["below"] for row in rows):
        layers.append(_numbers(base.transform_filter("datum.below"), surface.ink, dy=17))
    chart = alt.layer(*layers).properties(height=LANE_HEIGHT * len(lanes), width="container")
    return cast(alt.LayerChart, chart)  # Altair's own types do not tell which kind of chart comes back


def _numbers(base: alt.Chart, ink: str, *, dy: float) -> alt.Chart:
    return cast(alt.Chart, base.mark_text(dy=dy, fontSize=12, color=ink).encode(text="words:N"))


def _written_below(points: Sequence[Point]) -> list[bool]:
    """Return which numbers stand below their mark: above it they would cover the number before them on a phone."""
    days = [point.day.toordinal() for point in points]
    span = max(days) - min(days) if days else 0
    last: dict[tuple[str, bool], int] = {}
    found = []
    for point, day in zip(points, days, strict=True):
        gaps = [day - last.get((point.measure, side), day - 2 * span - 1) for side in (False, True)]
        is_below = gaps[0] < _NUMBER_ROOM * span and gaps[1] > gaps[0]
        last[point.measure, is_below] = day
        found.append(is_below)
    return found


def _day_axis(days: Sequence[date]) -> alt.Axis:
    """Return the axis with the days on which something was counted; a browser writes months in English only."""
    values = [alt.DateTime(year=day.year, month=day.month, date=day.day, hours=12) for day in days]
    return alt.Axis(values=values, labelExpr=day_expression(), grid=False, labelOverlap=True)


def _not_counted(lanes: Sequence[str], day: str, ink: str, y: alt.Y) -> alt.Chart:
    rows = [{"lane": lane, "words": _("\u2013 not counted"), "day": day} for lane in lanes]
    base = alt.Chart(inline(rows))
    marked = base.mark_text(align="left", fontSize=12, fontStyle="italic", color=ink)
    return cast(alt.Chart, marked.encode(x="day:T", y=y, text="words:N"))
