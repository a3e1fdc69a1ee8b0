"""A file is known by its bytes; what is broken, hostile or no table is refused in words, before anything is read."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FileUnreadable, ImportRefused
from data.readers import delimited, opening, workbooks
from data.readers.opening import open_file


def _write(folder: Path, content: bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _rows(path: Path) -> list[tuple[object, ...]]:
    return open_file(path).table().rows()


def _workbook(path: Path, *sheets: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_hash_and_size_are_those_of_the_bytes(tmp_path: Path) -> None:
    file = open_file(_write(tmp_path, b"a,b\n1,2\n"))
    assert (file.sha256, file.size, file.kind) == (hashlib.sha256(b"a,b\n1,2\n").hexdigest(), 8, "csv")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"a,b\n1,2\n", id="comma"),
        pytest.param(b"a;b\n1;2\n", id="semicolon"),
        pytest.param(b"a\tb\n1\t2\n", id="tab"),
        pytest.param(b"\xef\xbb\xbfa,b\r\n1,2\r\n", id="byte order mark and CRLF"),
        pytest.param(b"a,b\r1,2\r", id="CR alone"),
        pytest.param(b"a,b\n1,2", id="no last newline"),
        pytest.param("a,b\n1,2\n".encode("utf-16"), id="UTF-16 with its mark"),
        pytest.param(b'"a","b"\n"1","2"\n', id="quoted"),
        pytest.param(b' a , b \n1,2\n', id="blanks round headers"),
    ],
)  # fmt: skip
def test_same_table_however_it_was_saved(tmp_path: Path, content: bytes) -> None:
    table = open_file(_write(tmp_path, content)).table()
    assert (table.columns, table.rows()) == (["source_row", "a", "b"], [(2, "1", "2")])


def test_rows_are_numbered_as_in_the_file_over_blank_lines_and_quoted_newlines(tmp_path: Path) -> None:
    content = b'a,b\n1,2\n\n3,"x\ny"\n,,\n5,6\n'.replace(b",,\n", b",\n")
    assert _rows(_write(tmp_path, content)) == [(2, "1", "2"), (4, "3", "x\ny"), (6, "5", "6")]


def test_blank_lines_before_the_header_are_counted(tmp_path: Path) -> None:
    assert _rows(_write(tmp_path, b"\n\na,b\n1,2\n")) == [(4, "1", "2")]


def test_loose_quotes_are_read_as_they_stand(tmp_path: Path) -> None:
    assert _rows(_write(tmp_path, b'a,b\n1,5" pipe\n2,6" pipe\n')) == [(2, "1", '5" pipe'), (3, "2", '6" pipe')]


def test_rows_of_the_wrong_length_are_named_and_the_others_read(tmp_path: Path) -> None:
    file = open_file(_write(tmp_path, b"a,b\n1,2\n3\n4,5,6\n7,8\n"))
    assert file.table().rows() == [(2, "1", "2"), (5, "7", "8")]
    assert file.broken_rows().select("source_row", "value", "rule", "message").rows() == [
        (3, "3", "row_length", "Row 3 has 1 cells; the header has 2."),
        (4, "4,5,6", "row_length", "Row 4 has 3 cells; the header has 2."),
    ]


def test_a_column_called_source_row_does_not_hide_our_own(tmp_path: Path) -> None:
    table = open_file(_write(tmp_path, b"source_row,b\n77,2\n")).table()
    assert table.rows(named=True) == [{"source_row": 2, "source_row_given": "77", "b": "2"}]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\n\n \n", "no header row", id="blank lines only"),
        pytest.param(b"a,b,a\n1,2,3\n", "'a' stands 2 times in the header", id="header named twice"),
        pytest.param(b"a,b\n1,\x002\n", "row 2: holds a NUL", id="NUL"),
        pytest.param("a,b\n1,é\n".encode("latin-1"), "row 2: not UTF-8 text", id="Latin-1"),
        pytest.param("a,b\n1,2\n".encode("utf-16-le"), "NUL", id="UTF-16, no mark"),
        pytest.param(b'a,b\n1,"2\n3,4\n', "quotation mark is never closed", id="open quotation mark"),
        pytest.param(b"," * 20_000, "over 16,384 columns", id="too many columns"),
        pytest.param(b'{"result": [', "not JSON", id="cut JSON"),
        pytest.param(b"[" * 5000 + b"]" * 5000, "nested deeper than 100", id="deep JSON"),
        pytest.param(b'[{"a":' * 101 + b"1" + b"}]" * 101, "nested deeper than 100", id="just too deep"),
        pytest.param(b'{"a": 1}\n{"a": \n', "not JSON", id="broken line of NDJSON"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "has a password", id="old or encrypted workbook"),
        pytest.param(b"PK\x03\x04 no zip at all", "broken archive", id="no zip"),
    ],
)  # fmt: skip
def test_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = _write(tmp_path, content)
    with pytest.raises(FileUnreadable, match=words):
        open_file(path).table()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(40), id="picture"),
        pytest.param(b"<!doctype html><html></html>", id="web page"),
        pytest.param(b"%PDF-1.7\n%", id="PDF"),
        pytest.param(b"\x80\x04\x95pickle", id="pickle"),
        pytest.param(b"PAR1....PAR1", id="Parquet"),
        pytest.param(b"SQLite format 3\0" + bytes(100), id="a database"),
    ],
)
def test_what_is_no_table_has_no_kind_and_no_table(tmp_path: Path, content: bytes) -> None:
    file = open_file(_write(tmp_path, content))
    assert file.kind == "unknown"
    with pytest.raises(FileUnreadable, match="holds no table"):
        file.table()


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="there is no such file"):
        open_file(tmp_path / "gone.csv")


def test_too_large_is_told_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 20)
    with pytest.raises(FileUnreadable, match="has 21 bytes; at most 20"):
        open_file(_write(tmp_path, b"x" * 21))


@pytest.mark.parametrize("envelope", ["result", "data", "results", "items", None])
def test_json_rows_come_out_of_their_envelope_as_text(tmp_path: Path, envelope: str | None) -> None:
    rows = [{"a": 1.50, "b": {"c": True}, "d": None}, {"a": 2, "b": {"c": False}, "d": ["x"]}]
    content = json.dumps({"count": 2, envelope: rows} if envelope else rows).encode()
    table = open_file(_write(tmp_path, content, "file.json")).table()
    assert table.rows(named=True) == [
        {"source_row": 1, "a": "1.5", "b.c": "true", "d": None},
        {"source_row": 2, "a": "2", "b.c": "false", "d": '["x"]'},
    ]


def test_brackets_inside_a_string_are_no_nesting(tmp_path: Path) -> None:
    content = json.dumps([{"a": "[" * 500}]).encode()
    assert _rows(_write(tmp_path, content)) == [(1, "[" * 500)]


def test_one_object_per_line_is_a_table(tmp_path: Path) -> None:
    assert _rows(_write(tmp_path, b'{"a": 1}\n{"a": 2}\n')) == [(1, "1"), (2, "2")]


def test_sheets_keep_the_row_numbers_of_the_workbook(tmp_path: Path) -> None:
    first: list[list[object]] = [[], [], ["a", "b"], [1, 2.5], [], ["x", None]]
    path = _workbook(tmp_path / "b.xlsx", first, [["c"], [3]])
    sheets = open_file(path).sheets()
    assert {name: sheet.rows() for name, sheet in sheets.items()} == {
        "Sheet1": [(4, "1", "2.5"), (6, "x", None)],
        "Sheet2": [(2, "3")],
    }


def test_hidden_sheets_are_left_aside_and_formulas_are_their_values(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("shown")
        sheet.write_row(0, 0, ["a"])
        sheet.write_formula(1, 0, "=1+1", value="2")
        hidden = book.add_worksheet("lists")
        hidden.write_row(0, 0, ["z", "z"])
        hidden.hide()
    assert {name: table.rows() for name, table in open_file(path).sheets().items()} == {"shown": [(2, "2")]}


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


_SHEET = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("members", "words"),
    [
        pytest.param({"../up.csv": b"x"}, "would leave its folder", id="up and out"),
        pytest.param({"/etc/x": b"x"}, "would leave its folder", id="absolute"),
        pytest.param({"C:\\x": b"x"}, "would leave its folder", id="drive"),
        pytest.param({"xl/vbaProject.bin": b"x"}, "holds macros", id="macros"),
        pytest.param({"a.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}, "has a DOCTYPE", id="doctype"),
        pytest.param({"a.xml": b" " * 1_048_570 + b"<!DOCTYPE a><a/>"}, "has a DOCTYPE", id="doctype across a chunk"),
        pytest.param({"a.csv": bytes(3_000_000)}, "over 200 times its size", id="bomb"),
        pytest.param(
            {"xl/worksheets/sheet1.xml": _SHEET.replace(b"A1", b"XFD1048576")}, "over 20,000,000 cells", id="far cell"
        ),
    ],
)
def test_archive_is_refused_before_it_is_opened(tmp_path: Path, members: dict[str, bytes], words: str) -> None:
    with pytest.raises(FileUnreadable, match=words):
        open_file(_zip(tmp_path / "a.zip", members))


@pytest.mark.parametrize(
    ("name", "limit", "words"),
    [
        pytest.param("MAX_MEMBERS", 1, "holds 2 files", id="members"),
        pytest.param("MAX_UNPACKED", 3, "unpacks to over 3 bytes", id="unpacked"),
    ],
)
def test_archive_limits_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int, words: str
) -> None:
    monkeypatch.setattr(workbooks, name, limit)
    with pytest.raises(FileUnreadable, match=words):
        open_file(_zip(tmp_path / "a.zip", {"a": b"xx", "b": b"yy"}))


def test_a_false_size_in_the_archive_is_found_out(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"a.csv": b"x" * 1000})
    content = path.read_bytes().replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(content)
    with pytest.raises(FileUnreadable, match="broken archive"):
        open_file(path)


def test_password_on_an_archive_is_told(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"a.csv": b"x"})
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(bytes(content))
    with pytest.raises(FileUnreadable, match="has a password"):
        open_file(path)


def test_cells_are_counted_over_the_whole_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_CELLS", 5)
    with pytest.raises(FileUnreadable, match="over 5 cells"):
        open_file(_workbook(tmp_path / "b.xlsx", [[1, 2], [3, 4], [5, 6]]))


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


@pytest.mark.parametrize("damage", [_cut, _flip])
def test_damaged_workbook_is_refused_not_half_read(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    whole = _workbook(tmp_path / "b.xlsx", [["a", "b"], [1, 2]]).read_bytes()
    with pytest.raises(ImportRefused):
        open_file(_write(tmp_path, damage(whole), "damaged.xlsx")).table()


def test_kinds_are_told_by_content_not_by_name(tmp_path: Path) -> None:
    kinds = {
        b"a,b\n": "csv",
        b'[{"a": 1}]': "json",
        b'{"type": "FeatureCollection", "features": []}': "geo",
        b"<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'/>": "geo",
        b"<?xml version='1.0'?><DESINVENTAR/>": "xml",
        b"SQLite format 3\0" + bytes(52) + b"GPKG" + bytes(40): "geo",
    }
    assert {c: open_file(_write(tmp_path, c, "x.dat")).kind for c in kinds} == kinds


def test_empty_archive_is_no_table(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    file = open_file(_write(tmp_path, buffer.getvalue(), "e.zip"))
    assert (file.kind, file.sheets()) == ("zip", {})


def test_text_cells_are_never_turned_into_numbers(tmp_path: Path) -> None:
    table = open_file(_write(tmp_path, b"a,b\n007,1e3\n")).table()
    assert table.schema == {"source_row": pl.Int64, "a": pl.String, "b": pl.String}
    assert table.rows() == [(2, "007", "1e3")]


_CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=("Cs", "Cc")), max_size=5)
_TABLES = st.lists(st.tuples(_CELLS | st.sampled_from(['"', ",", "a\nb", ""]), _CELLS), min_size=1, max_size=6)


@given(rows=_TABLES, delimiter=st.sampled_from([",", ";", "\t"]), chunk=st.sampled_from([5, 16_000_000]))
def test_what_is_written_comes_back(rows: list[tuple[str, str]], delimiter: str, chunk: int) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("first", "second"), *rows])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_CHUNK", chunk)
        table = delimited.parse_delimited(buffer.getvalue().encode(), name="t.csv")
    numbered = [(number, *(cell or None for cell in row)) for number, row in enumerate(rows, start=2)]
    assert table.problems.is_empty()
    assert table.frame.rows() == [row for row in numbered if row[1] is not None or row[2] is not None]
