"""What every store promises, tried on each of them."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from data.errors import AlreadyImported, RecordsInvalid, RequestRefused, StoreChanged
from data.store.embedded import EmbeddedStore
from data.store.interface import (
    REVIEW_SCHEMA,
    STORED_SCHEMA,
    Batch,
    PlaceDecision,
    RowCounts,
    Store,
)
from tests.data.store.invented import batch_of, drafts, hour, put, shown


def test_new_store_is_empty(store: Store) -> None:
    snapshot = store.snapshot()
    assert (snapshot.generation, snapshot.last_change, snapshot.record_files) == (0, None, ())
    assert store.imports() == []
    assert shown(store) == {}


def test_what_is_published_is_read_back_whole(store: Store) -> None:
    given = batch_of(store, drafts({"b": 20, "a": 10}))
    entry = store.publish(given, by="Ana", now=hour(0))
    stored = store.current_records()
    assert dict(stored.schema) == STORED_SCHEMA
    ours = given.records.sort("start_date")
    assert stored.drop("import_id", "recorded_at").select(ours.columns).equals(ours)
    assert stored.get_column("import_id").unique().to_list() == [entry.import_id]
    assert stored.get_column("recorded_at").unique().to_list() == [hour(0)]


def test_entry_says_what_came_when_and_from_whom(store: Store) -> None:
    entry = put(store, {"a": 10}, by="Ana")
    assert store.imports() == [entry]
    assert (entry.imported_by, entry.imported_at, entry.counts, entry.records) == ("Ana", hour(0), RowCounts(1, 1), 1)


def test_changed_row_becomes_a_revision_and_unchanged_one_is_not_stored_again(store: Store) -> None:
    put(store, {"a": 10, "b": 20})
    second = put(store, {"a": 10, "b": 25, "c": 30}, at=1)
    assert second.counts == RowCounts(3, accepted=1, revised=1, unchanged=1)
    assert second.records == 2
    assert shown(store) == {"a": 10, "b": 25, "c": 30}
    assert store.snapshot().has_revisions


def test_compare_answers_in_the_order_given(store: Store) -> None:
    put(store, {"a": 10, "b": 20})
    put(store, {"b": 21}, at=1)
    compared = store.compare(pl.DataFrame({"record_id": ["z", "b", "a"], "content": ["1", "22 code", "10 code"]}))
    assert compared.rows() == [("z", "new", 1), ("b", "revised", 3), ("a", "unchanged", 1)]


def test_retracted_record_is_gone_and_not_zero(store: Store) -> None:
    put(store, {"a": 10, "b": 20})
    gone = drafts({"a": 10}).with_columns(is_retracted=pl.lit(True), content=pl.lit("retracted"))
    store.publish(batch_of(store, gone), by="Ana", now=hour(1))
    assert shown(store) == {"b": 20}


def test_past_moment_shows_what_was_known_then(store: Store) -> None:
    put(store, {"a": 10}, at=0)
    second = put(store, {"a": 11}, at=2)
    store.undo(second.import_id, by="Ana", now=hour(4))
    moments = [hour(-1), hour(0), hour(1), hour(2), hour(3), hour(4)]
    assert [shown(store, moment) for moment in moments] == [{}, {"a": 10}, {"a": 10}, {"a": 11}, {"a": 11}, {"a": 10}]
    assert [store.snapshot(moment).generation for moment in moments] == [0, 1, 1, 2, 2, 3]
    assert [entry.undone_at for entry in store.imports(hour(3))] == [None, None]


def test_snapshot_is_found_again_by_its_last_change(store: Store) -> None:
    put(store, {"a": 10}, at=0)
    before = store.snapshot()
    put(store, {"b": 20}, at=1)
    again = store.snapshot(before.last_change)
    assert replace(again, known_at=None) == before


def test_undo_brings_back_the_earlier_revision(store: Store) -> None:
    put(store, {"a": 10})
    second = put(store, {"a": 11, "b": 20}, at=1)
    undone = store.undo(second.import_id, by="Ben", now=hour(2))
    assert (undone.undone_by, undone.undone_at) == ("Ben", hour(2))
    assert shown(store) == {"a": 10}


def test_undone_file_can_be_imported_again(store: Store) -> None:
    batch = batch_of(store, drafts({"a": 10}))
    first = store.publish(batch, by="Ana", now=hour(0))
    store.undo(first.import_id, by="Ana", now=hour(1))
    again = store.publish(batch_of(store, drafts({"a": 10})), by="Ana", now=hour(2))
    assert (again.import_id, again.counts.accepted) == ("2", 1)
    assert shown(store) == {"a": 10}


def test_undo_keeps_what_another_file_repeats(store: Store) -> None:
    first = put(store, {"a": 10, "b": 20})
    put(store, {"a": 10, "c": 30}, at=1)
    store.undo(first.import_id, by="Ana", now=hour(2))
    assert shown(store) == {"a": 10, "c": 30}
    carried = store.imports()[-1]
    assert (carried.kind, carried.records) == ("carried", 1)
    assert store.current_records().filter(record_id="a").get_column("recorded_at").to_list() == [hour(0)]


def test_undo_keeps_the_revision_that_the_other_file_repeats(store: Store) -> None:
    put(store, {"a": 10})
    put(store, {"a": 10, "c": 30}, at=1)
    third = put(store, {"a": 11}, at=2)
    store.undo(third.import_id, by="Ana", now=hour(3))
    assert shown(store) == {"a": 10, "c": 30}


def test_what_is_carried_ends_with_the_file_that_repeats_it(store: Store) -> None:
    first = put(store, {"a": 10, "b": 20})
    second = put(store, {"a": 10, "b": 20, "c": 30}, at=1)
    third = put(store, {"b": 20, "d": 40}, at=2)
    store.undo(first.import_id, by="Ana", now=hour(3))
    store.undo(second.import_id, by="Ana", now=hour(4))
    assert shown(store) == {"b": 20, "d": 40}
    store.undo(third.import_id, by="Ana", now=hour(5))
    assert shown(store) == {}
    assert shown(store, hour(3)) == {"a": 10, "b": 20, "c": 30, "d": 40}


def test_carried_import_cannot_be_undone_by_itself(store: Store) -> None:
    first = put(store, {"a": 10})
    put(store, {"a": 10, "c": 30}, at=1)
    store.undo(first.import_id, by="Ana", now=hour(2))
    with pytest.raises(RequestRefused, match=r"import 3 holds what other files repeat of invented 0\.csv"):
        store.undo("3", by="Ana", now=hour(3))


@pytest.mark.parametrize(
    ("name", "words"), [("9", "there is no import 9"), ("1", "undone already on 2024-07-01 13:00")]
)
def test_undo_of_what_is_not_there_is_refused(store: Store, name: str, words: str) -> None:
    put(store, {"a": 10})
    store.undo("1", by="Ana", now=hour(1))
    with pytest.raises(RequestRefused, match=words):
        store.undo(name, by="Ana", now=hour(2))


def test_same_bytes_are_refused_with_time_and_name(store: Store) -> None:
    batch = batch_of(store, drafts({"a": 10}), name="beryl.csv")
    entry = store.publish(batch, by="Ana", now=hour(0))
    assert store.find_import(batch.sha256) == entry
    with pytest.raises(
        AlreadyImported, match=r"beryl.csv was already imported on 2024-07-01 12:00 UTC by Ana as import 1"
    ):
        store.publish(batch, by="Ben", now=hour(1))
    assert len(store.imports()) == 1


def test_batch_compared_with_an_older_store_is_refused(store: Store) -> None:
    stale = batch_of(store, drafts({"a": 11}), name="stale.csv")
    put(store, {"a": 10})
    with pytest.raises(StoreChanged, match=r"stale\.csv"):
        store.publish(stale, by="Ben", now=hour(1))
    assert shown(store) == {"a": 10}


def test_times_follow_the_order_of_imports_whatever_the_clock_says(store: Store) -> None:
    put(store, {"a": 10}, at=5)
    second = put(store, {"a": 11}, at=1)
    assert second.imported_at > hour(5)
    assert shown(store, hour(5)) == {"a": 10}


@pytest.mark.parametrize("moment", [datetime(2024, 7, 1)])
def test_time_without_zone_is_refused(store: Store, moment: datetime) -> None:
    put(store, {"a": 10})
    with pytest.raises(RequestRefused, match="no time zone"):
        store.snapshot(moment)


def _bad_batches(batch: Batch) -> dict[str, Batch]:
    records = batch.records
    return {
        "no column figure": replace(batch, records=records.drop("figure")),
        "a column colour too much": replace(batch, records=records.with_columns(colour=pl.lit("red"))),
        "figure is Float64, not Int64": replace(batch, records=records.cast({"figure": pl.Float64()})),
        "measure is empty in 2 records": replace(
            batch, records=records.with_columns(measure=pl.lit(None, pl.String()))
        ),
        "1 records have a record_id": replace(batch, records=records.with_columns(record_id=pl.lit("a"))),
        "3 rows were read but 2": replace(batch, counts=RowCounts(3, 2)),
    }


BREACHES = (
    "no column figure",
    "a column colour too much",
    "figure is Float64, not Int64",
    "measure is empty in 2 records",
    "1 records have a record_id",
    "3 rows were read but 2",
)


@pytest.mark.parametrize("words", BREACHES)
def test_batch_that_breaks_the_schema_is_refused(store: Store, words: str) -> None:
    bad = _bad_batches(batch_of(store, drafts({"a": 10, "b": 20})))[words]
    with pytest.raises(RecordsInvalid, match=words):
        store.publish(bad, by="Ana", now=hour(0))
    assert store.snapshot().generation == 0


def test_quarantine_gives_rows_back_as_the_file_had_them(store: Store) -> None:
    rows = pl.DataFrame({"source_row": [3], "Figure ": ["twelve"], "Town": ["Ço`${x}"]})
    problem = {"source_row": 3, "column": "Figure ", "value": "twelve", "rule": "not_a_number", "message": "no number"}
    empty = batch_of(store, drafts({}))
    batch = replace(empty, quarantined=rows, problems=pl.DataFrame([problem]), counts=RowCounts(1, quarantined=1))
    entry = store.publish(batch, by="Ana", now=hour(0))
    kept = store.quarantine(entry.import_id)
    assert kept.entry == entry
    assert kept.rows.equals(rows)
    assert kept.problems.rows(named=True) == [problem]
    assert (entry.records, entry.problems) == (0, 1)


def test_reference_rows_stand_in_files_by_table(store: Store) -> None:
    sites = pl.DataFrame({"source_row": [2], "site_id": ["s1"], "name": ["Invented School"]})
    batch = replace(batch_of(store, drafts({"a": 10})), references={"sites": sites})
    entry = store.publish(batch, by="Ana", now=hour(0))
    assert entry.references == {"sites": 1}
    files = store.snapshot().reference_files
    assert list(files) == ["sites"]
    assert pl.read_parquet(files["sites"][0]).equals(sites.with_columns(import_id=pl.lit("1")))
    store.undo("1", by="Ana", now=hour(1))
    assert store.snapshot().reference_files == {}


def test_unmatched_place_waits_until_somebody_confirms_it(store: Store) -> None:
    waiting = drafts({"a": 10, "b": 20}, place_match="none")
    key = {"source": "cited", "country_iso3": "JAM", "provider_place_name": "Invented Town"}
    review = pl.DataFrame([{**key, "rows": 2, "suggestions": '["JM-01"]'}], schema=REVIEW_SCHEMA)
    store.publish(replace(batch_of(store, waiting), review=review), by="Ana", now=hour(0))
    assert store.places_to_review().equals(review)

    placed = drafts({"a": 10, "b": 20}, place_match="confirmed")
    decision = PlaceDecision("cited", "JAM", "Invented Town", "JM-02")
    confirmed = store.confirm_place(decision, batch_of(store, placed), by="Ben", now=hour(1))
    assert confirmed.counts.revised == 2
    assert store.places_to_review().is_empty()
    assert store.remembered_places().rows(named=True) == [{**key, "admin1_code": "JM-02", "admin2_code": None}]

    store.undo(confirmed.import_id, by="Ben", now=hour(2))
    assert store.places_to_review().equals(review)
    assert store.remembered_places().is_empty()


def test_setting_keeps_its_past(store: Store) -> None:
    store.set_setting("operations", {"Hurricane Beryl": True}, by="Ana", now=hour(0))
    store.set_setting("operations", {"Hurricane Beryl": False}, by="Ana", now=hour(2))
    store.set_setting("precedence", ["iom_dtm"], by="Ana", now=hour(3))
    assert store.setting("operations") == {"Hurricane Beryl": False}
    assert store.setting("operations", hour(1)) == {"Hurricane Beryl": True}
    assert store.setting("operations", hour(-1)) is None
    assert store.setting_names() == ["operations", "precedence"]
    store.set_setting("operations", None, by="Ana", now=hour(4))
    assert store.setting_names("o") == []
    assert store.snapshot().generation == 4


def test_audit_trail_tells_everything_in_order(store: Store) -> None:
    put(store, {"a": 10}, by="Ana")
    store.note("login", {"address": "127.0.0.1"}, by="Ben", now=hour(1))
    store.undo("1", by="Ben", now=hour(2))
    told = [(line.sequence, line.by, line.action, dict(line.detail)) for line in store.audit_trail()]
    assert told == [
        (1, "Ana", "import", {"imports": ["1"]}),
        (2, "Ben", "login", {"address": "127.0.0.1"}),
        (3, "Ben", "undo", {"undone": ["1"]}),
    ]
    assert store.snapshot().generation == 2


def test_records_of_one_source_can_be_asked_for(store: Store) -> None:
    put(store, {"a": 10})
    store.publish(batch_of(store, drafts({"x": 1}, source="unhcr"), name="x.csv"), by="Ana", now=hour(1))
    assert store.current_records(source="unhcr", columns=["record_id"]).rows() == [("x",)]


def test_sound_store_verifies(store: Store) -> None:
    put(store, {"a": 10, "b": 20})
    put(store, {"a": 11, "b": 20}, at=1)
    store.undo("1", by="Ana", now=hour(2))
    found = store.verify()
    assert (found.damaged, found.orphans) == ((), ())
    assert (found.generation, found.records) == (3, 4)


def test_backup_is_a_store_with_the_same_answers(store: Store, tmp_path: Path) -> None:
    put(store, {"a": 10, "b": 20})
    put(store, {"a": 11}, at=1)
    store.set_setting("operations", [1], by="Ana", now=hour(2))
    found = store.backup(tmp_path / "backup", by="Ana", now=hour(3))
    copy = EmbeddedStore(tmp_path / "backup", create=False)
    assert (found.is_sound, found.generation) == (True, 3)
    assert shown(copy) == shown(store) == {"a": 11, "b": 20}
    assert shown(copy, hour(0)) == {"a": 10, "b": 20}
    assert copy.imports() == store.imports()
    assert copy.setting("operations") == [1]
    assert [line.digest for line in copy.audit_trail()] == [line.digest for line in store.audit_trail()][:3]
    assert store.audit_trail()[-1].action == "backup"
