"""The ladder of need as bars: affected, in need, targeted, reached, below the name of each state or sector."""

from collections.abc import Sequence
from typing import Any, cast

import altair as alt

from dashboard.language import gettext as _
from dashboard.needs_views import Ladder, counted_words, finding, rung_words
from dashboard.palette import SURFACES, Theme, sequential
from data.queries.needs import LADDER

LINE_HEIGHT = 24


def needs_chart(ladders: Sequence[Ladder], theme: Theme) -> alt.LayerChart:
    """Return the bars; each says its rung and its number as published, and a rung that nobody counted says so."""
    rows = [row for place, one in enumerate(ladders) for row in _rows(place, one)]
    top = max((row["figure"] for row in rows if "figure" in row), default=0) or 1
    surface = SURFACES[theme]
    y = alt.Y("line:O", title=None, axis=None, sort=[row["line"] for row in rows])
    scale = alt.Scale(domain=[0, top * 1.75], nice=False)  # with room for the words behind the bars
    x = alt.X("figure:Q", title=None, axis=None, scale=scale)
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y)
    names = base.transform_filter("isValid(datum.name)").mark_text(
        align="left", fontSize=13, fontWeight="bold", color=surface.ink
    )
    counted = base.transform_filter("isValid(datum.figure)")
    shades = alt.Scale(domain=list(LADDER), range=list(reversed(sequential(len(LADDER) + 2, theme)))[: len(LADDER)])
    tooltip = [alt.Tooltip("of:N", title=_("What")), alt.Tooltip("words:N", title=_("As published"))]
    bars = counted.mark_bar().encode(x=x, color=alt.Color("rung:N", scale=shades, legend=None), tooltip=tooltip)
    words = counted.mark_text(align="left", dx=6, fontSize=12, color=surface.ink).encode(x=x, text="words:N")
    missing = base.transform_filter("isValid(datum.missing)").mark_text(
        align="left", dx=6, fontSize=12, fontStyle="italic", color=surface.quiet_ink
    )
    layers = [
        bars, words, names.encode(x=alt.value(0), text="name:N"), missing.encode(x=alt.value(0), text="missing:N"),
    ]  # fmt: skip
    chart = alt.layer(*layers).properties(
        height=LINE_HEIGHT * len(rows), width="container", description=finding(ladders)
    )
    return cast(alt.LayerChart, chart)  # Altair's own types do not tell which kind of chart comes back


def _rows(place: int, one: Ladder) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{"line": f"{place:03}-", "name": one.title}]
    for step, measure in enumerate(LADDER):
        number = one.numbers.get(measure)
        row: dict[str, Any] = {"line": f"{place:03}-{step}", "of": one.title, "rung": measure}
        if number is None or number.amount is None:
            row["missing"] = _("\u2013 nobody counted who was {rung}").format(rung=rung_words(measure))
        else:
            row |= {"figure": number.amount.figure, "words": counted_words(number, measure)}
        rows.append(row)
    return rows
