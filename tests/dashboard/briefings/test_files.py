"""Workbook and data pack: numbers are numbers, words keep their place, nothing runs, and nobody counted stays empty."""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from dashboard.briefings.blocks import Column, Section, TableBlock
from dashboard.briefings.content import Briefing
from dashboard.briefings.data_pack import data_pack
from dashboard.briefings.file_tables import FileTable, file_table, makings_table, numbers_table
from dashboard.briefings.workbook import sheets_of, workbook
from tests.dashboard.briefings.hostile import TEXTS, made_hostile

Rows = list[list[str]]


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def rows_of(content: bytes) -> Rows:
    return list(csv.reader(io.StringIO(content.decode("utf-8"))))


def small(*rows: tuple[str, int | None]) -> FileTable:
    columns = (Column("Place", "place"), Column("People", "people", "#affected", is_numeric=True))
    words = tuple((f"Place {place}", said) for place, (said, _) in enumerate(rows))
    values = tuple((f"Place {place}", value) for place, (_, value) in enumerate(rows))
    return file_table(TableBlock("small", "Invented", columns, words, values))


def test_a_number_with_words_gets_a_column_for_them() -> None:
    table = small(("about 500", 500), ("\u2013", None), ("7", 7))
    assert [column.name for column in table.columns] == ["place", "people", "people_as_published"]
    assert table.columns[2].hxl == "#affected+text"
    assert table.rows == (("Place 0", 500, "about 500"), ("Place 1", None, None), ("Place 2", 7, "7"))


def test_a_bare_number_needs_no_words() -> None:
    assert [column.name for column in small(("1,234", 1234), ("\u2013", None)).columns] == ["place", "people"]


def test_a_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers(bahamas: Briefing) -> None:
    book = opened(workbook(bahamas))
    tables = sheets_of(bahamas)
    assert len(book.worksheets) == len(tables) + 1
    for table, sheet in zip(tables, book.worksheets[1:], strict=True):
        cells = [list(row)[: len(table.columns)] for row in sheet.iter_rows(min_row=5, values_only=True)]
        assert [cell.value for cell in sheet[4]] == [column.title for column in table.columns]
        for row, cells_of_row in zip(table.rows, cells, strict=False):
            numbers = [value for value, column in zip(row, table.columns, strict=True) if column.is_numeric]
            read = [value for value, column in zip(cells_of_row, table.columns, strict=True) if column.is_numeric]
            assert read == [None if value is None else pytest.approx(value) for value in numbers]


def test_a_workbook_tells_of_every_number_how_it_was_made(bahamas: Briefing) -> None:
    numbers, makings = numbers_table(bahamas), makings_table(bahamas)
    assert len(numbers.rows) == len(set(bahamas.told()))
    told = {row[0] for row in makings.rows if row[2] == "added"}
    assert {row[0] for row in numbers.rows if row[4] is not None} <= told
    figures = {told.label: told.number.amount.figure for told in bahamas.told() if told.number.amount}
    assert {row[1]: row[4] for row in numbers.rows if row[4] is not None} == figures


def test_a_workbook_never_holds_a_formula_or_a_link_from_data(bahamas: Briefing) -> None:
    book = opened(workbook(made_hostile(bahamas)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert all(link.target is None and link.location for link in links), "links lead to sheets of the same workbook"
    marked = [cell for cell in cells if cell.data_type == "s" and str(cell.value).startswith(("=", "+", "-", "@"))]
    assert marked
    assert all(cell.quotePrefix for cell in marked)


def test_names_of_sheets_are_short_and_different(bahamas: Briefing) -> None:
    names = [sheet.title.lower() for sheet in opened(workbook(bahamas)).worksheets]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 31


def test_a_data_pack_describes_each_file_that_it_holds(bahamas: Briefing) -> None:
    files = files_of(data_pack(bahamas))
    described = json.loads(files["datapackage.json"])
    assert {one["path"] for one in described["resources"]} == files.keys() - {"datapackage.json", "README.txt"}
    for one in described["resources"]:
        content = files[one["path"]]
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one["bytes"] == len(content)
        if one["format"] == "csv":
            names = [field["name"] for field in one["schema"]["fields"]]
            assert rows_of(content)[0] == names
            assert rows_of(content)[1] == [field["hxl"] for field in one["schema"]["fields"]]
    assert described["id"] == bahamas.id
    assert bahamas.id in files["README.txt"].decode("utf-8")


def test_a_csv_read_back_has_the_same_values_and_nobody_counted_is_empty(bahamas: Briefing) -> None:
    files = files_of(data_pack(bahamas))
    for table in bahamas.tables():
        whole = file_table(table)
        read = rows_of(files[f"{table.name}.csv"])[2:]
        place = next((p for p, column in enumerate(whole.columns) if column.is_numeric), None)
        assert len(read) == len(table.rows)
        if place is not None:
            figures = [float(row[place]) if row[place] else None for row in read]
            assert figures == [None if row[place] is None else pytest.approx(row[place]) for row in whole.rows]


def test_a_map_is_geojson_with_an_outline_or_a_point_for_each_place(bahamas: Briefing) -> None:
    files = files_of(data_pack(bahamas))
    maps = [json.loads(content) for name, content in files.items() if name.endswith(".geojson")]
    assert maps
    for drawn in maps:
        assert drawn["type"] == "FeatureCollection"
        assert all(feature["geometry"]["type"] in ("Polygon", "MultiPolygon", "Point") for feature in drawn["features"])
        assert all("figure" in feature["properties"] for feature in drawn["features"])


def test_the_same_briefing_gives_the_same_bytes_in_every_file(bahamas: Briefing) -> None:
    assert data_pack(bahamas) == data_pack(bahamas)
    assert workbook(bahamas) == workbook(bahamas)


def test_what_changed_since_leaves_the_described_files_as_they_were(bahamas: Briefing) -> None:
    since = Section("since", "Changed", (bahamas.tables()[0],))
    before, after = files_of(data_pack(bahamas)), files_of(data_pack(replace(bahamas, since=since)))
    assert after.pop("changed_since.csv")
    assert after == before


def test_no_text_of_a_data_pack_runs_in_a_spreadsheet(bahamas: Briefing) -> None:
    files = files_of(data_pack(made_hostile(bahamas)))
    cells = [
        cell for name, content in files.items() if name.endswith(".csv") for row in rows_of(content) for cell in row
    ]
    dangerous = ("=", "+", "-", "@", "\uff1d", "\t", "\r")
    assert [cell for cell in cells if cell.startswith(dangerous)] == []
    assert [words for words in TEXTS[:5] if f"'{words}" not in cells] == []
