"""Situation: where people are, since when, by whom counted, and what is not known."""

import streamlit as st

from dashboard import formats, resources
from dashboard.app_pages.course import draw_course
from dashboard.app_pages.map_and_ranking import draw_map_and_ranking
from dashboard.app_pages.map_area import draw_breadcrumb
from dashboard.app_pages.number_card import draw_headlines
from dashboard.app_pages.situation_notes import draw_alerts, draw_changes, draw_stale
from dashboard.app_pages.table_twin import draw_table
from dashboard.headlines import headlines, measure_label
from dashboard.language import gettext as _
from dashboard.picture import picture, places_table
from dashboard.selection import Selection
from dashboard.situation_map import heading_words, of_state
from dashboard.trends import trend


def render(selection: Selection) -> None:
    """Draw the page: figures, alerts, map and ranking, trend, what changed, what is old, table."""
    st.header(heading_words(selection), anchor=False)
    st.caption(_("{measure} on {day}").format(measure=measure_label(selection.measure), day=formats.day(selection.day)))
    draw_headlines(headlines(selection, resources.answer))
    draw_alerts(selection)
    shown = picture(selection, resources.answer)
    draw_breadcrumb(selection)
    draw_map_and_ranking(selection, shown, key="situation_map")
    _draw_trend(selection)
    draw_changes(selection)
    draw_stale(selection)
    draw_table(lambda: places_table(shown), name=f"{selection.measure}-{selection.day}", title=_("Table of the map"))


def _draw_trend(selection: Selection) -> None:
    course = trend(selection, resources.answer)
    if course.table["day"].nunique() < 2:
        return
    title = _("Course")
    st.subheader(of_state(title, selection), anchor=False)
    draw_course(course, selection.measure, title=title, key="trend", name=f"{selection.measure}-{selection.day}-course")
