"""The fixed words of the map and its tools, in the reader's language."""

from dashboard import formats
from dashboard.language import current_language
from dashboard.language import gettext as _
from dashboard.maps.base_map import MapWords


def map_words() -> MapWords:
    """Return the words that stand on the map itself; they change with the language and with nothing else."""
    return MapWords(
        language=current_language(),
        map=_("Map"),
        zoom_in=_("Zoom in"),
        zoom_out=_("Zoom out"),
        home=_("Back to the whole view"),
        legend=_("Legend"),
        days=_("Days on which something was counted"),
        day=_("Day"),
        months=" ".join(formats.short_months()),
        play=_("Play the days"),
        pause=_("Pause"),
        insets=_("Close-ups"),
        grenadines=_("Grenadines"),
        search=_("Search a place"),
        search_none=_("No place of this name"),
        search_credit=_("Towns: GeoNames"),
        tools=_("Tools"),
        measure=_("Measure a distance"),
        measure_hint=_("Click two or more points, or press Enter for the middle of the map"),
        measure_undo=_("Undo"),
        measure_end=_("End"),
        picture=_("Save a picture"),
        picture_saved=_("The picture was saved"),
        print=_("Print"),
        full_screen=_("Full screen"),
        layers=_("Layers"),
        layer_areas=_("Shades"),
        layer_circles=_("Circles"),
        layer_flows=_("Movements"),
        layer_sites=_("Sites"),
        layer_shelters=_("Shelters"),
        layer_storms=_("Track of the storm"),
        layer_transport=_("Ports and airports"),
        no_full_screen=_("This browser shows no full screen here"),
        attribution=_("Boundaries: Natural Earth, simplified; they imply no endorsement"),
        failed=_("The boundaries could not be loaded. The figures in the table are complete."),
    )
