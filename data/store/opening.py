"""Which store is meant, and opening it: a folder, or a database of the office."""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from data.store.embedded import EmbeddedStore
from data.store.interface import Store

VARIABLE = "TRACKER_STORE"
APPLICATION = "caricom-displacement-tracker"


def open_store(
    place: str | None = None, *, create: bool = True, fill: Callable[[Store], object] | None = None
) -> Store:
    """Return the store that is meant, made and filled where there is none yet.

    Args:
        place: folder or address of a database; without it the environment's ``TRACKER_STORE``, else the folder that
            this computer keeps for the data of its user.
        create: make a store where there is none.
        fill: imports the figures that ship; called once, while the store is held, if it never had an import.

    Raises:
        StoreDamaged: the store is broken; the message names the last good backup.
        StoreError: it cannot be reached, or there is none and ``create`` is False.
    """
    address = place or os.environ.get(VARIABLE) or platformdirs.user_data_dir(APPLICATION, appauthor=False)
    store: Store = EmbeddedStore(Path(address).expanduser(), create=create)
    if fill is not None and not store.imports():
        with store.writing(by="first start"):
            if not store.imports():
                fill(store)
    return store
