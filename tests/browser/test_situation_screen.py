"""The Situation page as a person meets it, in a browser that reaches this machine only, over the figures that ship."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import Server, Watch, reader
from tests.browser.wire import counted

pytestmark = pytest.mark.browser

MAP = 'iframe[title="streamlit_folium.st_folium"]'
DAY = "day=2025-11-20"
MOST_BYTES = 12_000
WATCH_THE_MAP = """selector => {
    const first = document.querySelector(selector);
    window.mapWatch = {frames: 0, fewest: Infinity, gone: 0};
    const look = () => {
        const now = document.querySelector(selector);
        const paths = now === first ? now.contentDocument.querySelectorAll("path.leaflet-interactive").length : 0;
        window.mapWatch.frames += 1;
        window.mapWatch.fewest = Math.min(window.mapWatch.fewest, paths);
        window.mapWatch.gone += now === first ? 0 : 1;
        requestAnimationFrame(look);
    };
    look();
}"""


def open_page(page: Page, server: Server, address: str = DAY) -> FrameLocator:
    """Go to an address and return the map's frame once the map is drawn and the page is at rest."""
    page.goto(f"{server.address}/?{address}")
    frame = page.frame_locator(MAP)
    frame.locator(".tracker-map[data-painted][data-areas]").wait_for(timeout=60_000)
    rest(page)
    return frame


def rest(page: Page) -> None:
    """Wait until the page has nothing more to do."""
    page.wait_for_timeout(250)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(500)


def choose_measure(page: Page, label: str) -> None:
    """Take another measure in the sidebar and wait until the map shows it."""
    box = page.get_by_test_id("stSidebar").get_by_role("combobox").first
    box.click()
    box.fill(label)
    page.get_by_role("option", name=label, exact=True).click()
    expect(page.frame_locator(MAP).locator(".tracker-legend .title")).to_contain_text(label)
    rest(page)


def figures(page: Page) -> list[str]:
    """Return the four headline figures."""
    return page.get_by_test_id("stMain").locator("h3").all_inner_texts()[:4]


def middle(mark: Locator) -> tuple[float, float]:
    box = mark.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def view_of(frame: FrameLocator) -> object:
    script = "() => { const c = map.getCenter(); return [map.getZoom(), c.lat.toFixed(4), c.lng.toFixed(4)]; }"
    return frame.locator("body").evaluate(script)


def test_the_first_screen_draws_without_any_other_machine(page: Page, server: Server, watch: Watch) -> None:
    frame = open_page(page, server)

    assert frame.locator("path.leaflet-interactive").count() >= 195
    expect(frame.locator(".tracker-legend .title")).to_have_text("Internally displaced people, 20 Nov 2025")
    expect(page.get_by_role("heading", name="Caricom")).to_be_visible()
    assert figures(page) == ["about 1,300,451", "more than about 15,000", "more than 1,400", "903,499"]
    assert (watch.outside_requests, watch.failed_requests, watch.console_errors) == ([], [], [])


def test_a_filter_click_sends_little(page: Page, server: Server) -> None:
    received: list[bytes] = []
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: received.append(_bytes(frame))))
    with counted(server.address) as wire:
        open_page(page, replace(server, address=wire.address))
        received.clear()
        before = wire.received

        choose_measure(page, "People in shelters")

        sent = wire.received - before
    print(f"a filter click: {sent} bytes of {sum(map(len, received))} before they are packed; {_heaviest(received)}")
    assert 3_000 < sent < MOST_BYTES, _heaviest(received)


def _bytes(frame: bytes | str) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


def _heaviest(frames: list[bytes]) -> str:
    """Return what the bytes were for, the most first."""
    sizes: Counter[str] = Counter()
    for frame in frames:
        message = ForwardMsg()
        message.ParseFromString(frame)
        delta = message.delta
        is_element = delta.WhichOneof("type") == "new_element"
        sizes[str(delta.new_element.WhichOneof("type") if is_element else message.WhichOneof("type"))] += len(frame)
    return ", ".join(f"{name} {size}" for name, size in sizes.most_common(8))


