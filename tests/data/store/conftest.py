"""The stores that the tests run on: a folder, and a database of a real server that a package brings along."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from data.store.embedded import EmbeddedStore
from data.store.interface import Store
from data.store.postgres import PostgresStore


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled statements of these tests go to a folder of their own, never to the cache of a person."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_CACHE", str(tmp_path_factory.mktemp("statements")))
        yield


@pytest.fixture
def database(postgres_address: Callable[[str], str], request: pytest.FixtureRequest) -> str:
    """Return the address of a new and empty database."""
    name = f"test_{sha256(request.node.nodeid.encode()).hexdigest()[:20]}"
    with psycopg.connect(postgres_address("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return postgres_address(name)


@pytest.fixture(params=["folder", "database"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store
    if request.param == "folder":
        opened = EmbeddedStore(tmp_path / "store")
    else:
        opened = PostgresStore(request.getfixturevalue("database"))
    yield opened
    opened.close()
