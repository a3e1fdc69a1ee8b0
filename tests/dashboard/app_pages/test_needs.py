"""The page Needs: all states, one state in full, one row, nothing, an old figure, and a broken store. Rows invented."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.importing import import_files
from data.store.opening import open_store
from tests.dashboard.app_pages.test_country import Show, show, words
from tests.dashboard.test_app import COLUMNS, ONE_ROW

__all__ = ["show"]
NOW = datetime(2025, 12, 2, tzinfo=UTC)
NEEDS = (
    "country,parish,date_from,sector,severity,population_group,sex,affected,in_need,targeted,reached,source_name\n"
    "GRD,,2025-10-01,,,,,30000,9000,,2500,Invented Office\n"
    "GRD,,2025-10-01,Shelter,,,,,7000,3000,1200,Invented Office\n"
    "GRD,,2025-10-01,Health,,,,,6500,,,Invented Office\n"
    "DMA,,2025-10-01,Health,,,,,40,,,<b>Invented</b> Office\n"
)


@pytest.fixture
def needing(tmp_path: Path) -> Path:
    """Return a store with invented needs of Grenada and Dominica and nothing else."""
    file = tmp_path / "needs.csv"
    file.write_text(NEEDS, encoding="utf-8")
    (report,) = import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    assert (report.status, report.counts.quarantined) == ("imported", 0)
    return tmp_path / "store"


def test_the_figures_that_ship_are_told_by_state(show: Show) -> None:
    app = show("needs")
    assert not app.exception
    assert app.header[0].value == "Needs, Caricom"
    assert "Sectors are never added" in words(app)
    assert ">Haiti</th>" in words(app)


def test_one_state_has_its_sectors_side_by_side_and_no_sum_of_them(show: Show, needing: Path) -> None:
    app = show("needs", store=needing, place="GRD")
    assert not app.exception
    said = words(app)
    assert "9,000" in said
    assert "7,000" in said
    assert "6,500" in said
    assert "13,500" not in said
    assert "22,500" not in said


def test_a_rung_that_nobody_counted_is_no_nought(show: Show, needing: Path) -> None:
    app = show("needs", store=needing, place="DMA")
    rungs = [line for line in words(app).splitlines() if line.startswith("### ")]
    assert rungs == ["### \u2013", "### at least 40", "### \u2013", "### \u2013"]


def test_a_rung_that_only_sectors_have_is_told_as_a_bound(show: Show, needing: Path) -> None:
    assert "### at least 3,000" in words(show("needs", store=needing, place="GRD")).splitlines()


def test_one_row_is_a_page_and_its_source_is_text(show: Show, needing: Path) -> None:
    app = show("needs", store=needing, place="DMA")
    assert not app.exception
    assert "40" in words(app)
    assert "<b>Invented</b>" not in words(app)


def test_a_store_without_needs_says_how_to_bring_them_in(show: Show, tmp_path: Path) -> None:
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{ONE_ROW}\n", encoding="utf-8")
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    app = show("needs", store=tmp_path / "store")
    assert not app.exception
    assert "The page Imports has a template for it: Needs." in words(app)


def test_a_figure_past_its_life_is_no_longer_one(show: Show, needing: Path) -> None:
    app = show("needs", store=needing, day="2031-01-01", place="GRD")
    assert not app.exception
    assert "### 9,000" not in words(app)


def test_a_damaged_store_is_told(show: Show, filled_store: Path, tmp_path: Path) -> None:
    shutil.copytree(filled_store, tmp_path / "store")
    for file in (tmp_path / "store").rglob("*.parquet"):
        file.chmod(0o600)
        file.write_bytes(b"flipped")
    app = show("needs", store=tmp_path / "store")
    assert not app.exception
    assert "The store is damaged" in app.error[0].value
