"""Missing migrants on the page: points on the map, by year beside them, and every record in a table."""

import streamlit as st

from dashboard import resources
from dashboard.app_pages.map_area import draw_map, drilled
from dashboard.app_pages.table_twin import draw_table
from dashboard.app_pages.view_table import draw_makings, draw_view
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.missing_map import missing_map
from dashboard.missing_views import (
    MEASURE,
    MOST_INCIDENTS,
    incidents_table,
    missing_question,
    missing_words,
    own_people_question,
    own_people_words,
    years_view,
)
from dashboard.notices import nothing
from dashboard.selection import Selection
from dashboard.sidebar import go_to
from dashboard.table_views import Told
from data.queries.question import By
from data.queries.record_rows import RecordRow, Show

MAP_HEIGHT = 480


def draw_missing(selection: Selection) -> None:
    """Draw who died or went missing in the states chosen and off their coasts."""
    question = missing_question(selection)
    incidents = resources.page_of_rows(question, (), Show.IN_NUMBER, skip=0, take=MOST_INCIDENTS)
    if incidents:
        _draw_incidents(incidents, selection)
    else:
        nothing(_("No record tells of people who died or went missing here up to the day. That is not nobody."))
    _draw_own_people(selection)


def _draw_incidents(incidents: tuple[RecordRow, ...], selection: Selection) -> None:
    answer = resources.answer(missing_question(selection, By.YEAR))
    words = missing_words(answer, incidents, selection)
    st.markdown(markdown_safe(words))
    if selection.event is not None:
        st.caption(_("The event chosen is left aside: these records name none."))
    left, right = st.columns([7, 3], gap="medium")
    with left:
        content = missing_map(
            resources.missing_points(missing_question(selection)), incidents, selection, summary=words
        )
        click = draw_map(content, key="missing_map", height=MAP_HEIGHT)
        if click is not None:
            go_to(drilled(selection, click))
            st.rerun()
    with right:
        draw_view(years_view(answer), key="missing_years")
    st.caption(_("Only those of whom somebody learned are counted; how many more there were is not known."))
    draw_table(lambda: incidents_table(incidents), name=f"missing-{selection.day}", title=_("Table of all records"))


def _draw_own_people(selection: Selection) -> None:
    question = own_people_question(selection)
    number = resources.answer(question).total
    if number.amount is None:
        return
    words = own_people_words(number, resources.row_totals(question, ()).in_number)
    st.markdown(markdown_safe(words))
    draw_makings((Told(_("People from here"), MEASURE, number),), key="missing_own")
