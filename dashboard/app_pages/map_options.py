"""How the map is drawn: which other day stands beside it, and where one shade ends and the next begins."""

from datetime import date

import streamlit as st

from dashboard import formats
from dashboard.app_pages.choosing import Look, choose
from dashboard.day_map import second_day
from dashboard.day_steps import DaySteps
from dashboard.language import gettext as _
from dashboard.maps.classes import Scheme
from dashboard.notices import caution
from dashboard.selection import Selection


def draw_map_options(selection: Selection, steps: DaySteps) -> None:
    """Draw the choices in a fold that is filled when it is opened, and say why a chosen day is not shown."""
    fold = st.popover(_("How the map is drawn"), key="map_options", on_change="rerun", icon=":material/tune:")
    if fold.open:
        with fold:
            others = [day.isoformat() for day in reversed(steps.days) if day != steps.day]
            choose(selection, "against", _("Another day beside it"), ["", *others], words=_day_words)
            schemes = [scheme.value for scheme in Scheme]
            choose(selection, "classes", _("Shades"), schemes, words=_scheme_words, look=Look.RADIO)
    if selection.choice("against") and second_day(selection, steps) is None:
        day = formats.day(date.fromisoformat(selection.choice("against")))
        caution(
            _("{day} does not stand beside the map: it is the day itself, or nothing was counted on it.").format(
                day=day
            )
        )


def _day_words(code: str) -> str:
    return formats.day(date.fromisoformat(code)) if code else _("none")


def _scheme_words(code: str) -> str:
    match Scheme(code):
        case Scheme.LOGARITHMIC:
            return _("tenfold steps")
        case Scheme.QUANTILE:
            return _("as many places in each")
        case Scheme.FIXED:
            return _("the same for every map")
