"""The map of movements: arrows from origin to destination, the largest pairs."""

from dataclasses import replace

import pandas as pd

from dashboard import formats
from dashboard.headlines import source_note
from dashboard.language import gettext as _
from dashboard.map_layers import legend_words
from dashboard.maps.flows_layer import flows_layer
from dashboard.maps.legend import legend
from dashboard.maps.map_payload import MapCaption, MapContent, MapLevel
from dashboard.movement_views import FLOWS_DRAWN, flows_finding, pair_label, period_words, with_people
from dashboard.place_labels import is_on_the_map, states
from dashboard.ranking import ranked
from dashboard.selection import Selection
from data.queries.origin_destination import Pair, Pairs

_PRINTED = 6
"""How many arrows carry their number in print; the others tell it when pointed at and in the table."""


def movement_map(pairs: Pairs, selection: Selection) -> MapContent:
    """Return the map of the region with an arrow for each of the largest pairs.

    Pairs of a country that maps have no point for are among those that the legend tells as not drawn.
    """
    title = period_words(pairs.question)
    counted = with_people(pairs)
    on_map = [pair for pair in counted if is_on_the_map(str(pair.origin_iso3)) and is_on_the_map(pair.country_iso3)]
    placed = on_map[:FLOWS_DRAWN]
    table = pd.DataFrame(
        {
            "origin": [pair.origin_iso3 for pair in placed],
            "destination": [pair.country_iso3 for pair in placed],
            "value": pd.array([_figure(pair) for pair in placed], dtype="Float64"),
            "figure": [formats.amount(pair.number.amount) for pair in placed],
            "note": [source_note(pair.number.making, pairs.question.as_of) for pair in placed],
            "printed": [
                formats.short_number(_figure(pair)) if place < _PRINTED else "" for place, pair in enumerate(placed)
            ],
        }
    )
    flows = replace(flows_layer(table), not_drawn=len(counted) - len(placed))
    return MapContent(
        level=MapLevel.COUNTRY,
        legend=legend(
            title=title,
            flows=flows,
            flows_title=_("people, from where to where"),
            words=legend_words(),
            format_number=formats.number,
        ),
        summary=flows_finding(pairs),
        flows=flows,
        selected=selection.country,
        names={code: state.name for code, state in states().items()} if selection.language != "en" else {},
        caption=MapCaption(title, (), f"movements-{pairs.question.measure}-{pairs.question.as_of.isoformat()}"),
    )


def pairs_ranking(pairs: Pairs) -> str:
    """Return the pairs of the map as an HTML table, most people first."""
    rows = [(pair_label(pair), formats.amount(pair.number.amount)) for pair in with_people(pairs)[:FLOWS_DRAWN]]
    return ranked((_("From, to"), _("Figure")), rows, caption=_("From, to"))


def _figure(pair: Pair) -> float:
    return 0.0 if pair.number.amount is None else pair.number.amount.figure
