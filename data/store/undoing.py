"""What stays when an import is undone: the records that another active file repeats unchanged.

A file's unchanged rows are not stored again, only noted as confirmed. If the import that first brought them is undone,
they are carried over into an import of the kind ``carried``, because the other file still says them. When that other
file is undone in its turn, what is carried is looked at again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from data.store.history import History, StoredFile, StoredImport
from data.store.interface import STORED_SCHEMA, empty

CARRIED = "carried"
_KEY = ("record_id", "revision")
Scan = Callable[[StoredFile], pl.LazyFrame]


@dataclass(frozen=True, eq=False)
class CarryOver:
    """Imports that end, and the rows of them that stay."""

    undone: tuple[str, ...]
    records: pl.DataFrame


def carry_over(history: History, target: StoredImport, scan: Scan) -> CarryOver:
    """Return what else ends with an import, and which rows of all that stay because another file repeats them."""
    name = target.entry.import_id
    others = [one for one in history.active() if one.entry.import_id != name]
    confirmed = _keys([file for one in others if (file := one.file("confirmed"))], scan)
    carries = [one for one in others if one.entry.kind == CARRIED] if target.file("confirmed") else []
    ending = [one for one in carries if _loses_rows(one, confirmed, scan)]
    files = [file for one in (target, *ending) if (file := one.file("records"))]
    rows = pl.concat([scan(file) for file in files]).collect() if files else empty(STORED_SCHEMA)
    kept = rows.join(confirmed, on=_KEY, how="semi")
    return CarryOver(undone=(name, *(one.entry.import_id for one in ending)), records=kept)


def _keys(files: Sequence[StoredFile], scan: Scan) -> pl.DataFrame:
    if not files:
        return empty({name: STORED_SCHEMA[name] for name in _KEY})
    return pl.concat([scan(file) for file in files]).unique(_KEY).collect()


def _loses_rows(one: StoredImport, confirmed: pl.DataFrame, scan: Scan) -> bool:
    file = one.file("records")
    return file is not None and scan(file).collect().join(confirmed, on=_KEY, how="anti").height > 0
