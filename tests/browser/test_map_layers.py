"""The further layers of the map in a browser: movements, sites, ports and airports. All figures are invented."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.map_pages import SETTLED_MS, choose, open_map, served

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
    page.get_by_text("clicked: {'act': 'place', 'area': 'VEN', 'country': 'VEN', 'level': 'outside'").wait_for()
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


def test_3000_sites_are_one_canvas_and_redraw_within_400_ms(
    page: Page, watch: Watch, map_address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    received: list[int] = []
    page.on("websocket", lambda line: line.on("framereceived", lambda content: received.append(len(content))))
    frame = open_map(page, f"{map_address}/?country=HTI")
    choose(page, frame, "sites")
    expect(frame.locator(".tracker-map")).to_have_attribute("data-sites", "3000")
    assert frame.locator("canvas.tracker-points").count() < 5
    page.evaluate("() => addEventListener('click', () => (window.clickedAt = Date.now()), true)")

    took, sizes = [], []
    for year in ("2024", "2025", "2024", "2025", "2024", "2023", "2024"):
        drawn = frame.locator(".tracker-map").get_attribute("data-sites-painted")
        received.clear()
        page.get_by_text(year, exact=True).click()
        expect(frame.locator(".tracker-map")).not_to_have_attribute("data-sites-painted", str(drawn))
        page.wait_for_timeout(SETTLED_MS)
        drawn = frame.locator(".tracker-map").get_attribute("data-sites-painted")
        took.append(int(str(drawn)) - page.evaluate("() => window.clickedAt"))
        sizes.append(sum(received))
    redraw = frame.locator("body").evaluate("() => trackerMap.timeSites(20)")

    with capsys.disabled():
        print(
            f"\n3,000 sites: click to redrawn {sorted(took)} ms, canvas alone {redraw:.1f} ms, websocket {sizes} bytes"
        )
    assert sorted(took)[len(took) // 2] < 1000, "the aim is 400 ms; this machine may be shared"
    assert redraw < 400
    assert max(sizes) < 12_000
    assert (watch.failed_requests, watch.console_errors) == ([], [])


def test_a_site_is_read_with_the_pointer(page: Page, map_address: str) -> None:
    frame = open_map(page, f"{map_address}/?country=HTI")
    choose(page, frame, "sites")
    expect(frame.locator(".tracker-map")).to_have_attribute("data-sites", "3000")
    frame.locator("body").evaluate("() => map.setView([18.6, -72.3], 12, {animate: false})")
    box = frame.locator(".tracker-map").bounding_box()
    assert box is not None

    x, y, title, figure = frame.locator("body").evaluate(
        """() => { const size = map.getSize();
        const middle = map.containerPointToLayerPoint(size.divideBy(2));
        const [x, y, point] = trackerMap.sitesSeen().sort((a, b) =>
            Math.hypot(a[0] - middle.x, a[1] - middle.y) - Math.hypot(b[0] - middle.x, b[1] - middle.y))[0];
        const at = map.layerPointToContainerPoint([x, y]);
        return [at.x, at.y, point.title, point.lines[0]]; }"""
    )
    page.mouse.move(box["x"] + x, box["y"] + y)

    expect(frame.locator(".tracker-tip strong")).to_have_text(title)
    expect(frame.locator(".tracker-tip .line")).to_have_text(figure)


def test_ports_and_airports_are_signs_that_tell_how_far_they_are_and_can_be_switched_off(
    page: Page, watch: Watch, map_address: str
) -> None:
    frame = open_map(page, map_address)
    choose(page, frame, "storm")
    signs = frame.locator(".leaflet-signs-pane .tracker-transport")
    expect(signs.first).to_be_attached()
    expect(frame.locator(".tracker-legend .tracker-transport")).to_have_count(2)
    frame.locator("body").evaluate("() => map.setView([12.05, -61.75], 11, {animate: false})")
    at = """() => { const port = trackerMap.hits().find(hit => hit.key === 'GDSGE');
        const at = map.latLngToContainerPoint(port.at); return [at.x, at.y]; }"""
    box = frame.locator(".tracker-map").bounding_box()
    assert box is not None

    x, y = frame.locator("body").evaluate(at)
    page.mouse.move(box["x"] + x, box["y"] + y)

    expect(frame.locator(".tracker-tip strong")).to_have_text("St. George")
    expect(frame.locator(".tracker-tip .line")).to_have_text(["port \u00b7 GDSGE", "57.8 km away (invented)"])
    frame.get_by_role("button", name="Tools").click()
    frame.get_by_label("Ports and airports").uncheck()
    expect(signs).to_have_count(0)
    expect(frame.locator(".tracker-legend .tracker-transport")).to_have_count(0)
    assert (watch.outside_requests, watch.console_errors) == ([], [])
