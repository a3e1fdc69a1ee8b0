"""Movements: who of which origin is where, as the largest pairs and as a matrix."""

from pathlib import Path

import streamlit as st

from dashboard import resources
from dashboard.app_pages.choosing import Look, choose
from dashboard.app_pages.table_twin import draw_table
from dashboard.app_pages.view_table import draw_view
from dashboard.charts.flows_chart import flows_chart
from dashboard.formats import markdown_safe
from dashboard.headlines import measure_label
from dashboard.host_views import ORIGINS, hosts_view, origin_label
from dashboard.language import gettext as _
from dashboard.movement_views import (
    ORIGIN_MEASURES,
    Direction,
    direction_label,
    flows_finding,
    matrix_view,
    offered,
    pairs_of,
    pairs_table,
    top_flows,
    total_words,
    unknown_origin_words,
)
from dashboard.notices import nothing
from dashboard.palette import Theme
from dashboard.selection import Selection
from dashboard.situation_map import where_words
from data.queries.origin_destination import Pairs

TABLES = Path(__file__).parents[1] / "static" / "tables.css"
DIRECTIONS: tuple[Direction, ...] = tuple(Direction)


def render(selection: Selection) -> None:
    """Draw the page: which people, the largest pairs, the matrix of all of them, and those of unknown origin."""
    st.html(TABLES)
    st.header(_("Movements, {place}").format(place=where_words(selection)), anchor=False)
    _draw_hosts(selection)
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        measure = choose(
            selection, "people", _("Which people"), ORIGIN_MEASURES, words=measure_label, opens_with=offered(selection)
        )
    with right:
        code = choose(selection, "direction", _("Direction"), DIRECTIONS, words=_direction_words, look=Look.RADIO)
    direction = Direction(code)
    pairs = pairs_of(selection, resources.answer, measure=measure, direction=direction)
    if not pairs.pairs:
        nothing(flows_finding(pairs))
    else:
        _draw_pairs(pairs)
    for line in unknown_origin_words(pairs):
        st.caption(markdown_safe(line))


def _draw_hosts(selection: Selection) -> None:
    origin = choose(selection, "origin", _("Quick choice"), ORIGINS, words=origin_label, look=Look.SEGMENTS)
    if origin == "all":
        return
    view = hosts_view(selection, resources.answer, origin=origin)
    if view.rows:
        draw_view(view, key="hosts")
    else:
        nothing(_("Nobody counted people of this origin in the states chosen up to the day."))


def _direction_words(code: str) -> str:
    return direction_label(Direction(code))


def _draw_pairs(pairs: Pairs) -> None:
    st.markdown(markdown_safe(total_words(pairs)))
    flows = top_flows(pairs)
    if flows:
        st.subheader(_("Largest"), anchor=False)
        theme = Theme.DARK if st.context.theme.type == "dark" else Theme.LIGHT
        st.altair_chart(flows_chart(flows, theme), width="stretch", key="movements_flows", alt=flows_finding(pairs))
        st.caption(markdown_safe(flows_finding(pairs)))
    st.subheader(_("From where to where"), anchor=False)
    draw_view(matrix_view(pairs), key="matrix")
    name = f"movements-{pairs.question.measure}-{pairs.question.as_of}"
    draw_table(pairs_table(pairs), name=name, title=_("Table of all pairs"))
