"""A table on a slide: how wide its columns are, what fits into a cell, and how many of its rows a slide holds."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.briefings.blocks import TableBlock
from dashboard.briefings.file_tables import notes_of_all_rows
from dashboard.briefings.paper_text import column_widths, with_hosts
from dashboard.briefings.parts import shortened_words
from dashboard.briefings.slide_text import BOTTOM, LINE_HEIGHT, ROOM, SAFE, TOP, broken, ending_with_dots
from dashboard.fonts import Style, text_width

SIZE, MARGIN = 11.0, 0.03
"""Size of the letters in points, and what a cell leaves free above and below, in inches."""

NOTE_SIZE = 10.0
_MOST_NOTES, _NOTE_LINES = 4, 3
_LINES = 2
_EM = SIZE / 72
_SIDES = 0.24
_NARROWEST = 0.6


def fitted(block: TableBlock, beside: tuple[str, ...] = ()) -> TableBlock:
    """Return a table as a slide can hold it: cells of two lines at most, and a note where rows are left out.

    Args:
        block: the table.
        beside: sentences that must stand beside it, besides what its own notes say of it.
    """
    shown = with_hosts(block.printed())
    widths = widths_of(shown)
    rows = tuple(tuple(_cell(words, width) for words, width in zip(row, widths, strict=True)) for row in shown.rows)
    titles = tuple(column.title for column in shown.columns)
    notes = [_note(note) for note in (shortened_words(0, len(rows)), *beside, *notes_of_all_rows(block))][:_MOST_NOTES]
    left = BOTTOM - TOP - notes_height(notes) - row_height(titles, widths)
    most = 0
    while most < len(rows) and left >= row_height(rows[most], widths):
        left -= row_height(rows[most], widths)
        most += 1
    count = len(block.rows)
    said = (shortened_words(most, count), *notes[1:]) if most < count else tuple(notes[1:])
    told = block.told[: -(-len(block.told) * most // count)] if count else ()
    return replace(shown, rows=rows[:most], values=shown.values[:most], told=told, notes=said)


def notes_height(notes: Iterable[str]) -> float:
    """Return how high the notes below a table are, in inches."""
    lines = sum(len(broken(note, size=NOTE_SIZE, width=ROOM - 1)) for note in notes)
    return lines * LINE_HEIGHT * NOTE_SIZE / 72 + 0.2


def widths_of(table: TableBlock) -> list[float]:
    """Return the widths of the columns in inches: short ones as wide as they need, the others share what is left."""
    needed = [_needed(table, place) for place in range(len(table.columns))]
    whole = [place for place, share in enumerate(column_widths(table, ROOM / _EM * SAFE)) if share == 0]
    parted = [place for place in range(len(needed)) if place not in whole]
    left = ROOM - sum(needed[place] for place in whole)
    if sum(needed) <= ROOM or left < _NARROWEST * len(parted):
        return [width * ROOM / sum(needed) for width in needed]
    total = sum(needed[place] for place in parted)
    return [needed[place] if place in whole else left * needed[place] / total for place in range(len(needed))]


def row_height(cells: tuple[str, ...], widths: list[float]) -> float:
    """Return how high a row is, in inches."""
    lines = max(len(broken(words, size=SIZE, width=width)) for words, width in zip(cells, widths, strict=True))
    return lines * LINE_HEIGHT * _EM + 2 * MARGIN


def _needed(table: TableBlock, place: int) -> float:
    """Return the width of the widest cell, and of the widest word of the title."""
    words = [*(row[place] for row in table.rows), *table.columns[place].title.split()]
    widest = max(text_width(one, size=1, style=Style.SEMIBOLD) for one in words)
    return max(_NARROWEST, min(widest, 30) * _EM / SAFE + _SIDES)


def _note(words: str) -> str:
    return ending_with_dots(words, size=NOTE_SIZE, most=_NOTE_LINES, width=ROOM - 1)


def _cell(words: str, width: float) -> str:
    return ending_with_dots(words, size=SIZE, most=_LINES, width=width)
