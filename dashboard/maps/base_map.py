"""The map below the data: sea, land, outlines, scale and controls, the same for everybody and drawn once per visit."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import folium
from folium.template import Template

from dashboard.maps.assets import MapAssets, publish_assets, publish_words
from dashboard.maps.errors import AssetError
from dashboard.maps.escape import script_safe
from dashboard.maps.map_payload import REGION_BOUNDS


@dataclass(frozen=True)
class Tiles:
    """A background of tiles from an address that somebody configured; without one nothing leaves this machine."""

    url: str
    attribution: str


@dataclass(frozen=True)
class MapWords:
    """The fixed words on the map, in the reader's language; ``language`` is its code, for writing numbers."""

    language: str = "en"
    map: str = "Map"
    zoom_in: str = "Zoom in"
    zoom_out: str = "Zoom out"
    home: str = "Back to the whole view"
    legend: str = "Legend"
    days: str = "Days on which something was counted"
    day: str = "Day"
    months: str = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    play: str = "Play the days"
    pause: str = "Pause"
    insets: str = "Close-ups"
    grenadines: str = "Grenadines"
    search: str = "Search a place"
    search_none: str = "No place of this name"
    search_credit: str = "Towns: GeoNames"
    tools: str = "Tools"
    measure: str = "Measure a distance"
    measure_hint: str = "Click two or more points, or press Enter for the middle of the map"
    measure_undo: str = "Undo"
    measure_end: str = "End"
    picture: str = "Save a picture"
    picture_saved: str = "The picture was saved"
    print: str = "Print"
    full_screen: str = "Full screen"
    layers: str = "Layers"
    layer_areas: str = "Shades"
    layer_circles: str = "Circles"
    layer_flows: str = "Movements"
    layer_sites: str = "Sites"
    layer_shelters: str = "Shelters"
    layer_storms: str = "Track of the storm"
    layer_transport: str = "Ports and airports"
    no_full_screen: str = "This browser shows no full screen here"
    attribution: str = "Boundaries: Natural Earth, simplified; they imply no endorsement"
    failed: str = "The boundaries could not be loaded. The figures in the table are complete."


class OfflineMap(folium.Map):
    """A folium map that loads Leaflet and our own scripts from our own server, and nothing from elsewhere."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <style>html, body {width: 100%; height: 100%; margin: 0; padding: 0;}</style>
        {% endmacro %}
        {% macro html(this, kwargs) %}<div class="folium-map" id={{ this.get_name()|tojson }} ></div>{% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = window.trackerMap.create({{ this.get_name()|tojson }}, {{ this.document }});
        {% endmacro %}
        """
    )

    def __init__(self, document: str, scripts: Sequence[str], styles: Sequence[str]) -> None:
        """Keep the constant document and the addresses; see `base_map`."""
        west, south, east, north = REGION_BOUNDS
        super().__init__(location=[(south + north) / 2, (west + east) / 2], zoom_start=5, tiles=None)
        self.document = document
        self.default_js = [(address, address) for address in scripts]
        self.default_css = [(address, address) for address in styles]


def base_map(
    *, words: MapWords | None = None, tiles: Tiles | None = None, assets: MapAssets | None = None
) -> OfflineMap:
    """Return the constant map to give to ``st_folium``; make a new one for each run, streamlit-folium changes it.

    Everything in here is part of what makes streamlit-folium draw anew: change words or tiles and the map is redrawn,
    change only the content (`dashboard.maps.map_payload`) and it is repainted in place.

    Args:
        words: the fixed words.
        tiles: a background of tiles, off by default.
        assets: addresses of the files; by default those that `publish_assets` gives.

    Raises:
        AssetError: the boundaries cannot be published.
    """
    addresses = assets or publish_assets()
    west, south, east, north = REGION_BOUNDS
    options: dict[str, object] = {
        "bounds": [[south, west], [north, east]],
        "tiles": asdict(tiles) if tiles else None,
    }
    said = asdict(words or MapWords())
    scripts = addresses.scripts
    try:
        scripts = (*scripts, publish_words(said))
    except AssetError:
        # An installation that cannot be written: the words travel with every click.
        options["words"] = said
    return OfflineMap(script_safe(options), scripts, addresses.styles)
