"""The figures that ship in a store, for exports of real records; none of these tests changes it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from data.asking import Desk, open_desk
from data.exports.listing import Listing, listing
from data.importing import import_bundled
from data.queries.question import Question
from data.queries.record_rows import Show
from data.store.embedded import EmbeddedStore

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DAY = date(2025, 11, 20)

List = Callable[..., Listing]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_CACHE", str(tmp_path_factory.mktemp("statements")))
        yield


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """Return a store that holds the figures that ship."""
    store = EmbeddedStore(tmp_path_factory.mktemp("shipped") / "store")
    import_bundled(store, by="a test", now=NOW)
    return store


@pytest.fixture(scope="session")
def desk(shipped: EmbeddedStore) -> Desk:
    return open_desk(shipped)


@pytest.fixture(scope="session")
def listed(desk: Desk) -> List:
    """Return what lists the records behind the number of a question."""

    def listed(measure: str, *, show: Show = Show.ALL, **asked: object) -> Listing:
        values = {"measure": measure, "as_of": DAY} | asked
        answer = desk.count(Question(**values))  # type: ignore[arg-type]  # each test names its own parts
        return listing(desk, answer, answer.total, show=show)

    return listed
