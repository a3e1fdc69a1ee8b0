"""The proof that no hidden cell can be worked out, by linear programming over everything that a reader can add up.

The reader is assumed to know every shown cell, which cells somebody counted, how cells add up, and that nobody is
counted below zero. A hidden cell is *safe* when there are two tables of whole people that agree with all of this and
differ in that cell by ``fewest`` people. A second reader knows more than any page tells: which of the hidden cells are
small, and so that each of those holds from 0 to ``fewest - 1``. Even that reader must learn no more of any of them than
just this. What is not assumed: knowledge of single persons from elsewhere.

Tables are found as witnesses, many cells at a time; only a cell without witnesses gets programs of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from data.disclosure.lattice import Sums
from data.errors import DataError

_WHOLE = 1e-6
_SECONDS = 10.0


class NotProved(DataError):
    """The programs of a proof could not be solved; nothing of the table may be shown."""


@dataclass(frozen=True)
class Block:
    """Hidden terms that hang together, and the equations that the shown ones leave between them.

    Attributes:
        terms: places of the terms in the sums.
        values: what they hold.
        rows: for each equation the places inside ``terms`` with their sign.
    """

    terms: tuple[int, ...]
    values: tuple[float, ...]
    rows: tuple[tuple[tuple[int, int], ...], ...]


def unsafe_terms(sums: Sums, hidden: frozenset[int], fewest: int) -> set[int]:
    """Return the hidden terms that a reader can work out, exactly or nearly.

    Args:
        sums: the table.
        hidden: places of the terms that are not shown.
        fewest: a figure below it is small; see the module.

    Raises:
        NotProved: a program could not be solved.
    """
    found = list(blocks(sums, hidden))
    terms = [term for block in found for term in block.terms]
    unsafe: set[int] = set()
    for highest, width in ((None, fewest), (fewest - 1, fewest - 1)):
        unsafe |= {terms[place] for place in _Reader(found, fewest, highest).narrower_than(width)}
    return unsafe


def blocks(sums: Sums, hidden: frozenset[int]) -> Iterator[Block]:
    """Return the hidden terms by what hangs together: a shown figure between two of them parts them."""
    equations = [
        [(term, 1 if term == relation.total else -1) for term in relation.terms if term in hidden]
        for relation in sums.relations
    ]
    equations = [equation for equation in equations if equation]
    for terms in _connected(hidden, equations):
        place = {term: number for number, term in enumerate(terms)}
        rows = tuple(
            tuple((place[term], sign) for term, sign in equation) for equation in equations if equation[0][0] in place
        )
        yield Block(tuple(terms), tuple(sums.figures[term] for term in terms), rows)


def _connected(hidden: frozenset[int], equations: Sequence[Sequence[tuple[int, int]]]) -> list[list[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for equation in equations:
        for term, _sign in equation:
            near[term] |= {other for other, _ in equation}
    found, seen = [], set[int]()
    for start in sorted(hidden):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()] - group
            group |= fresh
            waiting += fresh
        seen |= group
        found.append(sorted(group))
    return found


class _Reader:
    """What one reader can find out: the lowest and highest value of each term among tables that fit."""

    def __init__(self, found: Sequence[Block], fewest: int, highest: int | None) -> None:
        """Take the blocks and what the reader knows: ``highest`` is the most that a small term can hold, if known."""
        import numpy as np  # loaded with the solver, which takes a second: most tables hide nothing
        from scipy.sparse import csr_array

        self._values = np.array([value for block in found for value in block.values])
        self._block = np.repeat(np.arange(len(found)), [len(block.terms) for block in found])
        # Nobody can be further off than this; a bound keeps every program finite and only makes the proof stricter.
        most = np.full(len(self._values), 2 * self._values.sum() + 100 * fewest)
        self._upper = most if highest is None else np.where(self._values < fewest, highest, most)
        self._is_whole = bool(np.abs(self._values - np.round(self._values)).max() < _WHOLE)
        starts = np.cumsum([0, *(len(block.terms) for block in found)])
        rows = [[(start + place, sign) for place, sign in row]
                for start, block in zip(starts, found, strict=False) for row in block.rows]  # fmt: skip
        entries = np.array([(number, *term) for number, row in enumerate(rows) for term in row], dtype=int)
        row, place, sign = entries.reshape(-1, 3).T
        shape = (len(rows), len(self._values))
        self._matrix = csr_array((sign.astype(float), (row, place)), shape=shape) if rows else None
        self._low, self._high = self._values.copy(), self._values.copy()

    def narrower_than(self, width: int) -> list[int]:
        """Return the places of the terms of which no two tables differ by so much."""
        import numpy as np

        for signs in _patterns(len(self._values)):
            for way in (signs, -signs):
                if self._is_open(width).any():
                    self._look(np.where(self._is_open(width), way, 0.0))
        narrow: set[int] = set()
        while places := self._one_of_each_block(width, narrow):
            aim = np.zeros(len(self._values))
            aim[places] = 1.0
            for way in (aim, -aim):
                self._look(way, is_exact=True)
            narrow |= {place for place in places if self._is_open(width)[place]}
        return sorted(narrow)

    def _is_open(self, width: int) -> Any:
        return self._high - self._low < width - _WHOLE

    def _one_of_each_block(self, width: int, done: set[int]) -> list[int]:
        """Return the next open term of each block: blocks do not touch, so one program looks at one term of each."""
        first: dict[int, int] = {}
        for place in self._is_open(width).nonzero()[0]:
            if int(place) not in done:
                first.setdefault(int(self._block[place]), int(place))
        return list(first.values())

    def _look(self, aim: Any, *, is_exact: bool = False) -> None:
        """Find the table that goes furthest towards an aim, and keep what it says of every term."""
        import numpy as np

        table = self._solved(aim, is_whole=False)
        broken = self._block[np.abs(table - np.round(table)) > _WHOLE]
        if self._is_whole and broken.size and is_exact:
            table, broken = self._solved(aim, is_whole=True), broken[:0]
        if self._is_whole:
            table = np.where(np.isin(self._block, broken), self._values, np.round(table))
        self._low, self._high = np.minimum(self._low, table), np.maximum(self._high, table)

    def _solved(self, aim: Any, *, is_whole: bool) -> Any:
        """Return the table that goes furthest towards an aim."""
        import numpy as np
        from scipy.optimize import linprog

        answer = linprog(
            -aim,
            A_eq=self._matrix,
            b_eq=None if self._matrix is None else self._matrix @ self._values,
            bounds=np.column_stack([np.zeros(len(self._upper)), self._upper]),
            method="highs",
            integrality=np.ones(len(self._upper)) if is_whole else None,
            options={"time_limit": _SECONDS},
        )
        if answer.status != 0 or answer.x is None:
            raise NotProved(f"the proof that no hidden figure can be worked out did not succeed: {answer.message}")
        return answer.x


def _patterns(count: int) -> Iterator[Any]:
    """Return directions that pull different terms apart: all together, then by the digits of their places."""
    import numpy as np

    places = np.arange(count)
    yield np.ones(count)
    for digit in range((count - 1).bit_length()):
        yield np.where(places >> digit & 1, 1.0, -1.0)
