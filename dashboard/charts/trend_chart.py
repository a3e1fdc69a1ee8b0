"""The course of a measure: steps between rounds for stocks, bars by year for movements, events marked."""

from typing import cast

import altair as alt
import pandas as pd

from dashboard.language import gettext as _
from dashboard.palette import CATEGORIES, SURFACES, Theme
from dashboard.trends import Trend

HEIGHT = 260


def trend_chart(trend: Trend, theme: Theme) -> alt.LayerChart:
    """Return the chart of a trend; every value is told when pointed at, and stands in the table.

    A stock holds between two counts, so its rounds are joined by steps; nothing is drawn where nobody counted for
    longer than a stock lives. Movements of a year are bars that add up.
    """
    shown = trend.table[trend.table["state"].isin(trend.shown)]
    colour = alt.Color(
        "state:N",
        sort=list(trend.shown),
        title=None,
        scale=alt.Scale(domain=list(trend.shown), range=list(CATEGORIES[theme][: len(trend.shown)])),
        legend=alt.Legend(orient="top", symbolType="circle") if len(trend.shown) > 1 else None,
    )
    base = alt.Chart(shown).encode(
        y=alt.Y("figure:Q", title=None, axis=alt.Axis(tickCount=4, format=",.0f", grid=True, domain=False)),
        color=colour,
        tooltip=[
            alt.Tooltip("state:N", title=_("State")),
            alt.Tooltip(
                "day:T",
                title=_("Day") if trend.is_stock else _("Year"),
                format="%d %b %Y" if trend.is_stock else "%Y",
            ),
            alt.Tooltip("words:N", title=_("Figure")),
        ],
    )
    layers = _stock_layers(base) if trend.is_stock else _flow_layers(base)
    chart = alt.layer(alt.layer(*layers), *_mark_layers(trend, SURFACES[theme].quiet_ink))
    return cast(
        alt.LayerChart, chart.resolve_scale(y="independent").properties(height=HEIGHT, width="container")
    )  # Altair's own types do not tell which kind of chart comes back


def _stock_layers(base: alt.Chart) -> list[alt.Chart]:
    x = alt.X("day:T", title=None, axis=alt.Axis(grid=False))
    return [
        base.mark_line(interpolate="step-after", strokeWidth=2).encode(x=x, detail="segment:N"),
        base.mark_point(filled=True, size=40, opacity=1).encode(x=x),
    ]


def _flow_layers(base: alt.Chart) -> list[alt.Chart]:
    x = alt.X("year(day):T", title=None, axis=alt.Axis(grid=False, format="%Y"))
    return [base.mark_bar().encode(x=x)]


def _mark_layers(trend: Trend, ink: str) -> list[alt.Chart]:
    if not trend.marks:
        return []
    table = pd.DataFrame(
        {
            "day": [pd.Timestamp(mark.day) for mark in trend.marks],
            "name": [mark.name for mark in trend.marks],
            # Neighbouring names stand on lines of their own.
            "line": [14 * (position % 3) for position in range(len(trend.marks))],
        }
    )
    base = alt.Chart(table).encode(x="day:T")
    rule = base.mark_rule(strokeDash=[3, 3], opacity=0.6, color=ink)
    words = base.mark_text(align="left", baseline="top", dx=4, dy=2, fontSize=11, color=ink).encode(
        text="name:N",
        y=alt.Y("line:Q", scale=None, axis=None),
        tooltip=["name:N", alt.Tooltip("day:T", format="%d %b %Y")],
    )
    return [rule, words]
