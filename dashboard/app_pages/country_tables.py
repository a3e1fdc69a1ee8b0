"""The tables of one state: what is counted, who they are, shelters, events, exchange with others, sources."""

from dataclasses import replace

import streamlit as st

from dashboard import resources
from dashboard.app_pages.choosing import choose
from dashboard.app_pages.evacuation_shelters import draw_old_lists
from dashboard.app_pages.view_table import draw_makings, draw_view
from dashboard.country_views import events_view, measures_view, named_events, sources_view
from dashboard.evacuation_views import event_title, finding_told, finding_words
from dashboard.formats import markdown_safe
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.movement_views import ORIGIN_MEASURES, exchange_views, offered
from dashboard.selection import Selection
from dashboard.sex_age_views import breakdowns
from dashboard.shelter_views import is_known, rooms_view, shelters_view

_LINKS = 12
"""Events to which links lead; the table has all of them."""


def draw_tables(selection: Selection) -> None:
    """Draw all tables of the state; one that nobody counted for says so in a sentence."""
    stored = resources.what_is_stored()
    everything = measures_view(selection, resources.answer, stored)
    st.subheader(_("All measures"), anchor=False)
    if everything.rows:
        draw_view(everything, key="measures")
    else:
        st.markdown(_("The store holds no figure of this state."))
    _draw_breakdowns(selection)
    _draw_shelters(selection)
    _draw_events(selection)
    _draw_exchange(selection)
    sources = sources_view(selection, resources.answer, stored)
    st.subheader(_("Sources"), anchor=False)
    if sources.rows:
        draw_view(sources, key="sources")
    else:
        st.markdown(_("Nobody has counted here up to the day."))


def _draw_breakdowns(selection: Selection) -> None:
    st.subheader(_("Sex and age"), anchor=False)
    found = breakdowns(selection, resources.answer, resources.what_is_stored())
    if not found:
        st.markdown(_("No figure of this state is broken down by sex or age on this day."))
    for place, one in enumerate(found):
        draw_view(one.view, key=f"breakdown_{place}")
        st.caption(markdown_safe(one.share))


def _draw_shelters(selection: Selection) -> None:
    st.subheader(_("Shelters"), anchor=False)
    found = resources.shelters(replace(selection.question("in_shelter"), event=None))
    places = [room for room in (*found.countries, *found.units) if is_known(room)]
    for place, finding in enumerate(found.findings):
        st.warning(markdown_safe(finding_words(finding)), icon=":material/difference:")
        draw_makings(finding_told(finding), key=f"finding_{place}")
    draw_old_lists(selection, found)
    if places:
        draw_view(rooms_view(places, phase=found.phase), key="room")
    if found.sites:
        draw_view(shelters_view(found.sites), key="shelters")
    else:
        st.markdown(_("The store holds no list of shelters with names for this state."))


def _draw_events(selection: Selection) -> None:
    st.subheader(_("Events"), anchor=False)
    table = resources.desk().reference("events")
    names = dict(table.select("event_id", "name").iter_rows()) if table.height else {}
    view = events_view(selection, resources.answer, names)
    if view.rows:
        draw_view(view, key="events")
        _draw_links_to_events(selection)
    else:
        st.markdown(_("No figure of this state names an event up to the day."))


def _draw_links_to_events(selection: Selection) -> None:
    """Draw a link to the course of each event that has a name here."""
    # The menu has this page already; a page is known by its path.
    page = st.Page(_drawn_by_the_menu, title=_("Evacuation"), url_path="evacuation")
    with st.container(horizontal=True, gap="small"):
        for event in named_events(selection, resources.answer)[:_LINKS]:
            address = replace(selection, event=event, measure="in_shelter").address()
            st.page_link(
                page, label=event_title(event), icon=":material/directions_run:", query_params=address, width="content"
            )


def _drawn_by_the_menu() -> None:
    """Stand for the page in a link."""


def _draw_exchange(selection: Selection) -> None:
    st.subheader(_("Whom it sends and receives"), anchor=False)
    measure = choose(
        selection, "people", _("Which people"), ORIGIN_MEASURES, words=measure_label, opens_with=offered(selection)
    )
    sent, received = exchange_views(selection, resources.answer, measure=measure)
    for column, view, key in zip(st.columns(2, gap="medium"), (sent, received), ("sent", "received"), strict=True):
        with column:
            draw_view(view, key=key)
