"""Records as a workbook: a sheet of records that can be imported again, and a sheet that says what they are."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from data.exports.listing import Listing
from data.formulas import safe_cell

RECORDS_SHEET = "Records"
ABOUT_SHEET = "About"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
}
_WIDEST = 44


def workbook_bytes(listing: Listing, about: Sequence[tuple[str, str]], *, made_at: datetime) -> bytes:
    """Return the records as a workbook.

    Args:
        listing: the records.
        about: what the sheet beside them says: a word and a text in each line.
        made_at: when the file was made.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": listing.question.measure_info.label, "created": made_at.replace(tzinfo=None)})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        _fill_records(book.add_worksheet(RECORDS_SHEET), listing, bold)
        sheet = book.add_worksheet(ABOUT_SHEET)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 110, wrapped)
        for row, (word, text) in enumerate(about):
            sheet.write_string(row, 0, safe_cell(word), bold)
            sheet.write_string(row, 1, safe_cell(text), wrapped)
    return content.getvalue()


def _fill_records(sheet: Any, listing: Listing, bold: Any) -> None:
    table = listing.table
    for place, name in enumerate(table.columns):
        column = table[name]
        sheet.write_string(0, place, safe_cell(name), bold)
        width = max([len(name), *(len(str(value)) for value in column.head(200) if value is not None)])
        sheet.set_column(place, place, min(width + 2, _WIDEST))
        for row, value in enumerate(column, start=1):
            _write(sheet, row, place, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(table.height, 1), max(table.width - 1, 0))


def _write(sheet: Any, row: int, column: int, value: object) -> None:
    """Write a cell as what it is; where nothing is known it stays empty."""
    match value:
        case None:
            return
        case str():
            sheet.write_string(row, column, safe_cell(value))
        case date():
            sheet.write_datetime(row, column, value)
        case int() | float():
            sheet.write_number(row, column, value)
