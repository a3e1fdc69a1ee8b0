"""The public's copy is a page and its tables in a folder, with no number of a few people. All figures are invented."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.briefings.content import Audience
from dashboard.briefings.public_copy import PAGE, write_public_copy
from dashboard.briefings.workshop import Workshop
from data.errors import RequestRefused
from data.store.interface import Store
from tests.dashboard.briefings.conftest import NOW, Drop
from tests.dashboard.briefings.test_web_page import Reading
from tests.dashboard.briefings.test_workshop import CLARENDON, JAMAICA, KINGSTON

PUBLIC = replace(JAMAICA, audience=Audience.PUBLIC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "served" / "copy"


def figures_in(folder: Path) -> set[float]:
    """Return the numbers of all tables that count people."""
    found: set[float] = set()
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            _names, tags, *rows = csv.reader(file)
        places = [place for place, tag in enumerate(tags) if tag in ("#affected", "#affected+max")]
        cells = [row[place] for row in rows for place in places]
        found |= {float(cell) for cell in cells if cell.replace(".", "").isdigit()}
    return found


def test_the_copy_is_a_page_and_its_tables(store: Store, drop: Drop, folder: Path) -> None:
    drop(f"{KINGSTON},30", f"{CLARENDON},50", name="first.csv")
    briefing = Workshop(store).make(PUBLIC, by="Ana", now=NOW)
    written = write_public_copy(briefing, folder)
    assert written[-1] == folder / PAGE, "until it is there a visitor sees the page before"
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in written)
    assert {30.0, 50.0, 80.0} <= figures_in(folder)
    assert briefing.id in Reading((folder / PAGE).read_bytes()).text
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert {one["path"] for one in described["resources"]} <= {path.name for path in written}


def test_a_few_people_are_in_none_of_its_files(store: Store, drop: Drop, folder: Path) -> None:
    drop(f"{KINGSTON},3", f"{CLARENDON},57", "An office,idps,JAM,Kingston,2024-07-05,71", name="first.csv")
    write_public_copy(Workshop(store).make(PUBLIC, by="Ana", now=NOW), folder)
    assert figures_in(folder) == {71.0}
    page = Reading((folder / PAGE).read_bytes()).text
    assert "not shown, to protect people" in page
    assert not {"57", "60"} & set(page.split())


def test_tables_of_an_earlier_copy_go_and_other_files_stay(store: Store, drop: Drop, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "places_old.csv").write_text("old")
    (folder / "robots.txt").write_text("kept")
    drop(f"{KINGSTON},30", name="first.csv")
    write_public_copy(Workshop(store).make(PUBLIC, by="Ana", now=NOW), folder)
    assert not (folder / "places_old.csv").exists()
    assert (folder / "robots.txt").read_text() == "kept"
    assert not list(folder.glob(".*"))


def test_a_briefing_of_the_office_is_refused(store: Store, folder: Path) -> None:
    with pytest.raises(RequestRefused, match="for the office"):
        write_public_copy(Workshop(store).draft(JAMAICA, now=NOW), folder)
    assert not folder.exists()
