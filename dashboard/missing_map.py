"""The map of people who died or went missing on the way: a point for each record that tells its position."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.map_layers import legend_words
from dashboard.maps.legend import legend
from dashboard.maps.map_payload import MapCaption, MapContent, MapLevel, MapView
from dashboard.maps.sites_layer import PublishedSites, sites_layer
from dashboard.missing_views import MEASURE
from dashboard.place_labels import states
from dashboard.selection import Selection
from data.queries.record_rows import RecordRow

_MARGIN = 1.0
"""Degrees around the points of one state."""


def missing_map(
    published: PublishedSites, incidents: Sequence[RecordRow], selection: Selection, *, summary: str
) -> MapContent:
    """Return the map.

    Args:
        published: the points.
        incidents: the records that they stand for.
        selection: what the person chose.
        summary: the finding in words.
    """
    sites = sites_layer(published)
    title = _("{measure}, up to {day}").format(measure=measure_label(MEASURE), day=formats.short_day(selection.day))
    return MapContent(
        level=MapLevel.COUNTRY,
        legend=legend(
            title=title,
            sites=sites,
            sites_title=_("people in one record"),
            words=legend_words(),
            format_number=formats.number,
        ),
        summary=summary,
        sites=sites,
        selected=selection.country,
        view=_view(incidents, selection),
        names={code: state.name for code, state in states().items()} if selection.language != "en" else {},
        caption=MapCaption(title, (), f"missing-{selection.day.isoformat()}"),
    )


def _view(incidents: Sequence[RecordRow], selection: Selection) -> MapView:
    """Return the region, or the frame of one state's points: many lie far out at sea."""
    points = [
        (row.record["longitude"], row.record["latitude"])
        for row in incidents
        if row.record["longitude"] is not None and row.record["latitude"] is not None
    ]
    if selection.country is None or not points:
        return MapView()
    state = states()[selection.country]
    east, north = ([point[axis] for point in points] for axis in (0, 1))
    return MapView(
        min(*east, state.west) - _MARGIN,
        min(*north, state.south) - _MARGIN,
        max(*east, state.east) + _MARGIN,
        max(*north, state.north) + _MARGIN,
        token=f"missing-{state.iso3}",
    )
