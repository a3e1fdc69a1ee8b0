"""A small store that briefings are made from, and the file that an office drops into it. All figures are invented."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.briefings.content import Briefing
from dashboard.briefings.requests import BriefingRequest, scope_of
from dashboard.briefings.workshop import Workshop
from data.filled_store import open_filled_store
from data.importing import import_files
from data.store.embedded import EmbeddedStore
from data.store.interface import Store

ADDRESS = "https://tracker.example"
NOW = datetime(2024, 7, 10, 12, tzinfo=UTC)
HEADER = "source_name,measure,country_iso3,provider_place_name,start_date,figure"

Drop = Callable[..., None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = EmbeddedStore(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def drop(store: Store, tmp_path: Path) -> Drop:
    """Import rows of an invented office, so many hours after noon."""

    def _drop(*rows: str, name: str, hours: int = 0) -> None:
        path = tmp_path / name
        path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        report = import_files(store, [path], by="Ana", now=NOW + timedelta(hours=hours))[0]
        assert report.counts is not None
        assert not report.counts.quarantined

    return _drop


@pytest.fixture(scope="session")
def bahamas(filled_store: Path) -> Briefing:
    """Return the Bahamas after Dorian from the figures that ship, for what is only read."""
    request = BriefingRequest(scope_of(["BHS"]), date(2019, 9, 14))
    return Workshop(open_filled_store(str(filled_store)), address=ADDRESS).draft(request, now=NOW)
