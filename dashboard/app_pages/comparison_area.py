"""A comparison on a page: its chart, what it says in words, what is not in it, and its table."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.app_pages.choosing import choose
from dashboard.app_pages.table_twin import draw_table
from dashboard.app_pages.view_table import draw_makings
from dashboard.charts.lane_rows import LaneSettings
from dashboard.charts.lanes_chart import lanes_chart
from dashboard.charts.overlay_chart import overlay_chart
from dashboard.charts.signs import signs_html
from dashboard.comparison_views import (
    comparison_table,
    finding_words,
    marks_words,
    not_in_chart,
    scale_words,
    shown_words,
    told_of,
)
from dashboard.comparisons import MOST_COMPARED, Comparison, ShownAs
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.notices import nothing
from dashboard.selection import Selection

ONE, OWN, YEARS = "one", "own", ("5", "10", "25", "all")


def choose_shown_as(selection: Selection) -> ShownAs:
    """Draw the choice of figures, rates and index, and return it."""
    return ShownAs(choose(selection, "shown", _("Shown as"), tuple(ShownAs), words=_shown_words))


def choose_first_day(selection: Selection) -> date | None:
    """Draw the choice of how far back to look and return the first day, ``None`` for all.

    It is that of a year, so that no year's movements are cut.
    """
    years = choose(selection, "years", _("Years"), YEARS, words=_years_words)
    return None if years == "all" else date(selection.day.year - int(years), 1, 1)


def choose_scale(selection: Selection, *, opens_with: str) -> str:
    """Draw the choice of one scale for all lines or one for each, and return its code."""
    return choose(selection, "scale", _("Scale"), (ONE, OWN), words=_scale_words, opens_with=opens_with)


def draw_comparison(
    found: Comparison, selection: Selection, settings: LaneSettings, *, title: str, notes: Sequence[str]
) -> None:
    """Draw a comparison.

    Args:
        found: the lines; the highest six are drawn over each other, or all below each other.
        selection: what the person chose.
        settings: how they are drawn; with one scale for all and no empty lanes they stand over each other.
        title: what is compared.
        notes: what is not in the chart, and why.
    """
    finding = finding_words(found, day_zero=settings.by_days)
    st.subheader(title, anchor=False)
    if not found.lines:
        nothing(finding)
    else:
        is_overlay = settings.has_one_scale and not settings.empty
        lines = found.highest_first[:MOST_COMPARED] if is_overlay else found.lines
        chart = overlay_chart(lines, settings) if is_overlay else lanes_chart(lines, settings)
        if is_overlay:
            st.html(signs_html([line.name for line in lines], settings.theme, has_shapes=lines[0].is_stock))
        alt = " ".join((f"{title}.", finding, *not_in_chart(found)))
        st.altair_chart(chart, width="stretch", key="comparison", alt=alt)
        st.caption(markdown_safe(" ".join((finding, scale_words(found), marks_words(settings.marks)))))
        if len(lines) < len(found.lines):
            st.caption(_("The {count} with the highest values; all are in the table.").format(count=len(lines)))
        if not is_overlay and not settings.has_one_scale:
            st.caption(_("Each lane has a scale of its own; compare the printed numbers, not the heights."))
    for note in notes:
        st.caption(markdown_safe(note))
    if found.lines:
        draw_makings(told_of(found), key="comparison")
        draw_table(
            lambda: comparison_table(found, selection), name=f"trends-{selection.day}", title=_("Table of the chart")
        )


def _shown_words(code: str) -> str:
    return shown_words(ShownAs(code))


def _scale_words(code: str) -> str:
    return _("one for all") if code == ONE else _("one for each")


def _years_words(code: str) -> str:
    if code == "all":
        return _("all")
    return ngettext("the last {count} year", "the last {count} years", int(code)).format(count=code)
