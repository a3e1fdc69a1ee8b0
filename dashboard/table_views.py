"""A table of a page as a value: its cells in the reader's words, and the numbers whose making it tells."""

from dataclasses import dataclass

from dashboard import formats
from dashboard.headlines import missing_note, source_note
from dashboard.html_tables import Cell, html_table
from dashboard.selection import Selection
from data.queries.answer import Number


@dataclass(frozen=True)
class Told:
    """A number of a table with the words that find it again and its measure, for telling how it was made."""

    label: str
    measure: str
    number: Number

    @property
    def title(self) -> str:
        """The words and the figure."""
        return f"{self.label}: {formats.amount(self.number.amount)}"


@dataclass(frozen=True)
class TableView:
    """One table: ``numeric`` are the columns written to the right, ``told`` its numbers, as many as it has."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    told: tuple[Told, ...] = ()
    look: str = ""

    def html(self) -> str:
        """Return the table as HTML."""
        head = [Cell(name, self._look(place)) for place, name in enumerate(self.header)]
        rows = [[Cell(text, self._look(place)) for place, text in enumerate(row)] for row in self.rows]
        return html_table(head, rows, caption=self.caption, look=self.look)

    def _look(self, place: int) -> str:
        return "number" if place in self.numeric else ""


def note_of(number: Number, selection: Selection) -> str:
    """Return who counted and how old that is, or why there is no number."""
    return source_note(number.making, selection.day) if number.amount is not None else missing_note(number.making)
