"""Imports: files go in, every bad row comes back with the reason, and each import can be undone."""

import streamlit as st

from dashboard.app_pages.import_drop import draw_drop
from dashboard.app_pages.import_history import draw_history
from dashboard.app_pages.import_outcomes import draw_outcomes
from dashboard.app_pages.import_review import draw_review
from dashboard.app_pages.import_templates import draw_templates
from dashboard.language import gettext as _
from dashboard.selection import Selection


def render(selection: Selection) -> None:
    """Draw the page: drop files, what became of them, places that wait, history, templates."""
    st.header(_("Imports"), anchor=False)
    st.caption(
        _("Every good row goes in. Every other row comes back with its reason. The same file twice changes nothing.")
    )
    is_writable = draw_drop()
    draw_outcomes()
    draw_review(selection, is_writable=is_writable)
    draw_history(is_writable=is_writable)
    draw_templates()
