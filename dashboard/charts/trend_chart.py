"""The course of a measure: steps between rounds for stocks, bars by year for movements, events marked.

It is drawn anew at every filter, so it is written as Vega-Lite itself, for which Altair takes longer than all counting
of a page, and its rows stand apart: while only they change, the browser keeps its drawing and moves the marks.
"""

from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.charts.day_words import day_expression, tick_expression
from dashboard.charts.number_words import number_locale
from dashboard.charts.specification import Specification
from dashboard.language import gettext as _
from dashboard.palette import CATEGORIES, SURFACES, Theme
from dashboard.trends import Trend

HEIGHT = 330
_LATE = 0.6
_ROOM = 0.08
"""A value lower than this share of the highest has no room for its number."""

_WIDE_BARS = 6
"""Bars of fewer years than this are as wide as their numbers."""

_MARK_LINE, _ABOVE = 14, 32
"""Height of a line with the name of an event, and how far above a printed chart, whose legend is there, the last is."""

_AS_DAY = {"calculate": "toDate(datum.on + 'T12:00:00')", "as": "day"}
"""The middle of the day, by the reader's clock: midnight in Greenwich is the day before in the Caribbean."""

_NUMBERED = {"window": [{"op": "row_number", "as": "n"}]}
_ROW = {"field": "n"}
"""The row as the key of its mark: the next rows take over the marks, where Vega would keep ten thousand old ones."""

_NEXT = {
    "window": [{"op": "lead", "field": "day", "as": "ahead"}, {"op": "lead", "field": "figure", "as": "next"}],
    "groupby": ["state", "segment"],
    "sort": [{"field": "day"}],
}

_FIGURE = {"field": "figure", "type": "quantitative"}


def trend_chart(trend: Trend, theme: Theme, *, is_printed: bool = False) -> Specification:
    """Return the chart of a trend; every value is told when pointed at, and stands in the table.

    A stock holds between two counts, so its rounds are joined by steps; nothing is drawn where nobody counted for
    longer than a stock lives. Movements of a year are bars that add up; those of several sources are points, which do
    not. ``is_printed`` writes the highest and last values beside their marks, for whoever cannot point.
    """
    colour = _colour(trend, theme, is_printed=is_printed)
    layers = [_values_layer(trend, colour, is_printed=is_printed)]
    datasets = {"values": _rows(trend, trend.drawn), "marks": _marks(trend, is_printed=is_printed)}
    if is_printed:
        printed, datasets["printed"] = _printed_layer(trend), _rows(trend, _told(trend), spells_all=True)
        printed["encoding"]["color"] = colour if len(trend.shown) > 1 else {"value": SURFACES[theme].ink}
        layers.append(printed)
    return {
        "datasets": datasets,
        "layer": [{"layer": layers}, *(_mark_layers(SURFACES[theme].quiet_ink) if trend.marks else ())],
        "resolve": {"scale": {"y": "independent"}},
        "height": HEIGHT,
        "config": {"locale": {"number": number_locale()}},
    }


def _colour(trend: Trend, theme: Theme, *, is_printed: bool) -> dict[str, Any]:
    """Return a colour for each state, in the order of the rows; on paper no name is cut."""
    legend: dict[str, Any] = {
        "orient": "bottom",
        "symbolType": "circle",
        "columns": {"expr": "width < 500 ? 2 : 4"},
        "labelLimit": {"expr": "width < 500 ? width / 2 : 290"},
    }
    if is_printed:
        legend |= {"orient": "top", "columns": 2, "labelLimit": 0, "labelFontSize": 11, "rowPadding": 1}
    return {
        "field": "state",
        "type": "nominal",
        "title": None,
        "sort": None,
        "scale": {"range": list(CATEGORIES[theme])},
        "legend": legend if len(trend.shown) > 1 else None,
    }


