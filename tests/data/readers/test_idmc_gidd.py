"""IDMC's database: rows in its exact formats (the figures here are invented) and the real files."""

import json
from datetime import date, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

from data.checks import check_drafts
from data.identity import identify
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

_EVENTS = (
    "iso3,country_name,year,start_date,start_date_accuracy,end_date,end_date_accuracy,event_name,hazard_category,"
    "hazard_category_name,hazard_sub_category,hazard_sub_category_name,hazard_type,hazard_type_name,hazard_sub_type,"
    "hazard_subtype_name,new_displacement,new_displacement_rounded,total_displacement,total_displacement_rounded,"
    "event_codes\n"
)


def _drafts(folder: Path, text: str, name: str = "gidd.csv") -> Drafts:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    file = open_file(path)
    return find_reader(file).read(file)


def _event(start: str, end: str, *, year: int = 2019, name: str = "Storm A", new: str = "5", total: str = "") -> str:
    codes = "\"['TC-2019-000099-BHS', 'X1']\""
    return f"BHS,Bahamas,{year},{start},Day,{end},Day,{name},2,W,4,M,14,Storm,21,,{new},,{total},,{codes}\n"


def test_flow_and_year_end_stock_come_from_one_row(tmp_path: Path) -> None:
    drafts = _drafts(tmp_path, _EVENTS + _event("2019-08-26", "2019-09-07", total="3"))
    columns = ["source_row", "measure", "figure", "start_date", "end_date", "date_precision", "glide"]
    assert drafts.records.select(columns).rows() == [
        (2, "new_displacements", "5", "2019-08-26", "2019-09-07", "day", "TC-2019-000099-BHS"),
        (2, "idps", "3", "2019-12-31", "2019-12-31", "year", "TC-2019-000099-BHS"),
    ]


def test_days_are_clipped_to_the_year_reported(tmp_path: Path) -> None:
    rows = _event("2018-12-20", "2019-01-05") + _event("2017-01-01", "2017-02-01") + _event("2019-12-30", "2020-01-02")
    drafts = _drafts(tmp_path, _EVENTS + rows)
    assert drafts.records.select("start_date", "end_date", "date_precision").rows() == [
        ("2019-01-01", "2019-01-05", "day"),
        ("2019-01-01", "2019-12-31", "year"),
        ("2019-12-30", "2019-12-31", "day"),
    ]


def test_end_before_start_is_taken_as_unknown_and_told(tmp_path: Path) -> None:
    drafts = _drafts(tmp_path, _EVENTS + _event("2019-12-28", "2019-12-01"))
    assert drafts.records["end_date"].to_list() == [None]
    assert drafts.remarks.row(0) == (
        2,
        "end_date",
        "2019-12-01",
        "end_before_start",
        "The event ends before it starts (2019-12-28); taken with its end unknown.",
    )


def test_named_event_is_ours_and_any_other_keeps_idmcs_name(tmp_path: Path) -> None:
    name = '"Barbados, Bahamas: Tropical storm / Hurricane Dorian - 26/08/2019"'
    drafts = _drafts(tmp_path, _EVENTS + _event("2019-08-26", "", name=name) + _event("2019-05-01", ""))
    assert drafts.records["event_id"].to_list() == ["dorian-2019", "idmc:storm a 2019-05-01"]
    assert drafts.references["events"]["name"].to_list() == ["Hurricane Dorian", "Storm A"]


def test_conflict_is_one_record_from_csv_api_and_workbook(tmp_path: Path) -> None:
    header = "iso3,country_name,year,new_displacement,total_displacement\n"
    from_csv = _drafts(tmp_path, header + "HTI,Haiti,2019,7,9\n")
    row = {
        "iso3": "HTI", "country_name": "Haiti", "year": 2019, "conflict_new_displacement": 7,
        "conflict_total_displacement": 9, "disaster_new_displacement": 4, "disaster_total_displacement": None,
    }  # fmt: skip
    from_api = _drafts(tmp_path, json.dumps({"count": 1, "results": [row]}), "page.json")
    columns = ["measure", "figure", "start_date", "end_date", "hazard", "role", "country_iso3"]
    assert from_csv.records.select(columns).rows() == [
        ("new_displacements", "7", "2019-01-01", "2019-12-31", "conflict", "recommended", "HTI"),
        ("idps", "9", "2019-12-31", "2019-12-31", "conflict", "recommended", "HTI"),
    ]
    recommended = from_api.records.filter(pl.col("role") == "recommended").select(columns)
    assert recommended.rows() == from_csv.records.select(columns).rows()
    beside = from_api.records.filter(pl.col("role") == "triangulation")
    assert beside.select("measure", "figure", "hazard", "term").rows() == [
        ("new_displacements", "4", "disaster", "yearly total")
    ]


def test_event_is_one_record_from_csv_and_workbook(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("README").write(0, 0, "Invented export")
        sheet = book.add_worksheet("1_Disaster_Displacement_data")
        sheet.write_row(0, 0, [
            "ISO3", "Country / Territory", "Year", "Event Name", "Date of Event (start)",
            "Disaster Internal Displacements", "Disaster Internal Displacements (Raw)", "Hazard Category",
            "Hazard Type", "Hazard Sub Type", "Event Codes (Code:Type)",
        ])  # fmt: skip
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(1, 0, ["BHS", "Bahamas", 2019, "Storm A"])
        sheet.write_datetime(1, 4, datetime(2019, 8, 26), day)
        sheet.write_row(1, 5, [10, 5, "W", "Storm", "", "TC-2019-000099-BHS:Glide Number"])
    file = open_file(path)
    ids = []
    for drafts in (find_reader(file).read(file), _drafts(tmp_path, _EVENTS + _event("2019-08-26", "2019-09-07"))):
        checked = check_drafts(drafts, today=date(2026, 1, 31))
        assert checked.records.select("figure", "start_date", "glide").rows() == [
            (5, date(2019, 8, 26), "TC-2019-000099-BHS")
        ]
        ids.append(identify(checked.records)["record_id"].item())
    assert ids[0] == ids[1]


def test_row_without_any_figure_is_silent_not_lost(tmp_path: Path) -> None:
    drafts = _drafts(tmp_path, _EVENTS + _event("2019-08-26", "", new="", total=""))
    assert (drafts.rows_read, drafts.records.height, drafts.silent_rows) == (1, 0, frozenset({2}))
