"""Movements: who of which origin is where, who was sent or went back, who was moved inside a state, who is missing."""

from collections.abc import Callable

import streamlit as st

from dashboard.app_pages.choosing import Look, choose
from dashboard.app_pages.movement_ledgers import draw_ledgers
from dashboard.app_pages.movement_missing import draw_missing
from dashboard.app_pages.movement_pairs import draw_pairs
from dashboard.app_pages.movement_returns import draw_returns
from dashboard.language import gettext as _
from dashboard.movement_parts import PARTS, Part, opening_part, part_label
from dashboard.selection import Selection
from dashboard.situation_map import where_words

_DRAW: dict[Part, Callable[[Selection], None]] = {
    Part.PAIRS: draw_pairs,
    Part.RETURNS: draw_returns,
    Part.WITHIN: draw_ledgers,
    Part.MISSING: draw_missing,
}


def render(selection: Selection) -> None:
    """Draw the page: the choice of its part, and that part."""
    st.header(_("Movements, {place}").format(place=where_words(selection)), anchor=False)
    code = choose(
        selection,
        "moves",
        _("What to look at"),
        PARTS,
        words=part_label,
        look=Look.SEGMENTS,
        opens_with=opening_part(selection),
    )
    _DRAW[Part(code)](selection)
