"""Samples in the exact format of each source; every row in them is invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def read_sample() -> Callable[[str], Drafts]:
    """Return a function that reads a file of ``tests/samples`` by whichever reader knows it."""

    def read(name: str) -> Drafts:
        file = open_file(SAMPLES / name)
        return find_reader(file).read(file)

    return read
