"""Where the map of the region and its close-ups lie in a picture.

States that are too far off or too crowded for the scale of the region have their marks and names in a close-up; on the
main map a thin frame says where it lies. The close-ups stand over open sea.
"""

from dataclasses import dataclass

from dashboard.language import gettext as _
from dashboard.maps.map_payload import REGION_BOUNDS, MapContent
from dashboard.place_labels import state_name
from dashboard.stills.frame import Box, Frame
from geo.shapes import Bounds

_MAIN: Bounds = (-89.4, 1.0, -53.9, 27.4)
_ASPECT = 1.31
"""Width by height of the main map in its projection."""
_GAP = 8
_TITLE = 18
_SMALLEST = 70


@dataclass(frozen=True)
class Inset:
    """One close-up: where it lies in the picture, what it is called, and the states that are read from it."""

    title: str
    box: Box
    frame: Frame
    codes: tuple[str, ...]
    is_on_main: bool


@dataclass(frozen=True)
class Layout:
    """The main map from the picture's upper left corner, and its close-ups, over it or below."""

    main: Frame
    insets: tuple[Inset, ...] = ()


def layout_of(content: MapContent, width: float, height: float) -> Layout:
    """Return where the map and its close-ups lie in so much room.

    Arrows cross the edges of close-ups, so a map of movements has none.
    """
    view = content.view
    bounds = (view.west, view.south, view.east, view.north)
    if bounds != REGION_BOUNDS or content.focus is not None:
        side = min(width, height) * 0.06
        return Layout(Frame(bounds, width, height, Box(side, side, width - side, height - side)))
    if content.flows is not None:
        return Layout(Frame(bounds, width, height, Box(_GAP, _GAP, width - _GAP, height - _GAP)))
    return _wide(width, height) if width >= 1.25 * height else _tall(width, height)


def _wide(width: float, height: float) -> Layout:
    """Return the main map at the left, the islands of the east over the Atlantic, Belize over the Pacific."""
    for share in (0.94, 0.88, 0.82, 0.76, 0.7):
        right = min(width * share, _GAP + _ASPECT * (height - 2 * _GAP))
        main = Frame(_MAIN, width, height, Box(_GAP, _GAP, right, height - _GAP))
        east = _east(main)
        if east.box.height >= 0.6 * height:
            break
    left, top = main.point(26.8, -71.8)[0], _GAP
    bottom = main.point(22.6, -70.0)[1]
    bermuda = _bermuda(Box(left, top, east.box.left - _GAP, max(bottom, top + _SMALLEST)))
    pacific = Box(_GAP, main.point(7.4, -84.0)[1], main.point(7.0, -80.0)[0], height - _GAP)
    return Layout(main, (east, bermuda, _belize(pacific)))


def _tall(width: float, height: float) -> Layout:
    """Return the main map above, and the islands of the east below it in the full width."""
    tall = min(width / _ASPECT, 0.54 * height)
    left = width - _GAP - min(width - 2 * _GAP, _ASPECT * (tall - 2 * _GAP))
    main = Frame(_MAIN, width, tall, Box(left, _GAP, width - _GAP, tall - _GAP))
    east = _inset(_("Eastern Caribbean"), _EAST, Box(0, tall + _GAP, width, height), _EAST_CODES)
    atlantic = Box(main.point(26.8, -66.0)[0], _GAP, width - _GAP, main.point(20.0, -62.0)[1])
    pacific = Box(_GAP, main.point(11.0, -88.0)[1], main.point(7.0, -81.0)[0], tall - _GAP)
    return Layout(main, (east, _bermuda(atlantic), _belize(pacific)))


_EAST: Bounds = (-64.95, 11.85, -59.2, 18.9)
_EAST_CODES = ("VGB", "AIA", "KNA", "ATG", "MSR", "DMA", "MTQ", "LCA", "VCT", "BRB", "GRD")
_BELIZE: Bounds = (-89.35, 15.8, -87.6, 18.6)
_BERMUDA: Bounds = (-64.92, 32.22, -64.62, 32.42)


def _east(main: Frame) -> Inset:
    """Return the close-up of the small islands between their own meridians and the edge, above Guyana's coast."""
    left = main.point(13.2, -59.1)[0] + _GAP
    room = Box(left, _GAP, main.width - _GAP, main.point(9.0, -57.5)[1])
    tall = min(room.height, room.width / 0.83 + _TITLE)
    wide = min(room.width, (tall - _TITLE) * 1.1)
    return _inset(
        _("Eastern Caribbean"), _EAST, Box(room.right - wide, room.top, room.right, room.top + tall), _EAST_CODES
    )


def _bermuda(room: Box) -> Inset:
    wide = min(room.width, 150.0)
    tall = min(room.height, wide * 0.7 + _TITLE)
    box = Box(room.right - wide, room.top, room.right, room.top + tall)
    return _inset(state_name("BMU"), _BERMUDA, box, ("BMU",), is_on_main=False)


def _belize(room: Box) -> Inset:
    wide = min(room.width, 110.0)
    tall = min(room.height, wide * 1.5 + _TITLE)
    return _inset(
        state_name("BLZ"), _BELIZE, Box(room.left, room.bottom - tall, room.left + wide, room.bottom), ("BLZ",)
    )


def _inset(title: str, bounds: Bounds, box: Box, codes: tuple[str, ...], *, is_on_main: bool = True) -> Inset:
    inner = Box(4, _TITLE, box.width - 4, box.height - 4)
    return Inset(title, box, Frame(bounds, box.width, box.height, inner), codes, is_on_main)
