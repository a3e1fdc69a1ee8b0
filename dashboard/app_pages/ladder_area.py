"""The chart of ladders of need on a page, with its finding in words."""

from collections.abc import Sequence

import streamlit as st

from dashboard.app_pages.theme import page_theme
from dashboard.formats import markdown_safe
from dashboard.needs_views import Ladder, finding


def draw_ladders(ladders: Sequence[Ladder], *, key: str) -> None:
    """Draw the chart of ladders with its finding; nothing where no rung is known on the day."""
    if not finding(ladders):
        return
    from dashboard.charts.needs_chart import needs_chart

    known = [one for one in ladders if finding([one])]
    st.altair_chart(needs_chart(known, page_theme()), width="stretch", key=f"ladder_{key}")
    st.caption(markdown_safe(finding(ladders)))
