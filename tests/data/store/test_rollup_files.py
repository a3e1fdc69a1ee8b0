"""The files of roll-ups: made only for what changed, used only where they belong, and no loss when they are lost.

All records are invented.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.__main__ import main
from data.errors import StoreBusy
from data.queries.counting import count
from data.queries.question import Question
from data.store import embedded, rollup_making, rollups
from data.store.embedded import EmbeddedStore
from data.store.engine import engine_over_files
from data.store.locking import exclusive
from data.store.rollup_making import bring_up_to_date, make_with_duckdb
from tests.data.store.invented import hour
from tests.data.store.invented_rollups import POLICY, asked, counts, disagreements, engines, put, varied

DAY = date(2024, 1, 10)


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    """Return a store of three sources with roll-ups."""
    opened = EmbeddedStore(tmp_path / "store")
    put(opened, varied(range(0, 60)), at=1)
    bring_up_to_date(opened.folder, opened.snapshot, by="Ana")
    return opened


def files_of(store: EmbeddedStore) -> dict[tuple[str, str], str]:
    """Return the file of each source and roll-up in the newest edition."""
    newest = rollups.read_editions(store.folder)[0]
    return {(one.source, one.file.role): one.file.path for one in newest.files}


def test_import_makes_anew_only_its_own_sources(store: EmbeddedStore) -> None:
    before = files_of(store)
    put(store, varied(range(3, 60, 3), edition=1), at=2)
    after = files_of(store)
    assert {source for source, _ in before} == {"cited", "idmc_idu", "iom_dtm"}
    assert {source for (source, name) in before if before[source, name] != after[source, name]} == {"iom_dtm"}
    assert disagreements(store, DAY, 30) == []


def test_other_operations_of_a_source_are_kept_as_they_were(store: EmbeddedStore) -> None:
    def refuse_what_is_whole(work: rollup_making.Work) -> dict[tuple[str, str], list[Path]]:
        assert work.changed == {"iom_dtm": frozenset({"North"})}
        return make_with_duckdb(work)

    put_without_rolling_up(store, varied(range(6, 60, 15), edition=1), at=2)
    bring_up_to_date(store.folder, store.snapshot, by="Ana", make=refuse_what_is_whole)
    assert disagreements(store, DAY, 30) == []


def put_without_rolling_up(store: EmbeddedStore, records: list[dict[str, Any]], *, at: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EmbeddedStore, "_roll_up", lambda _: None)
        put(store, records, at=at)


def test_roll_ups_of_other_records_are_not_used(store: EmbeddedStore) -> None:
    put_without_rolling_up(store, varied(range(60, 65)), at=2)
    assert store.snapshot().rollups == {}
    assert set(store.snapshot(hour(1)).rollups) == set(rollups.ROLLUPS)


def test_undone_import_leaves_the_roll_ups_of_the_records_before(store: EmbeddedStore) -> None:
    before = store.snapshot()
    entry = put(store, varied(range(40, 70), edition=1), at=2)
    store.undo(entry.import_id, by="Ana", now=hour(3))
    assert disagreements(store, DAY, 30) == []
    plain, rolled_up = engine_over_files(replace(before, rollups={})), engine_over_files(store.snapshot())
    assert [count(plain, one, POLICY).rows for one in asked(DAY, None)] == [
        count(rolled_up, one, POLICY).rows for one in asked(DAY, None)
    ]


@pytest.mark.parametrize(("records", "has_rollups"), [(9, False), (10, True)])
def test_import_rolls_up_by_itself_from_so_many_records_on(
    records: int, has_rollups: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "ROLLUP_FROM", 10)
    store = EmbeddedStore(tmp_path / "store")
    put(store, varied(range(records)), at=1)
    assert bool(store.snapshot().rollups) is has_rollups


def test_other_code_never_meets_old_sums(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollups, "definition", lambda: "of other code")
    assert store.snapshot().rollups == {}


def break_list(folder: Path) -> None:
    (folder / "rollups" / "manifest.json").write_text('{"body": "[]", "sha256": "of another list"}')


def break_file(folder: Path) -> None:
    path = next((folder / "rollups").glob("*/stocks_coarse-*"))
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def lose_file(folder: Path) -> None:
    next((folder / "rollups").glob("*/days_fine-*")).unlink()


@pytest.mark.parametrize("damage", [break_list, break_file, lose_file])
def test_damaged_roll_ups_are_told_left_alone_and_mended(
    damage: Callable[[Path], None], store: EmbeddedStore, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(store.folder)
    again = EmbeddedStore(store.folder)
    assert again.snapshot().rollups == {}
    (words,) = again.verify().damaged
    assert words.endswith("No figure is lost; `python -m data rollup` makes the roll-ups again.")
    assert main(["rollup", "--store", str(store.folder), "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["rollups"]) == set(rollups.ROLLUPS)
    assert EmbeddedStore(store.folder).verify().damaged == ()
    assert disagreements(EmbeddedStore(store.folder), DAY, 30) == []


def test_open_engine_answers_from_the_records_when_its_files_are_taken_away(store: EmbeddedStore) -> None:
    plain, rolled_up = engines(store)
    for path in (store.folder / "rollups").glob("*/*.parquet"):
        path.unlink()
    assert [count(rolled_up, one, POLICY) for one in asked(DAY, 30)] == [
        count(plain, one, POLICY) for one in asked(DAY, 30)
    ]


def test_files_of_the_last_three_editions_are_kept_and_no_others(store: EmbeddedStore) -> None:
    for number in range(2, 7):
        put(store, varied(range(0, 60, 3), edition=number), at=number)
    assert len(rollups.read_editions(store.folder)) == 3
    assert rollups.rollup_damage(store.folder) == ([], [])


def test_import_stands_when_its_roll_ups_cannot_be_made(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(work: rollup_making.Work) -> dict[tuple[str, str], list[Path]]:
        (work.into / "half.parquet").write_bytes(b"half")
        raise duckdb.IOException("the disk is full")

    monkeypatch.setattr(rollup_making, "make_with_duckdb", fail)
    put(store, counts({"2024-01-09": 5}), at=2)
    assert store.snapshot().rollups == {}
    assert rollups.rollup_damage(store.folder) == ([], [])
    monkeypatch.undo()
    put(store, counts({"2024-01-08": 6}), at=3)
    assert disagreements(store, DAY, 30) == []


def test_left_overs_of_a_making_that_was_cut_off_are_taken_away(store: EmbeddedStore) -> None:
    for name in ("staging", "7"):
        (store.folder / "rollups" / name).mkdir()
        (store.folder / "rollups" / name / "half.parquet").write_bytes(b"half")
    assert store.verify().orphans == ("rollups/7/half.parquet", "rollups/staging/half.parquet")
    put(store, counts({"2024-01-09": 5}), at=2)
    assert store.verify().orphans == ()
    assert disagreements(store, DAY, 30) == []


def test_backup_leaves_roll_ups_out(store: EmbeddedStore, tmp_path: Path) -> None:
    assert store.backup(tmp_path / "copy", by="Ana", now=hour(2)).is_sound
    assert not (tmp_path / "copy" / "rollups").exists()
    assert EmbeddedStore(tmp_path / "copy").snapshot().rollups == {}


def test_second_maker_waits_and_is_told_who_is_first(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollup_making, "WAIT_SECONDS", 0)
    with exclusive(store.folder / "rollups" / "lock", by="Ben", wait_seconds=0), pytest.raises(StoreBusy, match="Ben"):
        bring_up_to_date(store.folder, store.snapshot, by="Ana")


def test_command_tells_what_there_is(store: EmbeddedStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rollup", "--afresh", "--store", str(store.folder)]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == f"{store.folder}: rolled up."
    assert [line.split(":")[0].strip() for line in lines] == list(rollups.ROLLUPS)
    assert files_of(store)["cited", "stocks_fine"].startswith("rollups/2/")


def test_store_without_records_has_nothing_to_roll_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    EmbeddedStore(tmp_path / "store")
    assert main(["rollup", "--store", str(tmp_path / "store")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'store'}: no records, nothing to roll up.\n"


def test_flows_alone_leave_questions_about_stocks_answered(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, [one for one in varied(range(60)) if one["measure"] == "returned"], at=1)
    bring_up_to_date(store.folder, store.snapshot, by="Ana")
    assert set(store.snapshot().rollups) == set(rollups.ROLLUPS)
    assert disagreements(store, DAY, 30) == []
    plain, rolled_up = engines(store)
    assert count(plain, Question("idps", DAY), POLICY) == count(rolled_up, Question("idps", DAY), POLICY)
