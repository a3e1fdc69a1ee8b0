"""Class breaks of a shaded map: where one colour ends and the next begins.

Zero is never inside a class and a missing value never inside the scale: nobody counted there, or somebody counted and
found nobody, are other statements than "few".
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from dashboard.maps.errors import LayerInputError

MOST_CLASSES = 7
RATES_PER_1000 = (0.0, 0.1, 1.0, 10.0, 50.0, 100.0, 1000.0)
"""Edges for people per 1,000 inhabitants that are the same for every measure, place and day."""


class Scheme(StrEnum):
    """How the edges of classes are found."""

    LOGARITHMIC = "logarithmic"
    QUANTILE = "quantile"
    FIXED = "fixed"


@dataclass(frozen=True)
class Classes:
    """Ascending edges; class 0 reaches from the first edge up to, not including, the second, the last is closed.

    No edges at all is the scale of an empty map, two equal edges that of a map on which all values are the same. Open
    classes hold whatever lies below their second edge and from their last but one on.
    """

    edges: tuple[float, ...] = ()
    is_open: bool = False

    @property
    def count(self) -> int:
        """Number of classes."""
        return max(0, len(self.edges) - 1)

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """Lower and upper edge of each class, fewest first."""
        return tuple(pairwise(self.edges))

    def class_of(self, value: float) -> int:
        """Return the class of a value above zero; what lies outside the edges goes to the nearest class."""
        return min(max(bisect_right(self.edges, value) - 1, 0), max(self.count - 1, 0))


def classes_by(scheme: Scheme, values: Iterable[float | None]) -> Classes:
    """Return the classes for people per 1,000 inhabitants that a reader asked for; none where nobody was counted."""
    match scheme:
        case Scheme.QUANTILE:
            return quantile_classes(values)
        case Scheme.FIXED:
            return fixed_classes(RATES_PER_1000, is_open=True) if _counted(values) else Classes()
        case Scheme.LOGARITHMIC:
            return logarithmic_classes(values)


def fixed_classes(edges: Iterable[float], *, is_open: bool = False) -> Classes:
    """Return classes with edges that somebody set, the same for every day and country.

    Args:
        edges: rising numbers.
        is_open: whether the first and the last class hold what lies beyond the edges too.

    Raises:
        LayerInputError: fewer than two edges, edges that do not rise, or more than seven classes.
    """
    given = tuple(float(edge) for edge in edges)
    if not 2 <= len(given) <= MOST_CLASSES + 1 or any(low >= high for low, high in pairwise(given)):
        raise LayerInputError(f"edges of classes are {given}: expected 2 to {MOST_CLASSES + 1} rising numbers.")
    return Classes(given, is_open)


def quantile_classes(values: Iterable[float | None], *, count: int = 5) -> Classes:
    """Return classes that hold about as many areas each; fewer where many values are equal.

    Edges are rounded to two digits where that keeps them apart, so that the legend can be read aloud.
    """
    counted = _counted(values)
    if not counted:
        return Classes()
    if counted[0] == counted[-1]:
        return _from_edges([counted[0], counted[-1]])
    lowest, highest = _rounded(counted[0], math.floor), _rounded(counted[-1], math.ceil)
    inner = [_rounded(counted[round(place * (len(counted) - 1) / count)], round) for place in range(1, count)]
    return _from_edges([lowest, *(edge for edge in inner if lowest < edge < highest), highest])


def logarithmic_classes(values: Iterable[float | None], *, count: int = 5) -> Classes:
    """Return classes whose edges multiply: by ten, or by 1-2-5 steps where the values span less than two tens.

    For counts of people, where one island has fifty and another a million.
    """
    counted = _counted(values)
    if not counted:
        return Classes()
    if counted[0] == counted[-1]:
        return _from_edges([counted[0], counted[-1]])
    lowest, highest = math.floor(math.log10(counted[0])), math.ceil(math.log10(counted[-1]))
    steps = (1, 2, 5) if highest - lowest <= 2 else (1,)
    edges = [float(f"{step}e{power}") for power in range(lowest, highest + 1) for step in steps]
    below = [edge for edge in edges if edge <= counted[0]][-1:]
    between = [edge for edge in edges if counted[0] < edge < counted[-1]]
    above = [edge for edge in edges if edge >= counted[-1]][:1]
    return _from_edges(_thinned([*below, *between, *above], count))


def _counted(values: Iterable[float | None]) -> list[float]:
    return sorted(float(value) for value in values if value is not None and not math.isnan(value) and value > 0)


def _rounded(number: float, rounding: Callable[[float], int]) -> float:
    """Return the number with two digits; through text, because a product such as 3 * 0.1 would show in the legend."""
    power = math.floor(math.log10(number)) - 1
    return float(f"{rounding(round(number / 10**power, 6))}e{power}")


def _from_edges(edges: list[float]) -> Classes:
    rising = sorted(set(edges))
    return Classes(tuple(rising) if len(rising) > 1 else (rising[0], rising[0]))


def _thinned(edges: list[float], count: int) -> list[float]:
    """Return at most ``count`` classes: the low edges go first, since the high values decide where help goes."""
    return edges if len(edges) <= count + 1 else [edges[0], *edges[-count:]]
