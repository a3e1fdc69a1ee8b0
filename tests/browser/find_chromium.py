"""Find the Chromium or Chrome of this machine; ``--install`` fetches one where there is none.

``python -m tests.browser.find_chromium`` prints its path.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

VARIABLE = "TRACKER_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
PATIENCE_S = 600


class NoBrowserError(Exception):
    """No Chromium or Chrome was found; the message says how to name or install one."""


def find_chromium() -> Path:
    """Return the browser that the tests use: the one named, else on the path, else where it usually is.

    Raises:
        NoBrowserError: there is none, or TRACKER_CHROMIUM names a file that does not exist.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if not Path(named).is_file():
            raise NoBrowserError(f"{VARIABLE} names {named}, which is not a file.")
        return Path(named)
    for candidate in _candidates():
        if candidate.is_file():
            return candidate
    raise NoBrowserError(
        f"No Chromium or Chrome was found. Run `make install-test`, or set {VARIABLE} to the path of one."
    )


def install_chromium() -> Path:
    """Return the browser, fetched by Playwright's installer or the system's package manager where it is missing.

    Raises:
        NoBrowserError: neither could fetch one.
    """
    try:
        return find_chromium()
    except NoBrowserError:
        if os.environ.get(VARIABLE):
            raise
    for command in _install_commands():
        try:
            subprocess.run(command, check=True, timeout=PATIENCE_S)
            return find_chromium()
        except (OSError, subprocess.SubprocessError, NoBrowserError) as problem:
            print(f"{' '.join(command)}: {problem}", file=sys.stderr)
    return find_chromium()


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from map(Path, USUAL_PLACES)
    # Playwright knows where its own installer puts a browser; asking it takes a moment, so it comes last.
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    yield own


def _install_commands() -> list[list[str]]:
    may_install = os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    if not may_install:
        return [own]
    # A browser without the system's libraries would be found, and not start.
    return [[*own, "--with-deps"], ["apt-get", "update"], ["apt-get", "install", "--yes", "chromium"]]


if __name__ == "__main__":
    try:
        print(install_chromium() if "--install" in sys.argv[1:] else find_chromium())
    except NoBrowserError as problem:
        sys.exit(str(problem))
