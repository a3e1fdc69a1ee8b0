"""What comes through a page is judged by its content never stored under the name it came with. Rows are invented."""

import io
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from dashboard.uploads import Standing, Upload, import_upload, is_unknown_table, name_to_tell, standing_of
from data.errors import StoreReadOnly
from data.import_report import FileReport, Status
from data.store.embedded import EmbeddedStore

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
HEADER = "source_name,measure,country_iso3,provider_place_name,start_date,figure"
GOOD = f"{HEADER}\nAn office,idps,JAM,Kingston,2025-01-31,10\n".encode()


def put(store: EmbeddedStore, name: str, content: bytes) -> FileReport:
    return import_upload(store, Upload(name, content), by="Ana", now=NOW, dry_run=False, progress=lambda _w, _s: None)


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return EmbeddedStore(tmp_path / "store")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("../../evil.exe", "evil.exe"),
        ("C:\\Users\\ana\\list.csv", "list.csv"),
        ("Dorian\u202efdp.csv", "Dorianfdp.csv"),
        ("a\nb.csv", "ab.csv"),
        ("", "file"),
        ("/", "file"),
        ("x" * 500, "x" * 120),
    ],
    ids=["up", "windows", "reversed", "line", "nothing", "folder", "long"],
)
def test_a_name_is_told_without_what_could_mislead(given: str, told: str) -> None:
    assert name_to_tell(given) == told


def test_a_name_is_never_a_path(store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    report = put(store, "../up.csv", GOOD)
    assert report.status is Status.IMPORTED
    assert store.imports()[0].file_name == "../up.csv"
    assert list(tmp_path.rglob("up.csv")) == []


def _bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"0" * 300_000_000)
    return content.getvalue()


def _workbook_with_formulas() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER.split(","))
        sheet.write_row(1, 0, ["An office", "idps", "JAM", "Kingston", "2025-01-31"])
        sheet.write_formula(1, 5, "=WEBSERVICE(A1)", value="10")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture.csv is no file that we know"),
        ("page.csv", b"<!doctype html><html><body>no</body></html>", "page.csv is no file that we know"),
        ("empty.csv", b"", "empty.csv is empty"),
        ("entity.kml", b'<!DOCTYPE x [<!ENTITY a "b">]><kml/>', "entity.kml"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.xls is an old workbook"),
    ],
    ids=["png", "html", "empty", "doctype", "xls"],
)
def test_what_is_no_table_is_refused_with_its_reason(
    store: EmbeddedStore, name: str, content: bytes, reason: str
) -> None:
    report = put(store, name, content)
    assert report.status is Status.REFUSED
    assert report.message.startswith(reason)
    assert not is_unknown_table(Upload(name, content))
    assert store.imports() == []


def test_a_zip_that_unpacks_to_far_more_is_refused(store: EmbeddedStore) -> None:
    report = put(store, "bomb.zip", _bomb())
    assert report.status is Status.REFUSED
    assert report.message.startswith("bomb.zip")


def test_a_formula_is_read_as_its_value(store: EmbeddedStore) -> None:
    assert put(store, "formula.xlsx", _workbook_with_formulas()).counts.accepted == 1
    assert store.current_records()["figure"].to_list() == [10]


@pytest.mark.parametrize(
    ("content", "is_unknown"),
    [(b"Island,Parish,Persons\nGrenada,St Patrick,4\n", True), (GOOD, False), (b"one column\nonly\n", False)],
    ids=["unknown table", "known table", "one column"],
)
def test_only_a_table_that_no_reader_knows_asks_for_its_columns(content: bytes, is_unknown: bool) -> None:
    assert is_unknown_table(Upload("a.csv", content)) is is_unknown


def test_a_store_says_whether_it_takes_files(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert standing_of(store, by="Ana") == (Standing.OPEN, "")
    with EmbeddedStore(tmp_path / "store").writing(by="Ben"):
        standing, why = standing_of(store, by="Ana")
    assert standing is Standing.BUSY
    assert why.startswith("Ben has been writing to the store since")

    def refuse(**_given: object) -> None:
        raise StoreReadOnly("it can be read but not written here.")

    monkeypatch.setattr(store, "writing", refuse)
    assert standing_of(store, by="Ana") == (Standing.READ_ONLY, "it can be read but not written here.")
