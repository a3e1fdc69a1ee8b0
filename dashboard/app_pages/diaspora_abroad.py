"""People abroad on a page: map and ranking, all figures, and the course since 1990."""

import streamlit as st

from dashboard import resources
from dashboard.abroad import Home, course_of
from dashboard.abroad_map import abroad_map, homes_map
from dashboard.abroad_views import (
    countries_ranking,
    countries_table,
    course_words,
    finding_words,
    headlines_of,
    homes_finding,
    homes_ranking,
    homes_table,
    told_of,
    told_of_homes,
    women_and_men_words,
)
from dashboard.app_pages.map_area import draw_map, drilled
from dashboard.app_pages.number_card import draw_headlines
from dashboard.app_pages.table_twin import draw_table
from dashboard.app_pages.theme import page_theme
from dashboard.app_pages.view_table import draw_makings
from dashboard.charts.lane_rows import LaneSettings
from dashboard.charts.overlay_chart import overlay_chart
from dashboard.charts.signs import signs_html
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.maps.map_payload import MapContent
from dashboard.notices import nothing
from dashboard.selection import Selection
from dashboard.sidebar import go_to

MAP_HEIGHT = 480


def draw_homes(found: tuple[Home, ...], selection: Selection) -> None:
    """Draw the people abroad of several states; a click on a state opens it."""
    if not found:
        nothing(_("Nobody estimated up to this day how many people from these states live abroad."))
        return
    _draw_map(homes_map(found, selection), selection, ranking=homes_ranking(found), title=_("Comes from"))
    st.caption(markdown_safe(homes_finding(found)))
    st.caption(_("Choose a state on the map or among the filters to see where its people live and what they offer."))
    draw_makings(told_of_homes(found), key="homes")
    draw_table(lambda: homes_table(found, selection), name=f"diaspora-{selection.day}", title=_("Table of all states"))


def draw_home(home: Home, selection: Selection) -> None:
    """Draw one state's people abroad."""
    if not home.countries:
        nothing(_("Nobody estimated up to this day where people from here live."))
        return
    draw_headlines(headlines_of(home, selection))
    st.caption(women_and_men_words(home))
    _draw_map(abroad_map(home, selection), selection, ranking=countries_ranking(home), title=_("Lives in"))
    st.caption(markdown_safe(finding_words(home)))
    draw_makings(told_of(home), key="countries")
    name = f"diaspora-{home.iso3}-{selection.day}"
    draw_table(lambda: countries_table(home, selection), name=name, title=_("Table of all countries of residence"))
    _draw_course(home, selection)


def _draw_map(content: MapContent, selection: Selection, *, ranking: str, title: str) -> None:
    left, right = st.columns([7, 3], gap="medium")
    with left:
        click = draw_map(content, key="diaspora_map", height=MAP_HEIGHT)
        if click is not None:
            go_to(drilled(selection, click))
            st.rerun()
    with right:
        st.subheader(title, anchor=False)
        st.html(ranking)


def _draw_course(home: Home, selection: Selection) -> None:
    st.subheader(_("Course, women and men"), anchor=False)
    lines = course_of(home.iso3, selection, resources.answer)
    settings = LaneSettings(theme=page_theme(), until=selection.day)
    finding = course_words(lines)
    st.html(signs_html([line.name for line in lines], settings.theme, has_shapes=True))
    st.altair_chart(overlay_chart(lines, settings), width="stretch", key="diaspora_course", alt=finding)
    st.caption(markdown_safe(finding))
