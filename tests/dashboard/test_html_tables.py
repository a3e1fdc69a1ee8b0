"""Tables as plain HTML: nothing in a cell is ever taken for markup."""

import re

import pandas as pd
import pytest

from dashboard.html_tables import LONGEST_CELL, Cell, frame_html, html_table, shortened

HOSTILE = ["<img src=x onerror=alert(1)>", "</table><script>alert(1)</script>", '" onmouseover="alert(1)', "a & b"]


def test_a_table_says_its_columns_rows_and_caption() -> None:
    table = html_table([Cell("Row"), Cell("Value")], [[Cell("2"), Cell("ten", is_marked=True)]], caption="1 problem")
    assert "<caption>1 problem</caption>" in table
    assert '<thead><tr><th scope="col">Row</th><th scope="col">Value</th></tr></thead>' in table
    assert '<tbody><tr><th scope="row">2</th><td><mark>ten</mark></td></tr></tbody>' in table


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_cell_hint_caption_and_look(text: str) -> None:
    table = html_table([Cell(text)], [[Cell(text, look=text, hint=text, is_marked=True)]], caption=text)
    for forbidden in ("<img", "<script", '" onmouseover', "a & b"):
        assert forbidden not in table


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://example.org", "data:text/html,x"])
def test_only_a_safe_address_becomes_a_link(link: str) -> None:
    assert "<a " not in html_table([Cell("x")], [[Cell("x", link=link)]], caption="")
    assert '<a href="https://example.org"' in html_table(
        [Cell("x")], [[Cell("x", link="https://example.org")]], caption=""
    )


def test_a_long_text_is_cut_and_shows_it() -> None:
    assert shortened("x" * LONGEST_CELL) == "x" * LONGEST_CELL
    assert shortened("x" * (LONGEST_CELL + 1)) == "x" * (LONGEST_CELL - 1) + "\u2026"


def test_a_frame_shows_numbers_as_people_read_them_and_a_dash_for_what_nobody_counted() -> None:
    table = pd.DataFrame({"Place": ["<b>Layou</b>", "Abaco"], "Figure": pd.array([1902, None], dtype="Int64")})
    shown = frame_html(table, caption="invented")
    assert '<td class="number">1,902</td>' in shown
    assert '<td class="number">\u2013</td>' in shown
    assert "&lt;b&gt;Layou" in shown


def test_a_number_of_seven_digits_is_told_to_the_last_person() -> None:
    values = [1_041_229.0, 1_234_567.5, 98_765.4321, 0.123456789]
    shown = frame_html(pd.DataFrame({"Place": "A", "Figure": values}), caption="Invented")
    told = re.findall(r"<td[^>]*>([^<]*)</td>", shown)
    assert told == ["1,041,229", "1,234,568", "98,765.4", "0.12346"]
