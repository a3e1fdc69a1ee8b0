"""Movements as a person meets it: arrows and points are drawn, a choice repaints them in place, and no click errs."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import Server, Watch
from tests.browser.test_situation_screen import MAP, middle, rest

pytestmark = pytest.mark.browser

DAY = "day=2025-11-20"


def open_part(page: Page, server: Server, address: str) -> FrameLocator:
    """Go to a part of the page and return the frame of its map once that is drawn."""
    page.goto(f"{server.address}/movements?{DAY}&{address}")
    frame = page.frame_locator(MAP)
    frame.locator(".tracker-map[data-painted][data-areas]").wait_for(timeout=60_000)
    rest(page)
    return frame


def test_a_quick_choice_repaints_the_arrows_without_drawing_the_map_anew(
    page: Page, server: Server, watch: Watch
) -> None:
    frame = open_part(page, server, "moves=pairs")
    assert frame.locator(".tracker-flow[data-flow]").count() == 15
    page.evaluate("selector => { document.querySelector(selector).contentWindow.kept = true; }", MAP)

    page.get_by_role("radio", name="Venezuelans").or_(page.get_by_text("Venezuelans", exact=True)).first.click()

    expect(frame.locator('.tracker-flow[data-flow="VEN>TTO"]')).to_have_count(1)
    expect(frame.locator('.tracker-flow[data-flow="HTI>BHS"]')).to_have_count(0)
    assert page.evaluate("selector => document.querySelector(selector).contentWindow.kept", MAP)
    assert (watch.outside_requests, watch.failed_requests, watch.console_errors) == ([], [], [])


def test_a_click_on_a_country_outside_the_region_opens_nothing(page: Page, server: Server) -> None:
    frame = open_part(page, server, "moves=pairs")
    before = page.url
    page.mouse.click(*middle(frame.locator('.tracker-end[data-code="VEN"]').first))
    rest(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    assert page.url == before


def test_missing_migrants_are_fetched_as_points(page: Page, server: Server, watch: Watch) -> None:
    frame = open_part(page, server, "moves=missing")
    expect(frame.locator(".tracker-map")).to_have_attribute("data-sites", "50")
    assert (watch.outside_requests, watch.failed_requests, watch.console_errors) == ([], [], [])


def test_bands_and_their_labels_stay_on_a_phone(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_part(page, server, "moves=pairs")
    chart = page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first
    box = chart.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
