"""The real app and a real browser that can reach this machine and nothing else."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    expect,
    sync_playwright,
)

from tests.browser.find_chromium import find_chromium

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60
HERE = ("127.0.0.1", "localhost")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@dataclass(frozen=True)
class Server:
    """A dashboard that was started for the tests."""

    address: str
    store: Path
    log: Path


@dataclass
class Watch:
    """What a page did beside showing something; each list is empty when all is well."""

    outside_requests: list[str] = field(default_factory=list)
    failed_requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext, page: Page) -> None:
        """Refuse every address but this machine's, and note what the page asks for in vain."""
        context.route("**/*", self._answer)
        page.on("websocket", lambda line: None if _is_here(line.url) else self.outside_requests.append(line.url))
        page.on("requestfailed", self._note_failure)
        page.on("response", lambda reply: self.failed_requests.append(reply.url) if _has_failed(reply) else None)
        page.on("console", self._note_complaint)
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))

    def _answer(self, route: Route) -> None:
        if _is_here(route.request.url):
            route.continue_()
        else:
            self.outside_requests.append(route.request.url)
            route.abort()

    def _note_failure(self, request: Request) -> None:
        # A page that is left gives up what it was still loading; that is no failure.
        if _is_here(request.url) and request.failure != "net::ERR_ABORTED":
            self.failed_requests.append(f"{request.url}: {request.failure}")

    def _note_complaint(self, line: ConsoleMessage) -> None:
        if line.type == "error" and not _looks_for_the_app(line.location["url"]):
            self.console_errors.append(line.text)


def _has_failed(reply: Response) -> bool:
    return reply.status >= 400 and not _looks_for_the_app(reply.url)


def _looks_for_the_app(url: str) -> bool:
    """Return whether Streamlit's page asks below its own address: it cannot know at which level the app begins."""
    return re.fullmatch(r"/[a-z]+/_stcore/(health|host-config)", urlsplit(url).path) is not None


def _is_here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname in HERE


def start_server(folder: Path, *, options: tuple[str, ...] = ()) -> tuple[Server, subprocess.Popen[bytes]]:
    """Start the dashboard on a free port with a store of its own, and wait until it answers."""
    port = _free_port()
    server = Server(f"http://127.0.0.1:{port}", folder / "store", folder / "server.log")
    command = [sys.executable, "-m", "dashboard", "--server.port", str(port), *options]
    with server.log.open("wb") as log:
        environment = {**os.environ, "TRACKER_STORE": str(server.store)}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_it_answers(server, process)
    except BaseException:
        stop_server(process)
        raise
    return server, process


def reader(browser: Browser, **settings: Any) -> BrowserContext:
    """Return a fresh browser profile on a desk in Kingston, whose midnight is five hours after that of Greenwich.

    Args:
        browser: where it is made.
        settings: what is different, as Playwright's ``new_context`` takes it.
    """
    usual = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "timezone_id": "America/Jamaica"}
    return browser.new_context(**{**usual, "service_workers": "block", **settings})


def open_from_menu(page: Page, name: str) -> None:
    """Open a page by its name in the menu, among the names that the window is too narrow for if need be."""
    link, more = page.get_by_role("link", name=name, exact=True), page.get_by_test_id("stTopNavSection")
    expect(link.or_(more).first).to_be_visible(timeout=PATIENCE_S * 1000)
    page.wait_for_timeout(500)  # the menu is laid out once more when the page is as wide as it will be
    if link.count() == 0:
        more.click()
        link = page.get_by_role("menuitem", name=name, exact=True)
    link.click()


def stop_server(process: "subprocess.Popen[bytes]") -> None:
    """Stop a dashboard that `start_server` started."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_it_answers(server: Server, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"The dashboard does not answer. It said:\n{server.log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return the dashboard, started once for all tests with an empty store of its own."""
    server, process = start_server(tmp_path_factory.mktemp("server"))
    yield server
    stop_server(process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium."""
    executable = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Watch:
    """Return what `page` asked for and complained of, for the same test."""
    return Watch()


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Page]:
    """Return a page of 1440 by 900 in a fresh browser profile that can reach this machine only."""
    context = reader(browser)
    page = context.new_page()
    watch.follow(context, page)
    yield page
    context.close()
