"""The browser of the tests reaches this machine only, and says what a page asked for beyond it."""

import socket
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watch
from tests.browser.find_chromium import NoBrowserError, find_chromium

pytestmark = pytest.mark.browser


def test_an_outside_address_is_refused_and_noted(page: Page, watch: Watch) -> None:
    page.goto("data:text/html,<img src='https://example.org/tile.png'>", wait_until="load")
    assert watch.outside_requests == ["https://example.org/tile.png"]
    assert watch.failed_requests == []


def test_an_answer_that_never_comes_is_noted(page: Page, watch: Watch) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        style = f"http://127.0.0.1:{silent.getsockname()[1]}/map.css"
        page.goto(f"data:text/html,<img src='{style}'>", wait_until="load")
    assert watch.outside_requests == []
    assert watch.failed_requests == [f"{style}: net::ERR_CONNECTION_REFUSED"]


def test_an_error_in_the_console_is_noted(page: Page, watch: Watch) -> None:
    page.goto("data:text/html,<script>console.error('no legend'); undrawn()</script>", wait_until="load")
    assert watch.console_errors == ["no legend", "undrawn is not defined"]


def test_a_browser_that_is_named_wrongly_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRACKER_CHROMIUM", str(tmp_path / "chromium"))
    with pytest.raises(NoBrowserError, match=r"TRACKER_CHROMIUM names .*, which is not a file"):
        find_chromium()
