"""What stands beside an event's course: its map, the storm's track, and the nearest ways out of a place."""

from collections.abc import Mapping

import streamlit as st

from dashboard import resources
from dashboard.app_pages.choosing import choose
from dashboard.app_pages.map_area import draw_map, drilled
from dashboard.app_pages.view_table import draw_view
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.picture import picture
from dashboard.selection import Selection
from dashboard.shelter_map import with_room
from dashboard.sidebar import go_to
from dashboard.situation_map import situation_map
from dashboard.starting_points import Start
from dashboard.track_views import nearest_position_words, track_of, track_view, transport_view
from dashboard.transport_map import with_transport
from data.events import BY_ID
from data.queries.shelters import Shelters

MAP_HEIGHT = 460


def draw_map_and_track(selection: Selection, rooms: Shelters, start: Start | None) -> None:
    """Draw the map of the event and, of a storm, its positions and how near it came to a point."""
    desk = resources.desk()
    positions = desk.reference("storm_positions")
    shown = picture(selection, resources.answer)
    st.subheader(_("Map"), anchor=False)
    content = situation_map(selection, shown, sites=desk.reference("sites"), positions=positions)
    if selection.country is not None:
        content = with_transport(with_room(content, rooms), selection.country, start)
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
    if start is not None:
        st.markdown(markdown_safe(nearest_position_words(track, start)))
    draw_view(track_view(track), key="track")


def choose_start(selection: Selection, starts: Mapping[str, Start]) -> Start | None:
    """Draw the choice of the place from which people go, and return it; at first the unit drilled into."""
    if not starts:
        return None
    code = choose(
        selection, "near", _("From"), list(starts), words=lambda one: starts[one].title,
        opens_with=selection.unit or "",
    )  # fmt: skip
    return starts[code]


def draw_transport(start: Start) -> None:
    """Draw the ports and airports nearest to a point."""
    st.subheader(_("Ways out"), anchor=False)
    draw_view(transport_view(start), key="transport")
    st.caption(start.distance_words)
