"""Which words have room on a time line, so that none covers another even on a narrow screen."""

from collections.abc import Sequence
from dataclasses import dataclass

NARROW_PX = 330.0
"""Width of a chart on a phone; on a wider screen there is only more room."""

BESIDE_PX = 8
"""How far from its mark a number begins that stands to the right of it."""

_LETTER_PX, _GAP_PX = 6.6, 8.0
_SMALL_LETTER_PX = 5.7


@dataclass(frozen=True, slots=True)
class Place:
    """Words on a time line: where (0 is the left end, 1 the right), which, and how high their mark stands."""

    fraction: float
    words: str
    height: float = 0.0


def printed(places: Sequence[Place], *, is_bar: bool = False) -> dict[int, str]:
    """Return which numbers of a line are printed, each with its side of the mark.

    The newest stands ``beside`` its point where there is room, every other over its point or bar: ``center``, or at an
    end of the time line ``left`` or ``right``, as text is aligned. The newest comes first, then the highest, then the
    first.
    """
    if not places:
        return {}
    newest = len(places) - 1
    highest = max(range(len(places)), key=lambda number: (places[number].height, number))
    taken: list[tuple[float, float]] = []
    shown: dict[int, str] = {}
    for number in dict.fromkeys([newest, highest, 0, *range(len(places))]):
        side, start, end = _span(places[number], may_stand_beside=number == newest and not is_bar)
        if _is_free(start, end, taken):
            taken.append((start, end))
            shown[number] = side
    return shown


def printed_highest(places: Sequence[Place]) -> frozenset[int]:
    """Return which of many numbers over bars are printed: the highest first, as long as there is room."""
    taken: list[tuple[float, float]] = []
    shown = []
    for number in sorted(range(len(places)), key=lambda number: (-places[number].height, number)):
        half = len(places[number].words) * _LETTER_PX / 2
        centre = places[number].fraction * NARROW_PX
        if _is_free(centre - half, centre + half, taken):
            taken.append((centre - half, centre + half))
            shown.append(number)
    return frozenset(shown)


def apart(places: Sequence[Place], *, least: float) -> list[float]:
    """Return the heights of words beside their marks, moved up where they would cover others that stand beside them.

    Args:
        places: the words, each with the height of its mark.
        least: how far apart two of them must be, in the measure of the heights.
    """
    moved: dict[int, float] = {}
    spans = [(x := place.fraction * NARROW_PX, x + len(place.words) * _LETTER_PX) for place in places]
    for number in sorted(range(len(places)), key=lambda number: (places[number].height, number)):
        start, end = spans[number]
        height = places[number].height
        near = sorted(moved[other] for other in moved if spans[other][0] <= end and start <= spans[other][1])
        for other in near:
            height = other + least if abs(height - other) < least else height
        moved[number] = height
    return [moved[number] for number in range(len(places))]


def lines_of_names(places: Sequence[Place], *, lines: int) -> dict[int, tuple[int, str]]:
    """Return for each name that has room its line (0 is the uppermost) and how its text is aligned at its mark."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(lines)]
    found: dict[int, tuple[int, str]] = {}
    for number, place in enumerate(places):
        x, width = place.fraction * NARROW_PX, len(place.words) * _SMALL_LETTER_PX
        for side, start in (("left", x), ("right", x - width)):
            if start < 0 or start + width > NARROW_PX:
                continue
            line = next((one for one in range(lines) if _is_free(start, start + width, taken[one])), None)
            if line is not None:
                taken[line].append((start, start + width))
                found[number] = (line, side)
                break
    return found


def _span(place: Place, *, may_stand_beside: bool) -> tuple[str, float, float]:
    """Return the side, and the first and last pixel of the words on a narrow screen; inside the chart they stay."""
    centre, width = place.fraction * NARROW_PX, len(place.words) * _LETTER_PX
    if may_stand_beside and centre + BESIDE_PX + width <= NARROW_PX:
        return "beside", centre - BESIDE_PX, centre + BESIDE_PX + width
    if centre - width / 2 < 0:
        return "left", centre, centre + width
    if centre + width / 2 > NARROW_PX:
        return "right", centre - width, centre
    return "center", centre - width / 2, centre + width / 2


def _is_free(start: float, end: float, taken: Sequence[tuple[float, float]]) -> bool:
    return all(end + _GAP_PX <= other or start >= until + _GAP_PX for other, until in taken)
