"""The keyboard alone gets everywhere: Tab stops at all that can be used, and arrows lead through each choice."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server
from tests.browser.test_links import PAGES, settled_words

pytestmark = pytest.mark.browser

NUMBER_THEM = """() => {
    const one = "a[href], button, input, select, textarea, summary, iframe, [tabindex='0'], [role=button]";
    const isSeen = element => {
        const box = element.getBoundingClientRect();
        const look = getComputedStyle(element);
        return box.width > 1 && box.height > 1 && look.visibility !== "hidden" && !element.disabled &&
            !element.closest("[inert], [aria-hidden=true]");
    };
    const found = [...document.querySelectorAll(one)].filter(isSeen).filter(element => element.tabIndex >= 0)
        .filter(element => element.type !== "radio" || element.checked);
    // Of the buttons of one choice, arrows lead from the first to the others.
    const groups = new Map();
    found.forEach((element, place) => {
        const group = element.closest("[role=radiogroup]") || element;
        groups.has(group) || groups.set(group, place);
        element.dataset.stop = groups.get(group);
    });
    document.activeElement.blur();
    const name = element => (element.getAttribute("aria-label") || element.innerText || element.tagName).slice(0, 60);
    return Object.fromEntries([...groups.values()].map(place => [place, name(found[place])]));
}"""
WHERE = "() => document.activeElement.dataset.stop"


@pytest.mark.parametrize(
    "name", ["Situation", "Movements", "Evacuation", "Briefing", "Protection", "Records", "Imports"]
)
def test_tab_stops_at_all_that_can_be_used(page: Page, server: Server, name: str) -> None:
    path = "" if name == "Situation" else name.lower()
    page.goto(f"{server.address}/{path}{PAGES[name]}")
    settled_words(page)
    names = page.evaluate(NUMBER_THEM)
    reached = set()
    for _ in range(len(names) + 60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(WHERE))
    assert len(names) > 10
    assert [text for place, text in names.items() if place not in reached] == []


def test_an_event_is_chosen_by_arrow_and_space(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/?day=2025-11-20")
    settled_words(page)
    page.get_by_role("radio", name="Hurricane Melissa 2025").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.wait_for_url("**event=beryl-2024**")
