"""Trends: states, measures, events and seasons compared over time."""

import streamlit as st

from dashboard.app_pages.choosing import Look, choose
from dashboard.app_pages.map_area import draw_breadcrumb
from dashboard.app_pages.trends_by_day import draw_events, draw_seasons
from dashboard.app_pages.trends_by_year import draw_all_states, draw_measures, draw_states
from dashboard.language import gettext as _
from dashboard.selection import Selection
from dashboard.situation_map import where_words

_DRAWS = {
    "states": draw_states,
    "measures": draw_measures,
    "events": draw_events,
    "all": draw_all_states,
    "season": draw_seasons,
}


def render(selection: Selection) -> None:
    """Draw the page: what is compared, and the comparison."""
    st.header(_("Trends, {place}").format(place=where_words(selection)), anchor=False)
    view = choose(selection, "compare", _("Compare"), tuple(_DRAWS), words=_view_words, look=Look.SEGMENTS)
    draw_breadcrumb(selection)
    _DRAWS[view](selection)


def _view_words(code: str) -> str:
    match code:
        case "states":
            return _("States")
        case "measures":
            return _("Measures")
        case "events":
            return _("Events")
        case "all":
            return _("All 22 states")
        case _other:
            return _("Season")
