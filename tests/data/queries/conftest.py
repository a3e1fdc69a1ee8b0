"""Compiled statements of these tests go to a folder of their own, never to the cache of a person."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from data.asking import Desk, open_desk
from data.importing import import_bundled
from data.store.embedded import EmbeddedStore


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_CACHE", str(tmp_path_factory.mktemp("statements")))
        yield


@pytest.fixture(scope="session")
def shipped_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk over the figures that ship, imported as a new store imports them."""
    store = EmbeddedStore(tmp_path_factory.mktemp("shipped-desk") / "store")
    import_bundled(store, by="a test", now=datetime(2026, 1, 1, tzinfo=UTC))
    desk = open_desk(store)
    store.close()
    return desk
