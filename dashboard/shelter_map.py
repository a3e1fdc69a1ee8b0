"""The shelters of a map: those that lists name on the day, and what is known of the room in each."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.maps.map_payload import MapContent
from dashboard.maps.shelters_layer import SheltersLayer, shelters_layer
from dashboard.shelter_views import is_over
from data.queries.shelters import Shelters, SiteRoom
from data.queries.sites import Site


def listed_shelters(sites: Iterable[Site], notes: Mapping[str, str] | None = None) -> SheltersLayer | None:
    """Return the shelters that can be used, at their unit where nobody published a position; none where there is none.

    Args:
        sites: the shelters as lists have them on a day.
        notes: further words by the id of a shelter.
    """
    usable = [site for site in sites if site.can_be_used]
    if not usable:
        return None
    table = pd.DataFrame(
        {
            "code": [site.admin1_code or site.country_iso3 for site in usable],
            "name": [site.name for site in usable],
            "latitude": pd.array([site.latitude for site in usable], dtype="Float64"),
            "longitude": pd.array([site.longitude for site in usable], dtype="Float64"),
            "note": [(notes or {}).get(site.site_id, "") for site in usable],
        }
    )
    return shelters_layer(
        table,
        position_unknown=_("position not published; shown at the middle of the unit"),
        and_more=_("and {count} more"),
    )


def with_room(content: MapContent, found: Shelters) -> MapContent:
    """Return a map of one state whose shelters tell who is inside and what is free or too many."""
    own = [room for room in found.sites if room.site.country_iso3 == content.focus]
    notes = {room.site.site_id: room_words(room) for room in own}
    layer = listed_shelters((room.site for room in own), notes)
    return content if content.shelters is None or layer is None else replace(content, shelters=layer)


def room_words(room: SiteRoom) -> str:
    """Return who is inside a shelter and what is free or too many, as far as it is known; empty where nothing is."""
    words = []
    if room.in_shelter.amount is not None:
        words.append(_("{count} inside").format(count=formats.amount(room.in_shelter.amount)))
    if is_over(room):
        words.append(_("{count} too many").format(count=formats.amount(room.over.amount)))
    elif room.free.amount is not None:
        words.append(_("{count} free").format(count=formats.amount(room.free.amount)))
    return ", ".join(words)
