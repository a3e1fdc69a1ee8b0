"""An office's template: a TOML file with its name, logo, colours, parts and standing text; a bad one goes back.

office = "National Emergency Management Organisation"
address = "https://tracker.example.org"
paper = "letter"
sections = ["summary", "places", "unknown", "sources"]
standing = ["Not for release before 07:00."]

[colours]
accent = "#14607a"

[logo]
file = "logo.svg"
alt = "Emblem of the office"
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dashboard.briefings.content import PLAIN, Logo, Look, Paper
from dashboard.briefings.requests import SECTIONS
from data.errors import RequestRefused

_LARGEST_LOGO = 1_000_000
_LONGEST_TEXT = 600
_LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
_KEYS = {
    "": ("office", "address", "paper", "sections", "standing", "colours", "logo"),
    "colours": ("accent", "ink"),
    "logo": ("file", "alt"),
}


@dataclass(frozen=True)
class OfficeTemplate:
    """What a template says; ``sections`` is empty and ``paper`` missing where it leaves them to the request."""

    look: Look = PLAIN
    sections: tuple[str, ...] = ()
    address: str = ""
    paper: Paper | None = None


def read_template(path: Path) -> OfficeTemplate:
    """Return an office's template.

    Raises:
        RequestRefused: it cannot be read, or something in it is not as it should be; the message names file, line,
            value and what was expected.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise RequestRefused(f"{path}: the template cannot be read ({problem}).") from None
    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise RequestRefused(f"{path}: not TOML: {problem}.") from None
    return _Reader(path, text).read(body)


class _Reader:
    """Reads one template; knows on which line each key stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.lines = path, text.splitlines()

    def read(self, body: Mapping[str, Any]) -> OfficeTemplate:
        self._refuse_unknown("", body)
        colours, logo = self._table(body, "colours"), self._table(body, "logo")
        look = Look(
            accent=self._colour(colours, "accent", PLAIN.accent),
            ink=self._colour(colours, "ink", PLAIN.ink),
            office=self._text(body, "office"),
            standing=self._texts(body, "standing"),
            logo=self._logo(logo) if logo else None,
        )
        papers = ", ".join(Paper)
        paper = self._checked(body, "paper", papers, lambda value: value in set(Paper))
        address = self._checked(
            body, "address", "an address that starts with https://", lambda value: bool(_ADDRESS.fullmatch(value))
        )
        return OfficeTemplate(look, self._sections(body), address, Paper(paper) if paper else None)

    def _sections(self, body: Mapping[str, Any]) -> tuple[str, ...]:
        named = self._texts(body, "sections")
        for name in named:
            if name not in SECTIONS:
                raise self._refusal("sections", name, f"parts out of: {', '.join(SECTIONS)}")
        return named

    def _logo(self, logo: Mapping[str, Any]) -> Logo:
        name, alt = self._text(logo, "file"), self._text(logo, "alt")
        if not alt:
            raise self._refusal("alt" if "alt" in logo else "logo", alt, "whose logo it is, in words, as alt")
        kind = _logo_format(name)
        file = (self.path.parent / name).resolve()
        if kind is None or not file.is_relative_to(self.path.parent.resolve()):
            raise self._refusal("file", name, "an SVG or PNG file in the folder of the template")
        try:
            content = file.read_bytes()
        except OSError:
            raise self._refusal("file", name, "a file that can be read") from None
        if len(content) > _LARGEST_LOGO or not _is_picture(content, kind):
            raise self._refusal("file", name, f"a {kind.upper()} picture of less than {_LARGEST_LOGO:,} bytes")
        return Logo(content, kind, alt)

    def _colour(self, table: Mapping[str, Any], key: str, default: str) -> str:
        expected = f"a colour such as {default}, dark enough to be read on white"
        return self._checked(table, key, expected, _is_readable_colour) or default

    def _table(self, body: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        table = body.get(key, {})
        if not isinstance(table, dict):
            raise self._refusal(key, table, f"a part that begins with [{key}]")
        self._refuse_unknown(key, table)
        return table

    def _text(self, table: Mapping[str, Any], key: str) -> str:
        expected = f"a text of at most {_LONGEST_TEXT} letters"
        return self._checked(table, key, expected, lambda value: len(value) <= _LONGEST_TEXT)

    def _texts(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        expected = f"a list of texts of at most {_LONGEST_TEXT} letters"
        if not isinstance(value, list):
            raise self._refusal(key, value, expected)
        for one in value:
            if not isinstance(one, str) or len(one) > _LONGEST_TEXT:
                raise self._refusal(key, one, expected)
        return tuple(value)

    def _checked(self, table: Mapping[str, Any], key: str, expected: str, is_good: Callable[[str], bool]) -> str:
        value = table.get(key, "")
        if not isinstance(value, str) or (key in table and not is_good(value)):
            raise self._refusal(key, value, expected)
        return value

    def _refuse_unknown(self, part: str, table: Mapping[str, Any]) -> None:
        for key in table:
            if key not in _KEYS[part]:
                raise RequestRefused(
                    f"{self.path}, line {self._line(key)}: '{key}' is not known; known are: {', '.join(_KEYS[part])}."
                )

    def _refusal(self, key: str, value: object, expected: str) -> RequestRefused:
        return RequestRefused(f"{self.path}, line {self._line(key)}: {key} is '{value}', expected is {expected}.")

    def _line(self, key: str) -> int:
        begins = re.compile(rf"""\s*(\[\s*{re.escape(key)}\s*\]|["']?{re.escape(key)}["']?\s*[=.])""")
        return next((number for number, line in enumerate(self.lines, start=1) if begins.match(line)), 1)


def _logo_format(name: str) -> Literal["svg", "png"] | None:
    ending = Path(name).suffix.lower()
    return "svg" if ending == ".svg" else "png" if ending == ".png" else None


def _is_picture(content: bytes, kind: str) -> bool:
    """Return whether bytes are what their name says; a drawing that runs a script or fetches something is none."""
    if kind == "png":
        return content.startswith(b"\x89PNG\r\n\x1a\n")
    lower = content.lower()
    fetches = re.search(
        rb"""<script|<foreignobject|<!entity|\son\w+\s*=|(href|src)\s*=\s*["'](?!#|data:image/)""", lower
    )
    return b"<svg" in lower[:2000] and not fetches


def _is_readable_colour(value: str) -> bool:
    return bool(_COLOUR.fullmatch(value)) and _contrast_on_white(value) >= _LEAST_CONTRAST


def _contrast_on_white(colour: str) -> float:
    """Return the contrast of a colour with white, 1 to 21, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
