"""The shelters of an event: room by place, free places nearby, schools that are needed back, and each by name."""

from datetime import date

import streamlit as st

from dashboard import resources
from dashboard.app_pages.choosing import Look, choose, choose_a_day_or_none
from dashboard.app_pages.view_table import draw_view
from dashboard.evacuation_views import countries_of
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.nearest_views import nearest_view, nearest_words, own_shelters_words
from dashboard.notices import caution
from dashboard.place_labels import state_name
from dashboard.school_views import back_by_words, schools_view, schools_words
from dashboard.selection import Selection
from dashboard.shelter_views import is_known, old_lists_words, over_words, phase_words, rooms_view, shelters_view
from dashboard.starting_points import Start
from data.queries.nearest_shelters import nearest_free
from data.queries.question import Question
from data.queries.schools import schools_in_use
from data.queries.shelters import PlaceRoom, Shelters
from data.queries.sites import Phase

_YEARS_AHEAD = 2


def shelters_of(selection: Selection) -> Shelters:
    """Return the room in the shelters of the event's states for the stay that is chosen."""
    asked = Question("in_shelter", selection.day, countries=countries_of(selection), event=selection.event)
    return resources.shelters(asked, Phase(selection.choice("room_for")))


def draw_room(selection: Selection, found: Shelters) -> None:
    """Draw the room in shelters by state, and by unit where one state is looked at; with the choice of the stay."""
    st.subheader(_("Shelters"), anchor=False)
    choose(
        selection, "room_for", _("Places are needed"), [*Phase][::-1], words=lambda code: phase_words(Phase(code)),
        look=Look.RADIO,
    )  # fmt: skip
    crowded = over_words(found.sites)
    if crowded:
        caution(crowded)
    draw_old_lists(selection, found)
    places = [room for room in (*found.countries, *_units(found)) if is_known(room)]
    if places:
        draw_view(rooms_view(places, phase=found.phase), key="room")
    else:
        st.markdown(_("No list of shelters and no count of people in them is stored for these states."))


def draw_old_lists(selection: Selection, found: Shelters) -> None:
    """Say which lists of shelters are too old to be taken for what there is."""
    old = old_lists_words(found.sites, selection.day)
    if old:
        caution(old)


def _units(found: Shelters) -> tuple[PlaceRoom, ...]:
    return found.units if len(found.countries) == 1 else ()


def draw_nearest(start: Start, found: Shelters) -> None:
    """Draw the free places nearest to a point, and how much is not known."""
    st.subheader(_("Free places nearby"), anchor=False)
    if not start.is_shelter:
        st.markdown(markdown_safe(own_shelters_words(start, found)))
    near = nearest_free(found, latitude=start.latitude, longitude=start.longitude, leaving=start.leaving)
    if near.free:
        draw_view(nearest_view(near, start, phase=found.phase), key="nearest")
    st.markdown(markdown_safe(nearest_words(near)))


def draw_schools(selection: Selection, found: Shelters) -> None:
    """Draw the schools in use, and how many people must move by a day that is chosen here."""
    st.subheader(_("Schools needed back"), anchor=False)
    used = schools_in_use(found.sites)
    st.markdown(markdown_safe(schools_words(used)))
    if not used.rooms:
        return
    draw_view(schools_view(used), key="schools")
    back_by = choose_a_day_or_none(
        selection,
        "back_by",
        _("Needed back by"),
        first=selection.day,
        last=date(selection.day.year + _YEARS_AHEAD, 12, 31),
        told=_("The beginning of term, where you know it. The store knows no calendar of terms."),
    )
    if back_by is not None:
        needed = schools_in_use(found.sites, needed_by=back_by)
        st.markdown(markdown_safe(back_by_words(needed, day=selection.day, back_by=back_by)))


def draw_lists(selection: Selection, found: Shelters) -> None:
    """Draw the shelters by name, state by state, and the states of which no list is stored."""
    st.subheader(_("Shelters by name"), anchor=False)
    listed = dict.fromkeys(room.site.country_iso3 for room in found.sites)
    for code in listed:
        own = [room for room in found.sites if room.site.country_iso3 == code]
        draw_view(shelters_view(own, place=state_name(code)), key=f"shelters_{code}")
    missing = ", ".join(state_name(code) for code in countries_of(selection) if code not in listed)
    if missing:
        st.markdown(markdown_safe(_("No list of shelters with names is stored for: {places}.").format(places=missing)))
