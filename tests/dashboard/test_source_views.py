"""Sources are judged by their own rhythm, and one without figures is named. All figures here are invented."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from dashboard.source_views import (
    Freshness,
    SourceView,
    freshness,
    freshness_words,
    publishers_html,
    rhythm_words,
    source_views,
    sources_html,
)
from data.publishers import Publisher
from data.queries.coverage import Coverage
from data.sources import SOURCES
from data.store.interface import ImportEntry, RowCounts

TODAY = date(2025, 6, 30)
UNHCR = Coverage("refugees", "unhcr", "GUY", 7, date(2020, 1, 1), date(2024, 12, 31))
ABROAD = Coverage("refugees", "unhcr", "USA", 5, date(2020, 1, 1), date(2024, 12, 31))
OFFICE = Coverage("in_shelter", "nemo", "VCT", 2, date(2025, 6, 1), date(2025, 6, 29))


def entry(number: int, *, kind: str = "file", source: str = "unhcr", undone: bool = False) -> ImportEntry:
    at = datetime(2025, 6, number, tzinfo=UTC)
    return ImportEntry(
        str(number), number, kind, "a.csv", "", 1, source, "", "", "Ana", at, RowCounts(),
        undone_by="Ben" if undone else None, undone_at=at if undone else None,
    )  # fmt: skip


def view(name: str, *stored: Coverage, entries: tuple[ImportEntry, ...] = ()) -> SourceView:
    return next(one for one in source_views(stored, entries, today=TODAY) if one.name == name)


@pytest.mark.parametrize(
    ("age", "rhythm", "state"),
    [
        (None, 30, Freshness.NOTHING),
        (5, None, Freshness.UNKNOWN),
        (30, 30, Freshness.WITHIN),
        (31, 30, Freshness.DUE),
        (59, 30, Freshness.DUE),
        (60, 30, Freshness.BEHIND),
    ],
)
def test_an_edition_is_due_after_one_interval_and_missed_after_two(
    age: int | None, rhythm: int | None, state: Freshness
) -> None:
    assert freshness(age, rhythm) is state


def test_a_source_says_what_is_stored_of_it_and_states_abroad_are_not_counted() -> None:
    found = view("unhcr", UNHCR, ABROAD)
    assert (found.records, found.countries, found.measures) == (12, frozenset({"GUY"}), frozenset({"refugees"}))
    assert (found.last, found.age_days) == (date(2024, 12, 31), 181)
    assert freshness_words(found) == "within its rhythm"


def test_every_known_source_is_listed_loaded_or_not_and_an_offices_own_too() -> None:
    views = source_views([UNHCR, OFFICE], [], today=TODAY)
    assert {one.name for one in views} == {*SOURCES, "nemo"}
    assert [one.name for one in views[:2]] == ["unhcr", "nemo"]
    assert {freshness_words(one) for one in views[2:]} == {"nothing loaded"}
    assert (views[1].publisher, freshness_words(views[1])) == ("an office's own list", "no rhythm known")


def test_a_source_came_with_the_last_import_that_counts() -> None:
    entries = (entry(1, kind="bundled", source="bundled"), entry(2), entry(3, undone=True), entry(4, source="ipc"))
    found = view("unhcr", UNHCR, entries=entries)
    assert found.came_by is not None
    assert found.came_by.import_id == "2"
    first = view("unhcr", UNHCR, entries=entries[:1]).came_by
    assert first is not None
    assert first.kind == "bundled"


def test_only_the_states_looked_at_are_judged() -> None:
    views = source_views([UNHCR, OFFICE], [], today=TODAY, countries=("VCT",))
    assert [one.name for one in views if one.records] == ["nemo"]


def test_storm_positions_are_figures_of_their_source_too() -> None:
    positions = pl.DataFrame({"time_utc": ["2024-07-01T00:00Z", "2024-09-28T12:00Z"]})
    views = source_views([], [], today=TODAY, positions=positions)
    tracks = next(one for one in views if one.name == "noaa_tracks")
    assert (tracks.last, tracks.positions, freshness_words(tracks)) == (date(2024, 9, 28), 2, "within its rhythm")
    assert "2 storm positions" in sources_html([tracks])


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2024, 12, 31), "within its rhythm"),
        (date(2024, 6, 30), "a new edition is due"),
        (date(2023, 6, 30), "3 editions behind"),
        (date(2010, 6, 30), "long out of date"),
    ],
)
def test_how_many_editions_are_missed_is_told(last: date, words: str) -> None:
    old = Coverage("refugees", "unhcr", "GUY", 1, last, last)
    assert freshness_words(view("unhcr", old)) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "every day"), (7, "every 7 days"), (30, "every month"), (120, "every 4 months"), (183, "every 6 months"),
        (365, "every year"), (1826, "every 5 years"),
    ],
)  # fmt: skip
def test_a_rhythm_is_said_in_words(days: int, words: str) -> None:
    assert rhythm_words(days) == words


def test_the_table_names_what_is_missing_beside_its_sign() -> None:
    html = sources_html(source_views([UNHCR], [], today=TODAY))
    assert f"1 of {len(SOURCES)} sources have figures in the store" in html
    assert "\u2013 nothing loaded" in html
    assert "CC BY 4.0" in html


def test_each_publisher_is_named_with_states_and_age() -> None:
    one = Publisher(
        "cited", "Invented Times (NEMO)", "facts", 3, ("VCT",), ("in_shelter",), TODAY, date(2025, 6, 20), None
    )
    html = publishers_html([one], today=TODAY)
    assert "Invented Times (NEMO)" in html
    assert "20 Jun 2025, 10 days old" in html
    assert "<caption>1 publisher</caption>" in html
