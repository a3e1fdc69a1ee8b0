"""The figures that ship, in one store for all tests of the screens, and the desk at which they are asked for."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from dashboard.periods import Ask
from dashboard.selection import Selection
from data.asking import Desk, open_desk
from data.filled_store import open_filled_store

IMPORTED = datetime(2025, 12, 1, tzinfo=UTC)
TODAY = date(2025, 11, 20)

Choose = Callable[..., Selection]


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store that holds the figures that ship and nothing else."""
    folder = tmp_path_factory.mktemp("screens") / "store"
    open_filled_store(str(folder), now=IMPORTED)
    return folder


@pytest.fixture(scope="session")
def desk(filled_store: Path) -> Desk:
    """Return the desk over the figures that ship."""
    return open_desk(open_filled_store(str(filled_store)))


@pytest.fixture(scope="session")
def ask(desk: Desk) -> Ask:
    """Return what answers a question from the figures that ship; asked twice, it is counted once."""
    return cache(desk.count)


@pytest.fixture
def choose() -> Choose:
    """Return a choice on the day of the tests, as the page makes it."""

    def choose(**chosen: object) -> Selection:
        return Selection(**({"day": TODAY} | chosen))  # type: ignore[arg-type]  # each test names its own parts

    return choose
