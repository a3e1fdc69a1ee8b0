"""The map in a browser that reaches this machine only: it draws, repaints in place, keeps the view and answers a click.

All figures on it are invented; the page stands in ``apps/map_app.py``.
"""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.conftest import Watch
from tests.browser.map_pages import SETTLED_MS, choose, middle, open_map, painted, served, view_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def map_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the page with the map."""
    with served("map_app.py", tmp_path_factory.mktemp("map")) as address:
        yield address


def test_all_areas_draw_without_any_other_machine(page: Page, watch: Watch, map_address: str) -> None:
    frame = open_map(page, map_address)

    assert frame.locator("path.leaflet-interactive").count() >= 195
    expect(frame.locator(".tracker-legend .title")).to_have_text("Invented figures, 2023")
    expect(frame.locator(".tracker-credit")).to_contain_text("Natural Earth")
    assert (watch.outside_requests, watch.failed_requests, watch.console_errors) == ([], [], [])


def test_the_legend_covers_no_state_and_folds(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    legend = frame.locator(".tracker-legend").bounding_box()
    lowest = frame.locator('path.tracker-area[data-code="GY-UT"]').bounding_box()
    assert legend is not None
    assert lowest is not None
    assert lowest["y"] + lowest["height"] < legend["y"]

    frame.locator(".tracker-legend .title").click()

    expect(frame.locator(".tracker-legend .groups")).to_be_hidden()
    choose(page, frame, "2024")
    expect(frame.locator(".tracker-legend .groups")).to_be_hidden()


def test_a_filter_click_sends_values_only(page: Page, map_address: str) -> None:
    received: list[int] = []
    page.on("websocket", lambda line: _count(line, received))
    frame = open_map(page, map_address)
    choose(page, frame, "all units")
    received.clear()

    choose(page, frame, "2024")

    assert 4_000 < sum(received) < 15_000, received


def _count(line: WebSocket, received: list[int]) -> None:
    line.on("framereceived", lambda content: received.append(len(content)))


def test_the_map_is_never_blank_while_it_repaints(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    before = painted(frame)
    marker = frame.locator("body").evaluate("() => (window.stillHere = Math.random())")

    page.get_by_text("2025", exact=True).click()
    pictures = [frame.locator(".tracker-map").screenshot() for _ in range(12)]

    expect(frame.locator(".tracker-map")).not_to_have_attribute("data-painted", before)
    assert min(_land_share(picture) for picture in pictures) > 0.1
    assert frame.locator("body").evaluate("() => window.stillHere") == marker


def _land_share(picture: bytes) -> float:
    """Return the share of the picture that is not sea or empty white."""
    with Image.open(io.BytesIO(picture)) as image:
        small = image.convert("RGB").resize((200, 100))
        pixels = list(small.get_flattened_data())
    return sum(pixel not in {(223, 232, 236), (255, 255, 255)} for pixel in pixels) / len(pixels)


def test_zoom_and_centre_stay_when_a_filter_changes(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    frame.locator("body").evaluate("() => map.setView([15.2, -61.4], 8, {animate: false})")
    chosen = view_of(frame)

    choose(page, frame, "2024")

    assert view_of(frame) == chosen


def test_a_link_to_a_country_opens_on_it(page: Page, map_address: str) -> None:
    frame = open_map(page, f"{map_address}/?country=GRD")

    shown = frame.locator("body").evaluate("() => { const b = map.getBounds(); return [b.getSouth(), b.getNorth()]; }")
    assert 10 < shown[0] < 12.1
    assert 12.5 < shown[1] < 14


def test_a_click_on_a_small_islands_circle_tells_its_code(page: Page, map_address: str) -> None:
    frame = open_map(page, f"{map_address}/?country=GRD")
    circle = frame.locator('.tracker-circle[data-code="GD-10"]')
    expect(circle).to_have_count(1)

    page.mouse.click(*middle(circle))

    page.get_by_text("clicked: {'act': 'place', 'area': 'GD-10', 'country': 'GRD', 'level': 'unit'").wait_for()


def test_a_circle_of_three_pixels_is_hit_from_eight_pixels_away(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    x, y = middle(frame.locator('.tracker-circle[data-code="CYM"]'))

    page.mouse.click(x - 8, y)

    page.get_by_text("clicked: {'act': 'place', 'area': 'CYM', 'country': 'CYM', 'level': 'country'").wait_for()


def test_a_click_on_land_drills_to_its_country(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    choose(page, frame, "rates")

    page.mouse.click(*middle(frame.locator('path.tracker-area[data-code="GY-UT"]')))

    page.get_by_text("clicked: {'act': 'place', 'area': 'GUY', 'country': 'GUY', 'level': 'country'").wait_for()


def test_the_pointer_reads_figure_and_source(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)

    page.mouse.move(*middle(frame.locator('.tracker-circle[data-code="CYM"]')))

    tip = frame.locator(".tracker-tip")
    expect(tip).to_contain_text("Cayman Islands")
    expect(tip).to_contain_text("about 3,097 people (invented)")
    expect(tip).to_contain_text("invented source, round 3, 12 days old")


def test_not_counted_is_hatched_and_zero_is_not(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    choose(page, frame, "all units")

    fills = frame.locator("path.tracker-area").evaluate_all(
        "paths => Object.fromEntries(paths.map(path => [path.dataset.mark, path.style.fill]))"
    )
    assert "tracker-hatch" in fills["-"]
    assert fills["0"] == "var(--map-zero)"
    assert len(set(fills.values())) == 7


def test_units_without_a_polygon_have_a_mark(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    choose(page, frame, "all units")

    drawn = set(frame.locator("[data-code]").evaluate_all("marks => marks.map(mark => mark.dataset.code)"))
    assert {"BS-GC", "BS-HT", "LC-12", "VGB-X01", "CYM-X01", "MTQ-X01"} <= drawn


def test_a_figure_for_a_group_of_units_shades_and_answers_as_one(page: Page, map_address: str) -> None:
    frame = open_map(page, f"{map_address}/?country=BHS")
    frame.locator("body").evaluate(
        """() => { const content = trackerMap.content;
        content.circles = null;
        content.areas = {"BHS-G01": {mark: "1", figure: "9 people (invented)", note: ""}};
        trackerMap.draw(); }"""
    )

    marked = frame.locator("path.tracker-area[data-mark='1']").evaluate_all("paths => paths.map(p => p.dataset.code)")
    assert set(marked) == {"BS-CO", "BS-NO", "BS-SO", "BS-MI"}
    frame.locator('path.tracker-area[data-code="BS-CO"]').dispatch_event("click")
    page.get_by_text("clicked: {'act': 'place', 'area': 'BHS-G01', 'country': 'BHS', 'level': 'unit'").wait_for()


def test_keys_zoom_the_map(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    before = frame.locator("body").evaluate("() => map.getZoom()")

    frame.locator(".tracker-map").focus()
    page.keyboard.press("+")
    page.wait_for_timeout(SETTLED_MS)

    assert frame.locator("body").evaluate("() => map.getZoom()") == before + 1


def test_the_wheel_scrolls_the_page_until_the_map_is_chosen(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    is_on = "() => map.scrollWheelZoom.enabled()"
    assert frame.locator("body").evaluate(is_on) is False

    frame.locator(".tracker-map").focus()

    assert frame.locator("body").evaluate(is_on) is True


def test_the_map_follows_the_dark_theme(page: Page, map_address: str) -> None:
    frame = open_map(page, f"{map_address}/?embed=true&embed_options=dark_theme")

    sea = frame.locator(".tracker-map").evaluate("map => getComputedStyle(map).backgroundColor")
    assert sea == "rgb(20, 35, 46)"


def test_boundaries_that_do_not_arrive_are_told(page: Page, map_address: str) -> None:
    page.route("**/geo/areas-*", lambda route: route.abort())
    page.goto(map_address)

    note = page.frame_locator('iframe[title="streamlit_folium.st_folium"]').locator(".tracker-failed")
    expect(note).to_contain_text("could not be loaded")


def test_storm_and_shelters_are_drawn_and_told(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    choose(page, frame, "storm")

    assert frame.locator(".tracker-storm").all_text_contents()[:3] == ["TD", "TS", "TS"]
    expect(frame.locator(".tracker-shelter")).to_have_text(["12"])
    page.mouse.move(*middle(frame.locator(".tracker-storm").first))
    expect(frame.locator(".tracker-tip")).to_contain_text("30 Jun 00:00 UTC")


def test_clicks_leave_nothing_behind(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    count = "() => document.querySelectorAll('*').length + Object.keys(map._layers).length"
    for year in ("2024", "2025", "2023", "2024", "2023", "2025"):
        choose(page, frame, year)
    before = frame.locator("body").evaluate(count)

    frame.locator("body").evaluate("() => { for (let n = 0; n < 200; n++) trackerMap.draw(); }")

    assert frame.locator("body").evaluate(count) == before
    themes = (
        "() => [...document.querySelectorAll('style')].map(s => s.textContent).filter(t => /primary-color:/.test(t))"
    )
    assert len(frame.locator("body").evaluate(themes)) <= 2
    assert frame.locator("body").evaluate("() => window.feature_group.length") == 1


def test_hostile_names_and_figures_stay_text(page: Page, watch: Watch, map_address: str) -> None:
    frame = open_map(page, map_address)
    hostile = "<img src=x onerror=window.hit=1>${window.hit=1}`</script><script>window.hit=1</script>"
    frame.locator("body").evaluate(
        """(body, text) => { const content = trackerMap.content;
        Object.assign(content, {names: {CYM: text}, summary: text});
        Object.values(content.circles).forEach(row => Object.assign(row, {figure: text, note: text, printed: text}));
        content.legend = {title: text, entries: [["note", text, ""]]};
        trackerMap.draw(); }""",
        hostile,
    )
    page.mouse.move(*middle(frame.locator('.tracker-circle[data-code="CYM"]')))

    expect(frame.locator(".tracker-tip strong")).to_have_text(hostile)
    expect(frame.locator(".tracker-legend .title")).to_have_text(hostile)
    assert frame.locator("body").evaluate("() => window.hit === undefined")
    assert watch.failed_requests == []
