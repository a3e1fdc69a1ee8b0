"""Marks of a still map: circles, dots for islands too small to shade, and shelters."""

from dataclasses import dataclass

from dashboard.maps.circles_layer import SMALLEST_RADIUS_PX
from dashboard.maps.map_payload import MapContent
from dashboard.maps.shelters_layer import ShelterMark
from dashboard.stills.areas import fill_of
from dashboard.stills.frame import Box, Frame
from dashboard.stills.places import Rows, largest_px2, name_of, spot_of
from dashboard.stills.svg import tag, text, tooltip

SMALLEST_AREA_PX2 = 60
"""Below it a shade cannot be read off the area itself."""


@dataclass(frozen=True)
class Mark:
    """One mark as it is drawn, and the room that it takes; ``code`` is empty where no name belongs to it."""

    element: str
    box: Box
    code: str = ""
    radius: float = 0


def drawn_radius(radius_px: float, scale: float) -> float:
    """Return a radius at the scale of a picture; never so small that an island's people are not seen."""
    return max(SMALLEST_RADIUS_PX, radius_px * scale)


def circle_marks(content: MapContent, rows: Rows, frame: Frame, *, ident: str, scale: float = 1.0) -> list[Mark]:
    """Return the circles, largest first so that small ones lie on top.

    A place that nobody counted has its area hatched; where that is too small to see, a hatched ring stands for it.
    ``scale`` makes all circles smaller in a small picture.
    """
    found = []
    for circle in rows.circles.values():
        spot = spot_of(circle.code, content)
        if spot is None or spot.latitude is None or spot.longitude is None:
            continue
        if circle.radius_px is None and largest_px2(spot, frame) > SMALLEST_AREA_PX2:
            continue
        x, y = frame.point(spot.latitude, spot.longitude)
        radius = drawn_radius(circle.radius_px, scale) if circle.radius_px else 4
        said = tooltip(name_of(circle.code, content), *rows.words(circle.code, spot.country_iso3))
        if circle.radius_px is None:
            look = {"class_": "m-ring", "fill": f"url(#{ident}-fine)"}
        else:
            look = {"class_": "m-circle" if circle.radius_px else "m-circle-zero"}
        element = tag("circle", said, cx=x, cy=y, r=radius, **look)
        found.append(Mark(element, around(x, y, radius), circle.code, radius))
    return [mark for mark in found if mark.box.meets(frame.box)]


def dot_marks(content: MapContent, rows: Rows, frame: Frame, *, circled: set[str], ident: str) -> list[Mark]:
    """Return a dot of its shade for each shaded island of a few pixels that has no circle."""
    found = []
    for code, shade in rows.shades.items():
        spot = spot_of(code, content)
        if spot is None or code in circled or spot.latitude is None or spot.longitude is None:
            continue
        if largest_px2(spot, frame) > SMALLEST_AREA_PX2:
            continue
        x, y = frame.point(spot.latitude, spot.longitude)
        said = tooltip(name_of(code, content), *rows.words(code, spot.country_iso3))
        look = fill_of(shade.mark, content, ident, look="m-dot", fine=True)
        found.append(Mark(tag("circle", said, cx=x, cy=y, r=4.5, **look), around(x, y, 4.5), code, 4.5))
    return [mark for mark in found if mark.box.meets(frame.box)]


def shelter_marks(content: MapContent, frame: Frame, radii: dict[str, float]) -> list[Mark]:
    """Return a square for each shelter with a position, and a counted sign beside its unit's circle for the others."""
    if content.shelters is None:
        return []
    found = []
    for mark in content.shelters.marks:
        if mark.latitude is not None and mark.longitude is not None:
            x, y = frame.point(mark.latitude, mark.longitude)
            square = tag("rect", tooltip(*mark.lines), x=x - 4, y=y - 4, width=8, height=8, class_="m-shelter")
            found.append(Mark(square, around(x, y, 4)))
            continue
        spot = spot_of(mark.code, content)
        if spot is not None and spot.latitude is not None and spot.longitude is not None:
            x, y = frame.point(spot.latitude, spot.longitude)
            beside = radii.get(mark.code, 0) * 0.71 + 9
            found.append(_counted_sign(mark, x + beside, y - beside, content.shelters.position_unknown))
    return [mark for mark in found if mark.box.meets(frame.box)]


def _counted_sign(mark: ShelterMark, x: float, y: float, note: str) -> Mark:
    count = str(mark.count)
    width = max(18, 7 * len(count) + 6)
    said = tooltip(*mark.lines, note)
    sign = shelter_sign(x - width / 2, y - 9, width, count, said)
    return Mark(sign, Box(x - width / 2, y - 9, x + width / 2, y + 9))


def shelter_sign(left: float, top: float, width: float, count: str, said: str = "") -> str:
    """Return the sign for shelters at one place, with how many they are."""
    return tag(
        "g",
        said,
        tag("rect", x=left, y=top, width=width, height=18, rx=3, class_="m-shelter"),
        text(count, left + width / 2, top + 13, class_="m-shelter-count"),
    )


def around(x: float, y: float, radius: float) -> Box:
    """Return the room that a round mark takes."""
    return Box(x - radius, y - radius, x + radius, y + radius)
