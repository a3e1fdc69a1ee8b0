"""The briefing as a workbook: one sheet for each table, and sheets with definitions and the making of every number.

Every cell of text is written as text and every number as a number; nothing from data can become a formula or a link.
"""

import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from dashboard.briefings.blocks import Column, Value
from dashboard.briefings.content import Briefing
from dashboard.briefings.file_tables import FileTable, empty_words, file_table, tables_of
from dashboard.briefings.stamps import imprint
from dashboard.fonts import FAMILY
from dashboard.language import gettext as _
from dashboard.language import speaking

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_LONGEST_CELL = 32_000
_WIDEST = 60
_MEASURED_ROWS = 200
_FIRST_ROW = 3


def workbook(briefing: Briefing) -> bytes:
    """Return a briefing as a workbook, the same bytes for the same briefing."""
    with speaking(briefing.language):
        held = BytesIO()
        book = xlsxwriter.Workbook(held, _OPTIONS)
        book.set_properties(
            {
                "title": briefing.title,
                "subject": briefing.subtitle,
                "company": briefing.look.office,
                "comments": briefing.way_back,
                "created": briefing.made_at.replace(tzinfo=None),
            }
        )
        _Writing(book, briefing).write()
        book.close()
        return held.getvalue()


def sheets_of(briefing: Briefing) -> tuple[FileTable, ...]:
    """Return the tables of a workbook in the order of its sheets: what changed since stands before what it is about."""
    headlines, findings, *others = tables_of(briefing)
    return headlines, findings, *map(file_table, briefing.since_tables()), *others


class _Writing:
    """One workbook as it is written: its formats are made once."""

    def __init__(self, book: Any, briefing: Briefing) -> None:
        self._book, self._briefing = book, briefing
        accent = briefing.look.accent
        letters = {"font_name": FAMILY, "font_size": 11, "valign": "top"}
        # Without the mark, a text that begins with "=" becomes a formula when somebody edits its cell.
        words = {**letters, "quote_prefix": True}
        self._title = book.add_format({**words, "bold": True, "font_size": 16, "font_color": accent})
        self._quiet = book.add_format({**words, "font_color": "#4c5960", "text_wrap": True})
        self._strong = book.add_format({**words, "bold": True})
        self._link = book.add_format({**letters, "font_color": accent, "underline": 1})
        self._head = book.add_format(
            {**words, "bold": True, "bottom": 1, "bottom_color": accent, "text_wrap": True, "bg_color": "#f2f5f6"}
        )
        self._plain = book.add_format({**words, "text_wrap": True})
        self._whole = book.add_format({**letters, "num_format": "#,##0"})
        self._broken = book.add_format({**letters, "num_format": "#,##0.0###"})
        self._bare = book.add_format({**letters, "num_format": "0"})
        self._day = book.add_format({**letters, "num_format": "yyyy-mm-dd", "align": "left"})

    def write(self) -> None:
        """Write the first sheet with the list of all others, and then these."""
        first = self._book.add_worksheet(_sheet_name(_("Briefing")))
        tables = sheets_of(self._briefing)
        names = _names(tables)
        self._write_first(first, tables, names)
        for table, name in zip(tables, names, strict=True):
            self._write_table(self._book.add_worksheet(name), table, first.get_name())

    def _write_first(self, sheet: Any, tables: Iterable[FileTable], names: Iterable[str]) -> None:
        briefing, words = self._briefing, self._briefing.labels
        self._set_up(sheet)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 90)
        self._text(sheet, 0, 0, briefing.title, self._title)
        self._text(sheet, 1, 0, briefing.subtitle, self._quiet)
        lines = [*imprint(briefing), empty_words(), *briefing.look.standing]
        for row, line in enumerate(lines, start=3):
            self._text(sheet, row, 0, line, self._plain)
        row = len(lines) + 4
        self._text(sheet, row, 0, words["contents"], self._strong)
        for place, (table, name) in enumerate(zip(tables, names, strict=True), start=row + 1):
            sheet.write_url(place, 0, f"internal:'{name}'!A1", self._link, name)
            self._text(sheet, place, 1, table.title, self._plain)

    def _write_table(self, sheet: Any, table: FileTable, first: str) -> None:
        self._set_up(sheet)
        self._text(sheet, 0, 0, table.title, self._title)
        back = self._briefing.labels["briefing"].format(id=self._briefing.id)
        sheet.write_url(1, 0, f"internal:'{first}'!A1", self._link, back)
        for place, column in enumerate(table.columns):
            self._text(sheet, _FIRST_ROW, place, column.title, self._head)
            sheet.set_column(place, place, _width(column, [row[place] for row in table.rows[:_MEASURED_ROWS]]))
        for row, cells in enumerate(table.rows, start=_FIRST_ROW + 1):
            for place, value in enumerate(cells):
                self._cell(sheet, row, place, value, table.columns[place])
        last = _FIRST_ROW + len(table.rows)
        if table.rows:
            sheet.autofilter(_FIRST_ROW, 0, last, len(table.columns) - 1)
        sheet.freeze_panes(_FIRST_ROW + 1, 1)
        sheet.repeat_rows(_FIRST_ROW)
        for place, note in enumerate(table.notes, start=last + 2):
            self._text(sheet, place, 0, note, self._quiet)

    def _set_up(self, sheet: Any) -> None:
        """Make a sheet fit for printing, and show it without lines."""
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self._briefing.id}&R&P / &N")

    def _cell(self, sheet: Any, row: int, place: int, value: Value, column: Column) -> None:
        if value is None:
            return
        if isinstance(value, str):
            self._text(sheet, row, place, value, self._plain)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, self._day)
        elif not column.is_numeric:
            sheet.write_number(row, place, value, self._bare)
        else:
            sheet.write_number(row, place, value, self._whole if float(value).is_integer() else self._broken)

    def _text(self, sheet: Any, row: int, place: int, words: str, look: Any) -> None:
        sheet.write_string(row, place, words[:_LONGEST_CELL], look)


def _names(tables: Iterable[FileTable]) -> list[str]:
    """Return a name for each sheet, in the reader's language; its number keeps it apart from the others."""
    return [_sheet_name(f"{number} {table.title}") for number, table in enumerate(tables, start=1)]


def _sheet_name(words: str) -> str:
    """Return a name that a sheet may have; dots at its end say that the title above the table is longer."""
    name = _NOT_IN_A_NAME.sub("-", words)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}\u2026"


def _width(column: Column, values: Iterable[Value]) -> float:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    heading = max((len(word) for word in column.title.split()), default=0)
    return min(_WIDEST, max(10, longest + 2, heading + 4))
