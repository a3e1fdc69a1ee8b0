"""States and measures side by side over the years."""

from collections.abc import Sequence

import streamlit as st

from dashboard import resources
from dashboard.app_pages.choosing import choose_many
from dashboard.app_pages.comparison_area import (
    ONE,
    OWN,
    choose_first_day,
    choose_scale,
    choose_shown_as,
    draw_comparison,
)
from dashboard.app_pages.state_choice import draw_state_choice
from dashboard.app_pages.theme import page_theme
from dashboard.charts.lane_rows import LaneSettings
from dashboard.comparison_views import not_in_chart, title_words
from dashboard.comparisons import Comparison, compared_measures, compared_states, largest_states
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.place_labels import states
from dashboard.selection import Selection
from dashboard.stored_measures import stored_measures
from dashboard.trends import marks_between

_OPENING = ("idps", "new_displacements", "in_shelter", "evacuated", "refugees", "asylum_seekers")
_OPENING_MOST = 4


def draw_states(selection: Selection) -> None:
    """Draw the states chosen, else those with the highest figures, over or below each other."""
    _draw_states(selection, opens_with=ONE)


def draw_all_states(selection: Selection) -> None:
    """Draw a lane for each of the 22 states, those that nobody counted too."""
    _draw_states(selection, opens_with=OWN, codes=tuple(states()))


def draw_measures(selection: Selection) -> None:
    """Draw a lane for each measure of one state; without a state the 22 to choose from."""
    if selection.country is None:
        st.markdown(_("Choose a state: measures are compared within one, for counts of several are not of one day."))
        draw_state_choice(selection)
        return
    with st.container(horizontal=True):
        shown_as = choose_shown_as(selection)
        first = choose_first_day(selection)
    known = stored_measures(selection.country, resources.what_is_stored())
    opening = [*(name for name in _OPENING if name in known), *(name for name in known if name not in _OPENING)]
    chosen = choose_many(
        selection, "measures", _("Measures"), known, words=measure_label, empty=_("those asked for most")
    )
    measures = chosen or tuple(opening[:_OPENING_MOST])
    found = compared_measures(selection, resources.answer, measures=measures, shown_as=shown_as, first=first)
    settings = _settings(selection, found, scale=OWN)
    draw_comparison(found, selection, settings, title=_("Measures compared"), notes=not_in_chart(found))


def _draw_states(selection: Selection, *, opens_with: str, codes: Sequence[str] = ()) -> None:
    with st.container(horizontal=True):
        shown_as = choose_shown_as(selection)
        first = choose_first_day(selection)
        scale = choose_scale(selection, opens_with=opens_with)
    is_all = bool(codes)
    codes = codes or largest_states(selection, resources.answer, first=first)
    found = compared_states(selection, resources.answer, codes=codes, shown_as=shown_as, first=first)
    settings = _settings(selection, found, scale=scale, empty=found.empty if is_all else ())
    told = not_in_chart(found, has_empty_lanes=is_all)
    draw_comparison(found, selection, settings, title=title_words(selection.measure, shown_as), notes=told)


def _settings(selection: Selection, found: Comparison, *, scale: str, empty: Sequence[str] = ()) -> LaneSettings:
    days = [point.day for line in found.lines for point in line.points]
    marks = marks_between(min(days), selection.day, selection) if days else ()
    return LaneSettings(theme=page_theme(), has_one_scale=scale == ONE, empty=empty, marks=marks, until=selection.day)
