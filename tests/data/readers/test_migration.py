"""Migrant stock and missing migrants. All rows are invented."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from data.checks import check_drafts
from data.errors import ColumnsChanged
from data.identity import identify
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

Read = Callable[[str], Drafts]


def test_migrants_are_counted_where_they_live_with_parts_by_sex(read_sample: Read) -> None:
    records = read_sample("un_desa_long.csv").records
    columns = ["country_iso3", "origin_iso3", "figure", "sex", "start_date", "end_date", "date_precision"]
    assert records.select(columns).rows() == [
        ("USA", "GUY", "10", None, "2020-07-01", "2020-07-01", "year"),
        ("BRB", "USA", "3", None, "2015-07-01", "2015-07-01", "year"),
        ("USA", "GUY", "6", "female", "2020-07-01", "2020-07-01", "year"),
        ("USA", "GUY", "4", "male", "2020-07-01", "2020-07-01", "year"),
    ]


def _workbook(path: Path, headings: list[str]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Table 1")
        sheet.write(0, 0, "United Nations")
        sheet.write_row(9, 6, [headings[0], None, headings[1], None, headings[2]])
        sheet.write_row(10, 0, [
            "Index", "Region, development group, country or area of destination", "Notes of destination",
            "Location code of destination", "Region, development group, country or area of origin",
            "Location code of origin", 2015, 2020, 2015, 2020, 2015, 2020,
        ])  # fmt: skip
        sheet.write_row(11, 0, [1, "WORLD", None, 900, "Guyana", 328, 99, 99, 99, 99, 99, 99])
        sheet.write_row(12, 0, [2, "United States of America*", None, 840, "Guyana", 328, 8, 10, 3, 4, 5, 6])
        sheet.write_row(13, 0, [3, "Channel Islands", None, 830, "Barbados", 52, None, 2, None, None, None, ".."])
    return path


def test_workbook_of_un_desa_brings_the_records_of_the_long_table(tmp_path: Path, read_sample: Read) -> None:
    headings = [f"International migrant stock at mid-year ({sex})" for sex in ("both sexes", "male", "female")]
    file = open_file(_workbook(tmp_path / "stock.xlsx", headings))
    drafts = find_reader(file).read(file)
    ids = []
    for part in (drafts, read_sample("un_desa_long.csv")):
        records = check_drafts(part, today=date(2026, 1, 31)).records
        guyanese = (pl.col("origin_iso3") == "GUY") & (pl.col("start_date") == date(2020, 7, 1))
        ids.append(identify(records).filter(guyanese).sort("figure").select("record_id", "figure").rows())
    assert ids[0] == ids[1]
    assert [figure for _, figure in ids[0]] == [4, 6, 10]
    assert (drafts.rows_read, drafts.silent_rows) == (3, frozenset({12}))
    assert drafts.records.filter(pl.col("source_row") == 14).select("figure", "given_country").rows() == [("2", "CHI")]


def test_workbook_that_does_not_tell_the_sexes_is_refused(tmp_path: Path) -> None:
    file = open_file(_workbook(tmp_path / "stock.xlsx", ["a", "b", "c"]))
    with pytest.raises(ColumnsChanged, match="does not say both sexes, male and female"):
        find_reader(file).read(file)


def test_repeated_ids_are_kept_and_only_the_exact_copy_goes_back(read_sample: Read) -> None:
    drafts = read_sample("missing_migrants.json")
    assert drafts.records["source_row"].to_list() == [1, 2]
    assert drafts.problems.select("source_row", "rule", "message").rows() == [
        (3, "exact_duplicate", "Row 3 says the same as row 2 in every column."),
        (4, "correction", "2 dead and -2 missing: a correction of a row that is not named."),
    ]
    assert drafts.silent_rows == frozenset({5})


def test_point_day_cause_and_source_are_taken(read_sample: Read) -> None:
    row = read_sample("missing_migrants.json").records.row(0, named=True)
    assert {key: row[key] for key in ("figure", "given_country", "latitude", "longitude", "start_date", "reason")} == {
        "figure": "3",
        "given_country": "Bahamas",
        "latitude": "25.01",
        "longitude": "-77.4",
        "start_date": "2021-03-02",
        "reason": "Drowning",
    }
    assert row["source_name"] == "IOM Missing Migrants Project (Invented News)"
