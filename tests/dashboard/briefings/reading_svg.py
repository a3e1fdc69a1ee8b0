"""A drawing read back: which of its texts stand outside it or are cut short.

Charts come from Vega, whose groups are only moved.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from dashboard.fonts import text_width

_SVG = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\(([-\d.]+)[, ]([-\d.]+)\)")
_SLACK = 2.0


def texts_outside(svg: str) -> list[str]:
    """Return the texts that reach over the left or right edge of a drawing, or that end with dots."""
    root = ET.fromstring(svg)
    width = float(root.get("viewBox", "").split()[2])
    return [
        words
        for words, left, right in _texts(root, 0.0)
        if left < -_SLACK or right > width + _SLACK or words.endswith("\u2026")
    ]


def _texts(element: ET.Element, x: float) -> Iterator[tuple[str, float, float]]:
    moved = _MOVED.search(element.get("transform", ""))
    x += float(moved.group(1)) if moved else 0.0
    if element.tag == f"{_SVG}text" and "rotate" not in element.get("transform", ""):
        words = "".join(element.itertext())
        size = float((element.get("font-size") or "11").removesuffix("px"))
        wide = text_width(words, size=size)
        left = x - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", "start"), 0.0)
        yield words, left, left + wide
    for child in element:
        yield from _texts(child, x)
