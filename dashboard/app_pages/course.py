"""The course of a measure on a page: its chart, the newest figures in words, and the table of all values."""

import streamlit as st

from dashboard.app_pages.table_twin import draw_table
from dashboard.app_pages.theme import page_theme
from dashboard.app_pages.view_table import draw_makings
from dashboard.charts.specification import for_browser
from dashboard.charts.trend_chart import trend_chart
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.trend_words import trend_table, trend_told, trend_words
from dashboard.trends import Trend


def draw_course(course: Trend, measure: str, *, title: str, key: str, name: str) -> None:
    """Draw a course, or say that it was counted once; what is not drawn is in the table.

    Args:
        course: the values; at least one.
        measure: what is counted.
        title: what a screen reader calls the chart; the same for all that is counted, or it would be drawn anew.
        key: keeps the chart of this page in the browser.
        name: of the file that the table is downloaded as.
    """
    if course.drawn["day"].nunique() > 1:
        st.vega_lite_chart(for_browser(trend_chart(course, page_theme())), width="stretch", key=key, alt=title)
        st.caption(markdown_safe(trend_words(course)))
        if len(course.drawn) < len(course.table):
            st.caption(_hidden_words(course))
    else:
        st.markdown(_("Counted at most once in the last ten years, so there is no course to draw."))
    draw_makings(trend_told(course, measure), key=key)
    draw_table(lambda: trend_table(course), name=name, title=_("Table of the course"))


def _hidden_words(course: Trend) -> str:
    if course.is_by_source:
        return _("Drawn are the last ten years and the sources with the highest figures; the table has everything.")
    return _("Drawn are the last ten years and the states with the highest figures; the table has everything.")
