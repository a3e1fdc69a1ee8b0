"""What the person reads when something is missing or refused: one place that turns our errors into words."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.maps.errors import MapError
from data.errors import (
    DataError,
    ImportRefused,
    RequestRefused,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
)
from geo.errors import GeoError


@contextmanager
def our_errors(*, way_back: bool = False) -> Iterator[None]:
    """Show our own errors as a notice and stop the page there; every other error goes through.

    Args:
        way_back: offer to start again, for a wrong address stops the page before its filters are drawn.
    """
    try:
        yield
    except (DataError, GeoError, MapError) as error:
        refused(error)
        if way_back:
            st.button(_("Start again with the whole region"), on_click=st.query_params.clear)
        st.stop()


def refused(error: Exception) -> None:
    """Say in place why something was not done; the rest of the page goes on."""
    st.error(f"**{_heading(error)}**  \n{markdown_safe(str(error))}", icon=":material/error:")


def _heading(error: Exception) -> str:
    if isinstance(error, RequestRefused):
        return _("This cannot be shown as asked.")
    if isinstance(error, StoreDamaged):
        return _("The store is damaged. Nothing is shown rather than something wrong.")
    if isinstance(error, StoreReadOnly):
        return _("This store can be read, not written.")
    if isinstance(error, StoreBusy):
        return _("Somebody else is writing to the store.")
    if isinstance(error, StoreFull):
        return _("The disk is full. Nothing was kept.")
    if isinstance(error, ImportRefused):
        return _("The file is refused. Nothing of it went in.")
    if isinstance(error, DataError):
        return _("The records cannot be read.")
    return _("The map cannot be drawn.")


def nothing(sentence: str) -> None:
    """Say that there is nothing to show, and why."""
    st.info(markdown_safe(sentence), icon=":material/info:")


def caution(sentence: str) -> None:
    """Say what must be known before a number is used."""
    st.warning(markdown_safe(sentence), icon=":material/schedule:")
