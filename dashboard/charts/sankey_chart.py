"""The largest movements as a Sankey diagram: bands from origins on the left to destinations on the right.

Vega has no such mark: the places are computed, and a band is an area as high as its people. A wide line would do too,
but Vega leaves room for its width on all sides of the chart.
"""

from collections.abc import Mapping, Sequence
from typing import cast

import altair as alt

from dashboard.charts.flows_chart import colour_of_kinds, kinds_of_flows, tooltip_of_pairs
from dashboard.charts.haloed import haloed
from dashboard.charts.sankey_layout import Band, Node, Stream, sankey_layout
from dashboard.movement_views import Flow
from dashboard.palette import SURFACES, Theme

LEGEND_HEIGHT = 50
_LABEL_GAP = 10
# A spline through these points leaves and arrives level, so that a band meets its node at a right angle.
_BENDS = ((0.0, True), (0.35, True), (0.65, False), (1.0, False))

Totals = tuple[Mapping[str, str], Mapping[str, str]]


def sankey_chart(flows: Sequence[Flow], totals: Totals, theme: Theme) -> alt.LayerChart:
    """Return one band per pair; at least one is needed.

    Bands of two of the 22 states have a colour of their own, and an end that has only such bands, or none, a sign.

    Args:
        flows: the pairs.
        totals: people by origin and by destination in words, by the names of the ends.
        theme: the screen.
    """
    streams = [Stream(flow.origin, flow.destination, flow.figure) for flow in flows]
    found = sankey_layout(streams)
    bands = _bands(found.bands, dict(zip(streams, flows, strict=True)), found.height, theme)
    rows = [
        *(_end_row(node, flows, totals[0], is_left=True) for node in found.origins),
        *(_end_row(node, flows, totals[1], is_left=False) for node in found.destinations),
    ]
    chart = alt.layer(bands, *_ends(rows, found.height, theme)).properties(
        height=LEGEND_HEIGHT + found.height, width="container"
    )
    return cast(alt.LayerChart, chart)  # Altair's own types do not tell which kind of chart comes back


def _sign(name: str, flows: Sequence[Flow], *, is_left: bool) -> str:
    """Return the sign of an end whose bands are all of one kind; no sign where they are of both."""
    kinds = {flow.is_within_region for flow in flows if name == (flow.origin if is_left else flow.destination)}
    return f"{kinds_of_flows()[0 if kinds.pop() else 1][0]} " if len(kinds) == 1 else ""


def _across() -> alt.X:
    return alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))


def _down(column: str, height: float) -> alt.Y:
    return alt.Y(f"{column}:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))


def _bands(bands: Sequence[Band], by_stream: Mapping[Stream, Flow], height: float, theme: Theme) -> alt.Chart:
    kinds = kinds_of_flows()
    rows = [
        {
            "x": x,
            "top": round((band.left if is_left else band.right) - band.width / 2, 1),
            "bottom": round((band.left if is_left else band.right) + band.width / 2, 1),
            "pair": by_stream[band.stream].label,
            "words": by_stream[band.stream].words,
            "kind": kinds[0 if by_stream[band.stream].is_within_region else 1],
        }
        for band in bands
        for x, is_left in _BENDS
    ]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_area(interpolate="basis", opacity=0.55)
        .encode(
            x=_across(),
            y=_down("top", height),
            y2="bottom:Q",
            detail="pair:N",
            color=colour_of_kinds(theme),
            tooltip=tooltip_of_pairs(),
        )
    )
    return cast(alt.Chart, chart)


def _end_row(node: Node, flows: Sequence[Flow], words: Mapping[str, str], *, is_left: bool) -> dict[str, object]:
    return {
        "x": 0.0 if is_left else 1.0,
        "y": round(node.middle, 1),
        "top": round(node.top, 1),
        "bottom": round(node.top + node.height, 1),
        "label": f"{_sign(node.name, flows, is_left=is_left)}{node.name} {words[node.name]}",
        "align": "left" if is_left else "right",
        "shift": _LABEL_GAP if is_left else -_LABEL_GAP,
    }


def _ends(rows: Sequence[Mapping[str, object]], height: float, theme: Theme) -> list[alt.Chart]:
    """Return the bars at both sides and their labels, which stand over the bands: a phone has no room beside."""
    base = alt.Chart(alt.InlineData(values=list(rows)))
    bars = base.mark_rule(strokeWidth=6, color=SURFACES[theme].ink)
    bars = bars.encode(x=_across(), y=_down("top", height), y2="bottom:Q")
    text = base.encode(x=_across(), y=_down("y", height), text="label:N")
    look = {"align": alt.ExprRef(expr="datum.align"), "dx": alt.ExprRef(expr="datum.shift")}
    return [cast(alt.Chart, bars), *haloed(text, theme, **look)]
