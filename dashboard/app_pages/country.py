"""Country: one state in full, a territory like every other."""

import streamlit as st

from dashboard import formats, resources
from dashboard.app_pages.country_tables import draw_tables
from dashboard.app_pages.day_map_area import draw_day_map
from dashboard.app_pages.map_area import draw_breadcrumb
from dashboard.app_pages.number_card import draw_headlines
from dashboard.app_pages.state_choice import draw_state_choice
from dashboard.app_pages.table_twin import draw_table
from dashboard.charts.trend_chart import trend_chart
from dashboard.headlines import headlines, measure_label
from dashboard.language import gettext as _
from dashboard.notices import caution, nothing
from dashboard.palette import Theme
from dashboard.picture import picture, places_table
from dashboard.ranking import ranking_table
from dashboard.selection import Selection
from dashboard.situation_map import finding, where_words
from dashboard.trends import source_trend

MAP_HEIGHT = 540


def render(selection: Selection) -> None:
    """Draw the page: the state's figures, map, course and tables; without a state the 22 to choose from."""
    if selection.country is None:
        _draw_choice(selection)
        return
    st.header(where_words(selection), anchor=False)
    st.caption(_("{measure} on {day}").format(measure=measure_label(selection.measure), day=formats.day(selection.day)))
    draw_headlines(headlines(selection, resources.answer))
    draw_breadcrumb(selection)
    _draw_places(selection)
    _draw_course(selection)
    draw_tables(selection)


def _draw_choice(selection: Selection) -> None:
    st.header(_("Country"), anchor=False)
    st.caption(_("Choose a state. Territories are states of their own here."))
    draw_state_choice(selection)


def _draw_places(selection: Selection) -> None:
    shown = picture(selection, resources.answer)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        draw_day_map(selection, shown, key="country_map", height=MAP_HEIGHT)
    with right:
        st.subheader(_("Where"), anchor=False)
        if not shown.counted:
            nothing(finding(selection, shown))
        else:
            st.markdown(ranking_table(shown))
        unplaced = shown.answer.unplaced
        if unplaced is not None and unplaced.figure:
            caution(_("{figure} of the total have no known place on this map.").format(figure=formats.amount(unplaced)))
    draw_table(places_table(shown), name=f"{selection.country}-{selection.measure}", title=_("Table of the map"))


def _draw_course(selection: Selection) -> None:
    st.subheader(_("Course, by source"), anchor=False)
    course = source_trend(selection, resources.answer)
    if course.table.empty:
        st.markdown(_("Nobody counted this here up to the day."))
        return
    if course.table["day"].nunique() > 1:
        theme = Theme.DARK if st.context.theme.type == "dark" else Theme.LIGHT
        st.altair_chart(trend_chart(course, theme, series=_("Source")), width="stretch", key="country_course")
    if course.hidden > 0:
        st.caption(_("The sources with the highest figures; all are in the table."))
    table = course.table[["day", "state", "words"]].sort_values(["state", "day"])
    table = table.assign(day=[formats.short_day(day.date()) for day in table["day"]])
    table.columns = [_("Day"), _("Source"), _("As published")]
    draw_table(table, name=f"{selection.country}-{selection.measure}-course", title=_("Table of the course"))
