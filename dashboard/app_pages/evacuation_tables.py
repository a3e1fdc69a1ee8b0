"""What stands beside an event's course: shelters of its states, the storm's track, and the nearest ways out."""

import streamlit as st

from dashboard import resources
from dashboard.app_pages.map_area import draw_map, drilled
from dashboard.app_pages.view_table import draw_view
from dashboard.country_views import shelters_view
from dashboard.evacuation_views import countries_of
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.picture import picture
from dashboard.place_labels import state_name
from dashboard.selection import Selection
from dashboard.sidebar import go_to
from dashboard.situation_map import situation_map
from dashboard.track_views import nearest_position_words, track_of, track_view, transport_view, unit_choices, unit_title
from data.events import BY_ID
from data.queries.question import Question

MAP_HEIGHT = 460


def draw_shelters(selection: Selection) -> None:
    """Draw the shelters of the event's states on the day, and the states of which no list is stored."""
    st.subheader(_("Shelters"), anchor=False)
    countries = countries_of(selection)
    asked = Question("in_shelter", selection.day, countries=countries, event=selection.event)
    rooms = resources.shelters(asked).sites
    listed = [code for code in countries if any(room.site.country_iso3 == code for room in rooms)]
    for code in listed:
        own = [room for room in rooms if room.site.country_iso3 == code]
        draw_view(shelters_view(own, place=state_name(code)), key=f"shelters_{code}")
    missing = ", ".join(state_name(code) for code in countries if code not in listed)
    if missing:
        st.markdown(markdown_safe(_("No list of shelters with names is stored for: {places}.").format(places=missing)))


def draw_track(selection: Selection) -> None:
    """Draw the map of the event and the storm's positions, where it is a storm."""
    desk = resources.desk()
    positions = desk.reference("storm_positions")
    shown = picture(selection, resources.answer)
    st.subheader(_("Map"), anchor=False)
    content = situation_map(selection, shown, sites=desk.reference("sites"), positions=positions)
    click = draw_map(content, key="evacuation_map", height=MAP_HEIGHT)
    if click is not None:
        go_to(drilled(selection, click))
        st.rerun()
    event = BY_ID[selection.event or ""]
    if event.hazard != "storm":
        return
    st.subheader(_("Storm track"), anchor=False)
    track = track_of(event.event_id, positions)
    if track.is_empty():
        st.markdown(_("The store holds no track of this storm."))
        return
    if selection.unit is not None:
        st.markdown(markdown_safe(nearest_position_words(track, selection.unit)))
    draw_view(track_view(track), key="track")


def draw_transport(selection: Selection) -> None:
    """Draw the ports and airports nearest to the unit drilled into, or to one that is chosen here."""
    st.subheader(_("Ways out"), anchor=False)
    choices = unit_choices(countries_of(selection))
    if not choices:
        st.markdown(_("No unit of these states is known."))
        return
    unit = selection.unit or st.selectbox(_("From"), choices, format_func=unit_title, key="evacuation_from")
    draw_view(transport_view(unit), key="transport")
    st.caption(_("Distances from the middle of the unit on the ellipsoid, not along roads or sea lanes."))
