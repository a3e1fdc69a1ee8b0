"""The page that holds sources against each other: figures that ship, one row, nothing, an old count, a broken store."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from data.importing import import_files
from data.store.opening import open_store
from tests.dashboard.app_pages.test_country import Show, show, words
from tests.dashboard.test_app import COLUMNS, ONE_ROW

__all__ = ["show"]
NOW = datetime(2025, 12, 2, tzinfo=UTC)


def test_without_a_state_all_22_are_offered(show: Show) -> None:
    app = show("differ")
    assert len([button for button in app.button if str(button.key).startswith("state_")]) == 22


def test_haitis_sources_of_2023_are_told_apart_in_sentences(show: Show) -> None:
    app = show("differ", place="HTI", day="2023-12-31")
    assert not app.exception
    said = words(app)
    assert '<th scope="row">IOM via news</th><td class="number">about 315,000</td>' in said
    assert "this source counts" in said
    assert (
        "IDMC Global Internal Displacement Database says 310,659, IOM via news about 315,000. "
        "That is 4,341 fewer (1.4 %). Their figures are 30 days apart, 1 Dec 2023 and 31 Dec 2023." in said
    )
    assert "Rule: another source stands nearer to the registration of the people." in said
    assert "people forced from home who have not crossed a border" in said


def test_an_old_count_has_no_figure_and_its_last_day(show: Show) -> None:
    said = words(show("differ", place="BHS", measure="in_shelter"))
    assert "last counted 23 Sep 2019" in said
    assert "too old to stand in a total" in said
    assert "No second source has a figure that holds on this day." in said


def test_movements_are_compared_for_their_year(show: Show) -> None:
    app = show("differ", place="HTI", measure="new_displacements")
    assert not app.exception
    assert "New displacements · Haiti · 1 January 2024 to 31 December 2024" in words(app)


def test_a_number_leads_to_its_rows(show: Show) -> None:
    app = show("differ", place="HTI", day="2023-12-31")
    app.session_state["making_differ"] = True
    app.run()
    assert app.get("page_link")[0].proto.page == "records"


def test_one_row_stands_alone_and_a_hostile_name_is_text(show: Show, tmp_path: Path) -> None:
    file = tmp_path / "invented.csv"
    hostile = ONE_ROW.replace("Invented Bureau", "<b>Bureau</b> [a](https://example.org)")
    file.write_text(f"{COLUMNS}\n{hostile}\n", encoding="utf-8")
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    app = show("differ", store=tmp_path / "store", place="DMA", measure="in_shelter")
    assert not app.exception
    assert "&lt;b&gt;Bureau&lt;/b&gt;" in words(app)
    assert "No second source has a figure" in words(app)


def test_nobody_counted_is_said(show: Show) -> None:
    assert "Nobody counted this here" in words(show("differ", place="MSR", measure="stateless"))


def test_a_broken_store_is_told(show: Show, tmp_path: Path, filled_store: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(filled_store, copy)
    for file in copy.rglob("*.parquet"):
        file.write_bytes(b"flipped")
    app = show("differ", store=copy, place="HTI")
    assert not app.exception
    assert "The store is damaged" in words(app)
