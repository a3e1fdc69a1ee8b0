"""A small map of the region in a corner of a state's map: where in the Caribbean it lies."""

from collections.abc import Sequence

from dashboard.stills.frame import Box, Frame, drawn_countries, drawn_neighbours
from dashboard.stills.scale import covered
from dashboard.stills.svg import group, tag

_REGION = (-89.4, 1.0, -53.9, 27.4)
_WIDTH, _HEIGHT, _GAP = 132.0, 100.0, 8.0
_MOST_COVERED = 0.03


def locator_box(frame: Frame, taken: Sequence[Box]) -> Box | None:
    """Return the corner that is free, None where each would hide land, marks or names."""
    if frame.width < 4 * _WIDTH or frame.height < 3 * _HEIGHT:
        return None
    right, bottom = frame.width - _GAP - _WIDTH, frame.height - _GAP - _HEIGHT
    corners = [(right, _GAP), (_GAP, _GAP), (_GAP, bottom), (right, bottom)]
    boxes = [Box(left, top, left + _WIDTH, top + _HEIGHT) for left, top in corners]
    best = min(boxes, key=lambda box: covered(box, taken))
    return best if covered(best, taken) <= _MOST_COVERED * _WIDTH * _HEIGHT else None


def locator(iso3: str, frame: Frame, box: Box) -> str:
    """Return the small map from its own corner, with the state in the accent and a frame around what is seen."""
    small = Frame(_REGION, box.width, box.height, Box(3, 3, box.width - 3, box.height - 3))
    west, south, east, north = frame.bounds
    corners = small.points([(west, north), (east, north), (east, south), (west, south)])
    left, top = corners.min(axis=0) - 2
    right, bottom = corners.max(axis=0) + 2
    land = [tag("path", d=drawn.path) for drawn in drawn_neighbours(small).values()]
    states = [tag("path", d=drawn.path) for code, drawn in drawn_countries(small).items() if code != iso3]
    own = drawn_countries(small).get(iso3)
    return "".join(
        (
            tag("rect", width=box.width, height=box.height, class_="m-sea"),
            group(land + states, class_="m-far"),
            tag("path", d=own.path, class_="m-here") if own else "",
            tag(
                "rect",
                x=float(left),
                y=float(top),
                width=float(right - left),
                height=float(bottom - top),
                class_="m-here-frame",
            ),
            tag("rect", x=0.5, y=0.5, width=box.width - 1, height=box.height - 1, class_="m-edge"),
        )
    )
