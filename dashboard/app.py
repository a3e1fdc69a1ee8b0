"""The entry: page settings, filters once, then the page. Started by ``python -m dashboard`` from the root."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import streamlit as st

from dashboard import resources
from dashboard.app_pages.theme import follow_theme
from dashboard.language import gettext as _
from dashboard.language import use_language
from dashboard.notices import our_errors
from dashboard.place_labels import states
from dashboard.selection import Selection, selection_of
from dashboard.sidebar import address_on, draw_filters, last_address

ICON = Path(__file__).parent / "static" / "icon.svg"

selection: Selection


def _page(name: str) -> Callable[[], None]:
    """Return what draws a page; its modules are loaded when it is first opened, so that the map need not wait."""

    def draw() -> None:
        import_module(f"dashboard.app_pages.{name}").render(selection)

    draw.__name__ = name
    return draw


st.set_page_config(page_title="Caricom Displacement Tracker", page_icon=str(ICON), layout="wide")
# Room above the page, captions and chosen pills that can be read (WCAG 1.4.3), and the look of tables; sent once.
st.html(ICON.parent / "page.css")
st.html(ICON.parent / "tables.css")
use_language((st.query_params.to_dict() or last_address()).get("language", "en"))
# One list without sections: Streamlit puts those into a list on a phone in a way that no screen reader understands.
menu = [
    ("situation", _("Situation"), "map"),
    ("country", _("Country"), "flag"),
    ("movements", _("Movements"), "swap_horiz"),
    ("evacuation", _("Evacuation"), "directions_run"),
    ("briefing", _("Briefing"), "print"),
    ("needs", _("Needs"), "volunteer_activism"),
    ("protection", _("Protection"), "shield_person"),
    ("diaspora", _("Diaspora"), "public"),
    ("trends", _("Trends"), "show_chart"),
    ("records", _("Records"), "table_rows"),
    ("differ", _("Why sources differ"), "balance"),
    ("sources", _("Sources"), "fact_check"),
    ("imports", _("Imports"), "upload_file"),
]
pages = [
    st.Page(_page(name), title=title, icon=f":material/{icon}:", url_path=name, default=name == "situation")
    for name, title, icon in menu
]
page = st.navigation(pages, position="top")
address = address_on(page.url_path)
today = resources.today()
with our_errors(way_back=True):
    selection = selection_of(address, today=today, countries=frozenset(states()))
draw_filters(selection, today=today)
follow_theme()
with our_errors():
    page.run()
resources.spare_collector()
