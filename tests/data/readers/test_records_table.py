"""A table in our own words, as CSV, workbook and JSON. All rows are invented."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from data.errors import ColumnsChanged
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

Read = Callable[[str], Drafts]
_ROW = {"country_iso3": "JAM", "measure": "idps", "figure": 5, "start_date": "2024-07-04", "source_name": "Invented"}


def _drafts(path: Path) -> Drafts:
    file = open_file(path)
    return find_reader(file).read(file)


def test_figures_days_and_source_are_understood(read_sample: Read) -> None:
    records = read_sample("records_table.csv").records
    columns = ["figure", "figure_high", "quantifier", "start_date", "reported_on", "source"]
    assert records.select(columns).rows() == [
        ("1800", None, "more_than", "2024-07-04", None, "invented_office"),
        ("10", "20", "range", "2024-07-04", "2024-07-05T11:00:00", "invented_office"),
        (None, None, "at_least", "2024-07-04", None, "invented_office"),
    ]


def test_code_and_name_are_handed_on_to_be_placed(read_sample: Read) -> None:
    records = read_sample("records_table.csv").records
    columns = ["given_admin1_code", "provider_place_name"]
    assert records.select(columns).rows() == [("JM-01", "Kingston"), (None, "Invented Parish"), (None, None)]


def test_workbook_and_json_say_the_same(tmp_path: Path) -> None:
    as_json = tmp_path / "t.json"
    as_json.write_text(json.dumps([_ROW]), encoding="utf-8")
    as_workbook = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(as_workbook)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(_ROW))
        sheet.write_row(1, 0, list(_ROW.values()))
    columns = [*_ROW, "quantifier", "source"]
    expected = [("JAM", "idps", "5", "2024-07-04", "Invented", "exact", "invented")]
    assert [_drafts(path).records.select(columns).rows() for path in (as_json, as_workbook)] == [expected, expected]


def test_misspelt_column_is_refused_with_the_right_one(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("country_iso3,measure,figure,start_date,source_name,admn1_code\n", encoding="utf-8")
    with pytest.raises(ColumnsChanged, match="'admn1_code' is not known; 'admin1_code' is meant"):
        _drafts(path)


def test_column_that_is_none_of_ours_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(",".join([*_ROW, "remarks"]) + "\nJAM,idps,5,2024-07-04,X,y\n", encoding="utf-8")
    drafts = _drafts(path)
    assert drafts.remarks["message"].to_list() == ["The column 'remarks' is no column of a record."]
    assert "remarks" not in drafts.records.columns


def test_columns_of_the_store_are_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        ",".join([*_ROW, "record_id", "source_row"]) + "\nJAM,idps,5,2024-07-04,X,abc,9\n", encoding="utf-8"
    )
    drafts = _drafts(path)
    assert (drafts.records["source_row"].to_list(), "record_id" in drafts.records.columns) == ([2], False)
    assert drafts.records["distinct_id"].to_list() == ["abc"]
    assert drafts.remarks.height == 0


def test_people_of_unknown_age_are_a_part_and_not_the_total(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        ",".join([*_ROW, "sex", "age_band"]) + "\nJAM,idps,5,2024-07-04,X,unknown,unknown\n", encoding="utf-8"
    )
    assert _drafts(path).records.select("sex", "age_band").row(0) == ("unknown", "unknown")
