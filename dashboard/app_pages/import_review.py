"""Places that wait for a person: suggestions first, one press to confirm, remembered for the source."""

import streamlit as st

from dashboard import formats, resources
from dashboard.formats import markdown_safe
from dashboard.headlines import source_title
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.notices import refused
from dashboard.place_choices import WaitingPlace, decision_on, waiting_places
from dashboard.place_labels import state_name
from dashboard.selection import Selection
from data.errors import DataError
from data.reviewing import confirm

SHOWN = 8


def draw_review(selection: Selection, *, is_writable: bool) -> None:
    """Draw the places that wait in the states looked at, those with most records first."""
    places = waiting_places(resources.store().places_to_review().to_dicts(), countries=selection.scope)
    st.subheader(_("Places that wait"), anchor=False)
    if not places:
        st.markdown(_("Every place of the states looked at is known. New names appear here after an import."))
        return
    words = ngettext("{count} place is known to no list.", "{count} places are known to no list.", len(places))
    st.markdown(
        words.format(count=formats.number(len(places)))
        + " "
        + _("What you confirm holds for the whole source, now and in later files, and can be undone in the history.")
    )
    for place in places[:SHOWN]:
        _draw_place(place, is_writable=is_writable)
    rest = len(places) - SHOWN
    if rest > 0 and st.toggle(_("Show {count} more").format(count=formats.number(rest)), key="review_rest"):
        for place in places[SHOWN : SHOWN * 8]:
            _draw_place(place, is_writable=is_writable)


def _draw_place(place: WaitingPlace, *, is_writable: bool) -> None:
    with st.container(border=True):
        name, choice, press = st.columns([4, 4, 2], vertical_alignment="center")
        records = ngettext("{count} record", "{count} records", place.records)
        name.markdown(
            f"**{markdown_safe(place.name)}**  \n{markdown_safe(state_name(place.country_iso3))} · "
            f"{markdown_safe(source_title(place.source))} · {records.format(count=formats.number(place.records))}"
        )
        code = choice.selectbox(
            _("{place} is").format(place=place.name),
            list(place.choices),
            index=0 if place.suggested else None,
            format_func=place.choices.__getitem__,
            placeholder=_("Choose a unit"),
            key=f"place_{place.key}",
            label_visibility="collapsed",
        )
        is_pressed = press.button(
            _("Confirm"),
            key=f"confirm_{place.key}",
            disabled=code is None or not is_writable,
            icon=":material/check:",
            width="stretch",
        )
        if is_pressed and code is not None:
            _confirm(place, code)


def _confirm(place: WaitingPlace, code: str) -> None:
    try:
        entry = confirm(resources.store(), decision_on(place, code), by=resources.person(), now=resources.now())
    except DataError as error:
        refused(error)
        return
    words = ngettext("{place}: {count} record placed.", "{place}: {count} records placed.", entry.records)
    st.toast(
        markdown_safe(words.format(place=place.name, count=formats.number(entry.records))), icon=":material/check:"
    )
    st.rerun()
