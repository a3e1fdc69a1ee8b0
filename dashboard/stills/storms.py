"""Storm tracks on a still map: the line, a sign with the category where there is room, and dots between."""

import math
from dataclasses import dataclass

import shapely

from dashboard.maps.storm_layer import StormLayer, StormPosition
from dashboard.stills.frame import Box, Frame
from dashboard.stills.marks import around
from dashboard.stills.svg import tag, text, tooltip

_ROOM = 19
SIGN_RADIUS = 8


@dataclass(frozen=True)
class Track:
    """One storm as it is drawn, the boxes of its signs, and the days with the point each begins at."""

    elements: tuple[str, ...]
    boxes: tuple[Box, ...]
    days: tuple[tuple[str, tuple[float, float]], ...]


def track_of(storm: StormLayer, frame: Frame) -> Track:
    """Return the track as far as it comes near the frame."""
    points = [(float(x), float(y)) for x, y in frame.points((p.longitude, p.latitude) for p in storm.positions)]
    line = _line(points, frame)
    elements = [tag("path", d=line, class_="m-track-halo"), tag("path", d=line, class_="m-track")] if line else []
    signs, boxes = [], []
    last: tuple[float, float] | None = None
    near = frame.box.padded(SIGN_RADIUS)
    for position, point in zip(storm.positions, points, strict=True):
        if not near.holds(around(*point, 0)):
            continue
        # Positions every three hours run into one band when seen from afar: between the signs there are dots.
        if last is not None and math.dist(last, point) < _ROOM:
            elements.append(_dot(storm, position, point))
            continue
        last = point
        signs.append(_sign(storm, position, point))
        boxes.append(around(*point, SIGN_RADIUS))
    days = [(p.day_label, point) for p, point in zip(storm.positions, points, strict=True) if p.day_label]
    inside = tuple((day, point) for day, point in days if frame.box.holds(around(*point, 0)))
    return Track((*elements, *signs), tuple(boxes), inside)


def storm_sign(category: str, x: float, y: float, said: str = "") -> str:
    """Return the sign of a category: its letter or number on its colour."""
    return tag(
        "g",
        said,
        tag("circle", cx=x, cy=y, r=SIGN_RADIUS, class_=f"m-storm m-storm-{category}"),
        text(category, x, y + 3, class_=f"m-storm-mark m-ink-{category}"),
    )


def _line(points: list[tuple[float, float]], frame: Frame) -> str:
    """Return the line as far as it comes near the frame; what draws the picture is slow far outside of it."""
    near = frame.box.padded(_ROOM)
    inside = shapely.clip_by_rect(shapely.LineString(points), *near.edges) if len(points) > 1 else shapely.LineString()
    pieces = [shapely.get_coordinates(part) for part in shapely.get_parts(inside)]
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece) for piece in pieces)


def _sign(storm: StormLayer, position: StormPosition, point: tuple[float, float]) -> str:
    said = tooltip(storm.name, position.time_label, position.category, position.wind_label)
    return storm_sign(position.category, *point, said)


def _dot(storm: StormLayer, position: StormPosition, point: tuple[float, float]) -> str:
    said = tooltip(storm.name, position.time_label, position.category, position.wind_label)
    return tag("circle", said, cx=point[0], cy=point[1], r=2.6, class_=f"m-storm m-storm-{position.category}")
