"""Movements on a still map: curved arrows that widen towards their head, as on the screen.

They turn left on their way: there and back never lie on each other. An end that is out of sight stands at the edge of
the frame, on the line to where it really is.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

from dashboard.maps.flows_layer import Flow
from dashboard.maps.map_payload import MapContent
from dashboard.stills.frame import Box, Frame
from dashboard.stills.marks import around
from dashboard.stills.places import name_of, spot_of
from dashboard.stills.svg import tag, tooltip

Point = tuple[float, float]

_BEND = 0.2
_POINTS = 40
_END_RADIUS = 3
_EDGE_GAP = 80
_MARGIN = 16


@dataclass(frozen=True)
class End:
    """Where an arrow begins or ends; one that is not inside stands at the edge of the frame."""

    code: str
    point: Point
    is_inside: bool


@dataclass(frozen=True)
class Arrow:
    """One arrow as it is drawn, with the middle of its way, where its number is printed."""

    element: str
    middle: Point
    half_width: float
    printed: str


@dataclass(frozen=True)
class Arrows:
    """All arrows of a map, and the ends that have no circle of their own."""

    arrows: tuple[Arrow, ...]
    ends: tuple[End, ...]
    end_marks: tuple[str, ...]
    end_boxes: tuple[Box, ...]


def arrows_of(content: MapContent, frame: Frame, radii: dict[str, float]) -> Arrows:
    """Return the arrows of a content; one that begins and ends out of sight is not drawn.

    Args:
        content: what the map shows.
        frame: where it is drawn.
        radii: the radius of the circle at a place, where it has one.
    """
    ends: list[End] = []
    arrows = []
    for flow in content.flows.flows if content.flows else ():
        start, finish = (_end(code, content, frame) for code in (flow.origin, flow.destination))
        if not (start.is_inside or finish.is_inside):
            continue
        start, finish = _seen(start, finish, frame, ends), _seen(finish, start, frame, ends)
        arrows.append(_arrow(flow, content, start, finish, radii))
    bare = [end for end in ends if not radii.get(end.code)]
    marks = tuple(
        tag(
            "circle",
            tooltip(name_of(end.code, content)),
            cx=end.point[0],
            cy=end.point[1],
            r=_END_RADIUS,
            class_="m-end",
        )
        for end in bare
    )
    return Arrows(tuple(arrows), tuple(ends), marks, tuple(around(*end.point, _END_RADIUS) for end in bare))


def arrow_path(points: list[Point], width: float) -> str:
    """Return the outline of an arrow along points: thin at its start, of the full width before its head."""
    steps = [math.dist(one, two) for one, two in pairwise(points)]
    length = sum(steps)
    head = min(max(7.0, width * 1.3), length * 0.6)
    half_head = max(3.5, width * 0.95)
    left, right = [], []
    way, neck = 0.0, points[0]
    for at, point in enumerate(points[:-1]):
        if way <= length - head:
            x, y = _normal(point, points[at + 1])
            half = max(0.6, width / 2 * (0.3 + 0.7 * way / (length or 1)))
            left.append((point[0] + x * half, point[1] + y * half))
            right.append((point[0] - x * half, point[1] - y * half))
            neck = point
        way += steps[at]
    tip = points[-1]
    x, y = _normal(neck, tip)
    wings = [
        (neck[0] + x * half_head, neck[1] + y * half_head),
        tip,
        (neck[0] - x * half_head, neck[1] - y * half_head),
    ]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (*left, *wings, *reversed(right))) + "Z"


def _end(code: str, content: MapContent, frame: Frame) -> End:
    spot = spot_of(code, content)
    if spot is None or spot.latitude is None or spot.longitude is None:
        # A country that no map draws: up and to the right, where there is only sea.
        return End(code, (frame.width - _MARGIN + 1, _MARGIN - 1), is_inside=False)
    point = frame.point(spot.latitude, spot.longitude)
    return End(code, point, _sight(frame).holds(around(*point, 0)))


def _sight(frame: Frame) -> Box:
    return frame.box.padded(-_MARGIN)


def _seen(end: End, other: End, frame: Frame, ends: list[End]) -> End:
    """Return the end where it can be seen; ends of one place that lie near each other are one."""
    point = end.point if end.is_inside else _at_edge(end.point, other.point, _sight(frame))
    near = next((one for one in ends if one.code == end.code and math.dist(one.point, point) < _EDGE_GAP), None)
    if near is None:
        near = End(end.code, point, end.is_inside)
        ends.append(near)
    return near


def _at_edge(out: Point, inside: Point, sight: Box) -> Point:
    """Return where the straight line between the two leaves the frame."""
    way = out[0] - inside[0], out[1] - inside[1]
    shares = [1.0]
    for step, place, low, high in (
        (way[0], inside[0], sight.left, sight.right),
        (way[1], inside[1], sight.top, sight.bottom),
    ):
        if step:
            shares.append(((high if step > 0 else low) - place) / step)
    share = min(one for one in shares if one >= 0)
    return inside[0] + way[0] * share, inside[1] + way[1] * share


def _arrow(flow: Flow, content: MapContent, start: End, finish: End, radii: dict[str, float]) -> Arrow:
    whole = _curve(start.point, finish.point)
    from_gap, to_gap = radii.get(start.code, 0) + 3, radii.get(finish.code, 0) + 4
    kept = [p for p in whole if math.dist(p, whole[0]) > from_gap and math.dist(p, whole[-1]) > to_gap]
    # Neighbouring islands may be nearer than their circles are wide: then the arrow lies on the circles.
    points = kept if len(kept) > 4 else whole
    said = tooltip(
        f"{name_of(flow.origin, content)} \u2192 {name_of(flow.destination, content)}", flow.figure, flow.note
    )
    element = tag("path", said, d=arrow_path(points, flow.width_px), class_="m-flow")
    return Arrow(element, points[len(points) // 2], flow.width_px / 2, flow.printed)


def _curve(start: Point, finish: Point) -> list[Point]:
    way = finish[0] - start[0], finish[1] - start[1]
    control = (start[0] + finish[0]) / 2 + way[1] * _BEND, (start[1] + finish[1]) / 2 - way[0] * _BEND
    shares = [step / _POINTS for step in range(_POINTS + 1)]
    return [
        (
            start[0] * (1 - t) ** 2 + control[0] * 2 * t * (1 - t) + finish[0] * t * t,
            start[1] * (1 - t) ** 2 + control[1] * 2 * t * (1 - t) + finish[1] * t * t,
        )
        for t in shares
    ]


def _normal(start: Point, finish: Point) -> Point:
    length = math.dist(start, finish) or 1.0
    return -(finish[1] - start[1]) / length, (finish[0] - start[0]) / length
