"""The blocks that a briefing is made of, as values: sentences, figures, maps, charts and tables.

All words are in the briefing's language already. Texts may come from data and are hostile: each form escapes them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dashboard.charts.specification import Chart
from dashboard.maps.map_payload import MapContent
from dashboard.table_views import Told

Value = str | int | float | date | None
"""What a cell is for a program: ``None`` means that nobody counted or that it is not known."""


@dataclass(frozen=True)
class Column:
    """One column of a table: its title for people, its name for programs, its HXL tag, and whether it holds numbers.

    One that is not printed, such as a code, is for the workbook and the data pack alone.
    """

    title: str
    name: str
    hxl: str = ""
    is_numeric: bool = False
    is_printed: bool = True


@dataclass(frozen=True)
class TableBlock:
    """A table.

    Attributes:
        name: short name for a file or sheet, once in a briefing, such as ``places_idps``.
        caption: what it says, for everybody.
        columns: its columns.
        rows: the cells in words, as people read them; a dash where nobody counted.
        values: the same cells for a program, in the same shape; missing is ``None``, never 0.
        told: the numbers in it whose making it can tell.
        notes: sentences below it.
        printed_rows: so many rows from the top are shown on paper, slides and pictures, all of them where ``None``,
            and the table not at all where 0; a note says so. Workbook and data pack have all rows.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    values: tuple[tuple[Value, ...], ...]
    told: tuple[Told, ...] = ()
    notes: tuple[str, ...] = ()
    printed_rows: int | None = None

    @property
    def numeric(self) -> frozenset[int]:
        """The columns that are written to the right."""
        return frozenset(place for place, column in enumerate(self.columns) if column.is_numeric)

    def printed(self) -> "TableBlock":
        """Return the table as it stands on paper: without columns for programs, and no more rows than are shown."""
        kept = [place for place, column in enumerate(self.columns) if column.is_printed]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows[: self.printed_rows]),
            values=tuple(tuple(row[place] for place in kept) for row in self.values[: self.printed_rows]),
            printed_rows=None,
        )


@dataclass(frozen=True)
class Sentences:
    """Sentences, one item each. ``is_warning`` marks what a reader must not overlook, such as parts over a total."""

    items: tuple[str, ...]
    title: str = ""
    is_warning: bool = False


@dataclass(frozen=True)
class Card:
    """One headline figure.

    Attributes:
        label: what is counted.
        figure: the number with its quantifier in words; a dash where nobody counted.
        note: who counted, when, and how old that is; or why there is no number.
        told: the number with its making.
        value: the number for a program, ``None`` where nobody counted.
    """

    label: str
    figure: str
    note: str
    told: Told
    value: float | None


@dataclass(frozen=True)
class Cards:
    """Headline figures, side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class MapBlock:
    """A map: ``alt`` is the finding in words, ``table`` its twin with a column ``code`` of the places."""

    name: str
    title: str
    content: MapContent
    alt: str
    table: TableBlock
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeriesPoint:
    """One mark of a series: its place on the axis, its number, and the number as published in words."""

    at: date | str
    figure: float
    words: str


@dataclass(frozen=True)
class Series:
    """One line, or one colour of bars."""

    name: str
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True)
class ChartBlock:
    """A chart.

    Attributes:
        name: short name for a file, once in a briefing.
        title: what it shows.
        chart: the picture as an Altair chart for print: light, with its values printed.
        kind: ``steps`` counts that hold until the next one, ``bars`` movements by year or by name, ``lanes`` an
            event's course with a lane for each measure.
        series: the same values for a native chart.
        alt: the finding in words.
        table: the table twin.
        notes: sentences below it.
    """

    name: str
    title: str
    chart: Chart
    kind: Literal["steps", "bars", "lanes"]
    series: tuple[Series, ...]
    alt: str
    table: TableBlock
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A term and what is said of it: a definition, a source with its licence, how a number was made."""

    term: str
    words: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True)
class Notes:
    """A list of terms in small print."""

    items: tuple[Note, ...]
    title: str = ""


Block = Sentences | Cards | MapBlock | ChartBlock | TableBlock | Notes


@dataclass(frozen=True)
class Section:
    """One part of a briefing; ``key`` is its code in a request and in an anchor."""

    key: str
    title: str
    blocks: tuple[Block, ...]


def tables_in(blocks: Iterable[Block]) -> tuple[TableBlock, ...]:
    """Return the tables of some blocks, those of maps and charts too."""
    found = (block.table if isinstance(block, MapBlock | ChartBlock) else block for block in blocks)
    return tuple(block for block in found if isinstance(block, TableBlock))


def told_in(blocks: Iterable[Block]) -> tuple[Told, ...]:
    """Return every number of some blocks whose making it can tell, the headline figures first."""
    listed = list(blocks)
    cards = [card.told for block in listed if isinstance(block, Cards) for card in block.cards]
    return (*cards, *(told for table in tables_in(listed) for told in table.told))
