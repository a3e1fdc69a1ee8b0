"""Situation: where people are, since when, by whom counted, and what is not known."""

import streamlit as st

from dashboard import formats, resources
from dashboard.app_pages.day_map_area import draw_day_map
from dashboard.app_pages.map_area import draw_breadcrumb
from dashboard.app_pages.number_card import draw_headlines
from dashboard.app_pages.situation_notes import draw_alerts, draw_changes, draw_stale
from dashboard.app_pages.table_twin import draw_table
from dashboard.charts.trend_chart import trend_chart
from dashboard.headlines import headlines, measure_label
from dashboard.language import gettext as _
from dashboard.notices import caution, nothing
from dashboard.palette import Theme
from dashboard.picture import Picture, picture, places_table
from dashboard.ranking import ranking_table
from dashboard.selection import Selection
from dashboard.situation_map import finding, lacks_track, where_words
from dashboard.trends import trend

MAP_HEIGHT = 560


def render(selection: Selection) -> None:
    """Draw the page: figures, alerts, map and ranking, trend, what changed, what is old, table."""
    st.header(where_words(selection), anchor=False)
    st.caption(_("{measure} on {day}").format(measure=measure_label(selection.measure), day=formats.day(selection.day)))
    draw_headlines(headlines(selection, resources.answer))
    draw_alerts(selection)
    shown = picture(selection, resources.answer)
    draw_breadcrumb(selection)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        _draw_map(selection, shown)
    with right:
        _draw_ranking(selection, shown)
    _draw_trend(selection)
    draw_changes(selection)
    draw_stale(selection)
    draw_table(places_table(shown), name=f"{selection.measure}-{selection.day}", title=_("Table of the map"))


def _draw_map(selection: Selection, shown: Picture) -> None:
    draw_day_map(selection, shown, key="situation_map", height=MAP_HEIGHT)
    if lacks_track(selection, resources.desk().reference("storm_positions")):
        st.caption(_("The store holds no track of this storm."))


def _draw_ranking(selection: Selection, shown: Picture) -> None:
    st.subheader(_("Where"), anchor=False)
    if not shown.counted:
        nothing(finding(selection, shown))
        return
    with st.container(height=min(MAP_HEIGHT - 90, 90 + 66 * len(shown.counted)), border=False):
        st.markdown(ranking_table(shown))
    unplaced = shown.answer.unplaced
    if unplaced is not None and unplaced.figure:
        caution(_("{figure} of the total have no known place on this map.").format(figure=formats.amount(unplaced)))


def _draw_trend(selection: Selection) -> None:
    course = trend(selection, resources.answer)
    if course.table["day"].nunique() < 2:
        return
    st.subheader(_("Course"), anchor=False)
    theme = Theme.DARK if st.context.theme.type == "dark" else Theme.LIGHT
    st.altair_chart(trend_chart(course, theme), width="stretch", key="trend")
    if course.hidden > 0:
        st.caption(
            _("The {count} states with the highest figures; all are in the table.").format(count=len(course.shown))
        )
