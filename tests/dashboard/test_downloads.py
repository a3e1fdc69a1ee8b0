"""A table that is opened in a spreadsheet runs nothing, and its numbers stay numbers."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.downloads import csv_text, safe_cell

STARTS = "=+-@|%\t\r\n\uff1d\uff0b\uff0d\uff20\uff5c\uff05"


@pytest.mark.parametrize("start", STARTS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_text_that_would_run_is_shown(start: str) -> None:
    assert safe_cell(f"{start}cmd!A1") == f"'{start}cmd!A1"


@pytest.mark.parametrize("text", ["Kingston", "\u2013", "about 1,902", "St. Elizabeth", "", "x=1", "'=1"])
def test_a_harmless_text_stays(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text())
def test_no_text_starts_a_formula_and_none_is_lost(text: str) -> None:
    safe = safe_cell(text)
    assert safe[:1] not in set(STARTS)
    assert safe in (text, f"'{text}")


def test_numbers_stay_and_missing_is_empty() -> None:
    table = pd.DataFrame(
        {
            "Place": ["Invented", "=1+1", "Nobody"],
            "Figure": pd.array([0, 3, None], dtype="Float64"),
            "Longitude": [-61.5, -60.0, -59.25],
        }
    )
    assert csv_text(table) == ("\ufeffPlace,Figure,Longitude\nInvented,0.0,-61.5\n'=1+1,3.0,-60.0\nNobody,,-59.25\n")


def test_a_column_name_does_not_run_either() -> None:
    assert csv_text(pd.DataFrame({"@name": ["+592 000"]})) == "\ufeff'@name\n'+592 000\n"
