"""A PDF read back: its text page by page, the order in which a screen reader tells it, and where each letter stands."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2


def text_of(content: bytes) -> str:
    """Return the text of all pages, blanks and places where a word may be broken left aside."""
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage() for page in document]
        return "\n".join(" ".join(one.get_text_range().replace("\u200b", "").split()) for one in pages)
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
