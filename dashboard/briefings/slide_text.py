"""How much text a slide holds: lines are counted in the letters that ship, with room for a machine without them."""

from dashboard.briefings.paper_text import drawable
from dashboard.fonts import Style, wrapped

WIDE, HIGH, SIDE = 13.333, 7.5, 0.6
TOP, BOTTOM = 1.45, 6.75
ROOM = WIDE - 2 * SIDE
SAFE = 0.88
"""A machine without our letters takes others, which are up to an eighth wider."""

LINE_HEIGHT, GAP = 1.2, 0.35
"""Height of a line and the space below a paragraph, in sizes of its letters."""

_INCH = 72
_INSETS = 0.2
"""What a box of text leaves free at its left and right together, in inches."""


def broken(words: str, *, size: float, width: float, style: Style = Style.REGULAR) -> list[str]:
    """Return the lines of a text in a box.

    Args:
        words: the text.
        size: of its letters, in points.
        width: of the box, in inches.
        style: cut of its letters.
    """
    return wrapped(drawable(words), width=(width - _INSETS) * _INCH * SAFE, size=size, style=style)


def ending_with_dots(words: str, *, size: float, most: int, width: float = ROOM) -> str:
    """Return a text of at most so many lines; dots at its end say that there is more."""
    lines = broken(words, size=size, width=width)
    if len(lines) <= most:
        return drawable(words)
    kept = " ".join(lines[:most])
    while len(broken(f"{kept}\u2026", size=size, width=width)) > most:
        kept = kept[:-1]
    return f"{kept.rstrip()}\u2026"


def fitting(words: str, *, size: float, width: float, most: int, smallest: float = 10) -> float:
    """Return the largest size, up to the one wanted, in which a text takes at most so many lines."""
    while size > smallest and len(broken(words, size=size, width=width, style=Style.BOLD)) > most:
        size -= 1
    return size


def height_of(words: str, size: float) -> float:
    """Return how high a paragraph is that is as wide as the slide, in inches."""
    return (len(broken(words, size=size, width=ROOM)) * LINE_HEIGHT + GAP) * size / _INCH
