"""The entry: page settings, filters once, then the page. Started by ``python -m dashboard`` from the root."""

from pathlib import Path

import streamlit as st

from dashboard import resources
from dashboard.app_pages import situation
from dashboard.language import gettext as _
from dashboard.language import use_language
from dashboard.notices import our_errors
from dashboard.place_labels import states
from dashboard.selection import Selection, selection_of
from dashboard.sidebar import address_on, draw_filters, last_address

ICON = Path(__file__).parent / "static" / "icon.png"

selection: Selection


def _country() -> None:
    from dashboard.app_pages import country

    country.render(selection)


def _movements() -> None:
    from dashboard.app_pages import movements

    movements.render(selection)


def _evacuation() -> None:
    from dashboard.app_pages import evacuation

    evacuation.render(selection)


def _imports() -> None:
    from dashboard.app_pages import imports  # loads every reader, which the first map should not wait for

    imports.render(selection)


def _sources() -> None:
    from dashboard.app_pages import sources

    sources.render(selection)


st.set_page_config(page_title="Caricom Displacement Tracker", page_icon=str(ICON), layout="wide")
st.html(ICON.parent / "page.css")
use_language((st.query_params.to_dict() or last_address()).get("language", "en"))
pages = [
    st.Page(
        lambda: situation.render(selection), title=_("Situation"), icon=":material/map:", url_path="situation",
        default=True,
    ),
    st.Page(_country, title=_("Country"), icon=":material/flag:", url_path="country"),
    st.Page(_movements, title=_("Movements"), icon=":material/swap_horiz:", url_path="movements"),
    st.Page(_evacuation, title=_("Evacuation"), icon=":material/directions_run:", url_path="evacuation"),
    st.Page(_imports, title=_("Imports"), icon=":material/upload_file:", url_path="imports"),
    st.Page(_sources, title=_("Sources"), icon=":material/fact_check:", url_path="sources"),
]  # fmt: skip
page = st.navigation(pages, position="top")
address = address_on(page.url_path)
today = resources.today()
with our_errors(way_back=True):
    selection = selection_of(address, today=today, countries=frozenset(states()))
draw_filters(selection, today=today)
with our_errors():
    page.run()
