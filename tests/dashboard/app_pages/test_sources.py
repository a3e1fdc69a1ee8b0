"""The page Sources: with the figures that ship, with none, and with a store that is broken."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.store.embedded import EmbeddedStore

NOW = datetime(2025, 12, 2, tzinfo=UTC)


def _page(countries: tuple[str, ...]) -> None:
    from datetime import date

    from dashboard.app_pages import sources
    from dashboard.notices import our_errors
    from dashboard.selection import Selection

    with our_errors():
        sources.render(Selection(date(2025, 6, 30), countries=countries))


def page(countries: tuple[str, ...] = ()) -> AppTest:
    return AppTest.from_function(_page, kwargs={"countries": countries}, default_timeout=60).run()


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.error, *app.info]
    return "\n".join([*(str(part.value) for part in parts), *(str(one.proto.body) for one in app.get("html"))])


@pytest.fixture
def folder(filled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the store with the figures that ship, which the page opens."""
    copy = tmp_path / "store"
    shutil.copytree(filled_store, copy)
    monkeypatch.setenv("TRACKER_STORE", str(copy))
    st.cache_resource.clear()
    yield copy
    st.cache_resource.clear()


@pytest.mark.usefixtures("folder")
def test_what_is_stored_from_whom_and_what_is_missing_is_shown() -> None:
    app = page()
    assert not app.exception
    said = words(app)
    assert "International Migrant Stock" in said
    assert "ships with the tracker" in said
    assert "nothing loaded" in said
    assert "4,910 storm positions" in said
    assert "Jamaica, Migrants: newest 1 Jul 2020, UN DESA International Migrant Stock" in said
    assert "Jamaica, Returned: nothing is stored" in said
    assert "people present in collective shelters at the date" in said


@pytest.mark.usefixtures("folder")
def test_publishers_of_cited_figures_are_named_when_asked_for() -> None:
    app = page()
    assert "Jamaica Information Service (ODPEM)" not in words(app)
    app.session_state["publishers"] = True
    assert "Jamaica Information Service (ODPEM)" in words(app.run())


@pytest.mark.usefixtures("folder")
def test_the_states_chosen_are_followed() -> None:
    said = words(page(("JAM",)))
    assert '<th scope="col" title="Jamaica">JAM</th>' in said
    assert ">HTI</th>" not in said


@pytest.mark.usefixtures("folder")
def test_one_source_alone_can_be_looked_at() -> None:
    app = page()
    app.selectbox(key="coverage_source").set_value("unhcr").run()
    assert "Jamaica, People in shelters: newest" not in words(app)
    assert "Jamaica, Refugees: newest" in words(app)


def test_an_empty_store_says_so_and_still_lists_sources_and_measures(folder: Path) -> None:
    store = EmbeddedStore(folder)
    store.undo(store.imports()[0].import_id, by="Ana", now=NOW)
    app = page()
    assert not app.exception
    assert "The store holds no records yet" in words(app).replace("\\", "")
    assert "0 of 16 sources have figures in the store" in words(app)
    assert "Something is stored for 0 of 726 pairs" in words(app)


def test_a_damaged_store_is_told(folder: Path) -> None:
    for file in folder.rglob("*.parquet"):
        file.write_bytes(b"flipped")
    app = page()
    assert not app.exception
    assert "The store is damaged" in app.error[0].value


@pytest.mark.usefixtures("folder")
def test_rules_of_counting_are_told_with_examples_when_asked_for() -> None:
    app = page()
    assert "This does not add up" not in words(app)
    app.session_state["methods"] = True
    said = words(app.run()).replace("\\", "")
    assert not app.exception
    assert "This does not add up. St. Vincent & Grenadines, 15 April 2021" in said
    assert "Counts of people on several days are never added" in said
