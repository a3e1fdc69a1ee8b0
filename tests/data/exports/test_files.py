"""Files of records: nothing runs in them, numbers are numbers, each says whose figures it holds, tools open them."""

import csv
import io
import json
import re
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import polars as pl
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import RequestRefused
from data.exports import listing as listings
from data.exports.files import SUFFIXES, Form, export_file
from data.exports.hxl import MEASURE_TAGS, measure_tag
from data.exports.listing import Listing
from data.importing import import_files
from data.queries.record_rows import Show
from data.readers.hxl_tags import count_of, parse_tag
from data.schema import RECORD_SCHEMA
from data.store.embedded import EmbeddedStore
from tests.data.exports.conftest import NOW, List

DANGEROUS = set("=+-@|%\t\r\n\uff1d\uff0b\uff0d\uff20\uff5c\uff05")
TEXTS = [name for name, dtype in RECORD_SCHEMA.items() if dtype == pl.String]


def file_of(listing: Listing, form: Form) -> bytes:
    return export_file(listing, form, token="token", made_at=NOW).content


def with_texts(listing: Listing, text: str) -> Listing:
    """Return a listing of one row in which every text is the same."""
    row = listing.table.head(1).with_columns(
        pl.lit(text).alias(name) for name in TEXTS if name in listing.table.columns
    )
    return Listing(listing.number, listing.show, row, listing.rules, listing.known_at)


