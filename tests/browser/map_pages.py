"""Pages with nothing but the map, served for a browser test, and what the tests do on them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from dashboard.maps.assets import STATIC
from dashboard.maps.base_map import base_map

ROOT = Path(__file__).resolve().parents[2]
SETTLED_MS = 600
FRAME = 'iframe[title="streamlit_folium.st_folium"]'


@contextmanager
def served(app: str, folder: Path) -> Iterator[str]:
    """Serve one of the pages in ``apps`` from a folder that has our static files beside it; yields its address."""
    base_map()  # publishes scripts, boundaries and words
    shutil.copytree(STATIC, folder / "static")
    shutil.copy(ROOT / "tests" / "browser" / "apps" / app, folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(folder / app), "--server.port", str(port)]
    with (folder / "log").open("wb") as log:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("The page with the map does not answer.")


def open_map(page: Page, address: str) -> FrameLocator:
    """Go to the page and return the map's frame once areas and values are drawn."""
    page.goto(address)
    frame = page.frame_locator(FRAME)
    frame.locator(".tracker-map[data-painted][data-areas]").wait_for(timeout=30_000)
    page.wait_for_timeout(SETTLED_MS)
    return frame


def painted(frame: FrameLocator) -> str:
    """Return when the map was painted last."""
    return str(frame.locator(".tracker-map").get_attribute("data-painted"))


def choose(page: Page, frame: FrameLocator, words: str) -> None:
    """Click a filter and wait until the map has taken it in."""
    before = painted(frame)
    page.get_by_text(words, exact=True).click()
    expect(frame.locator(".tracker-map")).not_to_have_attribute("data-painted", before)
    page.wait_for_timeout(SETTLED_MS)


def view_of(frame: FrameLocator) -> object:
    """Return zoom and centre."""
    script = "() => { const c = map.getCenter(); return [map.getZoom(), c.lat.toFixed(4), c.lng.toFixed(4)]; }"
    return frame.locator("body").evaluate(script)


def middle(mark: Locator) -> tuple[float, float]:
    """Return the middle of a mark in pixels of the page."""
    box = mark.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
