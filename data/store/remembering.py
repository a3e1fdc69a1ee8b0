"""An engine that is asked for the same counts once: several numbers of a page are made from the same rows."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from threading import Lock
from typing import Any

from data.queries.counts import Columns
from data.queries.filters import Shape
from data.queries.statements import ROWS
from data.store.engine import Engine

KEPT = 64
MOST_ROWS = 20_000
"""A longer answer is not kept: it would fill the memory, and it is read from the records in a moment."""

_Key = tuple[str, Shape, tuple[tuple[str, Any], ...]]


class RememberingEngine:
    """Keeps the last answers of an engine, which answers from one snapshot for ever; nobody changes what it gives."""

    def __init__(self, engine: Engine) -> None:
        """Take the engine that is asked where an answer is not kept."""
        self._engine = engine
        self._answers: OrderedDict[_Key, Columns] = OrderedDict()
        self._lock = Lock()

    @property
    def known_at(self) -> datetime | None:
        """The moment in the store that the answers belong to."""
        return self._engine.known_at

    def columns(self, builder: str, shape: Shape, values: Mapping[str, Any]) -> Columns:
        """Return the columns of a question, from memory where they were asked for lately."""
        if builder.startswith(ROWS):  # pages and files of single records: long, and seldom asked for twice
            return self._engine.columns(builder, shape, values)
        key = (builder, shape, tuple(sorted(values.items())))
        with self._lock:
            known = self._answers.get(key)
            if known is not None:
                self._answers.move_to_end(key)
                return known
        found = self._engine.columns(builder, shape, values)
        if len(next(iter(found.values()), ())) <= MOST_ROWS:
            with self._lock:
                self._answers[key] = found
                while len(self._answers) > KEPT:
                    self._answers.popitem(last=False)
        return found
