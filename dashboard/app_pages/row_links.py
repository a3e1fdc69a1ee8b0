"""The link from a number to the records behind it."""

from datetime import date

import streamlit as st

from dashboard import resources
from dashboard.language import gettext as _
from dashboard.number_address import rows_address
from data.queries.answer import Making
from data.schema import MEASURES, Sensitivity

_URL_PATH = "records"


def draw_link_to_rows(making: Making, *, measure: str) -> None:
    """Draw the link to the rows of a number; of people who could be harmed say that single records are not shown.

    A number that was put together from several has no rows of its own; the link then opens those of its measure.
    """
    if MEASURES[measure].sensitivity is Sensitivity.PROTECTION:
        st.caption(_("Single records about people who could be harmed are never shown."))
        return
    here = st.query_params.to_dict()
    if making.asked is None:
        label, address = _("All records of this measure"), here | {"measure": measure}
    else:
        day = date.fromisoformat(here["day"]) if here.get("day") else resources.today()
        label, address = _("The rows behind this number"), rows_address(making.asked, here, day=day)
    # The menu has this page already; a page is known by its path.
    page = st.Page(_drawn_by_the_menu, title=_("Records"), url_path=_URL_PATH)
    st.page_link(page, label=label, icon=":material/table_rows:", query_params=address)


def _drawn_by_the_menu() -> None:
    """Stand for the page in a link."""
