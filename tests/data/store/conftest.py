"""The stores that the tests run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store.embedded import EmbeddedStore
from data.store.interface import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened: Store = EmbeddedStore(tmp_path / "store")
    yield opened
    opened.close()
