"""One state's needs on the page: by sector, severity and unit, and who the people are."""

import streamlit as st

from dashboard import resources
from dashboard.app_pages.ladder_area import draw_ladders
from dashboard.app_pages.view_table import draw_view
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.needs_views import (
    groups_view,
    ladder_view,
    ladders_of_sectors,
    ladders_of_units,
    missing_lines,
    severity_view,
)
from dashboard.selection import Selection
from dashboard.sex_age_views import breakdowns_of
from data.queries.needs import needs


def draw_sectors(selection: Selection) -> None:
    """Draw the ladder by sector with what nobody counted, then severity and units."""
    found = needs(resources.answer, selection.question("people_in_need"))
    ladders = ladders_of_sectors(found)
    st.subheader(_("By sector"), anchor=False)
    draw_ladders(ladders, key="sectors")
    if found.sectors:
        view = ladder_view(ladders, selection, caption=_("Needs by sector"), first=_("Sector"))
        draw_view(view, key="sectors")
    else:
        st.markdown(_("No source in the store tells the needs of this state by sector on this day."))
    lines = missing_lines(ladders)
    if lines:
        st.markdown("\n".join(f"- {markdown_safe(line)}" for line in lines))
    st.subheader(_("How severe"), anchor=False)
    if found.severities:
        draw_view(severity_view(found, selection), key="severity")
        st.caption(_("One severity may hold another (3+ holds 3, 4 and 5): they are never added."))
    else:
        st.markdown(_("No source in the store tells how severe the needs of this state are on this day."))
    units = ladders_of_units(selection, resources.answer)
    st.subheader(_("By unit"), anchor=False)
    if units:
        draw_view(ladder_view(units, selection, caption=_("Needs by unit"), first=_("Unit")), key="units")
    else:
        st.markdown(_("No source in the store tells the needs of this state by unit on this day."))


def draw_people(selection: Selection) -> None:
    """Draw the people in need by group, sex and age."""
    st.subheader(_("Vulnerable groups"), anchor=False)
    groups = groups_view(selection, resources.answer)
    if groups.rows:
        draw_view(groups, key="groups")
        st.caption(_("One person may be in several groups: they are never added."))
    else:
        st.markdown(_("No source in the store tells the people in need of this state by group on this day."))
    st.subheader(_("Sex and age"), anchor=False)
    parts = breakdowns_of("people_in_need", selection, resources.answer)
    if not parts:
        st.markdown(_("No source in the store tells the people in need of this state by sex or age on this day."))
    for place, one in enumerate(parts):
        draw_view(one.view, key=f"needs_part_{place}")
        st.caption(markdown_safe(one.share))
