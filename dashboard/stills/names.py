"""Names and numbers on a still map: each where it covers no mark and no more important name, or not at all."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.fonts import Style, text_width, wrapped
from dashboard.stills.frame import Box
from dashboard.stills.svg import group, tag, text

Leader = tuple[tuple[float, float], tuple[float, float]]

_LINE = 1.16
_FURTHER = (10.0, 18.0, 28.0, 40.0, 54.0, 70.0)
"""A wanted name looks for a place further and further away from its mark; a thin line then leads to it."""
_DIRECTIONS = 16
_ATTEMPTS = 6
_CLEAR = 6.0
_BROKEN = 76.0
"""A name that finds no place in one line is tried in lines of so many pixels."""


@dataclass(frozen=True)
class Name:
    """One name that wants a place.

    Attributes:
        words: the name; empty where only the figure is wanted.
        x: where it belongs.
        y: where it belongs.
        gap: how far beside that point it may begin.
        look: class of the style sheet.
        size: of its letters.
        figure: the number below it.
        may_cover: it may stand on the point itself.
        is_wanted: it may stand apart from its point, at the end of a thin line, rather than not at all.
        style: cut of its letters.
    """

    words: str
    x: float
    y: float
    gap: float
    look: str
    size: float
    figure: str = ""
    may_cover: bool = False
    is_wanted: bool = False
    style: Style = Style.REGULAR

    def lines(self, *, is_broken: bool) -> tuple[tuple[str, str, float, Style], ...]:
        """Return words, class, size and cut of each line."""
        words = wrapped(self.words, width=_BROKEN, size=self.size, style=self.style) if is_broken else [self.words]
        own = [(line, self.look, self.size, self.style) for line in words if line]
        figures = [(self.figure, "m-figure", 12.0, Style.SEMIBOLD)] if self.figure else []
        return (*own, *figures)


@dataclass(frozen=True)
class _Place:
    box: Box
    lines: tuple[tuple[str, str, float, Style], ...]
    leader: Leader | None

    def room(self) -> list[Box]:
        """Return what it takes: its own box, and small ones along the line that leads to it."""
        if self.leader is None:
            return [self.box]
        (x1, y1), (x2, y2) = self.leader
        count = max(2, int(math.dist((x1, y1), (x2, y2)) / 4))
        points = [(x1 + (x2 - x1) * step / count, y1 + (y2 - y1) * step / count) for step in range(1, count)]
        return [self.box, *(Box(x - 1, y - 1, x + 1, y + 1) for x, y in points)]


def placed(
    names: Iterable[Name], taken: Iterable[Box], frame: Box, *, islands: Iterable[Box] = ()
) -> tuple[str, list[Box]]:
    """Return the names that found a place as elements, and their boxes.

    Where a wanted name found none, all are placed again with that one first.

    Args:
        names: the most important first.
        taken: what must not be covered.
        frame: no name may leave it.
        islands: land that only its own name may cover.
    """
    order, marks, land = list(names), list(taken), list(islands)
    best: list[tuple[Name, _Place | None]] = []
    for _attempt in range(_ATTEMPTS):
        spots = list(zip(order, _placed(order, marks, land, frame), strict=True))
        if not best or _lost(spots) < _lost(best):
            best = spots
        lost = [name for name, spot in spots if spot is None and name.is_wanted]
        if not lost:
            break
        order = [*lost, *(name for name in order if name not in lost)]
    found = [(name, spot) for name, spot in best if spot is not None]
    return group(_leader(spot) + _written(name, spot) for name, spot in found), [spot.box for _, spot in found]


def _placed(names: list[Name], marks: list[Box], land: list[Box], frame: Box) -> list[_Place | None]:
    boxes: list[Box] = []
    inner = frame.padded(-2)
    found: list[_Place | None] = []
    for name in names:
        point = Box(name.x, name.y, name.x, name.y)
        others = [*boxes, *(island for island in land if not island.holds(point))]
        spots = (spot for spot in _places(name) if inner.holds(spot.box))
        spot = next((one for one in spots if _is_free(one, name, marks, others)), None)
        found.append(spot)
        boxes += spot.room() if spot is not None else []
    return found


def _is_free(spot: _Place, name: Name, marks: list[Box], names: list[Box]) -> bool:
    if any(map(spot.box.meets, (*marks, *names))):
        return False
    point = Box(name.x, name.y, name.x, name.y)
    others = [mark for mark in marks if not mark.holds(point)]
    if spot.leader is None:
        # Right beside another mark it would be read as that one's name.
        near = spot.box.padded(_CLEAR)
        return not any(map(near.meets, others))
    return not any(part.meets(box) for part in spot.room()[1:] for box in (*others, *names))


def _lost(spots: list[tuple[Name, _Place | None]]) -> int:
    return sum(spot is None and name.is_wanted for name, spot in spots)


def _places(name: Name) -> Iterator[_Place]:
    whole, broken = name.lines(is_broken=False), name.lines(is_broken=True)
    variants = [whole] if broken == whole else [whole, broken]
    for lines in variants:
        for place, box in enumerate(_around(name, *_room(lines))):
            if place or name.may_cover:
                yield _Place(box, lines, None)
    if name.is_wanted:
        for further in _FURTHER:
            for lines in variants:
                for box in _apart(name, name.gap + further, *_room(lines)):
                    yield _Place(box, lines, _leader_to(name, box))


def _room(lines: tuple[tuple[str, str, float, Style], ...]) -> tuple[float, float]:
    widths = [text_width(words, size=size, style=style) for words, _, size, style in lines]
    return max(widths, default=0.0) + 2, sum(size * _LINE for _, _, size, _ in lines)


def _around(name: Name, width: float, height: float) -> list[Box]:
    """Return the boxes that a name may take beside its mark, first the one on it."""
    x, y, gap = name.x, name.y, name.gap
    left, top, slant = x - width / 2, y - height / 2, gap * 0.71
    corners = [
        (left, top),
        (x + gap, top),
        (x - gap - width, top),
        (left, y - gap - height),
        (left, y + gap),
        (x + slant, y - slant - height),
        (x + slant, y + slant),
        (x - slant - width, y - slant - height),
        (x - slant - width, y + slant),
    ]
    return [Box(one, other, one + width, other + height) for one, other in corners]


def _apart(name: Name, away: float, width: float, height: float) -> Iterator[Box]:
    """Return the boxes so far away from a mark, all around it."""
    for step in range(_DIRECTIONS):
        turn = 2 * math.pi * step / _DIRECTIONS
        x, y = name.x + away * math.cos(turn), name.y - away * math.sin(turn)
        left = x - width * (1 - math.cos(turn)) / 2
        top = y - height * (1 + math.sin(turn)) / 2
        yield Box(left, top, left + width, top + height)


def _leader_to(name: Name, box: Box) -> Leader:
    """Return the ends of the line from the edge of a mark to a name that stands apart from it."""
    x, y = min(max(name.x, box.left), box.right), min(max(name.y, box.top), box.bottom)
    share = (name.gap - 1) / (math.dist((name.x, name.y), (x, y)) or 1.0)
    return (name.x + (x - name.x) * share, name.y + (y - name.y) * share), (x, y)


def _leader(spot: _Place) -> str:
    if spot.leader is None:
        return ""
    (x1, y1), (x2, y2) = spot.leader
    return tag("path", d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", class_="m-leader")


def _written(name: Name, spot: _Place) -> str:
    # Beside its point a name leans towards it, else it stands in the middle.
    box = spot.box
    if box.left >= name.x:
        anchor, x = None, box.left + 1
    elif box.right <= name.x:
        anchor, x = "end", box.right - 1
    else:
        anchor, x = "middle", box.middle[0]
    lines, y = [], box.top
    for words, look, size, _ in spot.lines:
        lines.append(text(words, x, y + size * 0.93, class_=f"m-name {look}", text_anchor=anchor))
        y += size * _LINE
    return "".join(lines)
