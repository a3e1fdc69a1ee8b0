"""The map's tools in a browser, by keyboard: search, distance, picture, print, full screen. Figures are invented."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import FrameLocator, Page, expect

from geo.distances import distances_km
from tests.browser.conftest import Watch
from tests.browser.map_pages import choose, open_map, served

pytestmark = pytest.mark.browser

KINGSTON, GEORGETOWN = (17.9971, -76.7936), (6.8046, -58.1553)


@pytest.fixture(scope="module")
def map_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the page with the map."""
    with served("map_app.py", tmp_path_factory.mktemp("map")) as address:
        yield address


def centre(frame: FrameLocator) -> tuple[float, float]:
    lat, lng = frame.locator("body").evaluate("() => { const c = map.getCenter(); return [c.lat, c.lng]; }")
    return lat, lng


FOUND = {
    "st elizabeth": ("Saint ElizabethJamaica", (18.05, -77.7)),
    "PORT-AU": ("Port-au-PrinceHaiti", (18.54, -72.34)),
    "curaçao": ("Curaçao", (12.2, -68.97)),
    "curacao": ("Curaçao", (12.2, -68.97)),
    "petite mart": ("Petite MartiniqueGrenada", (12.53, -61.38)),
    "carriacou": ("Southern Grenadine IslandsCarriacou, Grenada", (12.48, -61.45)),
}


def test_a_place_is_found_by_keyboard_without_accents_or_capitals(page: Page, watch: Watch, map_address: str) -> None:
    frame = open_map(page, map_address)
    frame.get_by_role("button", name="Search a place").focus()
    page.keyboard.press("Enter")
    for typed, (first, near) in FOUND.items():
        page.keyboard.press("Control+A")
        page.keyboard.type(typed)
        expect(frame.get_by_role("option").first).to_have_text(first)

        page.keyboard.press("Enter")
        page.wait_for_timeout(300)

        assert centre(frame) == pytest.approx(near, abs=0.3)
    page.keyboard.press("Escape")
    expect(frame.locator(".tracker-search")).to_be_hidden()
    assert (watch.outside_requests, watch.console_errors) == ([], [])


