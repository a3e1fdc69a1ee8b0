"""The further layers of the map in a browser: movements, sites, ports and airports. All figures are invented."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.map_pages import choose, open_map, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def map_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the page with the map."""
    with served("map_app.py", tmp_path_factory.mktemp("map")) as address:
        yield address


def test_movements_are_arrows_whose_line_and_ends_are_read_and_clicked(
    page: Page, watch: Watch, map_address: str
) -> None:
    frame = open_map(page, map_address)
    choose(page, frame, "flows")
    expect(frame.locator('path[data-flow="VEN>TTO"]')).to_have_count(1)
    expect(frame.locator(".tracker-flow[data-flow]")).to_have_count(13)
    expect(frame.locator(".group-flow li")).to_have_text(["20,000", "10,000", "4,000"])
    at = "(code) => { const p = trackerMap.hits().find(h => h.%s === code); const c = map.latLngToContainerPoint(p.at);"
    box = frame.locator(".tracker-map").bounding_box()
    assert box is not None

    x, y = frame.locator("body").evaluate(f"(body, code) => ({at % 'key'} return [c.x, c.y]; }})(code)", "HTI>BHS")
    page.mouse.move(box["x"] + x, box["y"] + y)

    expect(frame.locator(".tracker-tip strong")).to_have_text("Haiti \u2192 Bahamas")
    expect(frame.locator(".tracker-tip .figure")).to_have_text("about 18,000 people (invented)")
    x, y = frame.locator("body").evaluate(f"(body, code) => ({at % 'code'} return [c.x, c.y]; }})(code)", "VEN")
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.get_by_text("clicked: {'area': 'VEN', 'country': 'VEN', 'level': 'outside'").wait_for()
    assert (watch.outside_requests, watch.console_errors) == ([], [])


def test_an_arrow_to_a_place_out_of_sight_ends_at_the_frame_with_its_name(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    choose(page, frame, "flows")
    expect(frame.locator(".tracker-name.is-end").filter(has_text="United States")).to_be_visible()

    edges = "() => trackerMap.flowEdges().map(({code, at}) => [code, map.latLngToContainerPoint(at)])"
    found = dict(frame.locator("body").evaluate(edges))

    assert found["USA"]["y"] == pytest.approx(16, abs=1)
    frame.locator("body").evaluate("() => map.setView([21, -77], 6, {animate: false})")
    moved = dict(frame.locator("body").evaluate(edges))
    assert moved["GUY"]["y"] > 300
    assert {"BHS", "VEN"}.isdisjoint(moved)
