"""The page Records: the rows behind numbers of the figures that ship, one row, nothing, files, and a broken store."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.importing import import_files
from data.store.embedded import EmbeddedStore
from data.store.opening import open_store
from tests.dashboard.app_pages.test_country import Show, show, words
from tests.dashboard.test_app import COLUMNS, ONE_ROW

__all__ = ["show"]
NOW = datetime(2025, 12, 2, tzinfo=UTC)


def figure(app: AppTest) -> str:
    """Return the number over the rows."""
    return next(line for text in app.markdown for line in text.value.splitlines() if line.startswith("### "))


def test_rows_in_the_number_come_first_with_their_source(show: Show) -> None:
    app = show("records", measure="in_shelter", place="JAM")
    assert not app.exception
    said = words(app)
    assert figure(app) == "### about 1,100"
    assert "People in shelters · Jamaica · on 20 November 2025" in said
    assert "1 record<" in said
    assert 'href="https://jis.gov.jm/88-emergency-shelters-remain-open' in said
    assert "in the number" in said
    assert app.segmented_control[0].options == ["In the number (1)", "Left out (42)", "All (43)"]


def test_rows_left_out_say_why(show: Show) -> None:
    said = words(show("records", measure="in_shelter", place="JAM", rows="out"))
    assert "an earlier count; the later one took its place" in said
    assert "a triangulation figure: shown, never added" in said
    assert "in the number</td>" not in said


def test_only_the_rows_of_a_page_are_asked_for(show: Show) -> None:
    app = show("records", measure="migrants", place="HTI", rows="all")
    assert "Records 1 to 50 of 441" in words(app)
    app.button(key="rows_last_page").click().run()
    assert app.query_params["row_page"] == "9"
    assert "Records 401 to 441 of 441" in words(app)
    assert app.button(key="rows_chevron_right").disabled
    assert "Records 401 to 441 of 441" in words(
        show("records", measure="migrants", place="HTI", rows="all", row_page="99")
    )


def test_another_choice_of_rows_starts_at_their_first_page(show: Show) -> None:
    app = show("records", measure="migrants", place="HTI", rows="all", row_page="5")
    app.segmented_control[0].set_value("out").run()
    assert "row_page" not in app.query_params
    assert "Records 1 to 50 of 420" in words(app)


def test_one_source_alone_has_its_own_number(show: Show) -> None:
    app = show("records", measure="idps", place="HTI", only_source="idmc_gidd")
    assert "IDMC Global Internal Displacement Database" in words(app)
    assert figure(app) != figure(show("records", measure="idps", place="HTI"))


def test_every_number_leads_to_its_rows(show: Show) -> None:
    app = show("country", place="TTO")
    app.session_state["making_received"] = True
    app.run()
    app.selectbox(key="making_of_received").set_value(1).run()
    link = next(one.proto for one in app.get("page_link") if one.proto.label == "The rows behind this number")
    assert link.page == "records"
    assert "number=of%3Dmigrants" in link.query_string


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("of=migrants&by=sex&line=female", "women and girls"),
        ("of=migrants&origin=VEN&until=2020-12-31", "from Venezuela"),
    ],
    ids=["a line", "an origin"],
)
def test_a_number_of_the_address_is_told_with_what_it_is_narrowed_to(show: Show, number: str, expected: str) -> None:
    app = show("records", measure="migrants", place="TTO", number=number)
    assert not app.exception
    assert expected in app.markdown[0].value.replace("\\", "")


def test_number_of_another_measure_is_left_aside(show: Show) -> None:
    app = show("records", measure="in_shelter", place="JAM", number="of=migrants&by=sex&line=female")
    assert figure(app) == "### about 1,100"


def test_line_that_is_not_there_says_so_and_offers_the_whole(show: Show) -> None:
    app = show("records", measure="migrants", place="TTO", number="of=migrants&by=sex&line=other")
    assert "no such number any more" in words(app)
    app.button[0].click().run()
    assert "number" not in app.query_params


@pytest.mark.parametrize("number", ["of=idps&by=nothing", "of=idps&until=yesterday", "of=idps&dating=never"])
def test_an_address_that_is_no_number_is_refused(show: Show, number: str) -> None:
    app = show("records", number=number)
    assert not app.exception
    assert "address, number:" in words(app)


def test_measure_about_people_who_could_be_harmed_is_refused(show: Show) -> None:
    for measure in ("protection_cases", "trafficking_victims_identified", "diaspora"):
        app = show("records", measure=measure)
        assert not app.exception
        assert "about people who could be harmed" in words(app)


@pytest.mark.parametrize("form", ["csv", "xlsx", "geojson", "hxl", "gpkg"])
def test_a_file_is_made_only_when_it_is_asked_for(show: Show, form: str) -> None:
    app = show("records", measure="in_shelter", place="JAM")
    assert not app.get("download_button")
    app.segmented_control(key="records_form").set_value(form).run()
    app.button(key="records_prepare").click().run()
    assert not app.exception
    _key, file = app.session_state["records_prepared"]
    assert len(app.get("download_button")) == 2
    assert file.name.startswith("JAM-in_shelter-2025-11-20-")
    assert len(file.name) > len("JAM-in_shelter-2025-11-20-") + 20
    assert json.loads(file.descriptor)["number"]["figure"] == 1100
    app.segmented_control[0].set_value("out").run()
    assert not app.get("download_button")


def test_a_store_with_one_row_shows_it_as_text(show: Show, tmp_path: Path) -> None:
    hostile = ONE_ROW.replace("https://example.org/invented", "javascript:alert(1)").replace(
        "Invented Bureau", "<img src=x onerror=alert(1)> Bureau"
    )
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{hostile}\n", encoding="utf-8")
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    app = show("records", store=tmp_path / "store", place="DMA", measure="in_shelter")
    assert not app.exception
    said = "".join(str(one.proto.body) for one in app.get("html"))
    assert figure(app) == "### 17"
    assert "&lt;img src=x onerror=alert(1)&gt; Bureau" in said
    assert "<img" not in said
    assert "javascript:" not in said


def test_nothing_counted_is_said(show: Show) -> None:
    app = show("records", measure="stateless", place="MSR")
    assert "The store holds no record of this measure" in words(app)


def test_an_old_count_is_no_number_and_its_row_is_listed(show: Show) -> None:
    app = show("records", measure="in_shelter", place="BHS")
    said = words(app)
    assert figure(app) == "### \u2013"
    assert "last counted 23 Sep 2019" in said
    assert "too old to stand in a total" in said


def test_a_broken_store_is_told(show: Show, tmp_path: Path, filled_store: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(filled_store, copy)
    for file in copy.rglob("*.parquet"):
        file.write_bytes(b"flipped")
    app = show("records", store=copy)
    assert not app.exception
    assert "The store is damaged" in words(app)


def test_an_empty_store_says_so(show: Show, tmp_path: Path) -> None:
    EmbeddedStore(tmp_path / "empty").set_setting("kept", 1, by="test", now=NOW)
    app = show("records", store=tmp_path / "empty", day=date(1950, 1, 1).isoformat())
    assert not app.exception
    assert "The store holds no record of this measure" in words(app)
