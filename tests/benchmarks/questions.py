"""How fast the eight standard questions are answered: both stores, with and without roll-ups, beside the naive twin."""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from data.asking import Desk, open_desk
from data.store.embedded import EmbeddedStore
from data.store.rollup_making import bring_up_to_date
from tests.benchmarks import naive_questions
from tests.benchmarks.measuring import Measured, median_ms, say, tell
from tests.benchmarks.reporting import reported_records
from tests.benchmarks.standard_questions import QUESTIONS
from tests.benchmarks.stores import fill, office

NAIVE_TO, OFFICE_TO = 1_000_000, 10_000_000
"""Most records of the naive twin (it holds all in memory as text) and of PostgreSQL."""

TOGETHER_MS = {1_000_000: 150, 10_000_000: 250, 100_000_000: 300}
"""Reach of the eight questions together, with roll-ups."""

EACH_MS = 50
_RUNS = 3
Times = dict[str, float]


def bench_questions(rows: int) -> None:
    """Ask the eight questions of so many invented records, of DuckDB to any number and of PostgreSQL to ten million."""
    naive = _naive_times(rows) if rows <= NAIVE_TO else {}
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        say(f"filling an embedded store with {rows:,} records")
        with closing(EmbeddedStore(Path(folder) / "store")) as store:
            fill(store, rows)
            _bench(f"{rows:,} records, DuckDB", open_desk(store), naive)
            _make(f"{rows:,} records, DuckDB", lambda: bring_up_to_date(store.folder, store.snapshot, by="benchmark"))
            desk = open_desk(store)
            _bench(f"{rows:,} records, DuckDB with roll-ups", desk, naive, TOGETHER_MS.get(rows))
    if rows <= OFFICE_TO:
        say(f"filling a PostgreSQL with {rows:,} records")
        with office(rows) as server:
            _bench(f"{rows:,} records, PostgreSQL", open_desk(server), naive)
            _make(f"{rows:,} records, PostgreSQL", lambda: server.roll_up(by="benchmark"))
            _bench(f"{rows:,} records, PostgreSQL with roll-ups", open_desk(server), naive)


def _naive_times(rows: int) -> Times:
    say(f"asking the naive twin of {rows:,} records")
    table = naive_questions.table_of(reported_records(rows))
    return {name: _median_of(name, partial(ask, table)) for name, ask in naive_questions.QUESTIONS.items()}


def _bench(name: str, desk: Desk, naive: Times, together_ms: float | None = None) -> None:
    """Ask all questions one after the other; only where a reach is given are single questions held against theirs."""
    say(f"asking: {name}")
    times = {title: _median_of(title, partial(ask, desk)) for title, ask in QUESTIONS.items()}
    each_ms = EACH_MS if together_ms else None
    for title, time_ms in times.items():
        tell(Measured(f"{name}: {title}", time_ms, "ms", naive.get(title), each_ms))
    sum_of_naive = sum(naive.values()) if naive else None
    tell(Measured(f"{name}: all eight", sum(times.values()), "ms", sum_of_naive, together_ms))


def _median_of(title: str, ask: Callable[[], int]) -> float:
    if not ask():
        raise SystemExit(f"the question {title!r} found nothing, so its time says nothing")
    return median_ms(ask, runs=_RUNS)


def _make(name: str, make: Callable[[], object]) -> None:
    say(f"making roll-ups: {name}")
    start = time.perf_counter()
    make()
    tell(Measured(f"{name}: roll-ups made", time.perf_counter() - start, "s"))
