"""Tables as plain HTML: read aloud row by row, printed, wrapped on a phone; every text in them is escaped here."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from numbers import Integral

import pandas as pd
from pandas.api.types import is_numeric_dtype

from dashboard import formats

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


def frame_html(table: pd.DataFrame, *, caption: str) -> str:
    """Return a data frame as a plain table: numbers to the right as people read them, a dash where there is none.

    Unlike a data grid it brings no download of its own, which would pass by the guard against formulas.
    """
    numeric = [is_numeric_dtype(table[name]) for name in table.columns]
    looks = ["number" if is_number else "" for is_number in numeric]
    header = [Cell(str(name), look) for name, look in zip(table.columns, looks, strict=True)]
    rows = [
        [Cell(_shown(value), look) for value, look in zip(values, looks, strict=True)]
        for values in table.astype(object).itertuples(index=False, name=None)
    ]
    return html_table(header, rows, caption=caption, look="scrolls")


def figure_column(values: Sequence[float | None]) -> pd.api.extensions.ExtensionArray:
    """Return people as whole numbers; a share of a movement that spans years keeps its fraction."""
    whole = all(value is None or float(value).is_integer() for value in values)
    return pd.array(values, dtype="Int64" if whole else "Float64")


def _shown(value: object) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]  # a cell is a scalar
        return formats.MISSING
    return _number(value) if isinstance(value, float) else _whole_or_text(value)


def _number(value: float) -> str:
    """Return a number with six digits, or with all before its point: a million people is never told to the ten."""
    return formats.number(round(value, max(0, 6 - len(str(int(abs(value)))))))


def _whole_or_text(value: object) -> str:
    return formats.number(int(value)) if isinstance(value, (int, Integral)) else str(value)


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
