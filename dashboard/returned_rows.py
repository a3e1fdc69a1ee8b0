"""Rows that came back from an import: what is wrong with each, and the rows themselves with the wrong cells marked."""

import polars as pl

from dashboard import formats
from dashboard.html_tables import Cell, html_table, shortened
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.rule_words import rule_words
from data.store.interface import Quarantine

PROBLEMS_SHOWN = 100
ROWS_SHOWN = 50
_LONGEST_VALUE = 120
_SIGN = "\u2717 "
"""A cross before a wrong cell, for whoever does not see its colour."""


def problems_of_returned(quarantine: Quarantine) -> pl.DataFrame:
    """Return what is wrong with the rows that came back."""
    return quarantine.problems.filter(_is_returned(quarantine))


def remarks_of_kept(quarantine: Quarantine) -> pl.DataFrame:
    """Return what was set aside in rows that went in all the same."""
    return quarantine.problems.filter(~_is_returned(quarantine))


def _is_returned(quarantine: Quarantine) -> pl.Expr:
    row = pl.col("source_row")
    return row.is_null() | row.is_in(quarantine.rows["source_row"].implode())


def problems_html(problems: pl.DataFrame, *, file_name: str) -> str:
    """Return the problems as a table: row, column, the cell as it stands in the file, what was expected."""
    header = [Cell(_("Row")), Cell(_("Column")), Cell(_("In the file")), Cell(_("What was expected"))]
    rows = [
        [
            Cell("" if row is None else formats.number(row), "number"),
            Cell(column or formats.MISSING),
            _given(value, has_column=column is not None),
            Cell(expected(message, column=column, value=value, file_name=file_name)),
        ]
        for row, column, value, message in problems.head(PROBLEMS_SHOWN)
        .select("source_row", "column", "value", "message")
        .iter_rows()
    ]
    return html_table(header, rows, caption=_problems_caption(problems.height, file_name), look="scrolls")


def _problems_caption(count: int, file_name: str) -> str:
    words = ngettext("{count} problem in {file}", "{count} problems in {file}", count).format(
        count=formats.number(count), file=file_name
    )
    if count <= PROBLEMS_SHOWN:
        return words
    return _("{words}; the first {shown} are shown, the file of returned rows has them all").format(
        words=words, shown=PROBLEMS_SHOWN
    )


def _given(value: str | None, *, has_column: bool) -> Cell:
    if value is not None:
        return Cell(_SIGN + shortened(value, _LONGEST_VALUE), is_marked=True)
    return Cell(_SIGN + _("empty"), is_marked=True) if has_column else Cell(_("the whole row"))


def expected(message: str, *, column: str | None, value: str | None, file_name: str) -> str:
    """Return a message without what stands in the columns beside it: file, row, column and value."""
    text = message.removeprefix(file_name)
    if text.startswith(", row "):
        text = text.removeprefix(", row ").lstrip("0123456789")
    text = text.lstrip(": ")
    said = f"is '{value}'" if value is not None else "is empty"
    text = text.removeprefix(f"{column} {said}, ") if column is not None else text
    text = rule_words(text)
    return text[:1].upper() + text[1:]


def rows_html(quarantine: Quarantine) -> str:
    """Return the rows as the file has them, the wrong cells marked; columns with wrong cells stand first."""
    wrong = _wrong_cells(quarantine)
    columns = [name for name in quarantine.rows.columns if name != "source_row"]
    marked = {column for _row, column in wrong}
    columns.sort(key=lambda name: name not in marked)
    shown = quarantine.rows.head(ROWS_SHOWN)
    rows = [
        [
            Cell(str(row["source_row"]), "number"),
            *(_cell(row[name], (row["source_row"], name) in wrong) for name in columns),
        ]
        for row in shown.iter_rows(named=True)
    ]
    count = quarantine.rows.height
    caption = ngettext("{count} row came back", "{count} rows came back", count).format(count=formats.number(count))
    if count > ROWS_SHOWN:
        caption = _("{words}; the first {shown} are shown").format(words=caption, shown=ROWS_SHOWN)
    return html_table([Cell(_("Row")), *(Cell(name) for name in columns)], rows, caption=caption, look="scrolls")


def _wrong_cells(quarantine: Quarantine) -> frozenset[tuple[int, str]]:
    """Return the wrong cells by row and column; where a problem names no column of the file, the cell it quotes."""
    names = [name for name in quarantine.rows.columns if name != "source_row"]
    rows = {row["source_row"]: row for row in quarantine.rows.head(ROWS_SHOWN).iter_rows(named=True)}
    found = set()
    for number, column, value in quarantine.problems.select("source_row", "column", "value").iter_rows():
        row = rows.get(number, {})
        if column in names:
            found.add((number, column))
        elif value is not None:
            found |= {(number, name) for name in names if row.get(name) == value}
    return frozenset(found)


def _cell(value: object, is_wrong: bool) -> Cell:
    text = "" if value is None else shortened(str(value), _LONGEST_VALUE)
    return Cell(_SIGN + (text or _("empty")), is_marked=True) if is_wrong else Cell(text)
