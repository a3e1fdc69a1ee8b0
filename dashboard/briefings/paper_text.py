"""Texts made fit for paper: letters that the family has, words that can be broken, columns as wide as they need."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from dashboard.briefings.blocks import TableBlock
from dashboard.fonts import Style, missing_glyphs, text_width

_REPLACEMENT = "?"
_LONGEST_WORD = 24
_BREAK = "\u200b"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_WIDEST = 30.0
_NUMBER = 16.0
_NARROW = 8.0
"""Up to so many sizes of its letters a column, such as one of days, is never broken."""

_INSET = 1.2
"""What a cell leaves free at its sides, in sizes of its letters, and a little for letters in bold."""


def drawable(words: str) -> str:
    """Return a text without control characters, and with a question mark for each letter that the family has not."""
    clean = _CONTROL.sub(" ", words)
    missing = missing_glyphs(clean)
    return clean.translate(dict.fromkeys(map(ord, missing), _REPLACEMENT)) if missing else clean


def breakable(words: str) -> str:
    """Return a text in which no word is too long for a line: the longest may be broken where nothing is seen."""
    return re.sub(rf"\S{{{_LONGEST_WORD},}}", lambda found: _broken(found.group()), words)


def _broken(word: str) -> str:
    """Break behind the signs of an address where there are some, else every so many letters."""
    marked = re.sub(r"(?<=[/.?&=_\-])(?=\w)", _BREAK, word)
    return re.sub(rf"[^{_BREAK}]{{{_LONGEST_WORD}}}(?=[^{_BREAK}])", lambda found: found.group() + _BREAK, marked)


def is_address(words: str) -> bool:
    """Return whether a text is an address of the web and nothing else."""
    return words.startswith(("https://", "http://")) and not re.search(r"\s", words)


def host_of(address: str) -> str:
    """Return the name of the server in an address: what a reader of paper can use."""
    return urlsplit(address).hostname or address


def column_widths(table: TableBlock, room: float) -> list[float]:
    """Return how wide each column is: 0 for as wide as what it holds, else its share of the rest.

    A title may take several lines where that leaves the cells whole; a column of many words gives way to the others.

    Args:
        table: the table as it is printed.
        room: width of the whole table, in sizes of its letters.
    """
    titles = [text_width(column.title, size=1, style=Style.SEMIBOLD) for column in table.columns]
    needed = [_needed(table, place) for place in range(len(table.columns))]
    free = room - _INSET * len(needed)
    limits = [_NUMBER if column.is_numeric else _NARROW for column in table.columns]
    if sum(map(max, titles, needed)) <= free:
        pairs = zip(map(max, titles, needed), limits, strict=True)
        widths = [0.0 if width <= limit else round(width, 1) for width, limit in pairs]
        return widths if any(widths) else [1.0, *widths[1:]]
    if sum(needed) > free:
        needed = _yielding(needed, limits, free)
    return [round(width + _INSET, 1) for width in needed]


def _yielding(needed: list[float], limits: list[float], free: float) -> list[float]:
    """Return widths of which the widest of many words give way, as far as it takes; the others stay whole."""
    wide = sorted(width for width, limit in zip(needed, limits, strict=True) if width > limit)
    left = free - (sum(needed) - sum(wide))
    if not wide or left < _NARROW * len(wide):
        return needed
    for place, width in enumerate(wide):
        most = left / (len(wide) - place)
        if width > most:
            break
        left -= width
    pairs = zip(needed, limits, strict=True)
    return [min(width, most) if width > limit else width for width, limit in pairs]


def _needed(table: TableBlock, place: int) -> float:
    """Return the width of the widest cell, or of the widest word of the title."""
    widest = max((text_width(row[place], size=1) for row in table.rows), default=0.0)
    return max(widest, *(text_width(one, size=1, style=Style.SEMIBOLD) for one in table.columns[place].title.split()))


def with_hosts(table: TableBlock) -> TableBlock:
    """Return a table with the name of the server in place of each address."""
    rows = tuple(tuple(host_of(words) if is_address(words) else words for words in row) for row in table.rows)
    return replace(table, rows=rows)
