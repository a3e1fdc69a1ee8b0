"""The page Imports in all its states: something, unknown, busy, read-only, error. All rows here are invented."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.errors import StoreReadOnly
from data.importing import import_files
from data.store.embedded import EmbeddedStore
from data.store.layout import LEDGER

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
HEADER = "source_name,measure,country_iso3,provider_place_name,start_date,figure"
GOOD = "NEMO,in_shelter,VCT,Charlotte,2024-07-03,120"
BAD = "NEMO,in_shelter,VCT,Charlotte,2024-07-04,12O"
UNPLACED = "NEMO,in_shelter,VCT,Kingstonw,2024-07-03,75"
UNKNOWN = b"Island,Day,Persons sheltered\nGrenada,2024-07-13,45\n"

Open = Callable[..., AppTest]


def _page(countries: tuple[str, ...]) -> None:
    from datetime import date

    from dashboard.app_pages import imports
    from dashboard.notices import our_errors
    from dashboard.selection import Selection

    with our_errors():
        imports.render(Selection(date(2025, 6, 30), countries=countries))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedStore]:
    """Return a small store with one import of Ben's, which the page opens."""
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("TRACKER_USER", "Ana")
    st.cache_resource.clear()
    opened, file = EmbeddedStore(tmp_path / "store"), tmp_path / "first.csv"
    file.write_text(f"{HEADER}\nNEMO,in_shelter,VCT,Charlotte,2024-07-02,99\n", encoding="utf-8")
    import_files(opened, [file], by="Ben", now=NOW)
    yield opened
    st.cache_resource.clear()


@pytest.fixture
def page(store: EmbeddedStore) -> Open:
    def opened(countries: tuple[str, ...] = ()) -> AppTest:
        assert store.folder.exists()
        app = AppTest.from_function(_page, kwargs={"countries": countries}, default_timeout=60)
        return app.run()

    return opened


def csv(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.error, *app.warning, *app.info, *app.subheader, *app.header]
    return "\n".join([*(str(part.value) for part in parts), *(str(one.proto.body) for one in app.get("html"))])


def figures(store: EmbeddedStore) -> list[int]:
    return sorted(store.current_records()["figure"].to_list())


def test_a_page_without_a_drop_shows_history_and_says_that_no_place_waits(page: Open) -> None:
    app = page()
    assert not app.exception
    assert [one.value for one in app.subheader] == ["Places that wait", "History", "Tables to fill in"]
    assert "Every place of the states looked at is known." in words(app)
    assert app.dataframe[0].value[["Who", "What", "New"]].to_numpy().tolist() == [["Ben", "first.csv", 1]]


def test_good_rows_go_in_and_bad_ones_come_back_with_the_cell_marked(page: Open, store: EmbeddedStore) -> None:
    app = drop(page(), ("day 3.csv", csv(GOOD, BAD)))
    assert "2 rows read: 1 new, 0 changed, 0 unchanged, 1 returned, 0 outside the region" in words(app).replace(
        "\\", ""
    )
    assert "<mark>\u2717 12O</mark></td><td>Not a whole number written in digits.</td>" in words(app)
    assert figures(store) == [99, 120]
    assert [(one.file_name, one.imported_by) for one in store.imports()] == [("first.csv", "Ben"), ("day 3.csv", "Ana")]


def test_one_refused_file_does_not_stop_the_others(page: Open, store: EmbeddedStore) -> None:
    app = drop(page(), ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(64)), ("day 3.csv", csv(GOOD)))
    assert app.dataframe[0].value["What became of it"].tolist() == ["imported", "refused"]
    assert "picture.csv is no file that we know" in app.error[0].value.replace("\\", "")
    assert figures(store) == [99, 120]


def test_the_same_file_again_is_told_with_when_and_by_whom(page: Open, store: EmbeddedStore) -> None:
    first = csv("NEMO,in_shelter,VCT,Charlotte,2024-07-02,99")
    app = drop(page(), ("again.csv", first))
    assert "already imported on 2025-06-30 12:00 UTC by Ben as import 1 (first.csv)" in words(app).replace("\\", "")
    assert len(store.imports()) == 1


def test_a_file_can_be_checked_without_keeping_anything(page: Open, store: EmbeddedStore) -> None:
    app = page()
    app.toggle(key="imports_dry_run").set_value(True).run()
    drop(app, ("day 3.csv", csv(GOOD, BAD)))
    assert "was checked. Nothing was kept." in words(app)
    assert "<mark>\u2717 12O</mark>" in words(app)
    assert figures(store) == [99]


