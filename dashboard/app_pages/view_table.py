"""A table on a page, and how each of its numbers was made one click away."""

from collections.abc import Sequence

import streamlit as st

from dashboard.app_pages.number_card import tell_making
from dashboard.language import gettext as _
from dashboard.table_views import TableView, Told


def draw_view(view: TableView, *, key: str) -> None:
    """Draw a table and, where it has numbers, the button that tells how they were made."""
    st.html(view.html())
    draw_makings(view.told, key=key)


def draw_makings(told: Sequence[Told], *, key: str) -> None:
    """Draw the button behind which one of several numbers tells how it was made; sent only when it is opened."""
    if not told:
        return
    popover = st.popover(_("How these numbers were made"), type="tertiary", key=f"making_{key}", on_change="rerun")
    if not popover.open:
        return
    with popover:
        chosen = st.selectbox(
            _("Which number"), range(len(told)), format_func=lambda place: told[place].title, key=f"making_of_{key}"
        )
        tell_making(told[chosen].number.making, measure=told[chosen].measure)
