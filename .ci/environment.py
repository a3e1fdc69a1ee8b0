"""Bring .venv to the locked packages; when it has them already, do nothing and ask nobody.

Runs on the bare Python of a machine, on every system, from any folder:

    python3 .ci/environment.py run     what the dashboard needs
    python3 .ci/environment.py test    what the checks need, which includes the former
    python3 .ci/environment.py engines what Spark needs, beside what the checks need
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {
    "run": ROOT / "requirements.txt",
    "test": ROOT / "tests" / "requirements.txt",
    "engines": ROOT / "tests" / "engines" / "requirements.txt",
}
OLDEST = (3, 11)


def main(arguments: list[str]) -> None:
    """Install the lock for one purpose, ``run``, ``test`` or ``engines``, unless it is installed."""
    if sys.version_info < OLDEST:
        sys.exit("Python 3.11 or newer is needed; this is Python " + sys.version.split()[0] + ".")
    if arguments not in (["run"], ["test"], ["engines"]):
        sys.exit("Say what for: environment.py run, or environment.py test, or environment.py engines")
    purpose = arguments[0]
    if not VENV_PYTHON.exists():
        # Debian keeps ensurepip in a package of its own; the machine's own pip can then fill the new environment.
        venv.create(VENV, clear=True, symlinks=os.name != "nt", with_pip=has_module("ensurepip"))
    if not is_installed(purpose):
        install(purpose)


def is_installed(purpose: str) -> bool:
    """Tell whether the lock was installed as it stands now; only files of this folder are read."""
    stamp = stamp_of(purpose)
    return stamp.exists() and stamp.read_text(encoding="ascii") == sha256(LOCKS[purpose])


def install(purpose: str) -> None:
    """Install the lock with every hash checked, then note which lock that was."""
    print("Installing the locked packages into .venv; this needs the internet, once, for about a minute.", flush=True)
    lock = LOCKS[purpose]
    options = ["install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement", str(lock)]
    if subprocess.run([*pip(), *options], check=False).returncode != 0:
        sys.exit(f"The packages of {lock.name} could not be installed; the reason stands above.")
    for done in ("run", "test") if purpose == "test" else (purpose,):
        stamp_of(done).write_text(sha256(LOCKS[done]), encoding="ascii")


def pip() -> list[str]:
    """Return the command that fills .venv: its own pip, else the machine's.

    Raises:
        SystemExit: neither has pip; the message names the package to install.
    """
    own = [str(VENV_PYTHON), "-m", "pip"]
    if subprocess.run([*own, "--version"], capture_output=True, check=False).returncode == 0:
        return own
    if has_module("pip"):
        return [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON)]
    sys.exit("This Python has neither ensurepip nor pip. On Debian and Ubuntu: apt-get install python3-venv")


def has_module(name: str) -> bool:
    """Tell whether this Python can import a module."""
    return importlib.util.find_spec(name) is not None


def stamp_of(purpose: str) -> Path:
    """Return the file that holds the hash of the lock last installed."""
    return VENV / f"{purpose}-lock.sha256"


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
