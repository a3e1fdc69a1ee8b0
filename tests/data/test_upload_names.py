"""A file that lies under another name is told by the name that people call it. All rows here are invented."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from data.import_report import Status
from data.importing import import_files
from data.store.embedded import EmbeddedStore

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
HEADER = ["source_name", "measure", "country_iso3", "start_date", "figure"]
ROW = ["An office", "idps", "JAM", "2025-01-31", "ten"]


def _workbook(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ROW)


def _csv(path: Path) -> None:
    path.write_text(f"{','.join(HEADER)}\n{','.join(ROW)}\n", encoding="utf-8")


@pytest.mark.parametrize("make", [_csv, _workbook], ids=["csv", "workbook without its suffix"])
def test_problems_and_ledger_have_the_given_name(tmp_path: Path, make: object) -> None:
    path, store = tmp_path / "upload", EmbeddedStore(tmp_path / "store")
    assert callable(make)
    make(path)
    report = import_files(store, [path], by="Ana", now=NOW, names={path: "Dorian, day 3.xlsx"})[0]
    assert report.file == "Dorian, day 3.xlsx"
    assert report.problems["message"][0].startswith("Dorian, day 3.xlsx, row 2: figure is 'ten'")
    assert [entry.file_name for entry in store.imports()] == ["Dorian, day 3.xlsx"]


def test_a_refused_archive_has_the_given_name(tmp_path: Path) -> None:
    path, store = tmp_path / "upload", EmbeddedStore(tmp_path / "store")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../up.csv", "a,b\n1,2\n")
    report = import_files(store, [path], by="Ana", now=NOW, names={path: "list.zip"})[0]
    assert report.status is Status.REFUSED
    assert report.message.startswith("list.zip")
