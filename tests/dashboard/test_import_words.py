"""What became of files, in words that a coordinator reads. All figures here are invented."""

from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest

from dashboard.formats import MISSING
from dashboard.import_words import (
    counts_sentence,
    history_table,
    outcomes_table,
    refusal_words,
    state_words,
    status_words,
    unplaced_sentence,
    vanished_table,
    went_words,
)
from data.import_report import FileReport, Status, refused
from data.store.interface import ImportEntry, RowCounts

COUNTS = RowCounts(10, 4, 3, 1, 1, 1)
IN = FileReport("a.csv", Status.IMPORTED, sha256="1", import_id="7", counts=COUNTS, unplaced=2)
ENTRY = ImportEntry(
    "7", 7, "file", "a.csv", "", 1, "nemo", "table", "", "Ana", datetime(2025, 6, 30, 14, 5, tzinfo=UTC), COUNTS, 12
)


def test_every_row_of_a_file_is_told() -> None:
    assert counts_sentence(IN) == "10 rows read: 4 new, 3 changed, 1 unchanged, 1 returned, 1 outside the region."
    assert outcomes_table([IN]).to_dict("records") == [
        {
            "File": "a.csv", "What became of it": "imported", "Rows read": 10, "New": 4, "Changed": 3,
            "Unchanged": 1, "Returned": 1, "Outside the region": 1, "Without a known place": 2,
        }
    ]  # fmt: skip


def test_a_refused_file_has_no_counts_rather_than_zeros() -> None:
    row = outcomes_table([refused("a.csv", "it is empty.")]).iloc[0]
    assert row["What became of it"] == "refused"
    assert row[["Rows read", "New", "Returned", "Without a known place"]].isna().all()


@pytest.mark.parametrize(
    ("report", "is_unknown", "words"),
    [
        (IN, False, "imported"),
        (replace(IN, import_id=None), False, "checked, nothing kept"),
        (replace(IN, status=Status.ALREADY_IMPORTED), False, "already imported"),
        (refused("a.csv", "no"), False, "refused"),
        (refused("a.csv", "no"), True, "waits for its columns"),
    ],
    ids=["in", "trial", "again", "refused", "unknown table"],
)
def test_each_fate_has_its_words(report: FileReport, is_unknown: bool, words: str) -> None:
    assert status_words(report, is_unknown=is_unknown) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (RowCounts(5, 5), "is in. Every page shows it now."),
        (RowCounts(5, 0, 5), "is in. Every page shows it now."),
        (RowCounts(5, 4, 0, 0, 1), "is in but for the rows that came back."),
        (RowCounts(5, 0, 0, 0, 5), "came back: no row of it went in."),
        (RowCounts(5, 0, 0, 4, 1), "brought nothing new; rows came back."),
        (RowCounts(5, 0, 0, 5), "brought nothing new: every row is in the store already."),
        (RowCounts(5, 0, 0, 0, 0, 5), "was read, but all its rows lie outside the region."),
        (RowCounts(), "holds no rows."),
    ],
)
def test_a_file_that_brought_nothing_is_not_said_to_be_in(counts: RowCounts, words: str) -> None:
    assert went_words(replace(IN, counts=counts)) == words


def test_a_page_does_not_send_people_to_the_terminal() -> None:
    reason = "a.csv is no file that we know. Say which column is which with `python -m data map`."
    assert refusal_words(refused("a.csv", reason)) == "a.csv is no file that we know."


@pytest.mark.parametrize(("count", "start"), [(0, ""), (1, "1 record is in, "), (1234, "1,234 records are in, ")])
def test_records_without_a_place_are_told(count: int, start: str) -> None:
    sentence = unplaced_sentence(replace(IN, unplaced=count))
    assert sentence.startswith(start)
    assert bool(sentence) == bool(count)


def test_vanished_figures_are_listed_but_not_those_of_people_who_could_be_harmed() -> None:
    vanished = pl.DataFrame(
        {
            "measure": ["idps", "trafficking_victims_identified"],
            "country_iso3": ["JAM", "GUY"],
            "provider_place_name": ["Bay", None],
            "start_date": [date(2025, 1, 31), date(2024, 1, 1)],
            "figure": [1200, 3],
        }
    )
    table = vanished_table(replace(IN, vanished=vanished))
    assert table["Figure"].tolist() == ["1,200", MISSING]
    assert table["State"].tolist() == ["Jamaica", "Guyana"]


def test_history_is_newest_first_and_keeps_what_was_undone() -> None:
    undone = replace(ENTRY, undone_by="Ben", undone_at=datetime(2025, 7, 1, 8, 30, tzinfo=UTC))
    place = replace(ENTRY, import_id="8", sequence=8, kind="confirmation", note="Bay is JM-01")
    table = history_table([undone, place])
    assert table["Number"].tolist() == ["8", "7"]
    assert table["What"].tolist() == ["place confirmed: Bay is JM-01", "a.csv"]
    assert table["State"].tolist() == ["in use", "undone"]
    assert table["Undone"].tolist() == ["", "undone 1 Jul 2025 08:30 by Ben"]
    assert table["When (UTC)"].tolist() == ["30 Jun 2025 14:05"] * 2
    assert state_words(ENTRY) == "in use"
