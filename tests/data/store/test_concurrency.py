"""Several people at once: readers never wait and never see half an import, writers come one after the other."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from data.errors import AlreadyImported, StoreBusy
from data.store.embedded import EmbeddedStore
from tests.data.store.invented import batch_of, drafts, hour, put, shown

ROOT = Path(__file__).resolve().parents[3]
READERS, IMPORTS, SHARED = 4, 15, 50

HOLDER = """
import sys
from pathlib import Path
from data.store.embedded import EmbeddedStore
with EmbeddedStore(Path(sys.argv[1])).writing(by="Ben"):
    print("held", flush=True)
    sys.stdin.read()
"""
OFFICER = """
import sys
from pathlib import Path
from data.errors import AlreadyImported
from data.store.embedded import EmbeddedStore
from tests.data.store.invented import batch_of, drafts, hour
store = EmbeddedStore(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
try:
    with store.writing(by=sys.argv[2]):
        store.publish(batch_of(store, drafts({"a": 10}), name=sys.argv[3]), by=sys.argv[2], now=hour(1))
    print("in", flush=True)
except AlreadyImported as problem:
    print(problem, flush=True)
"""


def start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, *arguments]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


LOOKER = """
import sys
from pathlib import Path
from data.store.embedded import EmbeddedStore
store = EmbeddedStore(Path(sys.argv[1]))
last = int(sys.argv[2])
print("ready", flush=True)
seen = []
while not seen or seen[-1] < last:
    seen.append(store.snapshot().generation)
print(len(set(seen)) > 20, seen == sorted(seen), flush=True)
"""


def line(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def shared(figure: int) -> dict[str, int]:
    return {f"shared-{one}": figure for one in range(SHARED)}


def test_four_readers_never_see_half_of_fifteen_imports(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, shared(0))
    readers = [start("-m", "tests.data.store.reader", store.place) for _ in range(READERS)]
    assert [line(reader) for reader in readers] == ["ready"] * READERS
    seen: list[list[str]] = [[] for _ in readers]
    for number in range(1, IMPORTS):
        put(store, shared(number), at=number)
        for reader, reads in zip(readers, seen, strict=True):
            reads.append(line(reader))
    for reader, reads in zip(readers, seen, strict=True):
        while reads[-1] and not reads[-1].startswith(f"{IMPORTS} "):
            reads.append(line(reader))
        reader.communicate("", timeout=60)
    assert [reader.returncode for reader in readers] == [0] * READERS
    for read in (read for reads in seen for read in reads):
        generation = int(read.split(" ", 1)[0])
        assert read == f"{generation} [({generation - 1}, {SHARED})]"


def test_reader_never_meets_a_manifest_that_is_half_written(tmp_path: Path) -> None:
    store, changes = EmbeddedStore(tmp_path / "store"), 120
    looker = start("-c", LOOKER, store.place, str(changes))
    assert line(looker) == "ready"
    for number in range(changes):
        store.set_setting("operations", "x" * 2000, by="Ana", now=hour(number))
    assert looker.communicate(timeout=60)[0] == "True True\n"
    assert looker.returncode == 0


def test_snapshot_stays_readable_while_the_store_goes_on(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    first = put(store, {"a": 10})
    before = store.snapshot()
    put(store, {"a": 11}, at=1)
    store.undo(first.import_id, by="Ana", now=hour(2))
    assert [file.is_file() for file in before.record_files] == [True]
    assert shown(store, before.last_change) == {"a": 10}


def test_two_officers_with_the_same_file_make_one_import(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    officers = [start("-c", OFFICER, store.place, by, "beryl.csv") for by in ("Ana", "Ben")]
    assert [line(officer) for officer in officers] == ["ready", "ready"]
    said = [officer.communicate("go\n", timeout=60)[0].strip() for officer in officers]
    assert sorted(text == "in" for text in said) == [False, True]
    (told,) = [text for text in said if text != "in"]
    winner = store.imports()[0].imported_by
    assert told == f"beryl.csv was already imported on 2024-07-01 13:00 UTC by {winner} as import 1."
    assert len(store.imports()) == 1


def test_two_officers_with_different_files_both_get_in(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    officers = [start("-c", OFFICER, store.place, by, f"{by}.csv") for by in ("Ana", "Ben")]
    assert [line(officer) for officer in officers] == ["ready", "ready"]
    assert [officer.communicate("go\n", timeout=60)[0].strip() for officer in officers] == ["in", "in"]
    assert [entry.counts.accepted + entry.counts.unchanged for entry in store.imports()] == [1, 1]
    assert shown(store) == {"a": 10}


def test_writer_who_does_not_want_to_wait_is_told_who_writes(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, {"a": 10})
    holder = start("-c", HOLDER, store.place)
    assert line(holder) == "held"
    with pytest.raises(StoreBusy, match=rf"Ben has been writing .* \(process {holder.pid}\)"), store.writing(
        by="Ana", wait_seconds=0
    ):  # fmt: skip
        pass
    assert shown(store) == {"a": 10}
    holder.kill()
    holder.communicate()
    with store.writing(by="Ana", wait_seconds=0):
        pass


def test_threads_of_one_program_write_one_after_the_other(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    told: list[str] = []

    def officer(number: int) -> None:
        try:
            with store.writing(by=f"officer {number}"):
                batch = batch_of(store, drafts({"a": number // 2}), name=f"{number // 2}.csv")
                store.publish(batch, by=f"officer {number}", now=hour(number))
        except AlreadyImported as problem:
            told.append(str(problem))

    threads = [threading.Thread(target=officer, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(store.imports()), len(told)) == (4, 4)
    assert store.verify().is_sound
