"""An officer drops a file, mends what came back, drops it again and undoes it; and a choice follows to every page.

All rows here are invented.
"""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import Server, Watch, open_from_menu

pytestmark = pytest.mark.browser

HEADER = ["source_name", "measure", "country_iso3", "provider_place_name", "start_date", "figure"]
GOOD = ["Invented office", "in_shelter", "VCT", "Charlotte", "2024-07-03", "120"]
BAD = ["Invented office", "in_shelter", "VCT", "Saint George", "2024-07-03", "12O"]
WORSE = ["Invented office", "in_shelter", "VCT", "<img src=x onerror=alert(1)>", "2024-07-33", "7"]
SECONDS = 1000


def _file(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    return path


def _open_imports(page: Page, server: Server, choice: str = "") -> None:
    page.goto(f"{server.address}/{choice}")
    open_from_menu(page, "Imports")
    expect(page.get_by_role("heading", name="Imports", exact=True)).to_be_visible(timeout=30 * SECONDS)


def _drop(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(f"{file.name} is")).to_be_visible(timeout=30 * SECONDS)


def _returned(download: Download) -> list[list[str]]:
    text = Path(download.path()).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_file_is_dropped_mended_dropped_again_and_undone(
    page: Page, server: Server, watch: Watch, tmp_path: Path
) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    _open_imports(page, server)
    _drop(page, _file(tmp_path / "day 3.csv", GOOD, BAD, WORSE))
    expect(page.get_by_text("3 rows read: 1 new")).to_be_visible()
    marked = page.locator("table.plain-table mark")
    expect(marked).to_have_text(["\u2717 12O", "\u2717 2024-07-33"])

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the returned rows").click()
    download = waiting.value
    assert download.suggested_filename.startswith("returned-")
    assert len(download.suggested_filename.removeprefix("returned-")) > 20
    assert _returned(download) == [HEADER, BAD, WORSE]

    mended = [[*BAD[:5], "120"], [*WORSE[:3], "Grenadines", "2024-07-03", "7"]]
    _drop(page, _file(tmp_path / "mended.csv", *mended))
    expect(page.get_by_text("2 rows read: 2 new")).to_be_visible()

    chosen = page.get_by_role("combobox", name="Look at one import")
    chosen.click()
    chosen.press("ArrowDown")
    page.get_by_role("option", name="mended.csv").click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("2 records leave every number.")).to_be_visible()
    page.get_by_role("button", name="Yes, undo it").click()
    expect(page.get_by_text("mended.csv is undone.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo this import")).to_have_count(0)
    assert (dialogs, watch.outside_requests, watch.failed_requests, watch.console_errors) == ([], [], [], [])


def test_a_choice_follows_to_the_other_pages_and_back(page: Page, server: Server) -> None:
    _open_imports(page, server, "?country=JAM")
    expect(page).to_have_url(f"{server.address}/imports?country=JAM")
    open_from_menu(page, "Sources")
    expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_visible(timeout=30 * SECONDS)
    expect(page).to_have_url(f"{server.address}/sources?country=JAM")
    expect(page.locator("table.grid thead th")).to_have_text(["Measure", "JAM", "States"])
    open_from_menu(page, "Situation")
    expect(page.get_by_role("heading", name="Jamaica", exact=True)).to_be_visible(timeout=30 * SECONDS)


@pytest.mark.parametrize("name", ["Imports", "Sources"])
def test_nothing_hangs_over_the_side_of_a_phone(page: Page, server: Server, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.address}/{name.lower()}")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=60 * SECONDS)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
