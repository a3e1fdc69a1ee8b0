"""Which store is meant, and opening it: a folder, or a database of the office."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from data.store.backup import restore_folder
from data.store.embedded import EmbeddedStore
from data.store.interface import Store, Verification

if TYPE_CHECKING:
    from data.store.postgres import PostgresStore

VARIABLE = "TRACKER_STORE"
DATABASE = ("postgresql://", "postgres://")
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
    store = _open(address, create=create)
    if fill is not None and not store.imports():
        with store.writing(by="first start"):
            if not store.imports():
                fill(store)
    return store


def restore(backup: Path, place: str) -> Verification:
    """Bring a backup back into a new folder or an empty database, with equal hashes, and check it.

    Raises:
        StoreDamaged: the backup itself is not sound.
        RequestRefused: the place is not empty, or there is no backup.
        StoreFull: there is no room; nothing was kept.
    """
    if not place.startswith(DATABASE):
        return restore_folder(backup, Path(place).expanduser())
    store = _open_database(place, create=True)
    try:
        return store.restore(backup)
    finally:
        store.close()


def _open(address: str, *, create: bool) -> Store:
    if address.startswith(DATABASE):
        return _open_database(address, create=create)
    return EmbeddedStore(Path(address).expanduser(), create=create)


def _open_database(address: str, *, create: bool) -> "PostgresStore":
    # Loaded here: whoever has no office server need not wait for its driver at each start.
    from data.store.postgres import PostgresStore

    return PostgresStore(address, create=create)
