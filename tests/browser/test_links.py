"""A link copied from any page shows the same in a browser that has never been here."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, Watch, open_from_menu, reader
from tests.browser.test_situation_screen import rest

pytestmark = pytest.mark.browser

MAIN = "[data-testid='stMain']"
PAGES = {
    "Situation": "?event=dorian-2019&day=2019-09-14&measure=in_shelter&place=BHS&classes=quantile",
    "Country": "?day=2025-06-30&place=HTI&since=2025-01-01&series=people_in_need",
    "Movements": "?day=2024-12-31&place=TTO&people=migrants&direction=from",
    "Evacuation": "?event=beryl-2024&day=2024-07-05&place=GRD&near=GD-10&room_for=storm&back_by=2024-09-02",
    "Briefing": "?day=2025-06-30&place=HTI&audience=public",
    "Needs": "?day=2025-06-30&place=HTI",
    "Protection": "?day=2025-06-30&place=GUY",
    "Diaspora": "?day=2025-06-30&place=GUY",
    "Trends": "?day=2025-06-30&measure=new_displacements&compare=season&cause=storm",
    "Records": "?day=2025-06-30&place=HTI&measure=idps",
    "Why sources differ": "?day=2023-12-31&place=HTI&measure=idps",
    "Sources": "?day=2025-06-30&country=JAM,BHS",
    "Imports": "?day=2025-06-30&language=fr",
}


def settled_words(page: Page) -> str:
    """Return what the page says once it has said the same for a second."""
    expect(page.locator(MAIN).get_by_role("heading").first).to_be_visible(timeout=60_000)
    said = ""
    for _ in range(60):
        rest(page)
        page.wait_for_timeout(500)
        now = page.locator(MAIN).inner_text()
        if now == said:
            return now
        said = now
    raise AssertionError("the page never rests")


@pytest.mark.parametrize("name", PAGES)
def test_a_link_shows_the_same_in_a_fresh_browser(
    page: Page, browser: Browser, server: Server, watch: Watch, name: str
) -> None:
    page.goto(f"{server.address}/{PAGES[name]}")
    rest(page)
    if "language" not in PAGES[name] and name != "Situation":
        open_from_menu(page, name)
    elif name != "Situation":
        page.goto(f"{server.address}/{name.lower()}{PAGES[name]}")
    shown, link = settled_words(page), page.url
    assert len(shown) > 100

    context = reader(browser)
    fresh = context.new_page()
    watch.follow(context, fresh)
    fresh.goto(link)
    assert settled_words(fresh) == shown
    context.close()
    assert (watch.outside_requests, watch.console_errors) == ([], [])
