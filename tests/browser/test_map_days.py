"""The days below the map: stepped by keyboard, played by the browser alone, and kept in the address."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import Server, Watch
from tests.browser.test_situation_screen import MAP, open_page, rest

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


def test_two_days_stand_side_by_side_on_one_scale_and_move_together(page: Page, server: Server, watch: Watch) -> None:
    page.goto(f"{server.address}/?day=2025-11-20&against=2023-12-31")
    maps = [page.frame_locator(MAP).nth(number) for number in range(2)]
    for one in maps:
        one.locator(".tracker-map[data-painted][data-areas]").wait_for(timeout=60_000)
    rest(page)

    titles = ["Internally displaced people, 31 Dec 2023", "Internally displaced people, 20 Nov 2025"]
    assert [one.locator(".tracker-legend .title").text_content() for one in maps] == titles
    haiti = [one.locator('.tracker-circle[data-code="HTI"]').bounding_box() for one in maps]
    assert haiti[0] is not None
    assert haiti[1] is not None
    assert haiti[0]["width"] < haiti[1]["width"]
    assert maps[0].locator(".tracker-days").is_hidden()
    assert maps[1].locator(".tracker-days").is_visible()

    maps[0].get_by_role("button", name="Zoom in").click()
    view = "() => { const c = map.getCenter(); return [map.getZoom(), c.lat.toFixed(2), c.lng.toFixed(2)].join(); }"
    page.wait_for_timeout(600)
    assert maps[0].locator("body").evaluate(view) == maps[1].locator("body").evaluate(view)
    expect(page.get_by_text("From 31 December 2023 to 20 November 2025")).to_be_visible()

    earlier = maps[0].locator('.tracker-circle[data-code="HTI"]').bounding_box()
    assert earlier is not None
    page.mouse.click(earlier["x"] + earlier["width"] / 2, earlier["y"] + earlier["height"] / 2)
    expect(page.get_by_role("heading", name="Haiti", exact=True)).to_be_visible()
    assert "place=HTI" in page.url
    assert (watch.outside_requests, watch.console_errors) == ([], [])


def test_another_day_and_other_shades_are_chosen_below_the_map(page: Page, server: Server) -> None:
    frame = open_page(page, server, "day=2025-11-20")
    before = frame.locator(".tracker-legend .sign-shade").all_text_contents()

    page.get_by_role("button", name="How the map is drawn").click()
    page.get_by_text("the same for every map").click()
    rest(page)
    assert "classes=fixed" in page.url
    assert frame.locator(".tracker-legend .sign-shade").all_text_contents() != before

    page.get_by_role("combobox", name="Another day beside it").click()
    page.get_by_role("option", name="31 December 2023").click()
    expect(page.locator(MAP)).to_have_count(2)
    assert "against=2023-12-31" in page.url