def test_results_stay_until_they_are_put_away(page: Open) -> None:
    app = drop(page(), ("day 3.csv", csv(GOOD)))
    assert "What became of your files" in words(app.run())
    next(button for button in app.button if button.label == "Put away").click().run()
    assert "What became of your files" not in words(app)


def test_a_place_that_waits_is_confirmed_for_the_whole_source(page: Open, store: EmbeddedStore) -> None:
    app = drop(page(), ("day 3.csv", csv(UNPLACED)))
    assert "1 record is in, but no list knows its place" in words(app)
    next(button for button in app.button if button.label == "Confirm").click().run()
    assert store.places_to_review().is_empty()
    assert store.remembered_places()["provider_place_name"].to_list() == ["Kingstonw"]
    assert store.current_records()["place_match"].to_list().count("confirmed") == 1
    assert "Every place of the states looked at is known." in words(app)


def test_places_of_other_states_do_not_stand_in_the_way(page: Open) -> None:
    assert "Kingstonw" in words(drop(page(), ("day 3.csv", csv(UNPLACED))))
    assert "Kingstonw" not in words(page(("JAM",)))


def test_an_import_is_undone_only_after_a_second_press(page: Open, store: EmbeddedStore) -> None:
    app = page()
    app.selectbox(key="history_chosen").set_value("1").run()
    assert "1 record leaves every number." in words(app)
    assert figures(store) == [99]
    app.button(key="undo_sure_1").click().run()
    assert figures(store) == []
    assert app.dataframe[0].value["State"].tolist() == ["undone"]
    assert not [button for button in app.button if button.key == "undo_sure_1"]


def test_an_unknown_table_is_explained_kept_and_imported(page: Open, store: EmbeddedStore) -> None:
    app = drop(page(), ("island.csv", UNKNOWN))
    assert "is a table that no reader knows" in words(app)
    assert "python -m" not in words(app)
    boxes = {box.label: box for box in app.selectbox}
    assert (boxes["Island is"].value, boxes["Day is"].value) == ("column:given_admin1_name", "column:start_date")
    assert "which column is the country, or which country all rows are about" in words(app)
    boxes["Island is"].set_value("column:given_country")
    boxes["Persons sheltered is"].set_value("figure:in_shelter").run()
    next(box for box in app.text_input if box.label == "Who counted").set_value("An office").run()
    assert "The first rows as records" in words(app)
    next(button for button in app.button if button.label == "Keep and import").click().run()
    assert not app.exception
    assert figures(store) == [45, 99]
    assert store.setting_names("profile/") == ["profile/island"]


def test_a_store_that_is_being_written_says_by_whom(page: Open, store: EmbeddedStore) -> None:
    with store.writing(by="Ben"):
        app = page()
    assert "Somebody else is importing" in words(app)
    assert "Ben has been writing to the store since" in words(app)


def test_a_store_that_can_only_be_read_offers_no_drop_and_no_undo(page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_store: EmbeddedStore, **_given: object) -> AbstractContextManager[None]:
        raise StoreReadOnly("it can be read but not written here.")

    monkeypatch.setattr(EmbeddedStore, "writing", refuse)
    app = page()
    app.selectbox(key="history_chosen").set_value("1").run()
    assert "This store can be read, not written" in words(app)
    assert not app.file_uploader
    assert not [button for button in app.button if button.key == "undo_sure_1"]


def test_a_damaged_store_is_told_and_nothing_is_shown(page: Open, store: EmbeddedStore) -> None:
    (store.folder / LEDGER).write_bytes(b"no ledger")
    app = page()
    assert not app.exception
    assert "The store is damaged" in app.error[0].value
    assert not app.dataframe


def test_hostile_names_and_cells_are_shown_letter_for_letter(page: Open) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    row = f"NEMO,in_shelter,VCT,{hostile},2024-07-03,ten"
    app = drop(page(), (f"{hostile}.csv", csv(row)), ("[a](https://example.org).csv", csv(GOOD)))
    assert all("<img" not in str(one.proto.body) for one in app.get("html"))
    assert "[a](https" not in words(app)


def test_a_template_is_offered_with_what_a_row_is(page: Open) -> None:
    app = page()
    next(box for box in app.selectbox if box.label == "Template").set_value("trafficking").run()
    assert "a file that could name a person is refused whole" in words(app)
    assert [one.proto.label for one in app.get("download_button")] == ["Excel, with lists to choose from", "CSV"]
