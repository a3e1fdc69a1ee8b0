"""Needs: who is affected, in need, targeted and reached, by state, sector, severity, sex, age and group."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import resources
from dashboard.app_pages.ladder_area import draw_ladders
from dashboard.app_pages.needs_tables import draw_people, draw_sectors
from dashboard.app_pages.number_card import draw_headlines
from dashboard.app_pages.view_table import draw_view
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.needs_views import (
    ladder_headlines,
    ladder_view,
    ladders_of_states,
    missing_lines,
    states_with_needs,
)
from dashboard.notices import nothing
from dashboard.place_labels import state_name, states
from dashboard.selection import Selection
from dashboard.sidebar import go_to
from dashboard.situation_map import where_words


def render(selection: Selection) -> None:
    """Draw the page: the four rungs, then one state in full, or the states side by side."""
    whole = replace(selection, place=selection.country)
    st.header(_("Needs, {place}").format(place=where_words(whole)), anchor=False)
    st.caption(_("From the widest group to the narrowest. Sectors are never added: one person can need several."))
    if selection.unit is not None:
        st.caption(_("The unit chosen is left aside; units stand in a table below."))
    places = states_with_needs(whole, resources.what_is_stored())
    if not places:
        nothing(_("No figure of needs is stored here up to the day. The page Imports has a template for it: Needs."))
        return
    draw_headlines(ladder_headlines(whole, resources.answer))
    if whole.country is not None:
        draw_sectors(whole)
        draw_people(whole)
    else:
        _draw_states(whole, places)


def _draw_states(selection: Selection, places: Sequence[str]) -> None:
    st.subheader(_("By state"), anchor=False)
    ladders = ladders_of_states(places, selection, resources.answer)
    draw_ladders(ladders, key="states")
    view = ladder_view(ladders, selection, caption=_("Needs over all sectors, by state"), first=_("State"))
    draw_view(view, key="states")
    lines = missing_lines(ladders)
    others = ", ".join(state_name(code) for code in states() if code not in places)
    lines += [_("No figure of needs is stored for: {places}.").format(places=others)] if not selection.scope else []
    st.markdown("\n".join(f"- {markdown_safe(line)}" for line in lines))
    st.subheader(_("One state in full"), anchor=False)
    for place in places:
        st.button(state_name(place), key=f"needs_{place}", on_click=go_to, args=(replace(selection, place=place),))
