"""The map of people abroad: circles on the states they come from, or arrows to where the people of one live."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dashboard import formats
from dashboard.abroad import Home
from dashboard.abroad_views import finding_words, homes_finding
from dashboard.headlines import source_note
from dashboard.language import gettext as _
from dashboard.map_layers import legend_words
from dashboard.maps.circles_layer import circles_layer
from dashboard.maps.flows_layer import flows_layer
from dashboard.maps.legend import legend
from dashboard.maps.map_payload import MapCaption, MapContent, MapLevel
from dashboard.place_labels import is_on_the_map, state_name
from dashboard.selection import Selection

_PRINTED, _ARROWS = 6, 20


def homes_map(found: Sequence[Home], selection: Selection) -> MapContent:
    """Return the map of all states with a circle for the people from each who live abroad."""
    title = _("People living in other countries than that of their origin")
    table = pd.DataFrame(
        {
            "code": [home.iso3 for home in found],
            "value": pd.array([home.all.figure for home in found], dtype="Float64"),
            "figure": [formats.amount(home.all.number.amount) for home in found],
            "note": [source_note(home.all.number.making, selection.day) for home in found],
            "printed": [
                formats.short_number(home.all.figure or 0) if place < _PRINTED else ""
                for place, home in enumerate(found)
            ],
        }
    )
    circles = circles_layer(table)
    return MapContent(
        level=MapLevel.COUNTRY,
        legend=legend(
            title=title,
            circles=circles,
            circles_title=_("people, on the state they come from"),
            words=legend_words(),
            format_number=formats.number,
        ),
        summary=homes_finding(found),
        circles=circles,
        caption=MapCaption(title, (), f"diaspora-{selection.day.isoformat()}"),
    )


def abroad_map(home: Home, selection: Selection) -> MapContent:
    """Return the map of one state with arrows to the countries in which most of its people live."""
    title = _("Where people from {state} live").format(state=state_name(home.iso3))
    placed = [one for one in home.countries if is_on_the_map(one.code)]
    table = pd.DataFrame(
        {
            "origin": [home.iso3] * len(placed),
            "destination": [one.code for one in placed],
            "value": pd.array([one.figure for one in placed], dtype="Float64"),
            "figure": [formats.amount(one.number.amount) for one in placed],
            "note": [source_note(one.number.making, selection.day) for one in placed],
            "printed": [
                formats.short_number(one.figure or 0) if place < _PRINTED else "" for place, one in enumerate(placed)
            ],
        }
    )
    flows = flows_layer(table, most=_ARROWS)
    flows = replace(flows, not_drawn=flows.not_drawn + len(home.countries) - len(placed))
    return MapContent(
        level=MapLevel.COUNTRY,
        legend=legend(
            title=title,
            flows=flows,
            flows_title=_("people, from their home to where they live"),
            words=replace(legend_words(), flows_not_drawn=_("countries with fewer people, not drawn: {count}")),
            format_number=formats.number,
        ),
        summary=finding_words(home),
        flows=flows,
        selected=home.iso3,
        caption=MapCaption(title, (), f"diaspora-{home.iso3}-{selection.day.isoformat()}"),
    )
