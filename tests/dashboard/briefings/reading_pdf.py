"""A PDF read back: its text page by page, the order in which a screen reader tells it, and where each letter stands."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2


def text_of(content: bytes) -> str:
    """Return the text of all pages, blanks and places where a word may be broken left aside.

    pdfium tells a hyphen at the end of a line by a sign of its own.
    """
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage() for page in document]
        return "\n".join(
            " ".join(one.get_text_range().replace("\u200b", "").replace("\ufffe", "-").split()) for one in pages
        )
    finally:
        document.close()


def letters_outside(content: bytes) -> list[tuple[int, str]]:
    """Return the letters that stand outside their page, with its number."""
    document = pypdfium2.PdfDocument(content)
    outside = []
    try:
        for number, page in enumerate(document, start=1):
            width, height = page.get_size()
            told = page.get_textpage()
            for place in range(told.count_chars()):
                left, bottom, right, top = told.get_charbox(place)
                if left < 0 or bottom < 0 or right > width or top > height:
                    outside.append((number, told.get_text_range(place, 1)))
    finally:
        document.close()
    return outside


def tags_of(content: bytes) -> list[tuple[str, str]]:
    """Return the tags in order of reading, each with its alternative text where it has one."""
    root: Any = pypdf.PdfReader(BytesIO(content)).trailer["/Root"]
    return list(_walk(root["/StructTreeRoot"]["/K"]))


def _walk(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, pypdf.generic.IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from _walk(one)
    elif isinstance(node, dict) and "/S" in node:
        yield str(node["/S"]), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from _walk(node["/K"])


def letters_without_a_glyph(content: bytes) -> int:
    """Return how many letters are drawn as the box that stands for a missing one."""
    streams = (page.get_contents() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return sum(_boxes_in(stream.get_data()) for stream in streams if stream is not None)


_SHOWN = re.compile(rb"\[((?:\\.|[^\]\\])*)\]\s*TJ|(\((?:\\.|[^)\\])*\))\s*Tj", re.DOTALL)
_STRING = re.compile(rb"\(((?:\\.|[^)\\])*)\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _boxes_in(stream: bytes) -> int:
    """Return how often the first glyph of a font, that of a missing letter, is drawn; glyphs have two bytes."""
    count = 0
    for shown in _SHOWN.finditer(stream):
        for found in _STRING.finditer(shown.group(1) or shown.group(2)):
            glyphs = _ESCAPED.sub(_sign, found.group(1))
            count += sum(glyphs[place : place + 2] == b"\0\0" for place in range(0, len(glyphs), 2))
    return count


def _sign(found: re.Match[bytes]) -> bytes:
    said = found.group(1)
    return bytes([int(said, 8)]) if said[:1].isdigit() else _SIGNS.get(said, said)


def marks_out_of_order(content: bytes) -> list[tuple[int, int, int]]:
    """Return where the tag tree is read in another order than the page is written: page, mark, mark before it."""
    root: Any = pypdf.PdfReader(BytesIO(content)).trailer["/Root"]
    last: dict[int, int] = {}
    found = []
    for page, mark in _marks(root["/StructTreeRoot"]["/K"], 0):
        if mark < last.get(page, -1):
            found.append((page, mark, last[page]))
        last[page] = mark
    return found


def _marks(node: Any, page: int) -> Iterator[tuple[int, int]]:
    if isinstance(node, pypdf.generic.IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from _marks(one, page)
    elif isinstance(node, int):
        yield page, int(node)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        own = node.raw_get("/Pg").idnum if "/Pg" in node else page
        if "/MCID" in node:
            yield own, int(str(node["/MCID"]))
        elif "/K" in node:
            yield from _marks(node["/K"], own)


def empty_share(content: bytes) -> list[float]:
    """Return for each page which share of the room between head and foot stays empty at its end."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [_empty(page) for page in document]
    finally:
        document.close()


def _empty(page: Any) -> float:
    """Return the share below the lowest letter of the body; the foot begins 25 mm above the edge, the head ends 22."""
    foot, top = 25 * _MM, page.get_height() - 22 * _MM
    told = page.get_textpage()
    bottoms = (told.get_charbox(place)[1] for place in range(told.count_chars()))
    lowest = min((bottom for bottom in bottoms if bottom >= foot), default=top)
    return float((lowest - foot) / (top - foot))


_MM = 72 / 25.4
