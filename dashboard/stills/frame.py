"""A frame through which a still map is seen: from degrees to the drawing's own pixels."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.shapes import (
    Bounds,
    EqualArea,
    Shape,
    read_country_shapes,
    read_neighbour_shapes,
    read_unit_shapes,
)

_SIMPLER_PX = 0.3
"""Nobody sees a third of a pixel, and a picture of the region is a fifth of its size."""
_BEYOND_PX = 8
"""Land is drawn a little further than the frame, so that no line marks where it is cut."""
_SMALLEST_RING_PX2 = 0.4


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels; y runs downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return self.left, self.top, self.right, self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: "Box") -> bool:
        """Return whether the two have a point in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Return whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def padded(self, by: float) -> "Box":
        """Return it larger by so much on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True)
class Frame:
    """A view of the world in a rectangle.

    Attributes:
        bounds: the part of the world that must be seen, in degrees.
        width: of the frame.
        height: of the frame.
        inner: where in the frame that part must lie; around it the map goes on.
    """

    bounds: Bounds
    width: float
    height: float
    inner: Box

    @property
    def box(self) -> Box:
        """The frame itself, from its own corner."""
        return Box(0, 0, self.width, self.height)

    @property
    def km_per_px(self) -> float:
        """How many kilometres a pixel is in the middle of the view."""
        return 1 / _fit(self)[0] / 1000

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a place lies in the frame; it may lie outside."""
        (x, y) = self.points([(longitude, latitude)])[0]
        return float(x), float(y)

    def points(self, degrees: Iterable[tuple[float, float]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """Return where places lie; each is given as longitude and latitude."""
        given = np.asarray(list(degrees), dtype=np.float64).reshape(-1, 2)
        return self._pixels(_projection(self.bounds).points(given))

    def _pixels(
        self, metres: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    ) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        scale, x, y = _fit(self)
        return np.column_stack([x + metres[:, 0] * scale, y - metres[:, 1] * scale])


@dataclass(frozen=True)
class Drawn:
    """A shape as it lies in a frame: its outline as a path, its rings' largest part in square pixels, and its box."""

    shape: Shape
    path: str
    largest_px2: float
    geometry: BaseGeometry


@lru_cache(maxsize=96)
def drawn_countries(frame: Frame) -> dict[str, Drawn]:
    """Return the states that come into a frame, by code."""
    return _drawn(frame, read_country_shapes())


@lru_cache(maxsize=96)
def drawn_units(frame: Frame, iso3: str) -> dict[str, Drawn]:
    """Return the units of a state that come into a frame, by code."""
    return _drawn(frame, tuple(shape for shape in read_unit_shapes() if shape.country_iso3 == iso3))


@lru_cache(maxsize=96)
def drawn_neighbours(frame: Frame) -> dict[str, Drawn]:
    """Return the neighbours that come into a frame, by code."""
    return _drawn(frame, read_neighbour_shapes())


def _drawn(frame: Frame, shapes: tuple[Shape, ...]) -> dict[str, Drawn]:
    around = shapely.box(*_degrees_around(frame))
    seen = frame.box.padded(_BEYOND_PX)
    found = {}
    for one in shapes:
        if not one.geometry.intersects(around):
            continue
        metres = _projected(frame.bounds, one)
        pixels = shapely.transform(metres, frame._pixels)
        inside = shapely.clip_by_rect(pixels, *seen.edges)
        simpler = shapely.simplify(inside, _SIMPLER_PX)
        if not simpler.is_empty:
            found[one.code] = Drawn(one, path_of(simpler), _largest(pixels), simpler)
    return found


@lru_cache(maxsize=4000)
def _projected(bounds: Bounds, one: Shape) -> BaseGeometry:
    return _projection(bounds).geometry(one.geometry)


def path_of(geometry: BaseGeometry) -> str:
    """Return the rings of polygons as a path, to a tenth of a pixel; each point as its step from the one before."""
    rings = [ring for part in shapely.get_parts(geometry) for ring in _rings(part)]
    return "".join(_ring_path(ring) for ring in rings)


def _rings(part: BaseGeometry) -> list[BaseGeometry]:
    return [] if part.geom_type != "Polygon" else [part.exterior, *part.interiors]  # type: ignore[attr-defined]  # a polygon has both


def _ring_path(ring: BaseGeometry) -> str:
    tenths = np.rint(shapely.get_coordinates(ring) * 10).astype(int)
    steps = np.diff(tenths, axis=0)
    steps = steps[np.any(steps != 0, axis=1)][:-1]
    start = f"M{_tenth(tenths[0][0])} {_tenth(tenths[0][1])}"
    if not len(steps):
        return f"{start}h.1v.1z"  # an islet smaller than a tenth of a pixel is still an islet
    return start + "l" + " ".join(f"{_tenth(x)} {_tenth(y)}" for x, y in steps.tolist()) + "z"


def _tenth(tenths: int) -> str:
    return f"{tenths / 10:g}"


def _largest(pixels: BaseGeometry) -> float:
    return float(max(shapely.area(shapely.get_parts(pixels)), default=0.0))


@cache
def _projection(bounds: Bounds) -> EqualArea:
    return EqualArea(bounds)


@lru_cache(maxsize=256)
def _fit(frame: Frame) -> tuple[float, float, float]:
    """Return pixels per metre, and where the middle of the projection lies in the frame."""
    edge = _projection(frame.bounds).points(np.asarray(_edge_of(frame.bounds)))
    low, high = edge.min(axis=0), edge.max(axis=0)
    inner = frame.inner
    scale = min(inner.width / (high[0] - low[0]), inner.height / (high[1] - low[1]))
    x, y = inner.middle
    return float(scale), float(x - (low[0] + high[0]) / 2 * scale), float(y + (low[1] + high[1]) / 2 * scale)


def _edge_of(bounds: Bounds) -> list[tuple[float, float]]:
    west, south, east, north = bounds
    shares = [step / 8 for step in range(9)]
    across = [(west + (east - west) * share, side) for share in shares for side in (south, north)]
    return across + [(side, south + (north - south) * share) for share in shares for side in (west, east)]


def _degrees_around(frame: Frame) -> Bounds:
    """Return degrees that surely hold all that the frame shows."""
    scale, x, y = _fit(frame)
    degree = 105_000 * scale
    west, south, east, north = frame.bounds
    middle = (west + east) / 2, (south + north) / 2
    wide = max(x, frame.width - x) / degree / math.cos(math.radians(min(70.0, abs(middle[1]) + 10))) + 1
    tall = max(y, frame.height - y) / degree + 1
    return middle[0] - wide, middle[1] - tall, middle[0] + wide, middle[1] + tall