def _rows(trend: Trend, table: pd.DataFrame, *, spells_all: bool = False) -> list[dict[str, object]]:
    """Return rows of the table for the browser, the state with the highest figure first; exact numbers without words.

    ``spells_all`` gives those theirs too.
    """
    places = {name: place for place, name in enumerate(trend.shown)}
    ordered = table.assign(place=table["state"].map(places)).sort_values(["place", "day"], kind="stable")
    return [
        {
            "on": row["day"].strftime("%Y-%m-%d"),
            "state": row["state"],
            "figure": row["figure"],
            "words": row["words"] if spells_all or not row["is_exact"] else None,
            "segment": row["segment"],
        }
        for row in ordered.to_dict("records")
    ]


def _values_layer(trend: Trend, colour: dict[str, Any], *, is_printed: bool) -> dict[str, Any]:
    title = _("Source") if trend.is_by_source else _("State")
    encoding: dict[str, Any] = {
        "y": {**_FIGURE, "title": None, "axis": {"tickCount": 4, "format": ",.0f", "domain": False}},
        "color": colour,
    }
    tooltip = [
        {"field": "state", "title": title},
        {"field": "when", "title": _("Day") if trend.is_stock else _("Year")},
        {"field": "published", "title": _("As published")},
    ]
    told: dict[str, Any] = {"tooltip": tooltip, "description": {"field": "told"}, "key": _ROW}
    if is_printed:
        told = {}
    transform = [
        _NUMBERED,
        _AS_DAY,
        {"calculate": day_expression("datum.day") if trend.is_stock else "'' + year(datum.day)", "as": "when"},
        {"calculate": "datum.words || format(datum.figure, ',.5~f')", "as": "published"},  # exact ones come as numbers
        {"calculate": "datum.state + ', ' + datum.when + ': ' + datum.published", "as": "told"},
    ]
    layer: dict[str, Any] = {"data": {"name": "values"}, "transform": transform, "encoding": encoding}
    if trend.is_stock:
        axis = {"grid": False, "labelExpr": tick_expression(), "tickCount": {"expr": "min(12, width / 70)"}}
        encoding["x"] = _day() | {"title": None, "axis": axis}
        if is_printed:  # room for the numbers beside the first and last mark
            encoding["x"]["scale"] = {"padding": 24}
        transform += [_NEXT, {"calculate": "toDate(datum.ahead)", "as": "until"}]
        point = {"type": "point", "filled": True, "size": 40, "opacity": 1}
        # The points first: they have all states, in the order that gives them their colours.
        return {**layer, "layer": [{"mark": point, "encoding": told}, *_steps()]}
    encoding |= told
    if trend.is_by_source:
        layer["mark"] = {"type": "point", "filled": True, "size": 70, "opacity": 1}
        encoding["x"] = _year() | {"title": None, "bandPosition": 0.5, "axis": {"grid": False, "format": "%Y"}}
    else:
        layer["mark"] = {"type": "bar"}
        encoding["x"] = _year() | {"title": None, "axis": {"grid": False, "format": "%Y"}}
        if is_printed:  # a bar reaches from its year to the next: on paper the year stands below the bar, not its edge
            encoding["x"]["axis"] |= {"tickCount": "year", "labelAlign": "left", "labelOverlap": True}
    return layer


def _steps() -> list[dict[str, Any]]:
    """Return what joins a count to the next of its stretch: it holds until then, and there it rises or falls.

    Each stroke is a mark with a key; a line would be made anew, and Vega keep the old one, whenever its rows change.
    """
    mark = {"type": "rule", "strokeWidth": 2, "strokeCap": "square", "aria": False}
    until = {**_day(), "field": "until"}
    strokes: tuple[dict[str, Any], ...] = ({"x2": {"field": "until"}}, {"x": until, "y2": {"field": "next"}})
    joined = [{"filter": "isValid(datum.until)"}]
    return [{"mark": mark, "transform": joined, "encoding": {"key": _ROW, **stroke}} for stroke in strokes]


