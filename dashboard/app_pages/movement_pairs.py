"""Who of which origin is where: a map of arrows, the largest pairs, the matrix of all, and those of unknown origin."""

import streamlit as st

from dashboard import resources
from dashboard.app_pages.choosing import Look, choose
from dashboard.app_pages.map_area import draw_map, drilled
from dashboard.app_pages.table_twin import draw_table
from dashboard.app_pages.theme import page_theme
from dashboard.app_pages.view_table import draw_view
from dashboard.charts.flows_chart import flows_chart
from dashboard.charts.sankey_chart import sankey_chart
from dashboard.formats import markdown_safe
from dashboard.headlines import measure_label
from dashboard.host_views import CARICOM, ORIGINS, hosts_view, origin_label, origins_of
from dashboard.language import gettext as _
from dashboard.movement_map import movement_map, pairs_ranking
from dashboard.movement_views import (
    ORIGIN_MEASURES,
    Direction,
    Flow,
    direction_label,
    end_totals,
    flows_finding,
    is_a_web,
    matrix_view,
    offered,
    pairs_of,
    pairs_table,
    top_flows,
    total_words,
    unknown_origin_words,
)
from dashboard.notices import nothing
from dashboard.selection import Selection
from dashboard.sidebar import go_to
from data.queries.origin_destination import Pairs

DIRECTIONS: tuple[Direction, ...] = tuple(Direction)
MAP_HEIGHT = 480
"""Pairs that stand beside the map without a bar to scroll them."""


def draw_pairs(selection: Selection) -> None:
    """Draw the choices of people, origin and direction, and what they show."""
    origin = choose(selection, "origin", _("Quick choice"), ORIGINS, words=origin_label, look=Look.SEGMENTS)
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        measure = choose(
            selection, "people", _("Which people"), ORIGIN_MEASURES, words=measure_label, opens_with=offered(selection)
        )
    with right:
        direction = _choose_direction(selection, origin)
    pairs = pairs_of(selection, resources.answer, measure=measure, direction=direction, origins=origins_of(origin))
    if not pairs.pairs:
        nothing(flows_finding(pairs))
    else:
        _draw_found(pairs, selection)
    for line in unknown_origin_words(pairs):
        st.caption(markdown_safe(line))
    if origin != ORIGINS[0]:
        _draw_hosts(selection, origin)


def _choose_direction(selection: Selection, origin: str) -> Direction:
    """Return the direction; where an origin is chosen that says it: from there to the states chosen."""
    if origin != ORIGINS[0]:
        return Direction.BETWEEN if origin == CARICOM else Direction.TO
    code = choose(selection, "direction", _("Direction"), DIRECTIONS, words=_direction_words, look=Look.RADIO)
    return Direction(code)


def _direction_words(code: str) -> str:
    return direction_label(Direction(code))


def _draw_found(pairs: Pairs, selection: Selection) -> None:
    st.markdown(markdown_safe(total_words(pairs)))
    flows = top_flows(pairs)
    if flows:
        _draw_map(pairs, selection)
        _draw_chart(pairs, flows)
    st.subheader(_("From where to where"), anchor=False)
    draw_view(matrix_view(pairs), key="matrix")
    name = f"movements-{pairs.question.measure}-{pairs.question.as_of}"
    draw_table(lambda: pairs_table(pairs), name=name, title=_("Table of all pairs"))


def _draw_map(pairs: Pairs, selection: Selection) -> None:
    left, right = st.columns([7, 3], gap="medium")
    with left:
        click = draw_map(movement_map(pairs, selection), key="movements_map", height=MAP_HEIGHT)
        if click is not None:
            go_to(drilled(selection, click))
            st.rerun()
    with right:
        st.html(pairs_ranking(pairs))


def _draw_chart(pairs: Pairs, flows: tuple[Flow, ...]) -> None:
    """Draw the pairs of the map: as bands where several places are at both ends, else as bars."""
    st.subheader(_("Largest"), anchor=False)
    finding = flows_finding(pairs)
    if is_a_web(flows):
        chart = sankey_chart(flows, end_totals(pairs), page_theme())
        st.altair_chart(chart, width="stretch", key="movements_bands", alt=finding)
        note = _("From left to right. The numbers at both ends are those of the pairs drawn; the table has all.")
        st.caption(f"{markdown_safe(finding)} {note}")
    else:
        st.altair_chart(flows_chart(flows, page_theme()), width="stretch", key="movements_flows", alt=finding)
        st.caption(markdown_safe(finding))


def _draw_hosts(selection: Selection, origin: str) -> None:
    view = hosts_view(selection, resources.answer, origin=origin)
    if view.rows:
        draw_view(view, key="hosts")
    else:
        nothing(_("Nobody counted people of this origin in the states chosen up to the day."))
