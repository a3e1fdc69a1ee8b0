"""How fast a large file goes in, all rules on, and how much memory that takes."""

import statistics
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import Measured, apart, say, tell
from tests.benchmarks.valid_table import write_valid_csv

_ONCE = "tests.benchmarks.import_once"
_RUNS = 3


def bench_import(rows: int) -> None:
    """Import a valid CSV of so many records into an embedded store, each time in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        file = Path(folder) / "invented.csv"
        say(f"writing a CSV of {rows:,} invented records")
        write_valid_csv(file, rows)
        say(f"importing it ({file.stat().st_size / 1e6:.0f} MB), {_RUNS} times and once naively")
        runs = [apart(_ONCE, ["real", str(file)]) for _ in range(_RUNS)]
        naive = apart(_ONCE, ["naive", str(file)])
    seconds, worked = (statistics.median(run[name] for run in runs) for name in ("seconds", "processor_seconds"))
    most = max(run["peak_bytes"] for run in runs)
    name = f"import of a valid CSV, {rows:,} rows"
    tell(
        Measured(f"{name}", rows / seconds, "rows/s", naive["rows"] / naive["seconds"], 200_000, more_is_better=True),
        Measured(f"{name}: processor time", worked, "s", naive["processor_seconds"]),
        Measured(f"{name}: most memory", most / 1e9, "GB", naive["peak_bytes"] / 1e9, 1.5),
    )