def _day() -> dict[str, Any]:
    return {"field": "day", "type": "temporal"}


def _year() -> dict[str, Any]:
    return {**_day(), "timeUnit": "year"}


def _printed_layer(trend: Trend) -> dict[str, Any]:
    encoding: dict[str, Any] = {"x": _day(), "y": _FIGURE, "text": {"field": "words"}}
    if not trend.is_stock:
        encoding |= {"x": {**_year(), "bandPosition": 0.5}, "y": {**_FIGURE, "stack": None}}
    mark = {"type": "text", "dy": -8, "fontSize": 11}
    return {"data": {"name": "printed"}, "transform": [_AS_DAY], "mark": mark, "encoding": encoding}


def _told(trend: Trend) -> pd.DataFrame:
    """Return the highest and the last value of each line, or the largest of each bar, if there is room for its number.

    The table has the others.
    """
    rows = trend.drawn
    if trend.is_stock:
        own = rows.sort_values("day").groupby("state")
        places = pd.Index(sorted({*own["figure"].idxmax(), *own["day"].idxmax()}))
        has_room: pd.Series[bool] = rows["figure"] >= _ROOM * rows["figure"].max()
        kept: pd.DataFrame = rows.loc[places[has_room[places]]]
        return kept
    stacks = rows.sort_values(["day", "state"])
    own_figure, whole = stacks["figure"], stacks.groupby("day")["figure"].transform("sum")
    short = [formats.short_number(figure) for figure in own_figure]
    stacks = stacks.assign(words=stacks["words"].where(~stacks["is_exact"], short), figure=whole)
    is_first: pd.Series[bool] = own_figure == stacks.assign(own=own_figure).groupby("day")["own"].transform("max")
    high: pd.DataFrame = stacks.loc[is_first & (whole >= _ROOM * whole.max()) & _has_room(stacks)]
    return high


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


def _marks(trend: Trend, *, is_printed: bool) -> list[dict[str, object]]:
    """Return the events with their names above the chart, where they hide no bar and no number.

    On paper, where they stand above the legend too, three lines do; a screen can be as narrow as a phone.
    """
    lines = min(3, len(trend.marks)) if is_printed else len(trend.marks)
    top = -_MARK_LINE * lines - (_ABOVE - _MARK_LINE if is_printed else 4)
    # A name near the right edge stands before its line, or it would be cut.
    first, last = trend.drawn["day"].min(), trend.drawn["day"].max()
    return [
        {
            "on": mark.day.isoformat(),
            "name": mark.name,
            "line": top + _MARK_LINE * (position % lines),  # neighbouring names stand on lines of their own
            "is_late": bool(pd.Timestamp(mark.day) > first + (last - first) * _LATE),
        }
        for position, mark in enumerate(trend.marks)
    ]


def _mark_layers(ink: str) -> list[dict[str, Any]]:
    place = {"key": _ROW, "x": _day(), "y": {"field": "line", "type": "quantitative", "scale": None, "axis": None}}
    named: dict[str, Any] = {"type": "text", "baseline": "top", "dy": 2, "fontSize": 11, "color": ink}
    words = {**place, "text": {"field": "name"}, "description": {"field": "name"}}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rule", "strokeDash": [3, 3], "opacity": 0.6, "color": ink},
            "encoding": {**place, "y2": {"value": "height"}, "description": {"field": "name"}},
        },
        {"mark": {**named, "align": "left", "dx": 4}, "encoding": words, "transform": [{"filter": "!datum.is_late"}]},
        {"mark": {**named, "align": "right", "dx": -4}, "encoding": words, "transform": [{"filter": "datum.is_late"}]},
    ]
    return [
        {**layer, "data": {"name": "marks"}, "transform": [_NUMBERED, _AS_DAY, *layer.get("transform", [])]}
        for layer in layers
    ]
