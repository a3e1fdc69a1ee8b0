"""Country: one state in full, a territory like every other."""

from dataclasses import replace

import streamlit as st

from dashboard import formats, resources
from dashboard.app_pages.choosing import choose
from dashboard.app_pages.country_tables import draw_tables
from dashboard.app_pages.course import draw_course
from dashboard.app_pages.map_and_ranking import draw_map_and_ranking
from dashboard.app_pages.map_area import draw_breadcrumb
from dashboard.app_pages.number_card import draw_headlines
from dashboard.app_pages.state_choice import draw_state_choice
from dashboard.app_pages.table_twin import draw_table
from dashboard.country_views import standing_words
from dashboard.headlines import headlines, measure_label
from dashboard.language import gettext as _
from dashboard.picture import picture, places_table
from dashboard.selection import Selection
from dashboard.situation_map import heading_words, of_state
from dashboard.stored_measures import stored_measures
from dashboard.trends import source_trend


def render(selection: Selection) -> None:
    """Draw the page: the state's figures, map, course and tables; without a state the 22 to choose from."""
    if selection.country is None:
        _draw_choice(selection)
        return
    st.header(heading_words(selection), anchor=False)
    st.caption(of_state(standing_words(selection.country), selection))
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
    draw_map_and_ranking(selection, shown, key="country_map")
    draw_table(
        lambda: places_table(shown), name=f"{selection.country}-{selection.measure}", title=_("Table of the map")
    )


def _draw_course(selection: Selection) -> None:
    title = _("Course, by source")
    st.subheader(of_state(title, selection), anchor=False)
    offered = stored_measures(selection.country or "", resources.what_is_stored()) or [selection.measure]
    measure = choose(
        selection, "series", _("What is counted"), offered, words=measure_label, opens_with=selection.measure
    )
    course = source_trend(replace(selection, measure=measure), resources.answer)
    if course.table.empty:
        st.markdown(_("Nobody counted this here up to the day."))
        return
    draw_course(course, measure, title=title, key="country_course", name=f"{selection.country}-{measure}-course")
