"""A text that is opened in a spreadsheet runs nothing, and comes back as it was when the file is imported again."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formulas import safe_cell, without_guard

STARTS = "=+-@|%\t\r\n\uff1d\uff0b\uff0d\uff20\uff5c\uff05"


@pytest.mark.parametrize("start", STARTS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_text_that_would_run_is_shown(start: str) -> None:
    assert safe_cell(f"{start}cmd!A1") == f"'{start}cmd!A1"


@pytest.mark.parametrize("text", ["Kingston", "\u2013", "about 1,902", "St. Elizabeth", "", "x=1", "'tis"])
def test_a_harmless_text_stays(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text())
def test_no_text_starts_a_formula_and_none_is_lost(text: str) -> None:
    safe = safe_cell(text)
    assert safe[:1] not in set(STARTS)
    assert safe in (text, f"'{text}")


@given(st.one_of(st.text(), st.text("'=-+a", max_size=4)))
def test_a_guarded_text_comes_back_as_it_was(text: str) -> None:
    given_back = pl.DataFrame({"text": [safe_cell(text)]}).select(without_guard(pl.col("text"))).item()
    assert given_back == text
