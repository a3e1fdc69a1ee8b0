"""Who was moved from one unit of a state to another in an event, as a ledger that closes or says that it does not."""

from dataclasses import replace

import streamlit as st

from dashboard import resources
from dashboard.app_pages.map_area import draw_breadcrumb, draw_map, drilled
from dashboard.app_pages.view_table import draw_view
from dashboard.evacuation_views import event_title
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.notices import nothing
from dashboard.place_labels import state_name
from dashboard.selection import Selection
from dashboard.sidebar import go_to
from dashboard.unit_ledger_map import unit_ledger_map
from dashboard.unit_ledger_views import closing_words, missing_words, told_words, unit_ledger_view
from data.events import BY_ID
from data.queries.question import By
from data.queries.unit_ledger import UnitLedger

MAP_HEIGHT = 400


def draw_ledgers(selection: Selection) -> None:
    """Draw the ledger of the event chosen for each state; without an event those to choose from."""
    if selection.event is None:
        _draw_choice(selection)
        return
    st.subheader(event_title(selection.event), anchor=False)
    draw_breadcrumb(selection)
    found = resources.unit_ledgers(selection.question("evacuated"))
    if not found:
        nothing(_("Nobody counted who was moved in this event in the states chosen up to the day."))
    for ledger in found:
        _draw_ledger(ledger, selection)
    st.button(
        _("Choose another event"),
        on_click=go_to,
        args=(replace(selection, event=None).with_choice("moves", "within"),),
        icon=":material/arrow_back:",
        type="tertiary",
    )


def _draw_choice(selection: Selection) -> None:
    answer = resources.answer(selection.question("evacuated", By.EVENT))
    counted = [row.by["event_id"] for row in answer.rows if row.number.amount is not None]
    events = sorted((one for one in counted if one in BY_ID), key=lambda one: BY_ID[one].start_date, reverse=True)
    if not events:
        nothing(_("Nobody counted who was moved in any event in the states chosen up to the day."))
        return
    st.caption(_("Choose an event, the newest first."))
    with st.container(horizontal=True, gap="small"):
        for event in events:
            st.button(
                event_title(event),
                key=f"ledger_{event}",
                on_click=go_to,
                args=(replace(selection, event=event).with_choice("moves", "within"),),
            )


def _draw_map(ledger: UnitLedger, selection: Selection) -> None:
    content = unit_ledger_map(ledger, selection, summary=" ".join(told_words(ledger, selection)))
    if content is None:
        return
    click = draw_map(content, key=f"units_map_{ledger.country_iso3}", height=MAP_HEIGHT)
    if click is not None:
        go_to(drilled(selection, click))
        st.rerun()


def _draw_ledger(ledger: UnitLedger, selection: Selection) -> None:
    if selection.country is None:
        st.markdown(f"**{markdown_safe(state_name(ledger.country_iso3))}**")
    st.markdown("\n".join(f"- {markdown_safe(line)}" for line in told_words(ledger, selection)))
    _draw_map(ledger, selection)
    draw_view(unit_ledger_view(ledger), key=f"units_{ledger.country_iso3}")
    if ledger.excess.amount is None:
        st.markdown(markdown_safe(closing_words(ledger)))
    else:
        st.warning(markdown_safe(closing_words(ledger)), icon=":material/difference:")
    st.markdown("\n".join(f"- {markdown_safe(line)}" for line in missing_words(ledger)))
