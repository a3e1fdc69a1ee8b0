"""The letters of pictures and documents: the family that ships with the program, and how wide a text is in it.

Whoever draws without a browser must know where a text ends; widths come from the font files themselves.
"""

from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FAMILY = "Source Sans 3"
FOLDER = Path(__file__).parent / "static" / "fonts"
_MEASURED_AT = 100


class Style(StrEnum):
    """The four cuts of the family, by the names of their files."""

    REGULAR = "Regular"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"
    ITALIC = "Italic"


WEIGHTS = {Style.REGULAR: 400, Style.SEMIBOLD: 600, Style.BOLD: 700, Style.ITALIC: 400}


def font_file(style: Style) -> Path:
    """Return the path of one cut as TrueType."""
    return FOLDER / f"SourceSans3-{style.value}.ttf"


def text_width(text: str, *, size: float, style: Style = Style.REGULAR) -> float:
    """Return how wide one line of text is, in the unit of its size."""
    return _width(text, style) * size / _MEASURED_AT


def wrapped(text: str, *, width: float, size: float, style: Style = Style.REGULAR) -> list[str]:
    """Return the lines of a text broken at its spaces; a word that is wider alone is cut where the line ends."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size=size, style=style) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, width, size, style)
    return lines


def shortened(text: str, *, width: float, size: float, style: Style = Style.REGULAR) -> str:
    """Return a text that fits on one line, its end replaced by an ellipsis where it would not."""
    if text_width(text, size=size, style=style) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}\u2026", size=size, style=style) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}\u2026"


def missing_glyphs(text: str) -> str:
    """Return the characters of a text that the family cannot draw, each once; in a document they would be boxes."""
    return "".join(sorted({letter for letter in text if not _has_glyph(letter)}))


def _pieces(word: str, width: float, size: float, style: Style) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size=size, style=style) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _font(style: Style) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(style), _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=20_000)
def _width(text: str, style: Style) -> float:
    return float(_font(style).getlength(text))


@cache
def _has_glyph(letter: str) -> bool:
    if letter.isspace() or letter in "\u00ad\u200b\u2060":
        return True
    drawn = _font(Style.REGULAR).getmask(letter)
    return (drawn.size, bytes(drawn)) != _no_glyph()


@cache
def _no_glyph() -> tuple[tuple[int, int], bytes]:
    """Return what the font draws for a character that it has not."""
    drawn = _font(Style.REGULAR).getmask("\U0010ffff")
    return drawn.size, bytes(drawn)
