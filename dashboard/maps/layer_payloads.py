"""The layers and the legend as small documents for the browser; empty layers are none."""

from typing import Any

from dashboard.maps.areas_layer import AreasLayer
from dashboard.maps.circles_layer import CirclesLayer
from dashboard.maps.flows_layer import FlowsLayer
from dashboard.maps.legend import Legend
from dashboard.maps.packing import Wordbook, joined
from dashboard.maps.shelters_layer import SheltersLayer
from dashboard.maps.storm_layer import StormLayer
from dashboard.maps.transport_layer import TransportLayer

# More printed numbers would cover the map that they explain; the table twin has them all.
MOST_PRINTED = 30


def areas_payload(layer: AreasLayer | None, book: Wordbook) -> dict[str, Any] | None:
    """Return the shades: one letter per area, and their words."""
    if layer is None or not layer.shades:
        return None
    return {
        "codes": " ".join(shade.code for shade in layer.shades),
        "marks": "".join(shade.mark for shade in layer.shades),
        "figures": book.pack([shade.figure for shade in layer.shades]),
        "notes": book.pack([shade.note for shade in layer.shades]),
    }


def circles_payload(layer: CirclesLayer | None, book: Wordbook) -> dict[str, Any] | None:
    """Return the circles: a radius each, and their words."""
    if layer is None or not layer.circles:
        return None
    circles = sorted(layer.circles, key=lambda circle: circle.code)
    return {
        "codes": " ".join(circle.code for circle in circles),
        "radii": " ".join("-1" if circle.radius_px is None else f"{circle.radius_px:g}" for circle in circles),
        "figures": book.pack([circle.figure for circle in circles]),
        "notes": book.pack([circle.note for circle in circles]),
        "printed": {circle.code: circle.printed for circle in layer.circles[:MOST_PRINTED] if circle.printed},
    }


def flows_payload(layer: FlowsLayer | None, book: Wordbook) -> dict[str, Any] | None:
    """Return the arrows: both ends, a width each, and their words."""
    if layer is None or not layer.flows:
        return None
    return {
        "pairs": " ".join(f"{flow.origin} {flow.destination}" for flow in layer.flows),
        "widths": " ".join(f"{flow.width_px:g}" for flow in layer.flows),
        "figures": book.pack([flow.figure for flow in layer.flows]),
        "notes": book.pack([flow.note for flow in layer.flows]),
        "printed": {str(place): flow.printed for place, flow in enumerate(layer.flows) if flow.printed},
        "ends": [[end.code, end.name, end.latitude, end.longitude] for end in layer.ends],
    }


def shelters_payload(layer: SheltersLayer | None) -> dict[str, Any] | None:
    """Return the shelters, each with its lines."""
    if layer is None or not layer.marks:
        return None
    return {
        "marks": [[mark.code, mark.latitude, mark.longitude, mark.count, list(mark.lines)] for mark in layer.marks],
        "unknown": layer.position_unknown,
    }


def transport_payload(layer: TransportLayer | None) -> dict[str, Any] | None:
    """Return the states whose ports and airports are drawn, and their words."""
    if layer is None or not (layer.has_port or layer.has_airport):
        return None
    words = {"countries": " ".join(layer.countries), "port": layer.port, "airport": layer.airport}
    return {**words, "notes": dict(layer.notes)} if layer.notes else words


def storm_payload(storm: StormLayer, book: Wordbook) -> dict[str, Any]:
    """Return a track, column by column."""
    positions = storm.positions
    return {
        "name": storm.name,
        "latitudes": joined([f"{position.latitude:.2f}" for position in positions]),
        "longitudes": joined([f"{position.longitude:.2f}" for position in positions]),
        "categories": joined([position.category for position in positions]),
        "times": book.pack([position.time_label for position in positions]),
        "winds": book.pack([position.wind_label for position in positions]),
        "days": book.pack([position.day_label for position in positions]),
    }


def legend_payload(legend: Legend) -> dict[str, Any]:
    """Return the legend, line by line."""
    return {
        "title": legend.title,
        "entries": [[entry.sign.value, entry.words, entry.detail] for entry in legend.entries],
    }
