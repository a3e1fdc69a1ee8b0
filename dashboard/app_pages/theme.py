"""The theme of the reader's browser: the colours that charts are drawn in, and a page drawn anew when it changes."""

from pathlib import Path

import streamlit as st

from dashboard.palette import Theme

_SCRIPT = Path(__file__).parents[1] / "static" / "theme.js"
_watch = st.components.v2.component("theme", js=_SCRIPT.read_text(encoding="utf-8"))


def page_theme() -> Theme:
    """Return the theme that the browser had when it asked for this run."""
    return Theme.DARK if st.context.theme.type == "dark" else Theme.LIGHT


def follow_theme() -> None:
    """Let the browser ask for a new run when its theme changes, at dusk or by hand; nothing of it is seen."""
    _watch(key="theme", height=1, on_changed_change=lambda: None)
