"""Evacuation: an event's course, its ledger, its storm, its shelters with the room that is left, and the ways out."""

from dataclasses import replace

import streamlit as st

from dashboard import formats, resources
from dashboard.app_pages.evacuation_shelters import draw_lists, draw_nearest, draw_room, draw_schools, shelters_of
from dashboard.app_pages.evacuation_tables import choose_start, draw_map_and_track, draw_transport
from dashboard.app_pages.map_area import draw_breadcrumb
from dashboard.app_pages.theme import page_theme
from dashboard.app_pages.view_table import draw_makings, draw_view
from dashboard.charts.course_chart import course_chart
from dashboard.evacuation_views import (
    Course,
    balance_words,
    countries_of,
    courses,
    event_choices,
    event_title,
    finding_told,
    finding_words,
    findings_of,
    ledger_view,
)
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.notices import nothing
from dashboard.place_labels import state_name
from dashboard.selection import Selection
from dashboard.sidebar import go_to
from dashboard.starting_points import starts


def render(selection: Selection) -> None:
    """Draw the page for the event chosen; without one the events to choose from."""
    if selection.event is None:
        _draw_choice(selection)
        return
    st.header(event_title(selection.event), anchor=False)
    st.caption(_("As it was known to the sources up to {day}").format(day=formats.day(selection.day)))
    draw_breadcrumb(selection)
    found = courses(selection, resources.answer)
    if not found:
        nothing(_("Nobody counted this event in the states chosen up to the day."))
    rooms = shelters_of(selection)
    for place, finding in enumerate(findings_of(found, selection, resources.answer, beside=rooms.findings)):
        st.warning(markdown_safe(finding_words(finding)), icon=":material/difference:")
        draw_makings(finding_told(finding), key=f"finding_{place}")
    for course in found:
        _draw_course(course)
    draw_room(selection, rooms)
    start = choose_start(selection, starts(countries_of(selection), rooms))
    if start is not None:
        draw_nearest(start, rooms)
        draw_transport(start)
    draw_schools(selection, rooms)
    draw_map_and_track(selection, rooms, start)
    draw_lists(selection, rooms)


def _draw_choice(selection: Selection) -> None:
    st.header(_("Evacuation"), anchor=False)
    st.caption(_("Choose an event, the newest first."))
    known = event_choices()
    for first in range(0, len(known), 3):
        for column, event in zip(st.columns(3, gap="small"), known[first : first + 3], strict=False):
            column.button(
                event_title(event.event_id),
                key=f"event_{event.event_id}",
                on_click=go_to,
                args=(replace(selection, event=event.event_id, measure="in_shelter"),),
                width="stretch",
            )


def _draw_course(course: Course) -> None:
    name = state_name(course.country_iso3)
    st.subheader(_("Course, {place}").format(place=name), anchor=False)
    key = f"course_{course.country_iso3}"
    st.altair_chart(course_chart(course.points, page_theme()), width="stretch", key=key, alt=course.finding)
    st.caption(markdown_safe(course.finding))
    draw_view(ledger_view(course.ledger), key=f"ledger_{course.country_iso3}")
    st.markdown(markdown_safe(balance_words(course.ledger)))
