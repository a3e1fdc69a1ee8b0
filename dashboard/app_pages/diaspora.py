"""Diaspora: where people from each state live, and what those who answered a survey offer at home."""

import streamlit as st

from dashboard import resources
from dashboard.abroad import home_of, homes
from dashboard.app_pages.diaspora_abroad import draw_home, draw_homes
from dashboard.app_pages.diaspora_survey import draw_survey
from dashboard.app_pages.map_area import draw_breadcrumb
from dashboard.language import gettext as _
from dashboard.selection import Selection
from dashboard.situation_map import where_words


def render(selection: Selection) -> None:
    """Draw the page: the people abroad of all states, or those of one and what a survey of them says."""
    st.header(_("Diaspora, {place}").format(place=where_words(selection)), anchor=False)
    st.caption(
        _("People who live in another country than that of their birth or citizenship, by United Nations estimates.")
    )
    draw_breadcrumb(selection)
    if selection.country is None:
        draw_homes(homes(selection, resources.answer), selection)
    else:
        draw_home(home_of(selection.country, selection, resources.answer), selection)
        draw_survey(selection.country, selection)
