"""Figures of which some are hidden, by year: bars for one state, circles by state for several.

A hidden figure is a sign of one size wherever it stands, and no scale, order or colour knows more than what is shown.
"""

from typing import Any, cast

import altair as alt

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.palette import CATEGORIES, SURFACES, Theme
from dashboard.place_labels import state_name
from dashboard.protection_views import Reading, caption, cell_words, findings
from data.disclosure.published import Hidden, Shown

BARS_HEIGHT, LANE_HEIGHT, EDGES = 260, 44, 90
YEARS_DRAWN = 10
"""The chart draws the last ten years; the table has everything."""

_BOX = "M-1,-1H1V1H-1ZM-1,1L1,-1"
"""A square with one diagonal: a figure that is kept back."""


def protected_chart(shown: Reading, theme: Theme) -> alt.LayerChart:
    """Return the chart of a reading; it has a state with a figure."""
    rows = chart_rows(shown)
    is_one = len(shown.places) == 1
    base = alt.Chart(alt.InlineData(values=rows))
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, grid=False))
    layers = _bars(base, x, rows, theme) if is_one else _circles(base, x, rows, theme)
    height = BARS_HEIGHT if is_one else EDGES + LANE_HEIGHT * len(shown.places)
    described = " ".join([caption(shown), *findings(shown)])
    chart = alt.layer(*layers).properties(height=height, width="container", description=described)
    return cast(alt.LayerChart, chart)  # Altair's own types do not tell which kind of chart comes back


def chart_rows(shown: Reading) -> list[dict[str, Any]]:
    """Return what the chart draws: a figure stands only in the rows of cells that are shown."""
    rows: list[dict[str, Any]] = []
    for place in shown.places:
        for year in shown.years[-YEARS_DRAWN:]:
            cell = shown.cell(place, year)
            row: dict[str, Any] = {"state": state_name(place), "year": str(year), "words": cell_words(cell)}
            if isinstance(cell, Shown) and cell.number.amount is not None:
                rows.append(row | {"figure": cell.number.amount.figure, "kind": _kinds()[0]})
            else:
                rows.append(row | {"kind": _kinds()[1 if isinstance(cell, Hidden) else 2]})
    return rows


def _kinds() -> list[str]:
    return [_("reported"), _("hidden"), _("nobody reported")]


def _signs(base: alt.Chart, rows: list[dict[str, Any]], theme: Theme, place: dict[str, Any]) -> list[Any]:
    """Return the signs of what is not drawn as a figure, with the legend; none where everything is."""
    ink = SURFACES[theme].quiet_ink
    signs_of = dict(zip(_kinds()[1:], (_BOX, "stroke"), strict=True))
    kinds = [kind for kind in signs_of if any(row["kind"] == kind for row in rows)]
    if not kinds:
        return []
    shape = alt.Shape(
        "kind:N", scale=alt.Scale(domain=kinds, range=[signs_of[kind] for kind in kinds]), title=None,
        legend=alt.Legend(
            orient="top", symbolStrokeColor=ink, symbolFillColor="transparent", symbolSize=110, symbolStrokeWidth=1.5
        ),
    )  # fmt: skip
    signs = base.transform_filter("!isValid(datum.figure)").mark_point(
        size=110, stroke=ink, strokeWidth=1.5, filled=False, opacity=1
    )
    return [signs.encode(shape=shape, tooltip=_tooltip(), **place)]


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("state:N", title=_("State")),
        alt.Tooltip("year:O", title=_("Year")),
        alt.Tooltip("words:N", title=_("As published")),
    ]


def _bars(base: alt.Chart, x: alt.X, rows: list[dict[str, Any]], theme: Theme) -> list[Any]:
    top = max((row["figure"] for row in rows if "figure" in row), default=1)  # with room for the numbers above
    y = alt.Y("figure:Q", title=None, axis=None, scale=alt.Scale(domain=[0, top * 1.15 or 1], nice=False))
    of_figures = base.transform_filter("isValid(datum.figure)")
    bars = of_figures.mark_bar(color=CATEGORIES[theme][0], width=alt.RelativeBandSize(0.62)).encode(
        x=x, y=y, tooltip=_tooltip()
    )
    numbers = of_figures.mark_text(dy=-9, fontSize=13, color=SURFACES[theme].ink).encode(x=x, y=y, text="words:N")
    signs = _signs(base, rows, theme, {"x": x, "y": alt.value(BARS_HEIGHT - 14)})
    return [bars, numbers, *signs]


def _circles(base: alt.Chart, x: alt.X, rows: list[dict[str, Any]], theme: Theme) -> list[Any]:
    order = list(dict.fromkeys(str(row["state"]) for row in rows))
    y = alt.Y("state:N", title=None, sort=order, axis=alt.Axis(labelLimit=190, domain=False, ticks=False, grid=False))
    top = max((row["figure"] for row in rows if "figure" in row), default=1)
    size = alt.Size("figure:Q", scale=alt.Scale(domain=[0, top], range=[0, 900]), legend=None)
    of_figures = base.transform_filter("isValid(datum.figure)")
    circles = of_figures.mark_circle(color=CATEGORIES[theme][0], opacity=0.35).encode(
        x=x, y=y, size=size, tooltip=_tooltip()
    )
    numbers = of_figures.mark_text(fontSize=12, color=SURFACES[theme].ink).encode(x=x, y=y, text="words:N")
    return [circles, numbers, *_signs(base, rows, theme, {"x": x, "y": y})]


def drawn_words(shown: Reading) -> str:
    """Return that the chart leaves the first years to the table; empty where it draws all."""
    if len(shown.years) <= YEARS_DRAWN:
        return ""
    return _("The chart draws the last {count} years; the table has all.").format(count=formats.number(YEARS_DRAWN))
