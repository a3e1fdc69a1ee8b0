"""What a person waits for in a browser: the first map after a start, and a click on a filter, beside the naive twin."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from data.importing import import_bundled
from data.store.embedded import EmbeddedStore
from geo.gazetteer import AREAS_GEOJSON
from tests.benchmarks.measuring import ROOT, Measured, say, tell
from tests.benchmarks.pages import bench_pages
from tests.benchmarks.stores import fill
from tests.browser.conftest import SWITCHES, reader
from tests.browser.find_chromium import find_chromium
from tests.browser.wire import counted

FIRST_MAP_S, CLICK_BYTES, ENOUGH_RATIO, NAIVE_TO = 4.0, 12_000, 2.5, 1_000_000
FLAT = 1.1
"""So many times what the browser holds after a few clicks it may hold after many."""

CLICK_MS = {0: 180, 1_000_000: 220, 10_000_000: 300}
"""Reach of a click by the number of invented records; with none of them the store holds the figures that ship."""

_LABELS = ("People in shelters", "Internally displaced people")
_STARTS, _CLICKS, _PATIENCE_S, _QUIET_MS = 3, 20, 120, 1_500
_FEW_CLICKS, _MANY_CLICKS = 20, 200
_MAP = 'iframe[title="streamlit_folium.st_folium"]'
_IS_DRAWN = """selector => {
    const frame = document.querySelector(selector);
    return Boolean(frame && frame.contentDocument.querySelectorAll("path.leaflet-interactive").length > 100);
}"""
_WATCH = """([selector, quiet]) => { window.atRest = new Promise(done => {
    const look = () => {
        const main = document.querySelector('[data-testid="stMain"]');
        const frame = document.querySelector(selector);
        const map = frame && frame.contentDocument && frame.contentDocument.body;
        const fills = map ? [...map.querySelectorAll("path")].map(path => path.getAttribute("fill")).join() : "";
        return [main.textContent, main.querySelectorAll("*").length, map ? map.textContent : "", fills].join("|");
    };
    let last = look(), changed = null, start = null;
    document.addEventListener("click", () => { start = performance.now(); }, {capture: true, once: true});
    const tick = () => {
        const now = performance.now(), seen = look();
        if (start !== null && seen !== last) { changed = now; }
        last = seen;
        if (start !== null && now - (changed || start) > quiet) { done(changed && changed - start); }
        else { requestAnimationFrame(tick); }
    };
    tick();
}); }"""
"""The promise gives the milliseconds from the next click to the last change of page or map before both rest."""


@dataclass(frozen=True)
class App:
    """A server to be started: its command, the folder that it runs in, its variables, and the page to ask for."""

    command: Sequence[str]
    folder: Path
    variables: Mapping[str, str]
    page: str = ""


def bench_browser(rows: int) -> None:
    """Measure over this many invented records, or over the figures that ship where it is 0."""
    name = f"{rows:,} records" if rows else "figures that ship"
    naive: tuple[float, float] | None = None
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as made, sync_playwright() as playwright:
        folder = Path(made)
        say(f"filling a store: {name}")
        _fill(folder, rows)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=SWITCHES)
        app, twin = _dashboard(folder, rows), _naive_dashboard(folder)
        if not rows:
            _bench_start(browser, app, twin)
            _bench_memory(browser, app)
        _bench_pages(browser, app, name, rows)
        say(f"clicking: {name}")
        clicks = _clicks(browser, app)
        if rows <= NAIVE_TO:
            say(f"clicking the naive twin: {name}")
            naive = _clicks(browser, twin)
        browser.close()
    naive_ms, naive_bytes = naive or (None, None)
    title, reach = f"{name}: filter click until page and map rest", CLICK_MS.get(rows)
    tell(Measured(title, clicks[0], "ms", naive_ms, reach, enough_ratio=ENOUGH_RATIO))
    tell(Measured(f"{name}: bytes sent for a filter click", clicks[1], "bytes", naive_bytes, CLICK_BYTES))


def _fill(folder: Path, rows: int) -> None:
    with closing(EmbeddedStore(folder / "store")) as store:
        if rows:
            fill(store, rows)
        else:
            import_bundled(store, by="benchmark", now=datetime.now(UTC))
        if rows <= NAIVE_TO:
            store.current_records().write_parquet(folder / "records.parquet")


def _dashboard(folder: Path, rows: int) -> App:
    day = "2024-12-31" if rows else "2025-11-20"
    return App(["dashboard"], ROOT, {"TRACKER_STORE": str(folder / "store")}, f"?day={day}")


def _naive_dashboard(folder: Path) -> App:
    """Return the twin, with Leaflet in the folder that its server serves."""
    place = folder / "naive"
    shutil.copytree(ROOT / "dashboard" / "static" / "leaflet", place / "static" / "leaflet")
    shutil.copy(Path(__file__).with_name("naive_app.py"), place)
    options = ["--server.headless=true", "--server.enableStaticServing=true", "--browser.gatherUsageStats=false"]
    variables = {"NAIVE_RECORDS": str(folder / "records.parquet"), "NAIVE_AREAS": str(AREAS_GEOJSON)}
    return App(["streamlit", "run", "naive_app.py", "--server.address=127.0.0.1", *options], place, variables)


def _bench_start(browser: Browser, app: App, twin: App) -> None:
    """Tell the stages from the start of the server to the first map, each from the start on."""
    say(f"starting the dashboard {_STARTS} times, and its naive twin")
    loading = _seconds_to_load()
    starts = [_stages(browser, app) for _ in range(_STARTS)]
    naive = _stages(browser, twin)
    tell(Measured("first map: its packages alone, loaded in a process of their own", loading, "s"))
    for stage in starts[0]:
        seconds = statistics.median(found[stage] for found in starts)
        reach = FIRST_MAP_S if stage == "map drawn" else None
        tell(Measured(f"first map: from the start until {stage}", seconds, "s", naive[stage], reach))


def _bench_pages(browser: Browser, app: App, name: str, rows: int) -> None:
    with _served(app) as address, _page(browser) as page:
        page.goto(address)
        page.wait_for_function(_IS_DRAWN, arg=_MAP, polling=100)
        page.wait_for_timeout(1_000)
        bench_pages(page, name, rows, watch=_WATCH, arguments=[_MAP, _QUIET_MS])


def _bench_memory(browser: Browser, app: App) -> None:
    """Tell how much more the browser holds after many clicks than after the first few, once garbage is collected."""
    say(f"clicking {_MANY_CLICKS} times")
    held: list[tuple[float, float]] = []
    with _served(app) as address, _page(browser) as page:
        page.goto(address)
        page.wait_for_function(_IS_DRAWN, arg=_MAP, polling=100)
        title = page.frame_locator(_MAP).locator(".tracker-legend .title")
        inside = page.context.new_cdp_session(page)
        inside.send("Performance.enable")
        for number in range(1, _MANY_CLICKS + 1):
            label = _LABELS[(number - 1) % 2]
            _option(page, label).click()
            title.filter(has_text=label).wait_for()
            if number in (_FEW_CLICKS, _MANY_CLICKS):
                inside.send("HeapProfiler.collectGarbage")
                found = {one["name"]: one["value"] for one in inside.send("Performance.getMetrics")["metrics"]}
                held.append((found["JSHeapUsedSize"], found["Nodes"]))
    for kind, few, many in zip(("bytes of scripts", "nodes of pages"), *held, strict=True):
        name = f"held after {_MANY_CLICKS} clicks, of what {_FEW_CLICKS} had left: {kind}"
        tell(Measured(name, many / few, "times", None, FLAT))


def _seconds_to_load() -> float:
    words = "import streamlit.web.cli, streamlit_folium, data.filled_store, data.asking, dashboard.situation_map"
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", words], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def _stages(browser: Browser, app: App) -> dict[str, float]:
    start = time.perf_counter()
    found = {}
    with _served(app) as address, _page(browser) as page:
        found["the server answers"] = time.perf_counter() - start
        page.goto(address)
        page.get_by_test_id("stApp").wait_for()
        found["the page is loaded"] = time.perf_counter() - start
        page.get_by_test_id("stMain").locator("h2, h3").first.wait_for()
        found["the first words stand"] = time.perf_counter() - start
        page.wait_for_function(_IS_DRAWN, arg=_MAP, polling=20)
        found["map drawn"] = time.perf_counter() - start
    return found


def _clicks(browser: Browser, app: App) -> tuple[float, float]:
    """Return the medians of milliseconds and of bytes for taking one measure and then the other."""
    times: list[float] = []
    sizes: list[int] = []
    with _served(app) as address, counted(address) as wire, _page(browser) as page:
        page.goto(wire.address)
        page.wait_for_function(_IS_DRAWN, arg=_MAP, polling=100)
        for number in range(_CLICKS + 2):
            page.wait_for_timeout(1_000)
            before = wire.received
            took = _choose(page, _LABELS[number % 2])
            if number > 1:  # the first of each fills caches
                times.append(took)
                sizes.append(wire.received - before)
    return statistics.median(times), statistics.median(sizes)


def _choose(page: Page, label: str) -> float:
    option = _option(page, label)
    page.evaluate(_WATCH, [_MAP, _QUIET_MS])
    option.click()
    took = page.evaluate("window.atRest")
    if took is None:
        raise SystemExit(f"a click on {label!r} changed nothing, so its time says nothing")
    return float(took)


def _option(page: Page, label: str) -> Locator:
    box = page.get_by_test_id("stSidebar").get_by_role("combobox").first
    box.click()
    box.fill(label)
    option = page.get_by_role("option", name=label, exact=True)
    option.wait_for()
    return option


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    context = reader(browser)
    page = context.new_page()
    page.set_default_timeout(_PATIENCE_S * 1000)
    try:
        yield page
    finally:
        context.close()


@contextmanager
def _served(app: App) -> Iterator[str]:
    """Start a server on a free port and give its address as soon as it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", *app.command, "--server.port", port]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=app.folder, env={**os.environ, **app.variables}, stdout=quiet, stderr=quiet)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}/{app.page}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"{address} does not answer")
