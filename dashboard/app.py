"""The entry: page settings, filters once, then the page. Started by ``python -m dashboard`` from the root."""

from pathlib import Path

import streamlit as st

from dashboard import resources
from dashboard.app_pages import situation
from dashboard.language import gettext as _
from dashboard.language import use_language
from dashboard.notices import our_errors
from dashboard.place_labels import states
from dashboard.selection import selection_of
from dashboard.sidebar import draw_filters

ICON = Path(__file__).parent / "static" / "icon.png"

st.set_page_config(page_title="Caricom Displacement Tracker", page_icon=str(ICON), layout="wide")
st.html(ICON.parent / "page.css")
address = st.query_params.to_dict()
use_language(address.get("language", "en"))
today = resources.today()
with our_errors():
    selection = selection_of(address, today=today, countries=frozenset(states()))
draw_filters(selection, today=today)
pages = [
    st.Page(
        lambda: situation.render(selection),
        title=_("Situation"),
        icon=":material/map:",
        url_path="situation",
        default=True,
    )
]
page = st.navigation(pages, position="top" if len(pages) > 1 else "hidden")
with our_errors():
    page.run()
