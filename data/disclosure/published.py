"""What a page gets of a protected table: cells that are shown with their number, and cells that are hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.disclosure.lattice import Coordinate, Key
from data.queries.answer import Number, added


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell that everybody may see. Its making names sources and days, and repeats no figure of a hidden cell."""

    number: Number


@dataclass(frozen=True, slots=True)
class Hidden:
    """A cell that somebody counted and nobody is shown: small, or kept back so that a small one cannot be worked out.

    It holds nothing, so that there is nothing to print; which of the two reasons it is, nobody is told.
    """


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A cell of which the store has no figure. The proof grants the reader to know this of every cell."""


Cell = Shown | Hidden | NotCounted


@dataclass(frozen=True)
class Published:
    """A protected table as it may be shown.

    Attributes:
        axes: names of the axes in the order of the coordinates.
        cells: the cells that somebody counted.
        is_proved: False where the proof failed: then every cell is hidden.
    """

    axes: tuple[str, ...]
    cells: Mapping[Key, Shown | Hidden]
    is_proved: bool = True

    def cell(self, key: Key) -> Cell:
        """Return a cell of the table."""
        return self.cells.get(key, NotCounted())

    def added(self, keys: Iterable[Key], *, units_known: int, unit_word: str) -> Cell:
        """Return several cells together: hidden as soon as one of them is, so that nothing new can be worked out.

        Args:
            keys: the cells; those that nobody counted are passed over.
            units_known: how many there could be, for the making.
            unit_word: what one of them is.
        """
        cells = [cell for cell in map(self.cell, keys) if not isinstance(cell, NotCounted)]
        if not cells:
            return NotCounted()
        numbers = [cell.number for cell in cells if isinstance(cell, Shown)]
        if len(numbers) < len(cells):
            return Hidden()
        return Shown(added(numbers, units_known=units_known, unit_word=unit_word))

    def along(self, axis: str) -> tuple[Coordinate, ...]:
        """Return the coordinates of the cells on an axis, in order, without the total."""
        place = self.axes.index(axis)
        found = {key[place] for key in self.cells if key[place] is not None}
        return tuple(sorted(found, key=str))

    @property
    def hides(self) -> bool:
        """True when any cell is hidden."""
        return any(isinstance(cell, Hidden) for cell in self.cells.values())
