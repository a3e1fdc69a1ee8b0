"""The course of a measure: steps between rounds for stocks, bars by year for movements, events marked."""

import json
from typing import Any, Literal, cast
from urllib.parse import quote

import altair as alt
import pandas as pd

from dashboard import formats
from dashboard.charts.day_words import day_expression, tick_expression
from dashboard.charts.number_words import number_locale
from dashboard.language import gettext as _
from dashboard.palette import CATEGORIES, SURFACES, Theme
from dashboard.trends import Trend

HEIGHT = 260
_LATE = 0.6
_ROOM = 0.08
"""A value lower than this share of the highest has no room for its number."""

_WIDE_BARS = 6
"""Bars of fewer years than this are as wide as their numbers."""

_MARK_LINE, _ABOVE = 14, 32
"""Height of a line with the name of an event, and how far above a printed chart the last of them stands."""


def trend_chart(trend: Trend, theme: Theme, *, is_printed: bool = False) -> alt.LayerChart:
    """Return the chart of a trend; every value is told when pointed at, and stands in the table.

    A stock holds between two counts, so its rounds are joined by steps; nothing is drawn where nobody counted for
    longer than a stock lives. Movements of a year are bars that add up; those of several sources are points, which do
    not. ``is_printed`` writes the highest and last values beside their marks, for whoever cannot point.
    """
    shown = _drawn(trend)
    names = list(trend.shown)
    colour = alt.Color(
        "state:N",
        title=None,
        scale=alt.Scale(domain=names, range=list(CATEGORIES[theme][: len(names)])),
        legend=_legend(is_printed=is_printed) if len(names) > 1 else None,
    )
    published = [alt.Tooltip("words:N", title=_("As published"))] if "words" in shown else []
    base = (
        alt.Chart(_inline(shown))
        .transform_calculate(state=f"{json.dumps(names)}[datum.s]", when=day_expression("datum.day"))
        .encode(
            y=alt.Y("figure:Q", title=None, axis=alt.Axis(tickCount=4, format=",.0f", domain=False)),
            color=colour,
            tooltip=[
                alt.Tooltip("state:N", title=_("Source") if trend.is_by_source else _("State")),
                alt.Tooltip("when:N", title=_("Day")) if trend.is_stock else _year_tooltip(),
                alt.Tooltip("figure:Q", title=_("Figure"), format=",.0f"),
                *published,
            ],
        )
    )
    layers = [_values_layer(base, trend, is_printed=is_printed)]
    if is_printed:
        layers.append(_printed_layer(trend, colour if len(names) > 1 else alt.value(SURFACES[theme].ink)))
    chart = alt.layer(alt.layer(*layers), *_mark_layers(trend, SURFACES[theme].quiet_ink, is_printed=is_printed))
    whole = chart.resolve_scale(y="independent").properties(height=HEIGHT, width="container")
    return cast(
        alt.LayerChart, whole.configure(locale={"number": number_locale()})
    )  # Altair's own types do not tell which kind of chart comes back


def _year_tooltip() -> alt.Tooltip:
    return alt.Tooltip("day:T", title=_("Year"), format="%Y")


def _legend(*, is_printed: bool) -> alt.Legend:
    """Return the names of the lines; on paper in two columns, so that none is cut."""
    if is_printed:
        return alt.Legend(orient="top", symbolType="circle", columns=2, labelLimit=0, labelFontSize=11, rowPadding=1)
    return alt.Legend(orient="top", symbolType="circle")


def _drawn(trend: Trend) -> pd.DataFrame:
    """Return the rows that are drawn, without what the chart does not need; ``s`` is the place of the state's name."""
    shown = trend.drawn
    shown = shown.assign(s=shown["state"].map({name: place for place, name in enumerate(trend.shown)}))
    columns = ["day", "s", "figure"]
    columns += ["segment"] if shown.groupby("s")["segment"].nunique().gt(1).any() else []
    return shown[columns if shown["is_exact"].all() else [*columns, "words"]]


def _inline(table: pd.DataFrame) -> alt.UrlData:
    """Return a table as CSV inside the chart: a third of the bytes that Arrow needs for so few rows."""
    text = table.to_csv(index=False, date_format="%Y-%m-%d", float_format="%.10g", lineterminator="\n")
    parse = {"day": "date"} | {name: "number" for name in ("figure", "line", "s") if name in table}
    address = "data:text/csv;charset=utf-8," + quote(text, safe=" ,:;&()'")
    return alt.UrlData(url=address, format=alt.CsvDataFormat(type="csv", parse=parse))


def _values_layer(base: alt.Chart, trend: Trend, *, is_printed: bool) -> Any:
    if trend.is_stock:
        return _stock_layer(base, is_printed=is_printed)
    if trend.is_by_source:
        x = alt.X("year(day):T", title=None, bandPosition=0.5, axis=alt.Axis(grid=False, format="%Y"))
        return base.mark_point(filled=True, size=70, opacity=1).encode(x=x)
    return _flow_layer(base, is_printed=is_printed)


