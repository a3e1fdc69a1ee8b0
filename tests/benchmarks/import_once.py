"""One import in a process of its own: ``python -m tests.benchmarks.import_once real|naive FILE`` prints what it took.

Its memory is the process's highest, so with Python and all packages; its time is that of the import alone.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from data.import_report import Status
from data.importing import import_files
from data.store.embedded import EmbeddedStore
from tests.benchmarks.naive_import import import_naively
from tests.benchmarks.valid_table import LAST_DAY

_BYTES = 1 if sys.platform == "darwin" else 1024
"""Unit in which the system tells a process's memory."""


def _import(file: Path, folder: Path) -> int:
    now = datetime(LAST_DAY.year + 1, 1, 1, tzinfo=UTC)
    report = import_files(EmbeddedStore(folder / "store"), [file], by="benchmark", now=now)[0]
    if report.status is not Status.IMPORTED or report.counts.accepted != report.counts.rows_read:
        raise SystemExit(f"the file is not valid: {report.counts} {report.problems.head().rows()}")
    return report.counts.accepted


_WAYS: dict[str, Callable[[Path, Path], int]] = {"real": _import, "naive": import_naively}


def main(way: str, file: str) -> None:
    """Import a file once and print rows, seconds, processor seconds and the most memory, as JSON."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        start, worked = time.perf_counter(), time.process_time()
        rows = _WAYS[way](Path(file), Path(folder))
        took = {"seconds": time.perf_counter() - start, "processor_seconds": time.process_time() - worked}
    print(json.dumps({"rows": rows, **took, "peak_bytes": _most_memory()}))


def _most_memory() -> int:
    """Return the most bytes that this process held; on Linux not by `getrusage`, which counts the starter's too."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES


if __name__ == "__main__":
    main(*sys.argv[1:])
