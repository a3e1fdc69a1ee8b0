"""The page Briefing: made, downloaded, opened again by its link; with nothing, and with a store that is broken."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.store.briefings import kept_briefings
from data.store.embedded import EmbeddedStore


def _page() -> None:
    import streamlit as st

    from dashboard import resources
    from dashboard.app_pages import briefing
    from dashboard.notices import our_errors
    from dashboard.place_labels import states
    from dashboard.selection import selection_of

    address = st.query_params.to_dict()
    with our_errors():
        chosen = selection_of(address, today=resources.today(), countries=frozenset(states()))
        briefing.render(chosen)


def page(**address: str) -> AppTest:
    app = AppTest.from_function(_page, default_timeout=120)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.error, *app.info, *app.warning]
    return "\n".join(str(part.value) for part in parts)


def address_of(app: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}


@pytest.fixture
def folder(filled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the store with the figures that ship, which the page opens and writes to."""
    copy = tmp_path / "store"
    shutil.copytree(filled_store, copy)
    monkeypatch.setenv("TRACKER_STORE", str(copy))
    monkeypatch.setenv("TRACKER_USER", "Ana")
    st.cache_resource.clear()
    yield copy
    st.cache_resource.clear()


def test_one_click_makes_a_briefing_that_the_page_opens_again(folder: Path) -> None:
    app = page(country="JAM", day="2024-07-10", parts="summary")
    assert not app.exception
    assert "No briefing was made from this store yet." in words(app)
    app.button(key="briefing_make").click().run()
    assert not app.exception
    kept = kept_briefings(EmbeddedStore(folder))
    assert len(kept) == 1
    download = app.get("download_button")[0].proto
    assert download.label == "Download PDF to print and to send"
    assert address_of(app)["briefing"] == kept[0].briefing_id
    assert address_of(app)["country"] == "JAM"
    assert "No number of this briefing is told otherwise now." in words(app)
    assert f"{kept[0].briefing_id} · For the office · English" in words(app).replace("\\", "")


def test_a_bare_link_sets_the_filters_of_its_briefing(folder: Path) -> None:
    first = page(country="JAM", day="2024-07-10", parts="summary")
    first.button(key="briefing_make").click().run()
    briefing_id = kept_briefings(EmbeddedStore(folder))[0].briefing_id
    app = page(briefing=briefing_id)
    assert not app.exception
    assert address_of(app) == {"briefing": briefing_id, "country": "JAM", "day": "2024-07-10", "parts": "summary"}


def test_another_filter_leaves_the_old_briefing_alone(folder: Path) -> None:
    first = page(country="JAM", day="2024-07-10", parts="summary")
    first.button(key="briefing_make").click().run()
    briefing_id = kept_briefings(EmbeddedStore(folder))[0].briefing_id
    app = page(briefing=briefing_id, country="HTI", day="2024-07-10", parts="summary")
    assert "briefing" not in app.query_params
    assert app.button(key="briefing_make").label == "Make the briefing"


@pytest.mark.usefixtures("folder")
def test_an_unknown_link_is_refused_in_words() -> None:
    app = page(briefing="ZZZZZ-22222")
    assert "no briefing 'ZZZZZ-22222' was made in this store" in words(app).replace("\\", "")


def test_an_empty_store_offers_a_briefing_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    EmbeddedStore(tmp_path / "store").close()
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "store"))
    st.cache_resource.clear()
    app = page(day="2024-07-10", parts="summary,places")
    app.button(key="briefing_make").click().run()
    assert not app.exception
    assert app.get("download_button")
    st.cache_resource.clear()


def test_a_broken_store_is_told_and_nothing_is_made(folder: Path) -> None:
    for file in folder.rglob("*.parquet"):
        file.write_bytes(b"flipped")
    app = page(country="JAM", day="2024-07-10")
    app.button(key="briefing_make").click().run()
    assert not app.exception
    assert not app.get("download_button")
    assert "The store is damaged" in words(app)