def _stock_layer(base: alt.Chart, *, is_printed: bool) -> Any:
    points = alt.OverlayMarkDef(filled=True, size=40, opacity=1)
    room = alt.Scale(padding=24) if is_printed else alt.Scale()  # for the numbers beside the first and last mark
    x = alt.X("day:T", title=None, axis=alt.Axis(grid=False, labelExpr=tick_expression()), scale=room)
    return base.mark_line(interpolate="step-after", strokeWidth=2, point=points).encode(x=x, detail="segment:N")


def _flow_layer(base: alt.Chart, *, is_printed: bool) -> Any:
    # A bar reaches from its year to the next: on paper the year stands below the bar, not below its edge.
    axis = alt.Axis(grid=False, format="%Y")
    if is_printed:
        axis = alt.Axis(grid=False, format="%Y", tickCount="year", labelAlign="left", labelOverlap=True)
    x = alt.X("year(day):T", title=None, axis=axis)
    return base.mark_bar().encode(x=x)


def _printed_layer(trend: Trend, colour: alt.Color | Any) -> alt.Chart:
    """Return the highest and the last value of each line, or the largest of each bar, in its colour, if there is room.

    The table has the others.
    """
    rows = trend.table.loc[_drawn(trend).index]
    if trend.is_stock:
        own = rows.sort_values("day").groupby("state")
        kept = rows.loc[sorted({*own["figure"].idxmax(), *own["day"].idxmax()})]
        kept = kept[kept["figure"] >= _ROOM * rows["figure"].max()]
        x, y = alt.X("day:T"), alt.Y("figure:Q")
    else:
        stacks = rows.sort_values(["day", "state"])
        own_figure, whole = stacks["figure"], stacks.groupby("day")["figure"].transform("sum")
        short = [formats.short_number(figure) for figure in own_figure]
        stacks = stacks.assign(words=stacks["words"].where(~stacks["is_exact"], short), figure=whole)
        is_first = own_figure == stacks.assign(own=own_figure).groupby("day")["own"].transform("max")
        kept = stacks[is_first & (whole >= _ROOM * whole.max()) & _has_room(stacks)]
        x, y = alt.X("year(day):T", bandPosition=0.5), alt.Y("figure:Q", stack=None)
    text = alt.Chart(_inline(kept[["day", "state", "figure", "words"]])).mark_text(dy=-8, fontSize=11)
    return cast(alt.Chart, text.encode(x=x, y=y, text="words:N", color=colour))


def _has_room(stacks: pd.DataFrame) -> "pd.Series[bool]":
    """Return which bars have room for their number: narrow ones only where neither neighbour is higher."""
    heights = {int(year): float(height) for year, height in zip(stacks["day"].dt.year, stacks["figure"], strict=True)}
    if max(heights) - min(heights) < _WIDE_BARS:
        return pd.Series([True] * len(stacks), index=stacks.index)
    free = {
        year
        for year, height in heights.items()
        if max(heights.get(year - 1, 0.0), heights.get(year + 1, 0.0)) <= height
    }
    return pd.Series([int(year) in free for year in stacks["day"].dt.year], index=stacks.index)


def _mark_layers(trend: Trend, ink: str, *, is_printed: bool) -> list[alt.Chart]:
    """Return the events with their names: on paper above the chart, where they hide no bar and no number."""
    if not trend.marks:
        return []
    top = -_ABOVE - _MARK_LINE * min(2, len(trend.marks) - 1) if is_printed else 0
    table = pd.DataFrame(
        {
            "day": [pd.Timestamp(mark.day) for mark in trend.marks],
            "name": [mark.name for mark in trend.marks],
            # Neighbouring names stand on lines of their own.
            "line": [top + _MARK_LINE * (position % 3) for position in range(len(trend.marks))],
        }
    )
    rule = (
        alt.Chart(_inline(table))
        .mark_rule(strokeDash=[3, 3], opacity=0.6, color=ink)
        .encode(x="day:T", y=alt.Y("line:Q", scale=None, axis=None), y2=alt.value("height"))
    )
    # A name near the right edge stands before its line, or it would be cut.
    days = _drawn(trend)["day"]
    is_late = table["day"] > days.min() + (days.max() - days.min()) * _LATE
    layers = [rule]
    if (~is_late).any():
        layers.append(_mark_names(table[~is_late], "left", ink))
    if is_late.any():
        layers.append(_mark_names(table[is_late], "right", ink))
    return layers


def _mark_names(table: pd.DataFrame, side: Literal["left", "right"], ink: str) -> alt.Chart:
    text = alt.Chart(_inline(table)).mark_text(
        align=side, baseline="top", dx=4 if side == "left" else -4, dy=2, fontSize=11, color=ink
    )
    words = text.encode(x="day:T", text="name:N", y=alt.Y("line:Q", scale=None, axis=None))
    return cast(alt.Chart, words)
