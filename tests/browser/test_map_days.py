"""The days below the map: stepped by keyboard, played by the browser alone, and kept in the address."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import Server, Watch
from tests.browser.test_situation_screen import open_page, rest

pytestmark = pytest.mark.browser

SHELTERS = "measure=in_shelter&day=2025-11-20"


def circles(frame: FrameLocator) -> int:
    return frame.locator(".tracker-circle:not(.is-not-counted)").count()


@pytest.fixture
def messages(page: Page) -> Callable[[], list[int]]:
    """Return what tells the sizes of the messages since it was asked last."""
    received: list[int] = []
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: received.append(len(frame))))

    def since() -> list[int]:
        new = received[:]
        received.clear()
        return new

    return since


def test_playing_draws_each_day_and_asks_the_server_once(
    page: Page, server: Server, watch: Watch, messages: Callable[[], list[int]]
) -> None:
    frame = open_page(page, server, "measure=in_shelter")
    messages()

    frame.get_by_role("button", name="Play the days").click()
    expect(frame.locator(".tracker-days output")).to_have_text("3 Apr 1996", timeout=15_000)
    rest(page)
    asked = messages()
    assert 5_000 < sum(asked) < 80_000
    expect(frame.locator(".tracker-legend .title")).to_have_text("People in shelters, 1 Aug 1997")
    assert circles(frame) > 0
    expect(frame.locator(".tracker-days output")).to_have_text("12 Sep 2004", timeout=5_000)
    assert sum(messages()) < 500
    assert "day=" not in page.url

    frame.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("People in shelters on", exact=False).first).to_contain_text("2004")
    rest(page)
    assert re.search(r"day=2004-\d\d-\d\d", page.url)
    assert watch.console_errors == []


def test_days_are_stepped_by_keyboard_and_back_returns(page: Page, server: Server) -> None:
    frame = open_page(page, server, SHELTERS)
    slider = frame.get_by_role("slider", name="Day")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "29 Oct 2025")
    expect(page.get_by_text("People in shelters on 29 October 2025")).to_be_visible()
    rest(page)
    assert "day=2025-10-29" in page.url
    assert frame.locator(":focus").get_attribute("type") == "range"
    expect(frame.locator(".tracker-legend .title")).to_have_text("People in shelters, 29 Oct 2025")

    page.go_back()
    expect(frame.locator(".tracker-days output")).to_have_text("20 Nov 2025")
    page.keyboard.press("End")
    expect(page.get_by_text("People in shelters on")).not_to_contain_text("2025")
    rest(page)
    assert "day=" not in page.url


def test_the_scale_is_the_same_on_every_day(page: Page, server: Server) -> None:
    def legend_of(address: str) -> list[str]:
        frame = open_page(page, server, f"measure=in_shelter&{address}")
        return frame.locator(".tracker-legend li").all_inner_texts()

    told = [legend_of(f"day={day}") for day in ("2025-11-20", "2024-07-05")]
    assert told[0] == told[1]
    assert "not counted" in told[0]


def test_who_wants_little_motion_gets_no_fading(page: Page, server: Server) -> None:
    page.emulate_media(reduced_motion="reduce")
    frame = open_page(page, server, SHELTERS)
    fading = frame.locator(".tracker-area").first.evaluate("path => getComputedStyle(path).transitionDuration")
    assert fading in ("0s", "")
