"""Every bad input goes the way of an officer's file: none crashes, none enters in silence, each is told in words.

The rows are those of `test_checks`, each beside a good one in a file of its own; the files are broken whole. All of
them are invented.
"""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.import_report import FileReport, Status
from data.importing import import_files
from data.store.embedded import EmbeddedStore
from tests.data.test_checks import BAD, GOOD

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
OTHERWISE: dict[str, str] = {
    "source,source_name": "a table without publishers is refused whole, see FILES",
    "place_match": "how a place was found is never taken from a file",
    "household_size=nan": "nan is a word for not known",
    "given_admin1_code": "a column of our readers, not of a file",
    "admin1_code=JM-99": "goes in without its place and waits for a person",
    "admin2_code=nowhere": "goes in without its place and waits for a person",
    "origin_admin1_code=XX": "goes in without that place and waits for a person",
}
"""Rows of `test_checks` of which a file makes something else, and what."""


def _as_named(row: Mapping[str, str | None]) -> set[str]:
    return {",".join(row), ",".join(f"{name}={value}" for name, value in row.items())}


ROWS = [row for row, _, _, _ in BAD if not _as_named(row) & set(OTHERWISE)]


def table_of(row: Mapping[str, str | None]) -> str:
    """Return a CSV with a good row in line 2 and the bad one in line 3."""
    written = io.StringIO()
    rows = csv.DictWriter(written, list({**GOOD, **row}))
    rows.writeheader()
    rows.writerows([GOOD, {**GOOD, "figure": "11", **{name: value or "" for name, value in row.items()}}])
    return written.getvalue()


