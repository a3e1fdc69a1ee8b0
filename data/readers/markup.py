"""XML as a tree, behind limits: no DOCTYPE, no deep nesting; used by the readers of DesInventar and KML."""

import io
from collections.abc import Iterator
from xml.etree import ElementTree

from data.errors import FileUnreadable
from data.readers.documents import MAX_DEPTH

_HEAD = 4096


def parse_markup(content: bytes, *, name: str) -> ElementTree.Element:
    """Return the root of an XML document.

    Args:
        content: the whole document.
        name: of the file, for messages.

    Raises:
        FileUnreadable: a DOCTYPE or entity declaration, broken markup, or more than 100 levels.
    """
    if b"<!DOCTYPE" in _plain(content).upper() or b"<!ENTITY" in _plain(content).upper():
        raise FileUnreadable(f"{name} has a DOCTYPE, which is never read: save the file without it.")
    depth = 0
    root: ElementTree.Element | None = None
    try:
        for event, element in _events(content):
            depth += 1 if event == "start" else -1
            root = element if root is None else root
            if depth > MAX_DEPTH:
                raise FileUnreadable(f"{name} is nested deeper than {MAX_DEPTH} levels.")
    except (ElementTree.ParseError, LookupError, UnicodeError, ValueError) as error:
        raise FileUnreadable(f"{name} is no sound XML: {error}.") from error
    if root is None:
        raise FileUnreadable(f"{name} holds no XML element.")
    return root


def local_name(element: ElementTree.Element) -> str:
    """Return the tag of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _events(content: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    for event, element in ElementTree.iterparse(io.BytesIO(content), events=("start", "end")):
        yield str(event), element


def _plain(content: bytes) -> bytes:
    """Return the bytes without NULs, so that a DOCTYPE in UTF-16 is seen too."""
    return content.replace(b"\0", b"") if b"\0" in content[:_HEAD] else content
