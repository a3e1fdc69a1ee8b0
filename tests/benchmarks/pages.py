"""What a person waits for at each page: from the click in the menu until nothing changes any more."""

import statistics

from playwright.sync_api import Locator, Page

from tests.benchmarks.measuring import Measured, say, tell

PAGES = (
    "Country", "Movements", "Evacuation", "Briefing", "Needs", "Protection", "Diaspora", "Trends", "Records",
    "Why sources differ", "Sources", "Imports", "Situation",
)  # fmt: skip
PAGE_MS = {0: 1_000, 1_000_000: 1_500}
"""Reach of a page by the number of invented records; with none of them the store holds the figures that ship."""

_VISITS = 3


def bench_pages(page: Page, name: str, rows: int, *, watch: str, arguments: list[object]) -> None:
    """Open each page from the menu, several times.

    Args:
        page: on which a page of the dashboard rests.
        name: of the records.
        rows: how many invented ones.
        watch: script that gives the promise ``window.atRest``: milliseconds from the next click to the last change.
        arguments: of the script.
    """
    say(f"opening the pages: {name}")
    for title in PAGES:
        times = []
        for _ in range(_VISITS + 1):
            _entry(page, "Sources" if title == "Situation" else "Situation").click()
            page.wait_for_timeout(2_500)
            entry = _entry(page, title)
            page.evaluate(watch, arguments)
            entry.click()
            times.append(page.evaluate("window.atRest"))
        first, *later = times
        tell(Measured(f"{name}: the page {title}, opened first", first, "ms"))
        tell(
            Measured(f"{name}: the page {title}, opened again", statistics.median(later), "ms", None, PAGE_MS.get(rows))
        )


def _entry(page: Page, title: str) -> Locator:
    """Return an entry of the menu, out of those that the window is too narrow for if need be."""
    link = page.get_by_role("link", name=title, exact=True)
    if link.count() == 0:
        page.get_by_test_id("stTopNavSection").click()
        link = page.get_by_role("menuitem", name=title, exact=True)
    link.wait_for()
    return link
