"""Years by months of the hurricane season: darker is more, a dash is a month without a record."""

from typing import Any, Literal, cast

import altair as alt

from dashboard import formats
from dashboard.charts.inline import inline
from dashboard.language import gettext as _
from dashboard.maps.classes import logarithmic_classes
from dashboard.palette import SURFACES, Theme, sequential
from dashboard.season_views import cells_of, season_columns
from dashboard.seasons import Season, Seasons
from data.queries.answer import Number

ROW_HEIGHT, _HEAD_PX = 27, 30


def season_chart(found: Seasons, theme: Theme) -> alt.LayerChart:
    """Return the grid of at least one year; every cell with a record carries its number.

    Beside the six months stand their sum, the other months of the year, and what is known of the year only. The sum is
    not shaded: it would always be the darkest.
    """
    surface = SURFACES[theme]
    columns = season_columns(found)
    rows = [row for season in found.years for row in _rows(season, columns)]
    counted = [row for row in rows if row["is_month"] and row["figure"]]
    classes = logarithmic_classes([float(row["figure"]) for row in counted])
    shades = sequential(classes.count, theme)
    for row in counted:
        place = classes.class_of(float(row["figure"]))
        row |= {"shade": place, "ink": "strong" if place * 2 >= classes.count else "plain"}
    x = alt.X("column:N", title=None, sort=list(columns.values()), axis=_axis("top", theme))
    y = alt.Y("year:O", title=None, sort="descending", axis=_axis("left", theme))
    colour = alt.Color("shade:O", scale=alt.Scale(domain=list(range(classes.count)), range=list(shades)), legend=None)
    cells = alt.Chart(inline(counted, days=())).mark_rect().encode(x=x, y=y, color=colour, tooltip=_tooltip())
    inks = alt.Scale(domain=["plain", "strong", "quiet"], range=[*_inks(theme), surface.quiet_ink])
    text = (
        alt.Chart(inline(rows, days=()))
        .mark_text(fontSize=11)
        .encode(x=x, y=y, text="printed:N", color=alt.Color("ink:N", scale=inks, legend=None), tooltip=_tooltip())
    )
    chart = alt.layer(cells, text).resolve_scale(color="independent")
    height = ROW_HEIGHT * len(found.years) + _HEAD_PX
    return cast(alt.LayerChart, chart.properties(height=height, width="container"))


def _rows(season: Season, columns: dict[str, str]) -> list[dict[str, Any]]:
    numbers = cells_of(season)
    return [_row(season.year, name, numbers[code], is_month=code.isdigit()) for code, name in columns.items()]


def _row(year: int, column: str, number: Number | None, *, is_month: bool) -> dict[str, Any]:
    amount = number.amount if number is not None else None
    return {
        "year": str(year),
        "column": column,
        "is_month": is_month,
        "figure": amount.figure if amount is not None else None,
        "printed": formats.short_number(amount.figure) if amount is not None else formats.MISSING,
        "words": formats.amount(amount) if amount is not None else _("no record"),
        "ink": "plain" if amount is not None else "quiet",
    }


def _inks(theme: Theme) -> tuple[str, str]:
    """Return the ink on the ground and on a dark shade (on a dark screen: on a light one)."""
    own, other = SURFACES[theme], SURFACES[Theme.DARK if theme is Theme.LIGHT else Theme.LIGHT]
    return own.ink, other.ink


def _axis(side: Literal["top", "left"], theme: Theme) -> alt.Axis:
    ink = SURFACES[theme].ink
    return alt.Axis(
        orient=side, domain=False, ticks=False, labelAngle=0, labelFontSize=11, labelColor=ink, labelOverlap=False,
        labelFlush=False, labelBound=False, grid=False,
    )  # fmt: skip


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("year:O", title=_("Year")),
        alt.Tooltip("column:N", title=_("Month")),
        alt.Tooltip("words:N", title=_("As published")),
    ]