def _archive(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _shape(longitude: object, latitude: object) -> bytes:
    feature = {
        "type": "Feature",
        "properties": {"name": "invented"},
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def _without(name: str, column: str) -> bytes:
    """Return a sample of a known source in which one column has another name."""
    content = (Path(__file__).parents[1] / "samples" / name).read_bytes()
    head, newline, rest = content.partition(b"\n")
    assert column.encode() in head
    return head.replace(column.encode(), b"renamed") + newline + rest


RENAMED = (
    ("ipc_long.csv", "Phase"),
    ("hpc_hno_2024.csv", "Sector"),
    ("ifrc_appeals.csv", "country.iso3"),
    ("hdx_hapi_idps.csv", "reporting_round"),
    ("hdx_hapi_refugees.csv", "population_group"),
    ("ibtracs.csv", "ISO_TIME"),
    ("unhcr_demographics.csv", "origin_iso3"),
    ("un_desa_long.csv", "destination_iso3"),
)
_KML = b"<?xml version='1.0'?><!DOCTYPE kml [%s]><kml xmlns='http://www.opengis.net/kml/2.2'><Document/></kml>"
_HEAD = b"source_name,measure,country_iso3,start_date,figure\n"
FILES: dict[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b"\n\n \n", "no header row"),
    "twice.csv": (b"measure,figure,measure\n1,2,3\n", "'measure' stands 2 times"),
    "nul.csv": (_HEAD + b"An office,idps,JAM,2025-01-31,\x002\n", "row 2: holds a NUL"),
    "latin1.csv": (_HEAD + "Défense,idps,JAM,2025-01-31,2\n".encode("latin-1"), "row 2: not UTF-8"),
    "utf16.csv": (
        (_HEAD + b"An office,idps,JAM,2025-01-31,2\n").decode().encode("utf-16-le"),
        "is no file that we know",
    ),
    "open.csv": (_HEAD + b'An office,idps,JAM,2025-01-31,"2\n', "never closed"),
    "wide.csv": (b"," * 20_000, "over 16,384 columns"),
    "cut.json": (b'{"result": [', "not JSON"),
    "deep.json": (b"[" * 5000 + b"]" * 5000, "nested deeper than 100"),
    "lines.json": (b'{"a": 1}\n{"a": \n', "not JSON"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "has a password"),
    "broken.xlsx": (b"PK\x03\x04 no zip at all", "broken archive"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(40), "is no file that we know"),
    "page.csv": (b"<!doctype html><html></html>", "is no file that we know"),
    "report.pdf": (b"%PDF-1.7\n%", "is no file that we know"),
    "frame.pickle": (b"\x80\x04\x95pickle", "is no file that we know"),
    "frame.parquet": (b"PAR1....PAR1", "is no file that we know"),
    "base.sqlite": (b"SQLite format 3\0" + bytes(100), "is no file that we know"),
    "up.zip": (_archive({"../up.csv": b"x"}), "would leave its folder"),
    "root.zip": (_archive({"/etc/x": b"x"}), "would leave its folder"),
    "macros.xlsm": (_archive({"xl/vbaProject.bin": b"x"}), "holds macros"),
    "doctype.xlsx": (_archive({"a.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "has a DOCTYPE"),
    "bomb.zip": (_archive({"a.csv": bytes(3_000_000)}), "over 200 times its size"),
    "nested.zip": (_archive({"a.zip": _archive({"b.csv": _HEAD})}), "is no file that we know"),
    "entity.kml": (_KML % b"<!ENTITY x SYSTEM 'file:///etc/passwd'>", "has a DOCTYPE"),
    "laughs.kml": (_KML % b"<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>", "has a DOCTYPE"),
    "no_source.csv": (b"measure,country_iso3,start_date,figure\nidps,JAM,2025-01-31,2\n", "source_name"),
    "misspelt.csv": (_HEAD.replace(b"figure", b"figures") + b"An office,idps,JAM,2025-01-31,2\n", "figures"),
    "moved.json": (json.dumps({"isSuccess": True, "result": [{"admin0Pcode": "HTI", "people": 1}]}).encode(), ""),
    "stranger.csv": (b"alpha,beta\n1,2\n", "is no file that we know"),
    "quick.csv": (
        b"round,operation,#idps\n#round+code,#operation+name,#affected+idps+ind\n6,Haiti,5\n",
        "",
    ),
    "idu.json": (json.dumps([{"iso3": "HTI", "figure": 5, "displacement_date": "2025-01-01"}]).encode(), ""),
    "gidd.csv": (b"iso3,country_name,year,new_displacements\nHTI,Haiti,2020,5\n", ""),
    "unhcr.csv": (b"year,coo_iso,coa_iso,refugee\n2020,HTI,BRB,5\n", ""),
    "hapi.csv": (b"location_code,reporting_round,operation,people\nHTI,6,x,5\n", ""),
    "track.txt": (b"AL012024, BERYL, 1,\n20240701, 0000, , XX, 99.9N, 999.9W, 30,\n", ""),
    "desinventar.xml": (b"<DESINVENTAR><fichas><TR><evacuados>x</evacuados></TR></fichas></DESINVENTAR>", ""),
    "names.csv": (
        b"country_iso3,occupation_group,country_of_residence,full_name,survey_date,count\n"
        b"GUY,health,CAN,Invented Person,2024-01-01,3\n",
        "",
    ),
    **{f"without-{column}.csv": (_without(name, column), column) for name, column in RENAMED},
    "nan.geojson": (_shape(float("nan"), 18.0), ""),
    "north.geojson": (_shape(-77.0, 900), ""),
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FileReport]:
    """Return what became of every file, imported in one go: a bad one never stops the others."""
    folder = tmp_path_factory.mktemp("bad")
    contents = {f"row-{number}.csv": table_of(row).encode() for number, row in enumerate(ROWS)}
    contents |= {name: content for name, (content, _) in FILES.items()}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    store = EmbeddedStore(folder / "store")
    found = import_files(store, [folder / name for name in contents], by="Ana", now=NOW, dry_run=True)
    store.close()
    return {Path(report.file).name: report for report in found}


def test_there_are_more_than_120_of_them_and_each_is_answered(reports: dict[str, FileReport]) -> None:
    assert len(reports) == len(ROWS) + len(FILES) >= 120


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[",".join(row) for row in ROWS])
def test_a_bad_row_comes_back_and_the_good_one_beside_it_goes_in(reports: dict[str, FileReport], number: int) -> None:
    report = reports[f"row-{number}.csv"]
    counts = report.counts
    assert report.status is Status.IMPORTED, report.message
    assert (counts.rows_read, counts.accepted, counts.quarantined, counts.outside_region) == (2, 1, 1, 0)
    for problem in report.problems.to_dicts():
        value = f"'{(problem['value'] or '')[:20]}" if problem["value"] else "empty"
        assert problem["message"].startswith(f"row-{number}.csv, row 3: {problem['column']} is ")
        assert value in problem["message"]


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_refused_in_words_and_nothing_of_it_goes_in(reports: dict[str, FileReport], name: str) -> None:
    report = reports[name]
    assert report.counts.accepted == 0
    told = [report.message, *report.problems["message"]]
    assert any(FILES[name][1] in one and name in one for one in told), told
