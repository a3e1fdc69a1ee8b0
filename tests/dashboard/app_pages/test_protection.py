"""The page Protection: the figures that ship, hidden ones, one row, nothing, and a broken store. Rows are invented."""

import re
import shutil
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.place_labels import states
from data.importing import import_files
from data.store.opening import open_store
from tests.dashboard.app_pages.test_country import Show, show, words
from tests.dashboard.test_app import COLUMNS, ONE_ROW
from tests.data.disclosure.attacker import Key, intervals, recovered

__all__ = ["show"]
NOW = datetime(2025, 12, 2, tzinfo=UTC)
VICTIMS = {
    ("SUR", 2023): 7, ("JAM", 2023): 5743, ("JAM", 2024): 0, ("BLZ", 2024): 9, ("TTO", 2022): 61, ("GUY", 2022): 327,
    ("GUY", 2023): 407, ("GUY", 2024): 416,
}  # fmt: skip
TABLE = re.compile(r'aria-label="Trafficking victims identified by state and year">(.*?)</table>')


@pytest.fixture
def identified(tmp_path: Path) -> Path:
    """Return a store with invented victims: of 2023 one small figure and one that would give it away."""
    rows = [f"{place},{year},{figure},Invented Ministry" for (place, year), figure in VICTIMS.items()]
    file = tmp_path / "victims.csv"
    file.write_text("country,year,victims_identified,source_name\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (report,) = import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    assert (report.status, report.counts.quarantined) == ("imported", 0)
    return tmp_path / "store"


def test_guyanas_victims_over_the_years_with_what_they_are_not(show: Show) -> None:
    app = show("protection", place="GUY")
    assert not app.exception
    said = words(app)
    assert "**Identified cases, not prevalence.**" in said
    assert "Victims of trafficking identified" in said
    assert ">416<" in said


def whole_table() -> dict[Key, float]:
    """Return the invented figures with the total of each year, as the attacker knows their shape."""
    cells: dict[Key, float] = {(place, year): figure for (place, year), figure in VICTIMS.items()}
    for (_place, year), figure in VICTIMS.items():
        cells[None, year] = cells.get((None, year), 0) + figure
    return cells


def seen_in(app: AppTest) -> dict[Key, float]:
    """Return every figure in the page's table, by state and year; a total by no state."""
    codes = {state.name: code for code, state in states().items()}
    seen: dict[Key, float] = {}
    for table in TABLE.findall(words(app)):
        years = [int(year) for year in re.findall(r'<th scope="col" class="number">(\d{4})</th>', table)]
        for name, cells in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table):
            shown = re.findall(r"<td[^>]*>(.*?)</td>", cells)
            figures = zip(years, shown, strict=True)
            seen |= {(codes.get(unescape(name)), y): _number(text) for y, text in figures if text[0].isdigit()}
    return seen


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def test_nothing_hidden_is_recovered_by_going_through_states_and_days(show: Show, identified: Path) -> None:
    seen: dict[Key, float] = {}
    for day in ("2023-06-30", "2024-06-30", "2025-11-20"):
        for place in (None, "GUY", "SUR", "JAM", "BLZ", "TTO"):
            app = show("protection", store=identified, day=day, **({"place": place} if place else {}))
            assert not app.exception
            seen |= seen_in(app)
    true = whole_table()
    assert ("GUY", 2024) in seen
    assert all(true[key] == figure >= 11 for key, figure in seen.items())
    assert recovered(intervals(true, seen)) == set()


def _proto(element: object) -> str:
    return str(element.proto)  # type: ignore[attr-defined]  # every element that AppTest does not know has one


def test_folds_charts_and_makings_say_no_hidden_figure(show: Show, identified: Path) -> None:
    app = show("protection", store=identified)
    for fold in list(app.expander):
        app.session_state[f"table_{fold.label}"] = True
    app.session_state["making_trafficking_victims_identified"] = True
    app.run()
    parts = [
        words(app),
        *(str(one.proto) for one in app.get("vega_lite_chart")),
        *(str(b.options) for b in app.selectbox),
    ]
    text = re.sub(r"<[^>]+>", " ", " ".join(parts)).replace(",", "")
    assert "416" in text
    for total in ("6157", "425"):
        assert total not in text


def test_a_state_without_figures_is_no_nought(show: Show, identified: Path) -> None:
    app = show("protection", store=identified, place="BRB")
    assert not app.exception
    assert "Nobody reported this here in any whole year up to the day. That is no zero." in words(app)


def test_a_store_without_any_says_how_to_bring_them_in(show: Show, tmp_path: Path) -> None:
    file = tmp_path / "invented.csv"
    file.write_text(f"{COLUMNS}\n{ONE_ROW}\n", encoding="utf-8")
    import_files(open_store(str(tmp_path / "store")), [file], by="test", now=NOW)
    app = show("protection", store=tmp_path / "store")
    assert not app.exception
    assert "The page Imports has a template for it: People trained." in words(app)


def test_the_event_and_the_unit_are_left_aside_and_it_is_said(show: Show) -> None:
    app = show("protection", place="GUY", event="beryl-2024")
    assert not app.exception
    assert "The event or unit chosen is left aside" in words(app)


def test_a_damaged_store_is_told(show: Show, filled_store: Path, tmp_path: Path) -> None:
    shutil.copytree(filled_store, tmp_path / "store")
    for file in (tmp_path / "store").rglob("*.parquet"):
        file.chmod(0o600)
        file.write_bytes(b"flipped")
    app = show("protection", store=tmp_path / "store")
    assert not app.exception
    assert "The store is damaged" in app.error[0].value
