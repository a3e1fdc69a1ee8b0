"""The 22 states as buttons, where a page shows one of them and none is chosen."""

from dataclasses import replace

import streamlit as st

from dashboard.place_labels import states
from dashboard.selection import Selection
from dashboard.sidebar import go_to


def draw_state_choice(selection: Selection) -> None:
    """Draw a button for each state, in order of names; territories are states of their own."""
    known = list(states().values())
    for first in range(0, len(known), 4):
        for column, state in zip(st.columns(4, gap="small"), known[first : first + 4], strict=False):
            column.button(
                state.name,
                key=f"state_{state.iso3}",
                on_click=go_to,
                args=(replace(selection, place=state.iso3),),
                width="stretch",
            )
