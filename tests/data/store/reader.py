"""A process that reads a store again and again until it is told to stop, and says what it saw of each generation.

Every import of the test gives all shared records the same new figure: a reader that sees two saw half an import.
"""

import sys
import threading
from pathlib import Path

import duckdb

from data.store.embedded import EmbeddedStore

CURRENT = """
SELECT DISTINCT figure, count(*) OVER () FROM stored
WHERE (record_id, revision) IN (SELECT (record_id, max(revision)) FROM stored GROUP BY record_id)
"""


def main() -> None:
    """Read until the standard input ends."""
    store = EmbeddedStore(Path(sys.argv[1]), create=False)
    ended = threading.Event()
    threading.Thread(target=_wait_for_end, args=(ended,), daemon=True).start()
    print("ready", flush=True)
    while not ended.is_set():
        snapshot = store.snapshot()
        connection = duckdb.connect()
        connection.read_parquet([str(file) for file in snapshot.record_files]).create_view("stored")
        print(snapshot.generation, connection.execute(CURRENT).fetchall(), flush=True)
        connection.close()


def _wait_for_end(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


if __name__ == "__main__":
    main()
