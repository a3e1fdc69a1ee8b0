"""A start touches no network once the lock is installed, and a changed lock is installed again."""

import hashlib
import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "environment.py"
Commands = list[list[str]]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the set-up script with two invented locks and an environment that is there already."""
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    locks = {purpose: tmp_path / f"{purpose}.txt" for purpose in ("run", "test")}
    for purpose, lock in locks.items():
        lock.write_text(f"invented-{purpose}==1.0\n", encoding="utf-8")
    python = tmp_path / "python"
    python.touch()
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "VENV_PYTHON", python)
    monkeypatch.setattr(module, "LOCKS", locks)
    return module


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Return the commands that the script gives, which all succeed and do nothing."""
    given: Commands = []
    monkeypatch.setattr(subprocess, "run", _noting(given, returncode=0))
    return given


def _noting(given: Commands, *, returncode: int) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[bytes]:
        given.append(command)
        return subprocess.CompletedProcess(command, returncode)

    return run


def test_a_second_start_gives_no_command(environment: ModuleType, commands: Commands) -> None:
    environment.main(["run"])
    assert ["--require-hashes", "--requirement", str(environment.LOCKS["run"])] == commands[-1][-3:]
    commands.clear()
    environment.main(["run"])
    assert commands == []


def test_a_changed_lock_is_installed(environment: ModuleType, commands: Commands) -> None:
    environment.main(["run"])
    environment.LOCKS["run"].write_text("invented-run==1.1\n", encoding="utf-8")
    commands.clear()
    environment.main(["run"])
    assert commands[-1][-1] == str(environment.LOCKS["run"])


def test_what_the_checks_need_includes_what_the_dashboard_needs(environment: ModuleType, commands: Commands) -> None:
    environment.main(["test"])
    commands.clear()
    environment.main(["run"])
    assert commands == []


def test_the_stamp_is_the_hash_of_the_lock(environment: ModuleType, commands: Commands) -> None:
    environment.main(["run"])
    assert commands
    stamp = (environment.VENV / "run-lock.sha256").read_text(encoding="ascii")
    assert stamp == hashlib.sha256(b"invented-run==1.0\n").hexdigest()


def test_a_failed_installation_is_tried_again(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    given: Commands = []
    monkeypatch.setattr(subprocess, "run", _noting(given, returncode=1))
    with pytest.raises(SystemExit, match=r"run\.txt could not be installed"):
        environment.main(["run"])
    assert not environment.is_installed("run")


def test_an_old_python_is_told_so(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed; this is Python"):
        environment.main(["run"])


def test_another_purpose_is_refused(environment: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"environment\.py run, or environment\.py test"):
        environment.main(["deploy"])
