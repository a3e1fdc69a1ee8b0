"""kill -9 while importing: what was acknowledged is there whole, and nothing else is there in part."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.store.embedded import EmbeddedStore
from data.store.layout import FILES, STAGING
from data.store.verify import verify_folder
from tests.data.store.importer import RECORDS, figures
from tests.data.store.invented import put, shown

ROOT = Path(__file__).resolve().parents[3]
IMPORTS = 40
RANDOM_KILLS, STAGED_KILLS, RENAMED_KILLS = 60, 25, 25
LONGEST_SECONDS = 0.25

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX; until Windows is in our tests")


def start(folder: Path, run: int, *, step: str = "") -> subprocess.Popen[str]:
    module = "tests.data.store.importer"
    command = [sys.executable, "-m", module, str(folder), str(run), str(IMPORTS), *([step] if step else [])]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def release(child: subprocess.Popen[str]) -> None:
    """Let a child that has loaded everything begin to import."""
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    child.stdin.write("go\n")
    child.stdin.flush()


def kill(child: subprocess.Popen[str]) -> list[str]:
    """Kill a child and return the imports that it was told are safe."""
    child.send_signal(signal.SIGKILL)
    said, _ = child.communicate(timeout=60)
    return said.splitlines()


def check(folder: Path, safe: list[str]) -> None:
    """Hold a store against the imports acknowledged so far; the last one cut off may be there too, but whole."""
    store = EmbeddedStore(folder)
    entries = store.imports()
    names = [entry.file_name for entry in entries]
    assert set(safe) <= set(names)
    assert {entry.records for entry in entries} <= {RECORDS + 1}
    expected: dict[str, int] = {}
    for name in names:
        run, number = name.removeprefix("invented ").removesuffix(".csv").split("-")
        expected |= figures(run, int(number))
    assert shown(store) == dict(sorted(expected.items()))
    assert store.verify().damaged == ()


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST_SECONDS
    while not condition() and time.monotonic() < until:
        pass


def moments(folder: Path) -> list[Callable[[], None]]:
    """Return when to kill: at random, while a file is being written, just after its folder got its name."""
    luck = random.Random(20240701)
    files, staging = folder / FILES, folder / STAGING

    def at_random() -> None:
        time.sleep(luck.uniform(0.0, LONGEST_SECONDS))

    def when_staged() -> None:
        time.sleep(luck.uniform(0.0, LONGEST_SECONDS / 4))
        wait_for(lambda: staging.exists())

    def when_renamed() -> None:
        time.sleep(luck.uniform(0.0, LONGEST_SECONDS / 4))
        before = len(list(files.iterdir()))
        wait_for(lambda: len(list(files.iterdir())) > before)

    every = [at_random] * RANDOM_KILLS + [when_staged] * STAGED_KILLS + [when_renamed] * RENAMED_KILLS
    luck.shuffle(every)
    return every


@pytest.mark.timeout(900)
def test_nothing_is_lost_and_nothing_is_partial_over_a_hundred_kills(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    put(EmbeddedStore(folder), figures("0", 0), name="invented 0-0.csv")
    safe, unshown, kills = ["invented 0-0.csv"], 0, moments(folder)
    waiting = start(folder, 1)
    for run, moment in enumerate(kills, 1):
        child, waiting = waiting, start(folder, run + 1)
        release(child)
        moment()
        safe += kill(child)
        unshown += bool(verify_folder(folder).damaged)
        check(folder, safe)
    kill(waiting)
    stray = len(EmbeddedStore(folder).verify().orphans)
    print(f"{len(kills)} kills, {len(safe)} acknowledged, {stray} between rename and commit, {unshown} just after it")
    assert len(kills) >= 100
    assert len(safe) > len(kills) // 3
    assert stray > 0


@pytest.mark.parametrize(
    ("step", "is_in"),
    [
        ("before writing", False),
        ("after writing", False),
        ("before renaming", False),
        ("after renaming", False),
        ("before preparing", False),
        ("after preparing", False),
        ("before committing", False),
        ("after committing", True),
        ("before showing", True),
        ("after showing", True),
    ],
)
def test_import_is_whole_or_absent_at_each_step(tmp_path: Path, step: str, is_in: bool) -> None:
    folder = tmp_path / "store"
    put(EmbeddedStore(folder), figures("0", 0), name="invented 0-0.csv")
    child = start(folder, 1, step=step)
    release(child)
    assert child.wait(timeout=60) == -signal.SIGKILL
    assert kill(child) == []
    store = EmbeddedStore(folder)
    assert [entry.file_name for entry in store.imports()][1:] == (["invented 1-0.csv"] if is_in else [])
    check(folder, ["invented 0-0.csv"])
    put(store, figures("2", 0), name="invented 2-0.csv")
    check(folder, ["invented 0-0.csv", "invented 2-0.csv"])


def test_folder_left_between_rename_and_commit_is_named_and_never_read(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    put(EmbeddedStore(folder), figures("0", 0), name="invented 0-0.csv")
    child = start(folder, 1, step="before committing")
    release(child)
    assert child.wait(timeout=60) == -signal.SIGKILL
    kill(child)
    assert verify_folder(folder).orphans == (f"{FILES}/000002/records.parquet",)
    assert verify_folder(folder).damaged == ()
