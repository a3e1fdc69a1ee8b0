"""One line of JSON per benchmark on standard output, and in the file that ``BENCH_OUT`` names; progress goes elsewhere.

Nothing here is a timed test: a figure that misses its reach is told, and the run goes on.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
OUT_VARIABLE = "BENCH_OUT"


@dataclass(frozen=True)
class Measured:
    """One figure of a benchmark.

    Attributes:
        name: what was measured, with the number of records where there is one.
        figure: the median.
        unit: of figure, naive and reach.
        naive: the naive twin, measured in the same run; None where there is none.
        reach: what design section 11 asks for; None where it asks for nothing.
        more_is_better: rows per second, not milliseconds.
        enough_ratio: so many times better than the naive twin meets the reach too.
    """

    name: str
    figure: float
    unit: str
    naive: float | None = None
    reach: float | None = None
    more_is_better: bool = False
    enough_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times better than the naive twin."""
        if self.naive is None or not self.naive or not self.figure:
            return None
        return self.figure / self.naive if self.more_is_better else self.naive / self.figure

    @property
    def is_met(self) -> bool | None:
        """Whether the reach is met; None where there is none."""
        if self.reach is None:
            return None
        if self.enough_ratio is not None and self.ratio is not None and self.ratio >= self.enough_ratio:
            return True
        return self.figure >= self.reach if self.more_is_better else self.figure <= self.reach

    @property
    def line(self) -> str:
        """The line that is printed."""
        values = {
            "name": self.name,
            "figure": _rounded(self.figure),
            "unit": self.unit,
            "naive": _rounded(self.naive),
            "ratio": _rounded(self.ratio),
            "reach": self.reach,
            "met": self.is_met,
        }
        return json.dumps(values)


def _rounded(figure: float | None) -> float | None:
    """Return three digits that count: more would only be noise."""
    return None if figure is None else float(f"{figure:.3g}" if abs(figure) < 1000 else f"{figure:.0f}")


def tell(*found: Measured) -> None:
    """Print the figures, and append them to the file of ``BENCH_OUT``."""
    for measured in found:
        print(measured.line, flush=True)
        if os.environ.get(OUT_VARIABLE):
            with Path(os.environ[OUT_VARIABLE]).open("a", encoding="utf-8") as file:
                file.write(measured.line + "\n")


def say(words: str) -> None:
    """Say on standard error what is being done."""
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def median_ms(ask: Callable[[], object], *, runs: int = 5) -> float:
    """Return the median of some runs in milliseconds, after one that warms caches."""
    ask()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def apart(module: str, arguments: Sequence[str]) -> dict[str, Any]:
    """Run a module in a process of its own and return the JSON document that it prints: memory is that of it alone."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
