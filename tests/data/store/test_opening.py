"""Which store is opened, and that a new one is filled once, whoever comes first."""

import threading
import time
from pathlib import Path

import pytest

from data.store.embedded import EmbeddedStore
from data.store.interface import Store
from data.store.opening import VARIABLE, open_store
from tests.data.store.invented import put, shown


def fill(store: Store) -> None:
    put(store, {"bundled": 1})


def test_place_given_counts_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "environment"))
    assert open_store(str(tmp_path / "given")).place == str(tmp_path / "given")
    assert open_store().place == str(tmp_path / "environment")


def test_without_place_the_store_is_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("data.store.opening.platformdirs.user_data_dir", lambda name, **_: str(tmp_path / name))
    assert open_store().place == str(tmp_path / "caricom-displacement-tracker")


def test_new_store_is_filled_once(tmp_path: Path) -> None:
    for _ in range(2):
        store = open_store(str(tmp_path / "store"), fill=fill)
    assert [entry.import_id for entry in store.imports()] == ["1"]
    assert shown(store) == {"bundled": 1}


def test_store_opened_by_many_at_once_is_filled_once(tmp_path: Path) -> None:
    place, fillings = str(tmp_path / "store"), []

    def slow_fill(store: Store) -> None:
        fillings.append(store.place)
        time.sleep(0.2)
        if not store.imports():
            fill(store)

    EmbeddedStore(tmp_path / "store")
    threads = [threading.Thread(target=open_store, args=(place,), kwargs={"fill": slow_fill}) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fillings == [place]
    assert len(EmbeddedStore(tmp_path / "store").imports()) == 1


def test_filling_that_fails_is_tried_again_next_time(tmp_path: Path) -> None:
    def fail(_store: Store) -> None:
        raise OSError("invented fault")

    with pytest.raises(OSError, match="invented fault"):
        open_store(str(tmp_path / "store"), fill=fail)
    assert shown(open_store(str(tmp_path / "store"), fill=fill)) == {"bundled": 1}
