"""Courses over each other on one scale: steps with a sign for each line, movements as bars side by side in a year."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

import altair as alt

from dashboard import formats
from dashboard.aligned_events import days_since
from dashboard.charts.haloed import haloed
from dashboard.charts.inline import inline, noon
from dashboard.charts.lane_rows import LaneSettings, fraction, moment_of, time_span, when_words
from dashboard.charts.printed import BESIDE_PX, NARROW_PX, Place, apart, printed_highest
from dashboard.charts.signs import SIGNS
from dashboard.charts.time_line import event_layers, time_axis
from dashboard.comparisons import Line
from dashboard.language import gettext as _
from dashboard.palette import CATEGORIES, SURFACES

HEIGHT = 340
_HEAD = 1.38
"""How high the scale is over the highest value: the events are named there."""

_LABEL_PX, _BARS_DAYS = 15, 320
Row = dict[str, Any]


def overlay_chart(lines: Sequence[Line], settings: LaneSettings) -> alt.LayerChart:
    """Return the chart of one to six lines that count the same; ``signs_html`` says which is which.

    Of a stock the newest number of each line is printed beside its end, of movements the highest bars carry theirs.
    """
    names = [line.name for line in lines]
    scale = alt.Scale(domain=names, range=list(CATEGORIES[settings.theme][: len(names)]))
    colour = alt.Color("name:N", sort=names, scale=scale, legend=None)
    draws = _stocks if lines[0].is_stock else _movements
    chart = alt.layer(*draws(lines, settings, colour)).properties(height=HEIGHT, width="container")
    return cast(alt.LayerChart, chart)  # Altair's own types do not tell which kind of chart comes back


def _rows(lines: Sequence[Line], settings: LaneSettings) -> list[Row]:
    return [
        {
            "name": line.name,
            "stretch": f"{line.code}.{point.segment}",
            "x": days_since(point.day, line) if settings.by_days else noon(point.day),
            "year": str(point.day.year),
            "y": point.shown.figure,
            "words": point.words,
            "counted": formats.amount(point.number.amount),
            "when": when_words(point, line, settings),
        }
        for line in lines
        for point in line.points
    ]


def _height(lines: Sequence[Line], settings: LaneSettings) -> tuple[float, alt.Y]:
    """Return the top of the scale and the scale itself, from nobody on."""
    top = (max(line.top for line in lines) or 1.0) * (_HEAD if settings.marks else 1.08)
    ink = SURFACES[settings.theme].quiet_ink
    axis = alt.Axis(tickCount=5, domain=False, gridOpacity=0.6, labelColor=ink, labelFlush=False)
    return top, alt.Y("y:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, top], nice=False))


def _stocks(lines: Sequence[Line], settings: LaneSettings, colour: alt.Color) -> list[alt.Chart]:
    span = time_span(lines, settings)
    x, (top, y) = time_axis(settings, span), _height(lines, settings)
    days = () if settings.by_days else ("x",)
    base = alt.Chart(inline(_rows(lines, settings), days=days)).encode(x=x, y=y, color=colour)
    shapes = alt.Scale(domain=[line.name for line in lines], range=list(SIGNS[: len(lines)]))
    shape = alt.Shape("name:N", scale=shapes, legend=None)
    steps = base.mark_line(interpolate="step-after", strokeWidth=2).encode(detail="stretch:N")
    points = base.mark_point(filled=True, size=70, opacity=1).encode(shape=shape, tooltip=_tooltip())
    ends = _ends(lines, settings, top=top, days=days, x=x, y=y)
    return [*event_layers(settings, span, y, _named_at(top)), steps, points, *ends]


def _ends(
    lines: Sequence[Line], settings: LaneSettings, *, top: float, days: Sequence[str], x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    """Return the newest number of each line beside its end, moved apart where they would cover each other."""
    span = time_span(lines, settings)
    places = [
        Place(fraction(moment_of(line.last, line, settings), span), line.last.words, line.last.shown.figure)
        for line in lines
    ]
    sides: dict[bool, list[Row]] = {True: [], False: []}
    for line, place, height in zip(lines, places, apart(places, least=top * _LABEL_PX / HEIGHT), strict=True):
        has_room = place.fraction * NARROW_PX + BESIDE_PX + len(place.words) * 7 < NARROW_PX
        sides[has_room].append({"x": _x_of(line, settings), "y": height, "words": place.words})
    layers = []
    for has_room, rows in sides.items():
        if rows:
            text = alt.Chart(inline(rows, days=days)).encode(x=x, y=y, text="words:N")
            look = {"align": "left", "dx": BESIDE_PX} if has_room else {"align": "right", "dx": -BESIDE_PX, "dy": -8}
            layers += haloed(text, settings.theme, **look)
    return layers


def _x_of(line: Line, settings: LaneSettings) -> int | str:
    return days_since(line.last.day, line) if settings.by_days else noon(line.last.day)


def _movements(lines: Sequence[Line], settings: LaneSettings, colour: alt.Color) -> list[alt.Chart]:
    """Return bars side by side; a year in which nothing was counted has its place and no bar."""
    span, (top, y) = time_span(lines, settings), _height(lines, settings)
    rows = _rows(lines, settings)
    order = [line.name for line in lines]
    for row in rows:
        first, last = _slot(int(row["year"]), order.index(row["name"]), len(order))
        row |= {"x": noon(first), "until": noon(last), "middle": noon(first + (last - first) / 2)}
    x, days = time_axis(settings, span), ("x", "until", "middle")
    base = alt.Chart(inline(rows, days=days)).encode(x=x, x2="until:T", y=y, y2=alt.datum(0), color=colour)
    places = [Place(fraction(_ordinal(row["middle"]), span), row["words"], row["y"]) for row in rows]
    numbers = inline([rows[place] for place in sorted(printed_highest(places))], days=days)
    text = haloed(alt.Chart(numbers).encode(x="middle:T", y=y, text="words:N"), settings.theme, dy=-8)
    bars = base.mark_rect().encode(tooltip=_tooltip())
    return [*event_layers(settings, span, y, _named_at(top)), bars, *text]


def _slot(year: int, place: int, count: int) -> tuple[date, date]:
    """Return the first and last day of a bar among those of its year."""
    width = _BARS_DAYS / count
    first = date(year, 1, 1) + timedelta((365 - _BARS_DAYS) / 2 + place * width)
    return first, first + timedelta(max(1, round(width * 0.9)))


def _ordinal(moment: str) -> float:
    return float(date.fromisoformat(moment[:10]).toordinal())


def _named_at(top: float) -> list[float]:
    return [top * share for share in (0.975, 0.915, 0.855, 0.795)]


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=_("Line")),
        alt.Tooltip("when:N", title=_("When")),
        alt.Tooltip("words:N", title=_("Shown")),
        alt.Tooltip("counted:N", title=_("As published")),
    ]
