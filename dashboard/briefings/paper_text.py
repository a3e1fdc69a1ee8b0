"""Texts made fit for paper: letters that the family has, words that can be broken, columns as wide as they need."""

import re
from urllib.parse import urlsplit

from dashboard.briefings.content import TableBlock
from dashboard.fonts import missing_glyphs, text_width

_REPLACEMENT = "?"
_LONGEST_WORD = 24
_BREAK = "\u200b"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_WIDEST = 30.0
_NUMBER = 16.0
_NARROW = 8.0
"""Up to so many widths of an m a column, such as one of days, is never broken."""


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


def column_widths(table: TableBlock) -> list[float]:
    """Return how wide each column is: 0 for as wide as what it holds, else its share of the rest."""
    widths = []
    for place, column in enumerate(table.columns):
        cells = [column.title, *(row[place] for row in table.rows)]
        longest = max(min(text_width(cell, size=1), _WIDEST) for cell in cells)
        is_kept_whole = longest <= (_NUMBER if column.is_numeric else _NARROW)
        widths.append(0.0 if is_kept_whole else round(longest, 1))
    return widths if any(widths) else [1.0, *widths[1:]]
