"""A briefing as one file opens from a disk, in a browser that reaches nothing, and holds map, tooltips and tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route

from dashboard.briefings.content import Briefing
from dashboard.briefings.requests import BriefingRequest, scope_of
from dashboard.briefings.web_page import web_page
from dashboard.briefings.workshop import Workshop
from data.filled_store import open_filled_store
from tests.browser.conftest import reader
from tests.dashboard.briefings.hostile import made_hostile

pytestmark = pytest.mark.browser

NOW = datetime(2025, 12, 1, tzinfo=UTC)
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RUN_AXE = "() => axe.run({resultTypes: ['violations']}).then(result => result.violations.map(one => one.id))"


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    store = open_filled_store(str(tmp_path_factory.mktemp("briefing") / "store"), now=NOW)
    request = BriefingRequest(scope_of(["BHS"], "dorian-2019"), date(2019, 9, 30))
    return Workshop(store).draft(request, now=NOW)


@dataclass
class Lonely:
    """A page of a browser without any network, and all that it asked for or complained of."""

    page: Page
    wishes: list[str] = field(default_factory=list)

    def refuse(self, route: Route) -> None:
        self.wishes.append(route.request.url)
        route.abort()

    def dismiss(self, box: Dialog) -> None:
        self.wishes.append(box.message)
        box.dismiss()


@pytest.fixture
def lonely(browser: Browser) -> Iterator[Lonely]:
    context = reader(browser, offline=True)
    lonely = Lonely(context.new_page())
    context.route(lambda address: not address.startswith(("file:", "data:")), lonely.refuse)
    lonely.page.on("console", lambda line: lonely.wishes.append(line.text))
    lonely.page.on("pageerror", lambda error: lonely.wishes.append(str(error)))
    lonely.page.on("dialog", lonely.dismiss)
    yield lonely
    context.close()


def opened(lonely: Lonely, briefing: Briefing, folder: Path) -> Page:
    path = folder / "briefing.html"
    path.write_bytes(web_page(briefing))
    lonely.page.goto(path.as_uri())
    return lonely.page


def test_the_page_opens_from_a_disk_and_asks_for_nothing(lonely: Lonely, briefing: Briefing, tmp_path: Path) -> None:
    page = opened(lonely, briefing, tmp_path)
    assert page.title() == briefing.title
    assert page.evaluate("[...document.fonts].filter(face => face.status === 'loaded').length") >= 2
    for block in briefing.blocks():
        for card in getattr(block, "cards", ()):
            assert page.get_by_text(card.figure, exact=True).first.is_visible()
    tips = page.locator(".is-wide circle title").all_text_contents()
    assert any(tip.startswith("Abaco\nabout 5,000") for tip in tips)
    fold = page.locator("figure details").first
    assert not fold.locator("table").is_visible()
    fold.locator("summary").click()
    assert fold.get_by_role("cell", name="about 5,000").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    assert lonely.wishes == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_telephone_gets_maps_of_its_own_and_axe_finds_no_fault(
    lonely: Lonely, briefing: Briefing, tmp_path: Path, scheme: str
) -> None:
    lonely.page.set_viewport_size({"width": 390, "height": 844})
    lonely.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = opened(lonely, briefing, tmp_path)
    assert page.locator(".is-tall").first.is_visible()
    assert not page.locator(".is-wide").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []


def test_no_text_of_a_briefing_becomes_markup_or_runs(lonely: Lonely, briefing: Briefing, tmp_path: Path) -> None:
    page = opened(lonely, made_hostile(briefing), tmp_path)
    assert page.locator("script, img:not(.logo), iframe, [onmouseover], [onerror]").count() == 0
    assert page.locator("a:not([href^='#']):not([href^='https://'])").count() == 0
    assert page.get_by_role("heading", level=1).inner_text().startswith('=HYPERLINK("http://evil.example","x")')
    assert "<script>alert(1)</script>" in page.locator("h1").inner_text()
    assert lonely.wishes == []