def test_a_place_that_is_not_there_is_told(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    frame.get_by_role("button", name="Search a place").click()
    page.keyboard.type("atlantis")

    expect(frame.get_by_role("option")).to_have_text("No place of this name")


def open_menu(page: Page, frame: FrameLocator, item: str) -> None:
    frame.get_by_role("button", name="Tools").focus()
    page.keyboard.press("Enter")
    for _ in range(4):
        if frame.locator("*:focus").text_content() == item:
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_a_distance_by_keyboard_and_by_clicks_is_that_on_the_ellipsoid(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    open_menu(page, frame, "Measure a distance")
    go = "(body, at) => map.setView(at, 7, {animate: false})"
    frame.locator("body").evaluate(go, KINGSTON)
    page.keyboard.press("Enter")
    frame.locator("body").evaluate(go, GEORGETOWN)
    page.keyboard.press("Enter")

    km = float(distances_km(*KINGSTON, to_latitudes=GEORGETOWN[0], to_longitudes=GEORGETOWN[1]))
    found = float(str(frame.locator(".tracker-measure").get_attribute("data-km")))
    assert found == pytest.approx(km, abs=0.2)  # the view is kept to whole pixels
    expect(frame.locator(".tracker-measure output")).to_have_text(f"{found:,.0f} km")

    box = frame.locator(".tracker-map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 400, box["y"] + 200)
    more = float(str(frame.locator(".tracker-measure").get_attribute("data-km")))
    assert more > found
    assert page.get_by_text("clicked: {}").count() == 1
    page.keyboard.press("Escape")
    expect(frame.locator(".tracker-measure")).to_be_hidden()
    assert frame.locator(".tracker-ruler").count() == 0


FAR = [((32.3, -64.78), (1.2, -59.0)), ((17.25, -88.77), (13.18, -59.54)), ((12.05, -61.75), (12.05, -61.75))]


def test_distances_are_those_of_our_own_geodesy(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    script = "(body, pairs) => pairs.map(([from, to]) => trackerMap.distanceKm(L.latLng(from), L.latLng(to)))"

    found = frame.locator("body").evaluate(script, FAR)

    expected = [float(distances_km(*start, to_latitudes=end[0], to_longitudes=end[1])) for start, end in FAR]
    assert found == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("what", ["both", "storm", "flows"])
def test_a_picture_is_what_is_seen_with_title_and_sources(page: Page, map_address: str, what: str) -> None:
    frame = open_map(page, map_address)
    if what != "both":
        choose(page, frame, what)
    seen = frame.locator(".tracker-map").screenshot()
    with page.expect_download() as download:
        open_menu(page, frame, "Save a picture")

    assert re.fullmatch(r"invented_map-[0-9a-f]{24}\.png", download.value.suggested_filename)
    with Image.open(download.value.path()) as picture, Image.open(io.BytesIO(seen)) as screen:
        assert picture.width == 2 * screen.width
        extra = picture.height // 2 - screen.height
        assert 60 < extra < 120
        head = 48
        half = picture.convert("RGB").resize((picture.width // 2, picture.height // 2))
        body = half.crop((60, head + 4, screen.width - 160, head + screen.height - 130))
        same = screen.convert("RGB").crop((60, 4, screen.width - 160, screen.height - 130))
    # Letters are set a little differently on a canvas; everything else is the same.
    different = ImageChops.difference(body, same).convert("L").point(lambda shade: 255 * (shade > 60))
    assert ImageStat.Stat(different).mean[0] / 255 < 0.02


def test_a_print_is_the_same_sheet_on_a_light_ground(page: Page, map_address: str) -> None:
    frame = open_map(page, f"{map_address}/?embed=true&embed_options=dark_theme")
    frame.locator("body").evaluate("() => { window.print = () => (window.printed = true); }")
    open_menu(page, frame, "Print")
    page.wait_for_timeout(500)

    assert frame.locator("body").evaluate("() => window.printed === true")
    page.emulate_media(media="print")
    expect(frame.locator(".tracker-sheet")).to_be_visible()
    expect(frame.locator(".tracker-map")).to_be_hidden()
    page.emulate_media(media="screen")
    corner = "() => [...document.querySelector('.tracker-sheet').getContext('2d').getImageData(4, 4, 1, 1).data]"
    assert frame.locator("body").evaluate(corner) == [255, 255, 255, 255]
    frame.locator("body").evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert frame.locator(".tracker-sheet").count() == 0
    sea = frame.locator(".tracker-map").evaluate("map => getComputedStyle(map).backgroundColor")
    assert sea == "rgb(20, 35, 46)"


def seen_bounds(frame: FrameLocator) -> list[float]:
    script = "() => { const b = map.getBounds(); return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]; }"
    return list(frame.locator("body").evaluate(script))


def test_full_screen_fits_the_view_to_the_larger_frame(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    before = frame.locator("body").evaluate("() => map.getZoom()")
    open_menu(page, frame, "Full screen")
    page.wait_for_timeout(900)

    assert frame.locator("body").evaluate("() => Boolean(document.fullscreenElement)")
    assert frame.locator("body").evaluate("() => map.getSize().y") == 900
    assert frame.locator("body").evaluate("() => map.getZoom()") >= before + 0.5


def test_full_screen_keeps_all_of_what_the_reader_went_to(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    frame.locator("body").evaluate("(body, at) => map.setView(at, 8, {animate: false})", KINGSTON)
    west, _south, east, north = seen_bounds(frame)
    open_menu(page, frame, "Full screen")
    page.wait_for_timeout(900)

    larger = seen_bounds(frame)
    assert larger[0] <= west + 0.02
    assert larger[2] >= east - 0.02
    assert larger[3] >= north - 0.02
    assert centre(frame) == pytest.approx(KINGSTON, abs=0.5)


def test_a_layer_is_switched_off_by_keyboard_with_its_part_of_the_legend(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    legend = frame.locator(".tracker-legend")
    assert frame.locator(".tracker-circle").count() > 0
    assert legend.locator(".group-circle").count() == 1

    frame.get_by_role("button", name="Tools").focus()
    page.keyboard.press("Enter")
    for _ in range(8):
        if frame.locator("*:focus").get_attribute("name") == "circles":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")

    expect(frame.locator(".tracker-circle")).to_have_count(0)
    expect(legend.locator(".group-circle")).to_have_count(0)
    page.keyboard.press("Space")
    expect(legend.locator(".group-circle")).to_have_count(1)
