"""Numbers keep what their source said of them, and text from data stays text."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formats
from dashboard.language import speaking
from data.queries.amounts import Amount
from data.schema import Quantifier

ABOUT = {"is_approximate": True}


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, "\u2013"),
        (Amount(0), "0"),
        (Amount(4136), "4,136"),
        (Amount(1111, Quantifier.APPROXIMATELY, **ABOUT), "about 1,111"),
        (Amount(500, Quantifier.MORE_THAN), "more than 500"),
        (Amount(700, Quantifier.MORE_THAN, **ABOUT), "more than about 700"),
        (Amount(500, Quantifier.AT_LEAST), "at least 500"),
        (Amount(500, Quantifier.LESS_THAN), "fewer than 500"),
        (Amount(500, Quantifier.UP_TO), "up to 500"),
        (Amount(1200, Quantifier.RANGE, high=1500), "1,200 to 1,500"),
        (Amount(2.5), "2.5"),
    ],
    ids=lambda value: getattr(value, "quantifier", None) and f"{value.quantifier}-{value.figure}",
)
def test_a_figure_keeps_its_quantifier(amount: Amount | None, words: str) -> None:
    assert formats.amount(amount) == words


def test_every_quantifier_has_words() -> None:
    said = {formats.amount(Amount(7, word, high=9)) for word in Quantifier}
    assert len(said) == len(Quantifier)


def test_nobody_counted_is_never_written_like_zero() -> None:
    assert formats.amount(None) != formats.amount(Amount(0))


@pytest.mark.parametrize(
    ("figure", "short"),
    [(0, "0"), (383, "383"), (9_999, "9,999"), (10_000, "10K"), (13_900, "13.9K"), (1_300_451, "1.3M")],
)
def test_a_number_beside_a_circle_is_short(figure: float, short: str) -> None:
    assert formats.short_number(figure) == short


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "same day"),
        (1, "1 day old"),
        (59, "59 days old"),
        (60, "2 months old"),
        (162, "5 months old"),
        (729, "24 months old"),
        (730, "2 years old"),
        (3650, "10 years old"),
    ],
)
def test_an_age_is_coarser_the_older_it_is(days: int, words: str) -> None:
    assert formats.age(days) == words


def test_days_are_written_out() -> None:
    assert formats.day(date(2025, 6, 30)) == "30 June 2025"
    assert formats.short_day(date(2025, 6, 30)) == "30 Jun 2025"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](https://example.org/beacon.png)", r"\!\[x\]\(https\://example\.org/beacon\.png\)"),
        ("[here](javascript:alert(1))", r"\[here\]\(javascript\:alert\(1\)\)"),
        ("<b>Kingston</b>", r"\<b\>Kingston\</b\>"),
        ("$x^2$ :material/home: `code` *a* _b_", r"\$x^2\$ \:material/home\: \`code\` \*a\* \_b\_"),
        ("line\n# heading\n- item", r"line \# heading \- item"),
    ],
    ids=["image", "link", "markup", "formula and icon", "lines"],
)
def test_hostile_text_is_shown_letter_for_letter(text: str, shown: str) -> None:
    assert formats.markdown_safe(text) == shown


@given(st.text())
def test_no_sign_of_markdown_stays_without_its_backslash(text: str) -> None:
    safe = formats.markdown_safe(text)
    bare = safe
    for sign in "\\`*_{}[]()<>#+-.!|$~:":
        bare = bare.replace(f"\\{sign}", "")
    assert not set(bare) & set("\\`*_{}[]()<>#+-.!|$~:\n\r")


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "4 Jul", "4 Jul 2024 18:00"),
        ("fr", "4 juil.", "4 juil. 2024 18:00"),
        ("nl", "4 jul", "4 jul 2024 18:00"),
        ("es", "4 jul", "4 jul 2024 18:00"),
        ("ht", "4 juil.", "4 juil. 2024 18:00"),
    ],
)
def test_a_day_on_the_map_is_written_in_the_readers_language(language: str, day: str, moment: str) -> None:
    with speaking(language):
        assert formats.day_of_year(date(2024, 7, 4)) == day
        assert formats.moment(datetime(2024, 7, 4, 18)) == moment
