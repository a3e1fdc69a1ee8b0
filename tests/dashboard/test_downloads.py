"""A table that is opened in a spreadsheet runs nothing, and its numbers stay numbers."""

import pandas as pd

from dashboard.downloads import csv_text


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
