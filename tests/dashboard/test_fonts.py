"""The letters that ship are those their makers published, and they draw all that five languages write."""

import hashlib
import tomllib

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from dashboard.fonts import FOLDER, Style, font_file, missing_glyphs, shortened, text_width, wrapped

LETTERS = (
    "".join(map(chr, (*range(0x21, 0x7F), *range(0xA1, 0x100))))
    + "\u0152\u0153\u2019\u201c\u201d\u2013\u2026\u2212\u2265"
)


def test_fonts_are_what_their_makers_published() -> None:
    source = tomllib.loads((FOLDER / "SOURCE.toml").read_text("utf-8"))

    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.iterdir()
        if path.name != "SOURCE.toml"
    }
    assert found == source["sha256"]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "LICENSE").read_text("utf-8")
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_000_000


def test_every_letter_of_the_five_languages_can_be_drawn() -> None:
    assert missing_glyphs(LETTERS) == ""
    for code in ("en", "fr", "nl", "es"):
        months, symbols = Locale(code).months["format"]["wide"], Locale(code).number_symbols["latn"]
        assert missing_glyphs("".join((*months.values(), symbols["decimal"], symbols["group"]))) == ""


def test_every_word_of_the_program_can_be_drawn() -> None:
    catalogues = (FOLDER.parents[1] / "locale").rglob("*.po*")

    missing = {path.as_posix(): missing_glyphs(path.read_text("utf-8")) for path in catalogues}
    assert [path for path, letters in missing.items() if letters] == []


def test_a_letter_that_cannot_be_drawn_is_named() -> None:
    assert missing_glyphs("Cap-Ha\u00eftien \u6f22\u5b57 \u6f22") == "\u5b57\u6f22"


@pytest.mark.parametrize("style", Style)
def test_figures_are_all_of_one_width(style: Style) -> None:
    assert font_file(style).exists()
    widths = {round(text_width(digit, size=10, style=style), 1) for digit in "0123456789"}
    assert len(widths) == 1


@given(st.text(alphabet="ab c\u00e9W", max_size=60), st.floats(30, 200))
def test_wrapped_lines_hold_every_word_and_none_is_too_wide(text: str, width: float) -> None:
    lines = wrapped(text, width=width, size=12)

    assert all(text_width(line, size=12) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="ab c\u00e9W", max_size=60), st.floats(30, 200))
def test_a_shortened_text_fits(text: str, width: float) -> None:
    assert text_width(shortened(text, width=width, size=12), size=12) <= width
