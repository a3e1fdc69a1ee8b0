"""What each line of a chart is, beside the chart: a legend that wraps on a phone and is read aloud."""

from collections.abc import Sequence
from html import escape

from dashboard.palette import CATEGORIES, Theme

SIGNS = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
"""Shapes of points, in the order of the lines."""

_GLYPHS = ("\u25cf", "\u25a0", "\u25b2", "\u25c6", "\u271a", "\u25bc")
_BAR = "\u25a0"


def signs_html(names: Sequence[str], theme: Theme, *, has_shapes: bool) -> str:
    """Return the legend of at most six lines as HTML; names are escaped here.

    Args:
        names: of the lines, in order.
        theme: the screen.
        has_shapes: points have a shape of their own; bars are told apart by colour and by their place in each year.
    """
    entries = [
        f'<span class="chart-sign"><span aria-hidden="true" style="color:{colour}">'
        f"{glyph if has_shapes else _BAR}</span> {escape(name)}</span>"
        for name, colour, glyph in zip(names, CATEGORIES[theme], _GLYPHS, strict=False)
    ]
    return f'<div class="chart-signs">{"".join(entries)}</div>'
