"""A disk that is full or may not be written, a store with flipped bytes: refused in words, and nothing half done."""

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.errors import RequestRefused, StoreDamaged, StoreError, StoreFull, StoreReadOnly
from data.store.backup import restore_folder
from data.store.embedded import EmbeddedStore
from data.store.layout import LEDGER, MANIFEST
from tests.data.store.invented import batch_of, drafts, hour, put, shown

ROOT = Path(__file__).resolve().parents[3]
RECORDS = "files/000001/records.parquet"
SMALL_DISK = "size=1200k"

LIMITED = """
import resource, sys
from pathlib import Path
from data.errors import StoreFull
from data.store.embedded import EmbeddedStore
from tests.data.store.invented import put, shown
store = EmbeddedStore(Path(sys.argv[1]))
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    put(store, {f"n{one}": one for one in range(int(sys.argv[3]))}, at=1)
except StoreFull as problem:
    print("full:", problem)
print(len(shown(store)))
"""
UNPRIVILEGED = """
import os, sys
from pathlib import Path
from data.errors import StoreReadOnly
from data.store.embedded import EmbeddedStore
from tests.data.store.invented import put, shown
shown(EmbeddedStore(Path(sys.argv[1])))
if os.getuid() == 0:
    os.setuid(65534)
store = EmbeddedStore(Path(sys.argv[1]))
print(shown(store), len(store.audit_trail()), store.verify().is_sound)
try:
    put(store, {"b": 20}, at=1)
except StoreReadOnly as problem:
    print("read only:", problem)
"""


def run(script: str, *arguments: str) -> str:
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", SMALL_DISK, "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting is not allowed here; the file-size limit and the other user stand in for it")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Take all room that is left on a disk."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return path


def many(count: int) -> dict[str, int]:
    return {f"n{one}": one for one in range(count)}


def test_full_disk_keeps_nothing_of_the_import_and_goes_on_reading(small_disk: Path) -> None:
    store = EmbeddedStore(small_disk / "store")
    put(store, {"a": 10})
    batch = batch_of(store, drafts(many(20_000)), name="large.csv")
    filler = fill(small_disk)
    with pytest.raises(StoreFull, match=r"nothing was kept\. Make room"):
        store.publish(batch, by="Ana", now=hour(1))
    assert shown(store) == {"a": 10}
    assert (store.verify().damaged, store.verify().orphans) == ((), ())
    filler.unlink()
    store.publish(batch, by="Ana", now=hour(1))
    assert len(shown(store)) == 20_001


@pytest.mark.parametrize("free_pages", [0, 1, 2, 4, 8, 12, 16, 24, 32, 48])
def test_disk_that_fills_at_any_step_keeps_all_or_nothing(small_disk: Path, free_pages: int) -> None:
    store = EmbeddedStore(small_disk / "store")
    put(store, {"a": 10})
    batch = batch_of(store, drafts(many(300)), name="large.csv")
    filler = fill(small_disk)
    os.truncate(filler, filler.stat().st_size - free_pages * 4096)
    try:
        store.publish(batch, by="Ana", now=hour(1))
        expected = 301
    except StoreFull:
        expected = 1
    assert len(shown(store)) == len(shown(EmbeddedStore(store.folder))) == expected
    assert (store.verify().damaged, store.verify().orphans) == ((), ())


@pytest.mark.parametrize("step", ["prepare_manifest", "Ledger.append"])
def test_import_that_fails_after_its_folder_got_its_name_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, {"a": 10})

    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(f"data.store.embedded.{step}", fails)
        with pytest.raises(StoreFull):
            put(store, {"b": 20}, at=1)
    assert (store.verify().damaged, store.verify().orphans) == ((), ())
    assert sorted(path.name for path in store.folder.iterdir()) == ["files", "ledger.sqlite", "lock", "manifest.json"]
    assert shown(store) == {"a": 10}


@pytest.mark.skipif(sys.platform == "win32", reason="limits are of POSIX; until Windows is in our tests")
@pytest.mark.parametrize("limit", [1_000, 3_000, 9_000, 20_000, 60_000])
def test_file_size_limit_keeps_nothing_of_the_import(tmp_path: Path, limit: int) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, {"a": 10})
    told, count = run(LIMITED, store.place, str(limit), "20000").splitlines()
    assert told.startswith(f"full: {store.place}: the disk takes no more")
    assert count == "1"
    assert (store.verify().damaged, store.verify().orphans) == ((), ())


def test_disk_mounted_read_only_is_read_and_not_written(small_disk: Path) -> None:
    put(EmbeddedStore(small_disk / "store"), {"a": 10})
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    store = EmbeddedStore(small_disk / "store")
    assert shown(store) == {"a": 10}
    assert store.verify().is_sound
    with pytest.raises(StoreReadOnly, match="can be read but not written here"):
        put(store, {"b": 20}, at=1)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of POSIX; until Windows is in our tests")
