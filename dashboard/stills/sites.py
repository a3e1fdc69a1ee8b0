"""Sites of displacement on a still map, from the files that the browser reads."""

import json
from collections.abc import Iterator
from typing import Any

from dashboard.maps.assets import ADDRESS, STATIC
from dashboard.maps.map_payload import MapContent
from dashboard.maps.packing import unpack
from dashboard.maps.sites_layer import SitesLayer
from dashboard.stills.frame import Frame
from dashboard.stills.marks import Mark, around
from dashboard.stills.svg import tag, tooltip


def site_marks(content: MapContent, frame: Frame) -> list[Mark]:
    """Return the sites of displacement, largest first; a crossed ring where nobody counted."""
    if content.sites is None:
        return []
    found = []
    for name, latitude, longitude, radius, said in _sites(content.sites):
        x, y = frame.point(latitude, longitude)
        words = tooltip(name, *said)
        found.append(Mark(site_sign(x, y, radius, words), around(x, y, max(radius, 3))))
    seen = [mark for mark in found if mark.box.meets(frame.box)]
    return sorted(seen, key=lambda mark: -mark.box.width)


def site_sign(x: float, y: float, radius: float, said: str = "") -> str:
    """Return the sign of a site: radius 0 nobody, below that not counted."""
    if radius > 0:
        return tag("circle", said, cx=x, cy=y, r=radius, class_="m-site")
    if radius == 0:
        return tag("circle", said, cx=x, cy=y, r=3, class_="m-circle-zero")
    cross = tag("path", d=f"M{x - 2.1:.1f} {y + 2.1:.1f}L{x + 2.1:.1f} {y - 2.1:.1f}")
    return tag("g", said, tag("circle", cx=x, cy=y, r=3), cross, class_="m-crossed")


def _sites(layer: SitesLayer) -> Iterator[tuple[str, float, float, float, tuple[str, str]]]:
    """Return name, place, radius and words of the sites that are shown, as the browser reads them from the files."""
    places, values = (_read(address) for address in (layer.places_address, layer.values_address))
    radii = [float(radius) for radius in values["radii"].split(" ")] if values["radii"] else []
    figures, notes = (unpack(values[part], values["words"]) for part in ("figures", "notes"))
    changed = dict(layer.changes)
    rows = zip(places["names"], places["latitudes"], places["longitudes"], radii, figures, notes, strict=True)
    for row, (name, latitude, longitude, radius, figure, note) in enumerate(rows):
        value = changed.get(row)
        shown = value.radius_px if value is not None else radius
        if shown != -2:
            yield name, latitude, longitude, shown, (value.figure, value.note) if value is not None else (figure, note)


def _read(address: str) -> Any:
    return json.loads((STATIC / address.removeprefix(f"{ADDRESS}/")).read_text("utf-8"))