def test_the_map_is_the_same_and_never_blank_while_a_filter_changes(page: Page, server: Server) -> None:
    frame = open_page(page, server)
    frame.locator("body").evaluate("() => { map.setView([18.3, -74.1], 7, {animate: false}); }")
    page.wait_for_timeout(500)
    view, shots = view_of(frame), []
    page.evaluate(WATCH_THE_MAP, MAP)

    page.get_by_test_id("stSidebar").get_by_role("combobox").first.click()
    page.get_by_role("option", name="New displacements", exact=True).click()
    shots = [page.locator(MAP).screenshot() for _ in range(8)]
    expect(frame.locator(".tracker-legend .title")).to_contain_text("New displacements")
    rest(page)

    seen = page.evaluate("() => window.mapWatch")
    assert seen["frames"] > 10
    assert (seen["gone"], seen["fewest"] >= 195) == (0, True), seen
    assert max(_commonest_share(shot) for shot in shots) < 0.95
    assert view_of(frame) == view


def _commonest_share(picture: bytes) -> float:
    """Return the share of the picture that has one and the same colour: nearly all of it where nothing is drawn."""
    with Image.open(io.BytesIO(picture)) as image:
        colours = image.convert("RGB").getcolors(maxcolors=2**24) or []
    return max(count for count, _colour in colours) / sum(count for count, _colour in colours)


def test_the_course_is_the_same_drawing_while_a_filter_changes_its_marks(page: Page, server: Server) -> None:
    open_page(page, server)
    drawing = page.locator('[data-testid="stVegaLiteChart"] svg')
    expect(drawing).to_have_count(1)
    drawing.evaluate("svg => { svg.dataset.known = 'yes'; }")
    before = _symbols(page)

    choose_measure(page, "People in shelters")

    expect(drawing).to_have_attribute("data-known", "yes")
    assert _symbols(page) != before


def test_days_of_the_course_are_those_of_the_records_five_hours_behind_greenwich(page: Page, server: Server) -> None:
    open_page(page, server, f"{DAY}&measure=in_shelter")
    assert page.evaluate("() => new Date(2025, 0).getTimezoneOffset()") == 300
    told = _symbols(page)
    assert any(words.startswith("Jamaica, 11 Nov 2025: ") for words in told), told

    choose_measure(page, "New displacements")

    years = page.locator('[data-testid="stVegaLiteChart"] .role-axis-label text').all_text_contents()
    assert (years[0], years[9]) == ("2016", "2025"), years


def _symbols(page: Page) -> list[str]:
    """Return what the course tells of each of its marks."""
    marks = page.locator('[data-testid="stVegaLiteChart"] [role="graphics-symbol"][aria-label]')
    told: list[str] = marks.evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    return told


def test_an_event_is_one_click_away(page: Page, server: Server, watch: Watch) -> None:
    frame = open_page(page, server)

    page.get_by_role("radio", name="Hurricane Beryl 2024").click()
    expect(frame.locator(".tracker-legend .title")).to_have_text("People in shelters, 5 Jul 2024")
    rest(page)

    assert figures(page)[1] == "about 1,859"
    assert frame.locator(".tracker-storm").count() > 10
    assert "event=beryl-2024" in page.url
    assert watch.console_errors == []


def test_a_link_shows_another_person_the_same_numbers(page: Page, server: Server, browser: Browser) -> None:
    frame = open_page(page, server)
    page.get_by_role("radio", name="Hurricane Dorian 2019").click()
    expect(frame.locator(".tracker-legend .title")).to_have_text(re.compile("People in shelters, 14 Sept? 2019"))
    rest(page)
    link, shown, drawn = page.url, figures(page), _drawn(frame)

    context = reader(browser)
    other = context.new_page()
    other_frame = open_page(other, server, link.partition("?")[2])

    assert figures(other) == shown == ["\u2013", "about 1,976", "about 5,000", "17,847"]
    assert _drawn(other_frame) == drawn
    context.close()


def _drawn(frame: FrameLocator) -> list[str]:
    """Return the codes of all circles that stand for people, with their size."""
    script = "marks => marks.map(mark => `${mark.dataset.code} ${mark.getBoundingClientRect().width.toFixed(1)}`)"
    drawn: list[str] = frame.locator(".tracker-circle").evaluate_all(script)
    return sorted(drawn)


