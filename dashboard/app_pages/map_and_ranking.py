"""The map of a measure with the places ranked beside it, or below it where two days stand side by side."""

import streamlit as st

from dashboard import formats, resources
from dashboard.app_pages.day_map_area import draw_day_map
from dashboard.app_pages.map_options import draw_map_options
from dashboard.day_steps import day_steps
from dashboard.language import gettext as _
from dashboard.notices import caution, nothing
from dashboard.picture import Picture
from dashboard.ranking import ranking_table
from dashboard.selection import Selection
from dashboard.situation_map import finding, lacks_track

MAP_HEIGHT = 560


def draw_map_and_ranking(selection: Selection, shown: Picture, *, key: str) -> None:
    """Draw map, options and ranking.

    Args:
        selection: what the person chose.
        shown: the places with their numbers.
        key: keeps the map of this page in the browser.
    """
    if selection.choice("against"):
        _draw_map(selection, shown, key)
        _draw_ranking(selection, shown)
        return
    left, right = st.columns([7, 3], gap="medium")
    with left:
        _draw_map(selection, shown, key)
    with right:
        _draw_ranking(selection, shown)


def _draw_map(selection: Selection, shown: Picture, key: str) -> None:
    steps = day_steps(selection, shown, ask=resources.answer, course=resources.course, today=resources.today())
    draw_day_map(selection, shown, steps, key=key, height=MAP_HEIGHT)
    draw_map_options(selection, steps)
    if lacks_track(selection, resources.desk().reference("storm_positions")):
        st.caption(_("The store holds no track of this storm."))


def _draw_ranking(selection: Selection, shown: Picture) -> None:
    st.subheader(_("Where"), anchor=False)
    if not shown.counted:
        nothing(finding(selection, shown))
        return
    st.html(ranking_table(shown))
    unplaced = shown.answer.unplaced
    if unplaced is not None and unplaced.figure:
        caution(_("{figure} of the total have no known place on this map.").format(figure=formats.amount(unplaced)))
