"""How counting works, on the page Sources: made when it is opened, for each example is asked of the store."""

from collections.abc import Sequence

import streamlit as st

from dashboard import resources
from dashboard.app_pages.view_table import draw_makings
from dashboard.formats import markdown_safe
from dashboard.language import gettext as _
from dashboard.method_views import example_words, methods
from data.queries.coverage import Coverage


def draw_methods(stored: Sequence[Coverage]) -> None:
    """Draw the rules of counting in a fold, each with an example from the store and how its numbers were made."""
    st.subheader(_("How counting works"), anchor=False)
    fold = st.expander(
        _("The rules, with examples from the store"), key="methods", on_change="rerun", icon=":material/calculate:"
    )
    if not fold.open:
        return
    with fold:
        for place, method in enumerate(methods(resources.answer, stored, today=resources.today())):
            st.markdown(f"**{markdown_safe(method.title)}**  \n{markdown_safe(method.rule)}")
            st.markdown(f"**{_('Example')}** {markdown_safe(example_words(method))}")
            draw_makings(method.told, key=f"method_{place}")