def test_folder_that_another_user_owns_is_read_and_not_written() -> None:
    # Not in the folder of pytest, which every run shuts to other users again.
    with tempfile.TemporaryDirectory() as made:
        store = EmbeddedStore(Path(made) / "store")
        put(store, {"a": 10})
        for path in (store.folder, *store.folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        Path(made).chmod(0o755)
        shows, refuses = run(UNPRIVILEGED, store.place).splitlines()
        for path in (store.folder, *store.folder.rglob("*")):
            path.chmod(0o755)
    assert shows == "{'a': 10} 1 True"
    assert refuses == f"read only: {store.place} can be read but not written here."


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(len(content) // 2, len(content) // 2 + 40):
        content[place] ^= 0xFF
    path.write_bytes(content)


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 7)


def zero_header(path: Path) -> None:
    with path.open("rb+") as file:
        file.write(b"\0" * 100)


def remove(path: Path) -> None:
    path.unlink()


DAMAGES: list[Callable[[Path], None]] = [flip, truncate, zero_header, remove]


def reads(folder: Path) -> dict[str, int]:
    return shown(EmbeddedStore(folder))


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [RECORDS, LEDGER])
def test_damaged_store_is_refused_with_the_last_good_backup(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, many(500))
    store.backup(tmp_path / "backup", by="Ana", now=hour(1))
    damage(store.folder / name)
    with pytest.raises(StoreDamaged, match=rf"{Path(name).name} .*last good backup is .*backup of 2024-07-01T13:00"):
        reads(store.folder)
    restored = restore_folder(tmp_path / "backup", tmp_path / "new")
    assert (restored.is_sound, reads(tmp_path / "new")) == (True, dict(sorted(many(500).items())))


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_file_is_found_by_verify(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, {"a": 10})
    damage(store.folder / RECORDS)
    found = store.verify()
    assert not found.is_sound
    assert RECORDS in found.damaged[0]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_manifest_is_found_and_made_again_from_the_ledger(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, {"a": 10})
    damage(store.folder / MANIFEST)
    assert MANIFEST in store.verify().damaged[0]
    with pytest.raises(StoreDamaged, match=MANIFEST):
        store.snapshot()
    assert reads(store.folder) == {"a": 10}
    assert store.verify().is_sound


def test_store_without_backup_says_so(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, {"a": 10})
    flip(store.folder / RECORDS)
    with pytest.raises(StoreDamaged, match="No backup of it is known here"):
        reads(store.folder)


def test_backup_of_a_damaged_store_is_not_kept(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, {"a": 10})
    store.backup(tmp_path / "good", by="Ana", now=hour(1))
    flip(store.folder / RECORDS)
    with pytest.raises(StoreDamaged, match=r"not sound and was not kept.*last good backup is .*good"):
        store.backup(tmp_path / "bad", by="Ana", now=hour(2))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good", "store"]


def test_damaged_backup_is_neither_restored_nor_named(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, {"a": 10})
    for number, name in enumerate(("first", "second"), 1):
        store.backup(tmp_path / name, by="Ana", now=hour(number))
    truncate(tmp_path / "second" / RECORDS)
    with pytest.raises(StoreDamaged, match="is damaged itself"):
        restore_folder(tmp_path / "second", tmp_path / "new")
    flip(store.folder / RECORDS)
    with pytest.raises(StoreDamaged, match=r"last good backup is .*first"):
        reads(store.folder)


def test_backup_does_not_overwrite(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("keep me")
    with pytest.raises(RequestRefused, match="is not empty"):
        store.backup(tmp_path / "full", by="Ana", now=hour(1))
    assert (tmp_path / "full" / "letter.txt").read_text() == "keep me"


def test_full_disk_keeps_no_part_of_a_backup(tmp_path: Path, small_disk: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, {"a": 10})
    fill(small_disk)
    with pytest.raises(StoreFull):
        store.backup(small_disk / "backup", by="Ana", now=hour(1))
    assert sorted(path.name for path in small_disk.iterdir()) == ["filler"]


def test_line_taken_out_of_the_audit_trail_is_noticed(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    for number in range(3):
        store.note("login", {}, by="Ben", now=hour(number))
    connection = sqlite3.connect(store.folder / LEDGER)
    with pytest.raises(sqlite3.IntegrityError, match="the ledger only grows"):
        connection.execute("DELETE FROM ledger WHERE sequence = 2")
    connection.execute("DROP TRIGGER ledger_is_not_erased")
    connection.execute("DELETE FROM ledger WHERE sequence = 2")
    connection.commit()
    connection.close()
    assert "line 3 of the ledger does not follow line 1" in store.verify().damaged[0]
    with pytest.raises(StoreDamaged, match="line 3 of the ledger"):
        reads(store.folder)


def test_folder_with_other_things_never_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(RequestRefused, match=r"not a store and not empty \(it holds letter.txt\)"):
        EmbeddedStore(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_store_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store in"):
        EmbeddedStore(tmp_path / "nowhere", create=False)
    assert list(tmp_path.iterdir()) == []
