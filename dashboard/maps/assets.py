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
from dashboard.maps.gazetteer_tables import gazetteer_tables
from dashboard.palette import SURFACES
from geo import gazetteer

STATIC = Path(__file__).parent.parent / "static"
# From the map's frame to the static files, under whatever path the app is served.
ADDRESS = "../../app/static"
LEAFLET = "leaflet/leaflet.js"
SCRIPTS = (
    "map/surface.js",
    "map/look.js",
    "map/flows.js",
    "map/points.js",
    "map/sites.js",
    "map/transport.js",
    "map/marks.js",
    "map/names.js",
    "map/legend.js",
    "map/days.js",
    "map/insets.js",
    "map/pointer.js",
    "map/search.js",
    "map/measure.js",
    "map/canvas.js",
    "map/picture.js",
    "map/layers.js",
    "map/linked.js",
    "map/tools.js",
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
    return publish(GEO_FILES, tables=gazetteer_tables(), static=STATIC)


def publish(files: Mapping[str, Path], *, tables: Mapping[str, Any], static: Path) -> MapAssets:
    """Copy boundaries and tables of places into a static folder and return the addresses.

    Args:
        files: paths of ``areas``, ``countries`` and ``base_map``.
        tables: what the map knows of places by name, see `gazetteer_tables`; ``places`` is one of them.
        static: the folder that the server serves.

    Raises:
        AssetError: a file is missing, or has to be copied and the folder cannot be written.
    """
    contents = {f"{name}.geojson": _bytes_of(path) for name, path in files.items()}
    for name, table in tables.items():
        contents[f"{name}.json"] = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    names = {name: _publish_hashed(name, content, static / "geo") for name, content in contents.items()}
    addresses = {name.split(".")[0]: f"{ADDRESS}/geo/{file}" for name, file in names.items()}
    addresses["baseMap"] = addresses.pop("base_map")
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


def _one_script(addresses: Mapping[str, str], static: Path) -> bytes:
    """Return our scripts as one, with what never changes in it: streamlit-folium sends the rest again at each click."""
    surfaces = {theme.value: asdict(surface) for theme, surface in SURFACES.items()}
    constants = script_safe({"addresses": dict(addresses), "surfaces": surfaces})
    scripts = [_bytes_of(static / name) for name in SCRIPTS]
    return b"\n".join([*scripts, f"window.trackerMap.constants = {constants};".encode()])


def publish_words(words: Mapping[str, str], *, static: Path = STATIC) -> str:
    """Put the fixed words of one language where the browser finds them and return their address.

    streamlit-folium sends the map's own script again at every click; words that never change need not travel in it.

    Raises:
        AssetError: the file has to be written and cannot be.
    """
    content = f"window.trackerMap.words = {script_safe(dict(words))};".encode()
    return f"{ADDRESS}/geo/{_publish_hashed('words.js', content, static / 'geo')}"


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
        # Words of another language are no earlier boundaries.
        is_ours = path.name in current or path.name.startswith("words-")
        if not is_ours and path.suffix in {".geojson", ".json", ".js"}:
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
