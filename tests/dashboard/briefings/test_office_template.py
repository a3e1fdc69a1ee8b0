"""An office's template gives logo, colours, parts and standing text; what is wrong goes back with line and reason."""

from pathlib import Path

import pytest

from dashboard.briefings.content import Look, Paper
from dashboard.briefings.office_template import OfficeTemplate, read_template
from data.errors import RequestRefused

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>'
WHOLE = """office = "An invented office"
address = "https://tracker.example.org"
paper = "letter"
sections = ["unknown", "summary"]
standing = ["Not for release."]

[colours]
accent = "#5a338c"

[logo]
file = "logo.svg"
alt = "Emblem of an invented office"
"""


def read(folder: Path, text: str, logo: bytes = DRAWING) -> OfficeTemplate:
    (folder / "logo.svg").write_bytes(logo)
    (folder / "office.toml").write_text(text, encoding="utf-8")
    return read_template(folder / "office.toml")


def test_a_template_is_read_whole(tmp_path: Path) -> None:
    template = read(tmp_path, WHOLE)
    assert (template.sections, template.address) == (("unknown", "summary"), "https://tracker.example.org")
    assert template.paper is Paper.LETTER
    assert (template.look.office, template.look.accent, template.look.ink) == (
        "An invented office", "#5a338c", Look().ink,
    )  # fmt: skip
    assert template.look.standing == ("Not for release.",)
    assert template.look.logo is not None
    assert (template.look.logo.content, template.look.logo.format) == (DRAWING, "svg")


def test_an_empty_template_changes_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "") == OfficeTemplate()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"#5a338c"', '"#ffdd00"', r"line 8: accent is '#ffdd00', expected is a colour .* dark enough"),
        ('"#5a338c"', '"red"', r"line 8: accent is 'red'"),
        ('"#5a338c"', "7", r"line 8: accent is '7'"),
        ('paper = "letter"', 'paper = "a5"', r"line 3: paper is 'a5', expected is a4, letter"),
        ("https://tracker", "javascript:tracker", r"line 2: address is 'javascript:"),
        ('["unknown", "summary"]', '["weather"]', r"line 4: sections is 'weather', expected is parts out of: summary"),
        ('["Not for release."]', '"Not for release."', r"line 5: standing is"),
        ("standing =", "standign =", r"line 5: 'standign' is not known; known are: office"),
        ("accent =", "acent =", r"line 8: 'acent' is not known; known are: accent, ink"),
        ('"logo.svg"', '"../logo.svg"', r"line 11: file is '../logo.svg'.*in the folder of the template"),
        ('"logo.svg"', '"office.toml"', r"line 11: file is 'office.toml', expected is an SVG or PNG"),
        ('"logo.svg"', '"none.png"', r"line 11: file is 'none.png', expected is a file that can be read"),
        ('alt = "Emblem of an invented office"', "", r"line 10: logo is '', expected is whose logo it is"),
        ('office = "An', 'office = An', r"not TOML: .*line 1"),
    ],
    ids=lambda value: value[:24],
)  # fmt: skip
def test_what_is_wrong_goes_back_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in WHOLE
    with pytest.raises(RequestRefused, match=words):
        read(tmp_path, WHOLE.replace(old, new))


@pytest.mark.parametrize(
    "logo",
    [
        b"<svg><script>1</script></svg>",
        b'<svg onload="x()"/>',
        b'<svg><image href="https://example.org/a.png"/></svg>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///a">]><svg/>',
        b"no drawing",
        DRAWING + b" " * 1_000_001,
    ],
    ids=["script", "handler", "fetches", "entity", "text", "large"],
)
def test_a_logo_that_runs_or_fetches_is_refused(tmp_path: Path, logo: bytes) -> None:
    with pytest.raises(RequestRefused, match=r"line 11: file is 'logo\.svg', expected is a SVG picture"):
        read(tmp_path, WHOLE, logo)


def test_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestRefused, match="cannot be read"):
        read_template(tmp_path / "none.toml")
