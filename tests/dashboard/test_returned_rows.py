"""Returned rows are shown with the wrong cells marked, and what is wrong said once. All rows here are invented."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

import polars as pl
import pytest

from dashboard.formats import MISSING
from dashboard.returned_rows import (
    PROBLEMS_SHOWN,
    ROWS_SHOWN,
    expected,
    problems_html,
    problems_of_returned,
    remarks_of_kept,
    rows_html,
)
from data.readers.drafts import PROBLEM_SCHEMA
from data.store.interface import ImportEntry, Quarantine, RowCounts

ENTRY = ImportEntry(
    "7", 7, "file", "a.csv", "", 1, "nemo", "records table", "", "Ana", datetime(2025, 6, 30, tzinfo=UTC), RowCounts()
)
TEN = (3, "figure", "ten", "not_a_number", "a.csv, row 3: figure is 'ten', not a whole number written in digits.")


def quarantine(rows: Sequence[dict[str, object]], problems: Sequence[tuple[object, ...]]) -> Quarantine:
    return Quarantine(ENTRY, pl.DataFrame(rows), pl.DataFrame(problems, schema=PROBLEM_SCHEMA, orient="row"))


def cells(html: str) -> list[list[str]]:
    """Return the text of every row of a table; marked cells in brackets."""
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    marked = [re.sub(r"</?mark>", lambda tag: "]" if "/" in tag[0] else "[", row) for row in rows]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in marked]


def test_each_problem_says_row_column_value_and_what_was_expected() -> None:
    found = quarantine([{"source_row": 3, "figure": "ten"}], [TEN])
    html = problems_html(problems_of_returned(found), file_name="a.csv")
    assert cells(html) == [
        ["Row", "Column", "In the file", "What was expected"],
        ["3", "figure", "[✗ ten]", "Not a whole number written in digits."],
    ]
    assert "<caption>1 problem in a.csv</caption>" in html


def test_an_empty_cell_and_a_whole_row_are_told_apart() -> None:
    problems: list[tuple[object, ...]] = [
        (3, "figure", None, "missing", "a.csv, row 3: figure is empty, expected a whole number."),
        (4, None, None, "exact_duplicate", "a.csv, row 4: says the same again as row 2."),
    ]
    found = quarantine([{"source_row": 3, "figure": None}, {"source_row": 4, "figure": "1"}], problems)
    assert cells(problems_html(found.problems, file_name="a.csv"))[1:] == [
        ["3", "figure", "[✗ empty]", "Expected a whole number."],
        ["4", MISSING, "the whole row", "Says the same again as row 2."],
    ]


def test_wrong_cells_are_marked_in_the_rows_and_their_columns_stand_first() -> None:
    rows = [{"source_row": 3, "place": "Bay", "figure": "ten"}, {"source_row": 5, "place": "Hill", "figure": "-5"}]
    found = quarantine(
        rows, [TEN, (5, "figure", "-5", "negative", "a.csv, row 5: figure is '-5', expected 0 or more.")]
    )
    assert cells(rows_html(found)) == [
        ["Row", "figure", "place"],
        ["3", "[✗ ten]", "Bay"],
        ["5", "[✗ -5]", "Hill"],
    ]


def test_what_was_set_aside_in_rows_that_went_in_is_kept_apart() -> None:
    remark = (9, "end_date", "2013-12-01", "end_before_start", "a.csv, row 9: end_date lies before the start.")
    found = quarantine([{"source_row": 3, "figure": "ten"}], [TEN, remark])
    assert problems_of_returned(found)["source_row"].to_list() == [3]
    assert remarks_of_kept(found)["source_row"].to_list() == [9]


def test_a_wrong_cell_whose_column_has_another_name_in_the_file_is_known_by_its_value() -> None:
    problem = (7, "start_date", "5 July", "not_a_day", "a.csv, row 7: start_date is '5 July', not a day.")
    found = quarantine([{"source_row": 7, "#adm1": "Bay", "#date": "5 July"}], [problem])
    assert cells(rows_html(found))[1:] == [["7", "[✗ 5 July]", "Bay"]]


def test_many_problems_and_rows_are_cut_and_counted() -> None:
    count = PROBLEMS_SHOWN + 1
    rows: list[dict[str, object]] = [{"source_row": row, "figure": "ten"} for row in range(count)]
    problems = [(row, *TEN[1:]) for row in range(count)]
    html = problems_html(quarantine(rows, problems).problems, file_name="a.csv")
    assert len(cells(html)) == PROBLEMS_SHOWN + 1
    assert "101 problems in a.csv; the first 100 are shown" in html
    assert len(cells(rows_html(quarantine(rows, problems)))) == ROWS_SHOWN + 1


@pytest.mark.parametrize(
    ("message", "column", "value", "words"),
    [
        ("a.csv, row 3: figure is 'ten', not a number.", "figure", "ten", "Not a number."),
        ("a.csv, row 3: The end lies before the start.", "end", "2013", "The end lies before the start."),
        ("a.csv: no row has a day.", None, None, "No row has a day."),
        ("another.csv, row 3: odd.", "x", None, "Another.csv, row 3: odd."),
    ],
    ids=["as the rules say it", "as a reader says it", "of the whole file", "of another file"],
)
def test_a_message_does_not_repeat_what_stands_beside_it(
    message: str, column: str | None, value: str | None, words: str
) -> None:
    assert expected(message, column=column, value=value, file_name="a.csv") == words


def test_hostile_cells_and_columns_stay_text() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    found = quarantine([{"source_row": 3, hostile: hostile}], [(3, hostile, hostile, "x", hostile)])
    assert "<img" not in rows_html(found) + problems_html(found.problems, file_name=hostile)
