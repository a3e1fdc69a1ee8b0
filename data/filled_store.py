"""The store that is meant, filled with the figures that ship when it is new."""

from datetime import UTC, datetime

from data.store.interface import ImportEntry, Store
from data.store.opening import open_store


def open_filled_store(place: str | None = None, *, now: datetime | None = None) -> Store:
    """Return the store that is meant; a new one starts with the figures that ship.

    Args:
        place: folder or address; without it ``TRACKER_STORE``, else the user's data folder.
        now: the time of the first import; without it the clock's.

    Raises:
        StoreError: it cannot be opened.
    """
    moment = now or datetime.now(UTC)

    def fill(store: Store) -> ImportEntry:
        # Loaded late: the readers are needed once in the life of a store, and the first map should not wait for them.
        from data.importing import import_bundled

        return import_bundled(store, by="first start", now=moment)

    return open_store(place, fill=fill)
