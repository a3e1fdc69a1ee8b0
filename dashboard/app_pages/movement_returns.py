"""Deportations and returns on the page: the newest of each in words, a table by state and year, and all pairs."""

import streamlit as st

from dashboard import resources
from dashboard.app_pages.table_twin import draw_table
from dashboard.app_pages.view_table import draw_view
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.notices import nothing
from dashboard.return_views import return_years, returns_table, returns_view, returns_words
from dashboard.selection import Selection


def draw_returns(selection: Selection) -> None:
    """Draw who was deported and who returned, to and from the states chosen."""
    found = return_years(selection, resources.answer)
    if not found:
        nothing(_("Nobody counted deportations or returns for this choice up to the day. That is not nobody."))
        return
    st.markdown("\n".join(f"- {markdown_safe(line)}" for line in returns_words(found, selection)))
    draw_view(returns_view(found), key="returns")
    st.caption(
        _(
            "Deportations are movements: one person can count several times. "
            "Returns are those of refugees and of displaced people."
        )
    )
    draw_table(
        lambda: returns_table(selection, resources.answer),
        name=f"returns-{selection.day}",
        title=_("Table of all years, from where to where"),
    )
