"""A lock between processes and threads that ends with whoever holds it, however that ends."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from errno import EACCES, EAGAIN
from pathlib import Path

from data.errors import StoreBusy

_PAUSE_SECONDS = 0.05
_LOCKED = frozenset({EACCES, EAGAIN})


@contextmanager
def exclusive(path: Path, *, by: str, wait_seconds: float) -> Iterator[None]:
    """Hold the lock of a file while the block runs; the system lets go of it when the process dies.

    Raises:
        StoreBusy: somebody else still held it after ``wait_seconds``; the message says who and since when.
        OSError: the file cannot be opened for writing.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait(handle, path, time.monotonic() + wait_seconds)
        _sign(handle, by)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, path: Path, until: float) -> None:
    while not _try(handle):
        if time.monotonic() >= until:
            raise StoreBusy(f"{_holder(path)} The figures can still be read; try again in a minute.")
        time.sleep(_PAUSE_SECONDS)


if sys.platform == "win32":
    import msvcrt

    # The byte that is locked lies far behind the text, so that others can still read who holds it.
    _FAR = 1 << 30

    def _try(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as problem:
            if problem.errno in _LOCKED:
                return False
            raise
        return True

else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            if problem.errno in _LOCKED:
                return False
            raise
        return True


def _sign(handle: int, by: str) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    text = json.dumps({"by": by, "process": os.getpid(), "since": since}).encode()
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    os.write(handle, text)


def _holder(path: Path) -> str:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return f"{said['by']} has been writing to the store since {said['since']} (process {said['process']})."
    except (OSError, ValueError, KeyError):
        return "Somebody else is writing to the store."