@pytest.fixture(scope="module")
def sheltered(listed: List) -> Listing:
    return listed("in_shelter", countries=("JAM",))


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(min_size=1), st.builds(str.__add__, st.sampled_from(sorted(DANGEROUS)), st.text())))
def test_no_cell_of_any_text_runs(sheltered: Listing, text: str) -> None:
    text = "".join(sign for sign in text if sign.isprintable() or sign in DANGEROUS)
    one = with_texts(sheltered, text or "=1")
    for form in (Form.CSV, Form.HXL):
        lines = list(csv.reader(io.StringIO(file_of(one, form).decode("utf-8-sig"), newline="")))
        assert not [cell for cell in (*lines[0], *lines[-1]) if cell[:1] in DANGEROUS]
    book = openpyxl.load_workbook(io.BytesIO(file_of(one, Form.XLSX)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" or str(cell.value)[:1] in DANGEROUS]
    assert not [cell for cell in cells if cell.hyperlink]


def test_workbook_opens_with_numbers_and_days_as_such(sheltered: Listing) -> None:
    book = openpyxl.load_workbook(io.BytesIO(file_of(sheltered, Form.XLSX)))
    assert book.sheetnames == ["Records", "About"]
    header, *rows = book["Records"].iter_rows(values_only=True)
    assert [str(name) for name in header] == sheltered.table.columns
    first: dict[str, Any] = dict(zip(header, rows[0], strict=True))
    assert (first["figure"], first["start_date"], first["in_number"]) == (1100, datetime(2025, 11, 11), "yes")
    figures = [row[header.index("figure")] for row in rows]
    assert figures == sheltered.table["figure"].to_list()
    said = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert said["Number"] == "1100 (approximately)"


def test_every_row_names_its_source_and_licence(listed: List) -> None:
    for measure in ("idps", "in_shelter", "new_displacements"):
        table = listed(measure).table
        assert table.select(pl.col("source", "licence").null_count()).row(0) == (0, 0)


def test_missing_figure_is_empty_and_zero_is_zero(sheltered: Listing) -> None:
    table = pl.concat([sheltered.table.head(2)]).with_columns(figure=pl.Series([0, None], dtype=pl.Int64))
    one = Listing(sheltered.number, sheltered.show, table, (), None)
    lines = list(csv.DictReader(io.StringIO(file_of(one, Form.CSV).decode("utf-8-sig"))))
    assert [line["figure"] for line in lines] == ["0", ""]


def test_geojson_and_geopackage_open_with_the_same_points(listed: List, tmp_path: Path) -> None:
    missing = listed("missing_or_dead")
    frames = []
    for form in (Form.GEOJSON, Form.GPKG):
        path = tmp_path / f"records{SUFFIXES[form]}"
        path.write_bytes(file_of(missing, form))
        frames.append(gpd.read_file(path))
    for frame in frames:
        assert frame.crs == "EPSG:4326"
        assert frame["figure"].sum() == missing.table["figure"].sum()
        given = frame[frame["position"] == "given by the source"]
        assert given.geometry.x.tolist() == pytest.approx(given["longitude"].tolist())
        assert frame[frame["position"] == "none"].geometry.isna().all()
    assert frames[0].geometry.to_wkt().tolist() == frames[1].geometry.to_wkt().tolist()
    about = json.loads(pyogrio.read_info(path, layer="records")["dataset_metadata"]["about"])
    assert any("Missing Migrants" in line for line in about["text"])


def test_record_of_a_unit_stands_in_its_middle_and_says_so(listed: List) -> None:
    document = json.loads(file_of(listed("idps", countries=("HTI",)), Form.GEOJSON))
    placed = [one for one in document["features"] if one["properties"].get("admin1_code")]
    assert {one["properties"]["position"] for one in placed} == {"middle of the unit"}
    assert all(-75 < one["geometry"]["coordinates"][0] < -71 for one in placed)


def test_women_and_men_have_tags_of_their_own(listed: List) -> None:
    migrants = listed("migrants", countries=("GUY",), show=Show.ALL)
    lines = list(csv.reader(io.StringIO(file_of(migrants, Form.HXL).decode("utf-8-sig"))))
    header, tags = lines[0], lines[1]
    assert all(re.fullmatch(r"#[a-z]+(\+[a-z0-9_]+)*", tag) for tag in tags)
    assert [tag for name, tag in zip(header, tags, strict=True) if name.startswith("figure")] == [
        "#affected+migrants+ind", "#affected+migrants+f+ind", "#affected+migrants+m+ind",
    ]  # fmt: skip
    assert tags[header.index("country iso3")] == "#country+code+v_iso3"
    assert tags[header.index("start date")] == "#date+start"


def test_tags_mean_to_our_reader_what_they_meant_to_us() -> None:
    for measure in MEASURE_TAGS:
        for sex, unit in ((None, "person"), ("female", "person"), (None, "household")):
            tag = parse_tag(measure_tag(measure, sex=sex, unit=unit))
            count = count_of(tag) if tag else None
            assert count is not None
            assert (count.measure, count.sex, count.unit) == (measure, sex, unit)


def test_tagged_file_is_imported_with_its_figures(listed: List, tmp_path: Path) -> None:
    counted = listed("in_shelter", show=Show.IN_NUMBER)
    path = tmp_path / "tagged.csv"
    path.write_bytes(file_of(counted, Form.HXL))
    store = EmbeddedStore(tmp_path / "store")
    (report,) = import_files(store, [path], by="a test", now=NOW)
    assert (report.status, report.reader) == ("imported", "table with HXL tags")
    found = store.current_records(columns=["figure", "measure"])
    assert sorted(found["figure"]) == sorted(counted.table["figure"])
    assert set(found["measure"]) == {"in_shelter"}


@pytest.mark.parametrize("form", list(Form), ids=str)
def test_descriptor_describes_the_file(sheltered: Listing, form: Form) -> None:
    file = export_file(sheltered, form, token="q7Zt", made_at=NOW)
    package = json.loads(file.descriptor)
    (resource,) = package["resources"]
    assert file.name == f"JAM-in_shelter-2025-11-20-q7Zt{SUFFIXES[form]}"
    assert file.descriptor_name == "JAM-in_shelter-2025-11-20-q7Zt.datapackage.json"
    assert (resource["path"], resource["bytes"]) == (file.name, len(file.content))
    assert resource["hash"] == f"sha256:{sha256(file.content).hexdigest()}"
    assert "figure" in [field["name"] for field in resource["schema"]["fields"]]
    assert package["number"]["figure"] == 1100
    assert package["number"]["known_at"] == sheltered.known_at.isoformat() if sheltered.known_at else None
    assert {source["title"] for source in package["sources"]} >= {"Jamaica Information Service"}
    assert sum(source["records"] for source in package["sources"]) == sheltered.table.height
    assert all(one["title"] for one in package["licenses"])


def test_fields_of_a_csv_are_its_columns(sheltered: Listing) -> None:
    file = export_file(sheltered, Form.CSV, token="token", made_at=NOW)
    header = next(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    (resource,) = json.loads(file.descriptor)["resources"]
    assert [field["name"] for field in resource["schema"]["fields"]] == header


@pytest.mark.parametrize("measure", ["protection_cases", "trafficking_victims_identified", "diaspora"])
def test_records_about_people_who_could_be_harmed_are_in_no_file(listed: List, measure: str) -> None:
    with pytest.raises(RequestRefused, match="about people who could be harmed"):
        listed(measure)


def test_too_many_records_for_one_file_are_refused(listed: List, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MOST_ROWS", 10)
    with pytest.raises(RequestRefused, match="too many for one file; at most 10 go in"):
        listed("refugees")


def test_days_of_a_period_are_told(listed: List) -> None:
    moved = listed("new_displacements", date_from=date(2024, 1, 1))
    package = json.loads(export_file(moved, Form.CSV, token="token", made_at=NOW).descriptor)
    assert (package["number"]["date_from"], package["number"]["as_of"]) == ("2024-01-01", "2025-11-20")
