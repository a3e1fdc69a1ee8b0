"""Whatever is imported and undone in whatever order: the last word of the active files counts, at every moment."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from data.store.embedded import EmbeddedStore
from data.store.interface import ImportEntry
from tests.data.store.invented import hour, put, shown

FILES = st.dictionaries(st.sampled_from("abc"), st.integers(1, 3), min_size=1)
STEPS = st.lists(st.one_of(FILES, st.integers(0, 5)), min_size=1, max_size=10)
"""A file with figures by record, or the number of a file to undo."""


def last_word(files: dict[str, dict[str, int]]) -> dict[str, int]:
    """Return what the active files say, later ones over earlier ones: the plain rule that the store must keep."""
    said: dict[str, int] = {}
    for figures in files.values():
        said |= figures
    return dict(sorted(said.items()))


@settings(max_examples=25)
@given(steps=STEPS)
def test_last_word_of_the_active_files_counts_at_every_moment(steps: list[dict[str, int] | int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore(Path(folder, "store"))
        files: dict[str, dict[str, int]] = {}
        entries: list[ImportEntry] = []
        moments: list[dict[str, int]] = []
        for number, step in enumerate(steps):
            if isinstance(step, dict):
                entries.append(put(store, step, at=number))
                files[entries[-1].import_id] = step
            elif step < len(entries) and entries[step].import_id in files:
                store.undo(entries[step].import_id, by="Ana", now=hour(number))
                del files[entries[step].import_id]
            moments.append(last_word(files))
            assert shown(store) == moments[-1]
        assert [shown(store, hour(number)) for number in range(len(steps))] == moments
        assert store.verify().damaged == ()
