"""The scale bar of a still map: a round number of kilometres, in the corner that covers least."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.fonts import text_width
from dashboard.language import gettext as _
from dashboard.stills.frame import Box, Frame
from dashboard.stills.svg import tag, text

_LONGEST = 110.0
_GAP = 10.0
_HEIGHT = 22.0


def scale_bar(frame: Frame, taken: Sequence[Box]) -> str:
    """Return the bar, true in the middle of the map.

    Args:
        frame: the main map.
        taken: boxes of land, marks, names and close-ups.
    """
    km = _round_below(_LONGEST * frame.km_per_px)
    length = km / frame.km_per_px
    words = _("{distance} km").format(distance=formats.number(km))
    width = max(length, text_width(words, size=10.5))
    box = min(_corners(frame, width), key=lambda corner: covered(corner, taken))
    x, y = box.left, box.bottom
    path = f"M{x:.1f} {y - 5:.1f}v5h{length:.1f}v-5"
    label = text(words, x + length / 2, y - 4, class_="m-note m-name", text_anchor="middle")
    return tag("path", d=path, class_="m-scale") + label


def covered(corner: Box, taken: Sequence[Box]) -> float:
    """Return how many square pixels of a corner are taken; what lies on each other counts twice."""
    return sum(
        max(0.0, min(corner.right, box.right) - max(corner.left, box.left))
        * max(0.0, min(corner.bottom, box.bottom) - max(corner.top, box.top))
        for box in taken
    )


def _round_below(km: float) -> float:
    power = 10.0 ** len(str(int(max(km, 1)))) / 10
    return max(step * power for step in (0.1, 0.2, 0.5, 1, 2, 5) if step * power <= km)


def _corners(frame: Frame, width: float) -> list[Box]:
    """Return where the bar may stand: at the bottom from right to left, then at the top."""
    last = frame.width - _GAP - width
    lefts = [last, _GAP, *(_GAP + (last - _GAP) * step / 4 for step in (3, 2, 1))]
    tops = (frame.height - _GAP - _HEIGHT, _GAP)
    return [Box(left, top, left + width, top + _HEIGHT) for top in tops for left in lefts]
