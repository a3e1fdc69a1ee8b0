"""Elements of a drawing as text: every value is escaped here, so that a name from a file stays a name."""

import html
import re
from collections.abc import Iterable

# XML has no way to write these, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attribute = str | float | None


def tag(name: str, *children: str, **attributes: Attribute) -> str:
    """Return one element.

    Args:
        name: its name.
        children: elements inside it, already written.
        attributes: its attributes: a trailing underscore is dropped (``class_``), another stands for a hyphen; what is
            None or empty is left out; numbers get one decimal.
    """
    written = "".join(
        f' {_name(key)}="{escaped(value)}"' for key, value in attributes.items() if value is not None and value != ""
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def escaped(value: str | float) -> str:
    """Return a text or number as it can stand in an element or in an attribute."""
    if not isinstance(value, str):
        return number(value)
    return html.escape(_NOT_XML.sub("\ufffd", value), quote=True)


def number(value: float) -> str:
    """Return a number with at most one decimal, as short as it can be."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def text(words: str, x: float, y: float, **attributes: Attribute) -> str:
    """Return a line of words; ``y`` is its base line."""
    return tag("text", escaped(words), x=x, y=y, **attributes)


def tooltip(*lines: str) -> str:
    """Return what a browser shows when an element is pointed at; nothing where there are no words."""
    said = "\n".join(line for line in lines if line)
    return tag("title", escaped(said)) if said else ""


def group(elements: Iterable[str], **attributes: Attribute) -> str:
    """Return elements together; nothing where there are none."""
    inside = "".join(elements)
    return tag("g", inside, **attributes) if inside else ""


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key not in ("viewBox", "patternUnits", "patternTransform") else key
