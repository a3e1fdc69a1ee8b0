"""The files that the browser needs for the map, served by our own server.

Leaflet and our scripts ship in ``dashboard/static``. Boundaries belong to ``geo/bundled``, which the server does not
serve, so they are copied to ``dashboard/static/geo`` when they changed, with their hash in the name: a browser may keep
such a file for ever and still never show an old boundary. A copy works however the app is started; a route of its own
would need ``st.App``. An installation that cannot be written runs ``python -m dashboard.maps.assets`` while it can.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.maps.errors import AssetError
from dashboard.maps.escape import script_safe
from dashboard.palette import SURFACES
from geo import gazetteer

STATIC = Path(__file__).parent.parent / "static"
# From the map's frame to the static files, under whatever path the app is served.
ADDRESS = "../../app/static"
LEAFLET = "leaflet/leaflet.js"
SCRIPTS = (
    "map/surface.js",
    "map/flows.js",
    "map/points.js",
    "map/sites.js",
    "map/marks.js",
    "map/legend.js",
    "map/insets.js",
    "map/pointer.js",
    "map/tracker_map.js",
)
STYLES = ("leaflet/leaflet.css", "map/tracker_map.css")
GEO_FILES = {
    "areas": gazetteer.AREAS_GEOJSON,
    "countries": gazetteer.COUNTRIES_GEOJSON,
    "base_map": gazetteer.BASE_MAP_GEOJSON,
}


@dataclass(frozen=True)
class MapAssets:
    """Addresses as the map's frame asks for them; each changes when the file's bytes change."""

    areas: str
    countries: str
    base_map: str
    places: str
    scripts: tuple[str, ...]
    styles: tuple[str, ...]


@cache
def publish_assets() -> MapAssets:
    """Put the boundaries where the server finds them and return all addresses; done once per process.

    Raises:
        AssetError: a file is missing, or has to be copied and the folder cannot be written.
    """
    return publish(GEO_FILES, places=gazetteer_places(), static=STATIC)


def publish(files: Mapping[str, Path], *, places: Mapping[str, Any], static: Path) -> MapAssets:
    """Copy boundaries and places into a static folder and return the addresses.

    Args:
        files: paths of ``areas``, ``countries`` and ``base_map``.
        places: names and positions, see `gazetteer_places`.
        static: the folder that the server serves.

    Raises:
        AssetError: a file is missing, or has to be copied and the folder cannot be written.
    """
    contents = {f"{name}.geojson": _bytes_of(path) for name, path in files.items()}
    contents["places.json"] = json.dumps(places, ensure_ascii=False, separators=(",", ":")).encode()
    names = {name: _publish_hashed(name, content, static / "geo") for name, content in contents.items()}
    addresses = {stem: f"{ADDRESS}/geo/{names[name]}" for stem, name in _ADDRESSED.items()}
    script = _publish_hashed("map.js", _one_script(addresses, static), static / "geo")
    _remove_others(static / "geo", {*names.values(), script})
    return MapAssets(
        areas=addresses["areas"],
        countries=addresses["countries"],
        base_map=addresses["baseMap"],
        places=addresses["places"],
        scripts=(_versioned(LEAFLET, static), f"{ADDRESS}/geo/{script}"),
        styles=tuple(_versioned(name, static) for name in STYLES),
    )


_ADDRESSED = {
    "areas": "areas.geojson",
    "countries": "countries.geojson",
    "baseMap": "base_map.geojson",
    "places": "places.json",
}


def _one_script(addresses: Mapping[str, str], static: Path) -> bytes:
    """Return our scripts as one, with what never changes in it: streamlit-folium sends the rest again at each click."""
    surfaces = {theme.value: asdict(surface) for theme, surface in SURFACES.items()}
    constants = script_safe({"addresses": dict(addresses), "surfaces": surfaces})
    scripts = [_bytes_of(static / name) for name in SCRIPTS]
    return b"\n".join([*scripts, f"window.trackerMap.constants = {constants};".encode()])


def gazetteer_places() -> dict[str, Any]:
    """Return name, country and position of every unit, group and country, for tooltips, labels and circles."""
    units = gazetteer.read_units()
    countries = gazetteer.read_countries()
    unit_columns = ("code", "country_iso3", "name", "latitude", "longitude", "kind", "members")
    return {
        "units": {
            code: [iso3, name, round(latitude, 4), round(longitude, 4), kind, "" if kind != "group" else members]
            for code, iso3, name, latitude, longitude, kind, members in zip(
                *(units[column] for column in unit_columns), strict=True
            )
        },
        "countries": {
            iso3: [name, round(latitude, 4), round(longitude, 4)]
            for iso3, name, latitude, longitude in zip(
                *(countries[column] for column in ("iso3", "name", "latitude", "longitude")), strict=True
            )
        },
    }


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise AssetError(f"{path.name} cannot be read ({problem.strerror}); run `python -m geo.build`.") from problem


def _publish_hashed(name: str, content: bytes, folder: Path) -> str:
    stem, ending = name.split(".")
    published = f"{stem}-{_short_hash(content)}.{ending}"
    publish_one(published, content, folder)
    return published


def publish_one(name: str, content: bytes, folder: Path) -> None:
    """Write one file that the server serves, unless it is there with the same bytes.

    Raises:
        AssetError: it has to be written and cannot be.
    """
    target = folder / name
    try:
        if target.exists() and target.read_bytes() == content:
            return
        folder.mkdir(parents=True, exist_ok=True)
        _write_whole(target, content)
    except OSError as problem:
        raise AssetError(
            f"{name} cannot be written to dashboard/static/{folder.name} ({problem.strerror}), so the map would be "
            "empty. Let the server write there, or run `python -m dashboard.maps.assets` once as somebody who may."
        ) from problem


def _write_whole(target: Path, content: bytes) -> None:
    """Write beside the target and rename: nobody is ever served half a file."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _remove_others(folder: Path, current: set[str]) -> None:
    """Remove the copies of earlier boundaries; one that cannot be removed does no harm."""
    for path in folder.iterdir():
        if path.name not in current and path.suffix in {".geojson", ".json", ".js"}:
            try:
                path.unlink()
            except OSError:
                return


def _versioned(name: str, static: Path) -> str:
    return f"{ADDRESS}/{name}?v={_short_hash(_bytes_of(static / name))}"


def _short_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


if __name__ == "__main__":
    print(f"published {publish_assets().areas} and the other files of the map")
