"""Close-ups beside the map: what is too small or too far off is read at once. All figures are invented."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.map_pages import choose, middle, open_map, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def map_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the page with the map."""
    with served("map_app.py", tmp_path_factory.mktemp("map")) as address:
        yield address


def radii(frame: FrameLocator, selector: str) -> dict[str, float]:
    found: dict[str, float] = frame.locator(selector).evaluate_all(
        """marks => Object.fromEntries(
            marks.map(mark => [mark.dataset.code || mark.dataset.inset, mark.getBBox().width / 2]))"""
    )
    return found


def test_four_close_ups_have_the_shades_and_circles_of_the_map(page: Page, watch: Watch, map_address: str) -> None:
    frame = open_map(page, map_address)

    titles = frame.locator(".tracker-insets .frame .title").all_text_contents()
    assert titles == ["Bermuda", "Belize373,262", "Grenadines", "Guyana1,345"]
    large, small = radii(frame, ".tracker-circle[data-code]"), radii(frame, ".inset-circle")
    assert set(small) == {"BLZ", "VCT", "GRD", "GUY"}
    assert small == pytest.approx({code: large[code] for code in small}, abs=0.5)  # Leaflet draws whole pixels
    fills = "paths => Object.fromEntries(paths.map(path => [path.dataset.code || path.dataset.inset, path.style.fill]))"
    shown = frame.locator(".inset-area").evaluate_all(fills)
    on_map = frame.locator(".tracker-area").evaluate_all(fills)
    assert {"BZ-CY", "GD-10", "VC-06", "GY-UT"} <= set(shown)
    assert shown == {code: on_map[code] for code in shown}
    carriacou = frame.locator('.inset-area[data-inset="GD-10"]').first.bounding_box()
    small_one = frame.locator('.tracker-area[data-code="GD-10"]').bounding_box()
    assert carriacou is not None
    assert small_one is not None
    assert carriacou["height"] > 2 * small_one["height"]
    assert (watch.failed_requests, watch.console_errors) == ([], [])


def test_close_ups_follow_a_filter_and_answer_pointer_and_click(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)
    choose(page, frame, "2024")
    large, small = radii(frame, ".tracker-circle[data-code]"), radii(frame, ".inset-circle")
    assert small == pytest.approx({code: large[code] for code in small}, abs=0.5)  # Leaflet draws whole pixels
    circle = frame.locator('.inset-circle[data-inset="VCT"]')

    page.mouse.move(*middle(circle))
    expect(frame.locator(".tracker-tip strong")).to_have_text("St. Vincent & Grenadines")
    page.mouse.click(*middle(circle))

    page.get_by_text("clicked: {'act': 'place', 'area': 'VCT', 'country': 'VCT', 'level': 'country'").wait_for()


def test_a_close_ups_name_zooms_the_map_there_by_keyboard(page: Page, map_address: str) -> None:
    frame = open_map(page, map_address)

    frame.locator(".tracker-insets .title", has_text="Bermuda").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(900)

    north, south = frame.locator("body").evaluate("() => [map.getBounds().getNorth(), map.getBounds().getSouth()]")
    assert 32.4 < north < 33
    assert 31.8 < south < 32.3


def test_the_map_of_a_state_has_no_close_ups(page: Page, map_address: str) -> None:
    frame = open_map(page, f"{map_address}/?country=GRD")

    expect(frame.locator(".tracker-insets")).to_be_hidden()


def test_a_phone_shows_close_ups_only_when_asked(page: Page, map_address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    frame = open_map(page, map_address)
    expect(frame.locator(".tracker-insets .frames")).to_be_hidden()

    frame.get_by_role("button", name="Close-ups").click()

    expect(frame.locator(".tracker-insets .frame")).to_have_count(4)
    expect(frame.locator(".tracker-insets .frames")).to_be_visible()
