"""What a briefing of the region costs: its content from the figures that ship, then each form, with its size."""

import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial

from dashboard.briefings.blocks import ChartBlock, MapBlock
from dashboard.briefings.content import Paper
from dashboard.briefings.forms import FORMATS
from dashboard.briefings.requests import BriefingRequest, scope_of
from dashboard.briefings.workshop import Workshop
from data.filled_store import open_filled_store
from tests.benchmarks.measuring import Measured, median_ms, say, tell

NOW = datetime(2025, 12, 1, tzinfo=UTC)
REGION = BriefingRequest(scope_of(), date(2025, 10, 29), ("summary", "places", "course"))
_REACH_SECONDS = 2.0


def bench_briefings(_rows: int) -> None:
    """Make a briefing for the first time since an import, then each form of it with the answers remembered."""
    with tempfile.TemporaryDirectory() as folder, closing(open_filled_store(f"{folder}/store", now=NOW)) as store:
        workshop = Workshop(store)
        briefing = workshop.draft(REGION, now=NOW)
        maps = sum(isinstance(block, MapBlock) for block in briefing.blocks())
        charts = sum(isinstance(block, ChartBlock) for block in briefing.blocks())
        say(f"a briefing with {maps} maps and {charts} charts")
        first = median_ms(lambda: Workshop(store).draft(REGION, now=NOW), runs=3) / 1000
        tell(Measured("content of a briefing, for the first time since an import", first, "s"))
        content = median_ms(lambda: workshop.draft(REGION, now=NOW), runs=3) / 1000
        for name, form in FORMATS.items():
            size = len(form.make(briefing, Paper.A4))
            laid = median_ms(partial(form.make, briefing, Paper.A4), runs=3) / 1000
            words = f"briefing as {name} with answers remembered, {maps} maps and {charts} charts, {size // 1000:,} kB"
            tell(Measured(words, content + laid, "s", reach=_REACH_SECONDS))
