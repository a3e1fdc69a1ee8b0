"""What every test stands on: no network, no store of a person, the same examples on every run."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

SAMPLES = os.environ.get("TRACKER_SAMPLES", "")
LOOPBACK = ("127.", "::1", "localhost")

settings.register_profile("tracker", derandomize=True, deadline=None, database=None)
settings.load_profile("tracker")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests on real source files where nobody says where those files are."""
    if SAMPLES:
        return
    absent = pytest.mark.skip(reason="until TRACKER_SAMPLES names the folder of the real source files")
    for item in items:
        if item.get_closest_marker("samples"):
            item.add_marker(absent)


@pytest.fixture
def samples() -> Path:
    """Return the folder of the real source files; mark the test ``samples`` too."""
    assert SAMPLES, "a test that uses the real source files is marked with pytest.mark.samples"
    return Path(SAMPLES)


@pytest.fixture(scope="session", autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_STORE", str(tmp_path_factory.mktemp("store") / "none-given"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every address but this machine's, with the address in the message."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        is_here = self.family not in (socket.AF_INET, socket.AF_INET6) or str(address[0]).startswith(LOOPBACK)
        if not is_here:
            raise OSError(f"A test asked for {address[0]}; tests use no network.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield
