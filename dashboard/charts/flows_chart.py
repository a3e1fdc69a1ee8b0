"""The largest movements as bars, each with its number as published."""

from collections.abc import Sequence
from typing import cast

import altair as alt

from dashboard.language import gettext as _
from dashboard.movement_views import Flow
from dashboard.palette import CATEGORIES, SURFACES, Theme

BAR_HEIGHT = 26
LEGEND_HEIGHT = 50


def flows_chart(flows: Sequence[Flow], theme: Theme) -> alt.LayerChart:
    """Return one bar per pair, the largest first; at least one is needed.

    Pairs of two of the 22 states have a colour and a sign of their own.
    """
    kinds = kinds_of_flows()
    rows = [
        {
            "pair": f"{(kinds[0] if flow.is_within_region else kinds[1])[0]} {flow.label}",
            "figure": flow.figure,
            "words": flow.words,
            "kind": kinds[0 if flow.is_within_region else 1],
        }
        for flow in flows
    ]
    order = [str(row["pair"]) for row in rows]
    top = max(flow.figure for flow in flows)  # with room for the numbers behind the bars
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("pair:N", title=None, sort=order, axis=alt.Axis(labelLimit=300, domain=False, ticks=False)),
        x=alt.X("figure:Q", title=None, axis=None, scale=alt.Scale(domain=[0, top * 1.2], nice=False)),
    )
    bars = base.mark_bar().encode(color=colour_of_kinds(theme), tooltip=tooltip_of_pairs())
    text = base.mark_text(align="left", dx=5, fontSize=12, color=SURFACES[theme].ink).encode(text="words:N")
    chart = alt.layer(bars, text).properties(height=LEGEND_HEIGHT + BAR_HEIGHT * len(rows), width="container")
    return cast(alt.LayerChart, chart)  # Altair's own types do not tell which kind of chart comes back


def kinds_of_flows() -> list[str]:
    """Return the words for movements within the region and beyond, each behind its sign."""
    return [_("\u25cf within Caricom"), _("\u25cb with another country")]


def colour_of_kinds(theme: Theme) -> alt.Color:
    """Return the two colours of movements within the region and beyond, with their legend."""
    colours = CATEGORIES[theme]
    return alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=kinds_of_flows(), range=[colours[0], colours[6]]),
        legend=alt.Legend(orient="top", symbolType="square", labelLimit=300),
    )


def tooltip_of_pairs() -> list[alt.Tooltip]:
    """Return what a pair says when it is pointed at."""
    return [alt.Tooltip("pair:N", title=_("From, to")), alt.Tooltip("words:N", title=_("As published"))]
