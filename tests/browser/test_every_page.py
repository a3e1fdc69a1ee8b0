"""Every page of the menu as a person meets it: it draws, nothing is asked of another machine, and axe finds no fault.

A new page is visited as soon as it stands in the menu. The pictures of all of them are kept in ``results``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import Server, Watch, reader

pytestmark = pytest.mark.browser

RESULTS = Path(__file__).parent / "results"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RUN_AXE = "() => axe.run({resultTypes: ['violations']}).then(result => result.violations)"
LAPTOP, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
MAP = 'iframe[title="streamlit_folium.st_folium"]'

ALLOWED = {
    # Streamlit's own field for files: a <section> that takes no keys, beside a button that does. The role changes
    # nothing for a reader, for the section has a name of its own; nothing in it can be set from here.
    ("presentation-role-conflict", "stFileUploaderDropzone"),
}
"""What axe may find, as the rule and a part of the element, each with the reason."""


@dataclass(frozen=True)
class Look:
    """A window and a theme."""

    name: str
    window: ViewportSize
    theme: str


VISITS = {
    "region": ("day=2025-11-20", (Look("laptop-light", LAPTOP, "light"), Look("phone-dark", PHONE, "dark"))),
    "event": (
        "event=dorian-2019&day=2019-09-14&measure=in_shelter&place=BHS",
        (Look("laptop-dark", LAPTOP, "dark"), Look("phone-light", PHONE, "light")),
    ),
    "unit": ("day=2025-06-30&place=HTI/HT-CE&against=2023-12-31", (Look("laptop-light", LAPTOP, "light"),)),
}
"""Addresses with the looks in which their pages are taken: all four looks of every page, and choice and content."""


@pytest.fixture(scope="module")
def menu(server: Server, browser: Browser) -> list[str]:
    """Return the addresses of the pages, as the app itself announces them."""
    announced: list[str] = []

    def listen(frame: bytes | str) -> None:
        message = ForwardMsg()
        message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
        if message.WhichOneof("type") == "navigation":
            announced[:] = [page.url_pathname for page in message.navigation.app_pages]

    context = reader(browser)
    page = context.new_page()
    page.on("websocket", lambda line: line.on("framereceived", listen))
    page.goto(server.address)
    rest(page)
    context.close()
    assert len(announced) > 5
    return announced


@pytest.mark.parametrize("visit", VISITS)
@pytest.mark.timeout(900)
def test_every_page_draws_alone_and_without_a_barrier(
    visit: str, menu: list[str], page: Page, server: Server, watch: Watch
) -> None:
    address, looks = VISITS[visit]
    faults: list[str] = []
    for name in menu:
        page.set_viewport_size(looks[0].window)
        page.goto(f"{server.address}/{name}?{address}")
        rest(page)
        faults += [f"{name}: {text}" for text in page.locator('[data-testid="stException"]').all_inner_texts()]
        for look in looks:
            faults += [f"{name}, {look.name}: {fault}" for fault in seen_as(page, look)]
            keep_picture(page, f"{name or 'first'}-{visit}-{look.name}")

    assert not faults, "\n".join(faults)
    assert (watch.outside_requests, watch.failed_requests, watch.console_errors) == ([], [], [])


def rest(page: Page) -> None:
    """Wait until the page and its map have nothing more to do."""
    page.locator('[data-testid="stMain"] :is(h1, h2)').first.wait_for(timeout=60_000)
    page.wait_for_timeout(300)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    if page.locator(MAP).count():
        page.frame_locator(MAP).first.locator(".tracker-map[data-painted][data-areas]").wait_for(timeout=60_000)
    page.wait_for_timeout(300)


def seen_as(page: Page, look: Look) -> Iterator[str]:
    """Yield what axe finds on the page in a window and theme, but what is allowed."""
    page.set_viewport_size(look.window)
    page.emulate_media(color_scheme="dark" if look.theme == "dark" else "light", reduced_motion="reduce")
    rest(page)
    for frame in page.frames:
        frame.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE)
    for violation in found:
        for node in violation["nodes"]:
            if not any(violation["id"] == rule and part in node["html"] for rule, part in ALLOWED):
                yield f"{violation['id']}: {node['html'][:200]} ({node['failureSummary']})"


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page, which scrolls inside the window."""
    window = page.viewport_size or LAPTOP
    height = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size(ViewportSize(width=window["width"], height=min(int(height) + 60, 8000)))
    page.wait_for_timeout(300)
    RESULTS.mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / f"{name}.png")
    page.set_viewport_size(window)