def test_a_click_drills_and_breadcrumb_and_back_return(page: Page, server: Server) -> None:
    frame = open_page(page, server)

    page.mouse.click(*middle(frame.locator('.tracker-circle[data-code="HTI"]')))
    expect(page.get_by_role("heading", name="Haiti")).to_be_visible()
    rest(page)
    assert "place=HTI" in page.url

    page.get_by_role("button", name="Region").click()
    expect(page.get_by_role("heading", name="Caricom")).to_be_visible()
    rest(page)
    assert "place" not in page.url

    page.go_back()
    expect(page.get_by_role("heading", name="Haiti")).to_be_visible()
    rest(page)
    assert figures(page)[0] == "about 1,300,000"


def test_a_number_tells_how_it_was_made(page: Page, server: Server) -> None:
    open_page(page, server, "event=beryl-2024&day=2024-07-05&measure=in_shelter")

    page.get_by_role("button", name="How this number was made").nth(1).click()

    making = page.get_by_test_id("stPopoverBody")
    expect(making).to_contain_text("people present in collective shelters at the date (CCCM MED Guide)")
    expect(making).to_contain_text("Counted: 3 of 22 states.")
    expect(making).to_contain_text("Our Today (ODPEM), 3 Jul 2024: a triangulation figure: shown, never added")
    expect(making).to_contain_text("another source for the same people; sources are not added")
    expect(making.get_by_text("Guyana Times (CDEMA)").first).to_be_attached()


def test_the_table_is_downloaded_under_a_name_nobody_guesses(page: Page, server: Server, tmp_path: Path) -> None:
    open_page(page, server, "event=dorian-2019&day=2019-09-14&measure=in_shelter&place=BHS")
    page.get_by_text("Table of the map").click()

    with page.expect_download() as coming:
        page.get_by_test_id("stDownloadButton").get_by_role("button").click()

    name, file = coming.value.suggested_filename, tmp_path / "table.csv"
    coming.value.save_as(file)
    assert re.fullmatch(r"in_shelter-2019-09-14-[\w-]{20,}\.csv", name)
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    assert rows[1].startswith("New Providence,BS-NP,1902,")
    assert sum(",not counted," in row for row in rows) == 22


@pytest.fixture
def phone(browser: Browser, watch: Watch) -> Iterator[Page]:
    """Return a page as wide as a phone."""
    context = reader(browser, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    watch.follow(context, page)
    yield page
    context.close()


def test_a_phone_needs_no_sideways_scroll(phone: Page, server: Server, watch: Watch) -> None:
    frame = open_page(phone, server)

    widths = phone.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    main = phone.get_by_test_id("stMain").evaluate("main => [main.scrollWidth, main.clientWidth]")
    assert widths[0] <= widths[1] == 390
    assert main[0] <= main[1]
    inside = frame.locator("body").evaluate("body => [body.ownerDocument.documentElement.scrollWidth, innerWidth]")
    assert inside[0] <= inside[1]
    assert watch.console_errors == []


def test_charts_follow_the_theme_when_it_changes(page: Page, server: Server, watch: Watch) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{server.address}/trends?{DAY}")
    sign = page.locator(".chart-sign span").first
    sign.wait_for(timeout=60_000)
    rest(page)
    light = sign.get_attribute("style") or ""
    assert light

    page.emulate_media(color_scheme="dark")
    expect(sign).not_to_have_attribute("style", light, timeout=15_000)
    assert watch.console_errors == []


def test_a_day_that_is_typed_is_kept_when_another_choice_is_pressed_next(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/movements")
    page.get_by_role("radio", name="Venezuelans").wait_for(timeout=60_000)
    rest(page)
    parts = page.get_by_test_id("stSidebar").get_by_role("spinbutton")
    for place, text in enumerate(("31", "12", "2024")):
        parts.nth(place).click()
        page.keyboard.type(text)

    page.get_by_role("radio", name="Venezuelans").click()

    expect(page).to_have_url(re.compile("origin=VEN"))
    rest(page)
    assert "day=2024-12-31" in page.url
