"""DesInventar: data cards in its exact format (invented) and the real export of Grenada."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.checks import check_drafts
from data.errors import ColumnsChanged, FileUnreadable
from data.placing import place_records
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

SAMPLE = Path(__file__).parents[2] / "samples" / "desinventar.xml"
Read = Callable[[str], Drafts]


def _read(path: Path) -> Drafts:
    file = open_file(path)
    return find_reader(file).read(file)


def test_numbers_become_measures_and_a_default_zero_none(read_sample: Read) -> None:
    records = read_sample("desinventar.xml").records
    assert records.select("source_row", "measure", "term", "role", "figure").rows() == [
        (1, "evacuated", "evacuated", "recommended", "12"),
        (1, "people_affected", "affected", "recommended", "90"),
        (1, "people_affected", "directly affected", "triangulation", "30"),
        (2, "evacuated", "evacuated", "recommended", "50"),
        (3, "new_displacements", "relocated", "recommended", "3"),
        (3, "people_affected", "directly affected", "recommended", "8"),
    ]


def test_some_people_of_unknown_number_are_told_and_no_zero(read_sample: Read) -> None:
    drafts = read_sample("desinventar.xml")
    assert drafts.remarks.select("source_row", "column", "message").rows() == [
        (3, "hay_evacuados", "There were people evacuated, their number is not known; no figure was taken."),
    ]
    assert drafts.silent_rows == frozenset({4})


def test_national_card_and_parish_card_share_an_event_and_not_a_place(read_sample: Read) -> None:
    checked = check_drafts(read_sample("desinventar.xml"), today=date(2099, 12, 31))
    evacuated = place_records(checked.records).filter(measure="evacuated")
    assert evacuated.select("event_id", "country_iso3", "origin_admin1_code").rows() == [
        ("emily-2005", "GRD", "GD-05"),
        ("emily-2005", "GRD", None),
    ]


def test_places_go_by_name_and_days_as_far_as_they_are_known(read_sample: Read) -> None:
    checked = check_drafts(read_sample("desinventar.xml"), today=date(2099, 12, 31))
    affected = place_records(checked.records).filter(measure="people_affected")
    columns = ["admin1_code", "place_match", "start_date", "end_date", "date_precision"]
    assert affected.select(columns).unique(maintain_order=True).rows() == [
        ("GD-05", "exact", date(2005, 7, 14), date(2005, 7, 14), "day"),
        ("GD-10", "alias", date(2099, 6, 1), date(2099, 6, 30), "month"),
    ]


def test_zip_and_bare_xml_bring_the_same(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.write(SAMPLE, "DI_export_grd.xml")
    assert _read(tmp_path / "export.zip").records.equals(_read(SAMPLE).records)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "<DESINVENTAR>\n",
            '<!DOCTYPE x [<!ENTITY a "b">]><DESINVENTAR>\n',
            "bad.xml has a DOCTYPE, which is never read",
        ),
        ("</fichas>", "", "bad.xml is no sound XML: mismatched tag: line 10"),
        ("</fichas>", "<TR>" + "<a>" * 101 + "</a>" * 101 + "</TR></fichas>", "nested deeper than 100 levels"),
        ("fichas>", "cards>", r"holds no data cards \(fichas\)"),
    ],
    ids=["doctype", "broken", "deep", "no cards"],
)
def test_hostile_or_broken_xml_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / "bad.xml").write_text(SAMPLE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(FileUnreadable, match=message):
        _read(tmp_path / "bad.xml")


def test_renamed_field_is_named(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("evacuados>", "evacuated>")
    (tmp_path / "new.xml").write_text(text, encoding="utf-8")
    with pytest.raises(ColumnsChanged, match=r"new\.xml: the cards have no field 'evacuados'"):
        _read(tmp_path / "new.xml")


@pytest.mark.samples
def test_real_export_has_9504_evacuated_on_14_cards(samples: Path) -> None:
    drafts = _read(samples / "DI_export_grd.zip")
    evacuated = drafts.records.filter(measure="evacuated")
    assert (drafts.rows_read, evacuated.height, evacuated["figure"].cast(pl.Int64).sum()) == (162, 14, 9504)
    placed = place_records(check_drafts(drafts, today=date(2026, 1, 31)).records)
    assert set(placed["place_match"].drop_nulls()) == {"exact", "alias"}
