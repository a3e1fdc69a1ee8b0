"""Tables as plain HTML: read aloud row by row, printed, wrapped on a phone; every text in them is escaped here."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

LONGEST_CELL = 600


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, the class that gives its look, words for whoever hovers, and a page of ours to lead to."""

    text: str
    look: str = ""
    hint: str = ""
    is_marked: bool = False
    link: str = ""


def html_table(
    header: Sequence[Cell], rows: Sequence[Sequence[Cell]], *, caption: str, look: str = "", first_is_head: bool = True
) -> str:
    """Return a table that can be scrolled sideways.

    Args:
        header: names of the columns.
        rows: cells of each row; a marked one is drawn with a sign beside its colour.
        caption: what the table says, for everybody.
        look: further class of the table.
        first_is_head: the first cell of a row names it.
    """
    head = "".join(_cell(cell, "th", scope="col") for cell in header)
    body = "".join(_row(row, first_is_head=first_is_head) for row in rows)
    return (
        f'<div class="table-frame" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="plain-table {look}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(cells: Sequence[Cell], *, first_is_head: bool) -> str:
    first = _cell(cells[0], "th", scope="row") if first_is_head else _cell(cells[0], "td")
    return f"<tr>{first}{''.join(_cell(cell, 'td') for cell in cells[1:])}</tr>"


def _cell(cell: Cell, tag: str, *, scope: str = "") -> str:
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name, value in (("scope", scope), ("class", cell.look), ("title", cell.hint))
        if value
    )
    return f"<{tag}{attributes}>{_content(cell)}</{tag}>"


def _content(cell: Cell) -> str:
    text = escape(shortened(cell.text))
    if cell.link.startswith("https://"):
        return f'<a href="{escape(cell.link)}" target="_blank" rel="noopener noreferrer">{text}</a>'
    return f"<mark>{text}</mark>" if cell.is_marked else text


def shortened(text: str, longest: int = LONGEST_CELL) -> str:
    """Return a text that a cell has room for."""
    return text if len(text) <= longest else text[: longest - 1] + "\u2026"
