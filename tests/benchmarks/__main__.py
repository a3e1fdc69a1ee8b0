"""``python -m tests.benchmarks``: what the program costs, beside what the simplest way would.

    python -m tests.benchmarks                 up to a million records, within fifteen minutes on two cores
    python -m tests.benchmarks --large         ten and a hundred million records: hours, and the disk that it names
    python -m tests.benchmarks --only points   one of import, points, questions, browser, briefings
    python -m tests.benchmarks --rows 100000   other numbers of records than those

Standard output holds one JSON document per line and nothing else. Nothing fails because it is slow.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Sequence

from tests.benchmarks.briefings import bench_briefings
from tests.benchmarks.browser import bench_browser
from tests.benchmarks.imports import bench_import
from tests.benchmarks.measuring import say
from tests.benchmarks.points import bench_points
from tests.benchmarks.questions import OFFICE_TO, bench_questions
from tests.browser.find_chromium import NoBrowserError

_USUAL, _LARGE = (100_000, 1_000_000), (10_000_000, 100_000_000)
_BYTES_PER_RECORD = 120
"""On disk at most at one time: the store's own files, their roll-ups, and room to sort."""

_BYTES_PER_RECORD_IN_DATABASE = 1_000


def _browser(rows: int) -> None:
    try:
        bench_browser(rows)
    except NoBrowserError as problem:
        say(f"no figures of the screen: {problem}")


_BENCHES: dict[str, tuple[Callable[[int], None], Sequence[int]]] = {
    "points": (bench_points, (1_000_000,)),
    "import": (bench_import, (1_000_000,)),
    "browser": (_browser, (0, 1_000_000)),
    "briefings": (bench_briefings, (0,)),
    "questions": (bench_questions, _USUAL),
}


def main() -> None:
    """Run the benchmarks that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="what the program costs")
    parser.add_argument("--large", action="store_true", help="the questions of ten and a hundred million records")
    parser.add_argument("--only", choices=sorted(_BENCHES), help="one benchmark")
    parser.add_argument("--rows", type=int, nargs="+", help="so many records")
    asked = parser.parse_args()
    for name, (bench, usual) in _BENCHES.items():
        if asked.only not in {None, name} or (asked.large and name != "questions"):
            continue
        for rows in asked.rows or (_LARGE if asked.large else usual):
            _tell_disk(name, rows)
            bench(rows)


def _tell_disk(name: str, rows: int) -> None:
    """Say how much disk a benchmark needs where it is much, and stop where there is less."""
    if name != "questions" or rows <= max(_USUAL):
        return
    needed = rows * _BYTES_PER_RECORD + (rows * _BYTES_PER_RECORD_IN_DATABASE if rows <= OFFICE_TO else 0)
    free = shutil.disk_usage(tempfile.gettempdir()).free
    say(f"{rows:,} records need {needed / 1e9:.0f} GB in {tempfile.gettempdir()}; {free / 1e9:.0f} GB are free")
    if free < needed:
        raise SystemExit("that is not enough; TMPDIR names another folder")


if __name__ == "__main__":
    main()
