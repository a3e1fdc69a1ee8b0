"""A process that imports invented files until it is killed; started by the tests of crashes and of readers.

Arguments: the store, name of the run, number of imports, and optionally a step at which it kills itself. It
waits for a line on its standard input, and says each import that the store acknowledged.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from data.store import durable, embedded
from data.store.embedded import EmbeddedStore
from data.store.ledger import Ledger
from data.store.opening import open_store
from tests.data.store.invented import put

RECORDS = 40


def figures(run: str, number: int) -> dict[str, int]:
    """Return what one import says: records of its own and a new figure for one that all share."""
    own = {f"{run}-{number}-{one}": one for one in range(RECORDS)}
    return {**own, "shared": int(run) * 1000 + number}


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _dying_before(call: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(*given: object, **named: object) -> Any:
        _die()
        return call(*given, **named)

    return wrapped


def _dying_after(call: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(*given: object, **named: object) -> None:
        call(*given, **named)
        _die()

    return wrapped


def arm(step: str) -> None:
    """Kill this process at a step of the next import."""
    when, _, name = step.partition(" ")
    wrap = _dying_before if when == "before" else _dying_after
    targets: dict[str, tuple[Any, str]] = {
        "writing": (durable, "write_bytes"),
        "renaming": (durable, "rename"),
        "preparing": (embedded, "prepare_manifest"),
        "committing": (Ledger, "append"),
        "showing": (EmbeddedStore, "_show"),
    }
    owner, attribute = targets[name]
    setattr(owner, attribute, wrap(getattr(owner, attribute)))


def main() -> None:
    """Import until done or killed."""
    place, run, number = sys.argv[1:4]
    store = open_store(place)
    print("ready", flush=True)
    sys.stdin.readline()
    if sys.argv[4:]:
        arm(sys.argv[4])
    for one in range(int(number)):
        entry = put(store, figures(run, one), name=f"invented {run}-{one}.csv")
        print(entry.file_name, flush=True)


if __name__ == "__main__":
    main()
