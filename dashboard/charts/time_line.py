"""The time line that lanes and lines over each other share: its axis, and the events on it."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import altair as alt

from dashboard.charts.inline import inline, noon
from dashboard.charts.lane_rows import LaneSettings, fraction
from dashboard.charts.printed import Place, lines_of_names
from dashboard.language import gettext as _
from dashboard.palette import SURFACES

AXIS_PX = {True: 52, False: 34}
"""Height of the axis under a chart, with a title (days) and without (years): the page counts it in."""


def time_axis(settings: LaneSettings, span: tuple[float, float]) -> alt.X:
    """Return the axis: days after day 0, or years.

    Args:
        settings: whether days or the calendar are drawn.
        span: the first and last moment, as `dashboard.charts.lane_rows.time_span` tells them.
    """
    ink = SURFACES[settings.theme].quiet_ink
    if settings.by_days:
        axis = alt.Axis(tickCount=6, format="d", gridOpacity=0.6, domain=False, labelColor=ink, titleColor=ink)
        scale = alt.Scale(domain=list(span), nice=False, padding=8)
        return alt.X("x:Q", title=_("days after day 0"), axis=axis, scale=scale)
    days = [noon(date.fromordinal(round(moment))) for moment in span]
    axis = alt.Axis(format="%Y", tickCount="year", gridOpacity=0.6, domain=False, labelColor=ink, labelOverlap=True)
    return alt.X("x:T", title=None, axis=axis, scale=alt.Scale(domain=days, nice=False, padding=8))


def event_layers(
    settings: LaneSettings, span: tuple[float, float], y: alt.Y, heights: Sequence[float]
) -> list[alt.Chart]:
    """Return day 0, or the events of the time line with those of their names that have room.

    Args:
        settings: which events.
        span: the first and last moment.
        y: the scale of heights.
        heights: on that scale, where each line of names stands, the uppermost first.
    """
    ink = SURFACES[settings.theme].quiet_ink
    if not settings.by_days and not settings.marks:
        return []
    rules = [{"x": 0}] if settings.by_days else [{"x": noon(mark.day)} for mark in settings.marks]
    rule = alt.Chart(inline(rules, days=() if settings.by_days else ("x",)))
    layers = [rule.mark_rule(strokeDash=[3, 3], opacity=0.7, color=ink).encode(x="x:Q" if settings.by_days else "x:T")]
    if settings.by_days:
        return layers
    places = [Place(fraction(mark.day.toordinal(), span), mark.name) for mark in settings.marks]
    named = lines_of_names(places, lines=len(heights))
    sides: tuple[tuple[Literal["left", "right"], int], ...] = (("left", 4), ("right", -4))
    for side, shift in sides:
        rows = [
            {"x": noon(settings.marks[number].day), "name": places[number].words, "y": heights[line]}
            for number, (line, own_side) in named.items()
            if own_side == side
        ]
        if rows:
            text = alt.Chart(inline(rows, days=("x",))).mark_text(align=side, dx=shift, fontSize=11, color=ink)
            layers.append(text.encode(x="x:T", y=y, text="name:N"))
    return layers
