"""The ports and airports of a state on its map, with how far the nearest ones are from a point."""

from dataclasses import replace

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.map_layers import legend_words
from dashboard.maps.legend import transport_entries
from dashboard.maps.map_payload import MapContent
from dashboard.maps.transport_layer import transport_layer
from dashboard.starting_points import Start
from dashboard.track_views import nearest_ways_out


def with_transport(content: MapContent, country: str, start: Start | None) -> MapContent:
    """Return a map with ports and airports, a layer that the reader can switch off.

    Args:
        content: the map of one state.
        country: that state.
        start: a point; those nearest to it are drawn in whatever state they lie, and tell how far they are.
    """
    nearest = nearest_ways_out(start) if start is not None else []
    from_there = start.name if start is not None else ""
    notes = {
        one.code: _("{distance} km from {place}").format(
            distance=formats.number(round(one.distance_km, 1)), place=from_there
        )
        for one in nearest
    }
    countries = {country, *(one.country_iso3 for one in nearest)}
    layer = transport_layer(countries, port=_("Port"), airport=_("Airport"), notes=notes)
    entries = (*content.legend.entries, *transport_entries(layer, legend_words()))
    return replace(content, transport=layer, legend=replace(content.legend, entries=entries))
