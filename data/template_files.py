"""Templates as files: CSV, and XLSX with drop-down lists and a sheet of notes. The same template has the same bytes."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from data.errors import RequestRefused
from data.templates import Template, TemplateColumn, find_template

FORMATS = ("csv", "xlsx")
DATA_SHEET = "Data"
NOTES_SHEET = "Notes"
_LISTS_SHEET = "Lists"
_ROWS = 2_000
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_RULES = (
    "Write one row per count in the sheet Data. Leave the header as it is; a column that is not needed may go.",
    "Leave a cell empty where nobody counted. Write 0 only where somebody counted and found nobody.",
    "A number may carry a word: about 200, more than 500, at least 30, up to 80, 10-20.",
    "Days are YYYY-MM-DD, such as 2024-07-04.",
    "Give the file to the tracker as it is: every row goes in or comes back with the reason.",
)
_NO_PERSONS = (
    "Never write a name, address, telephone number, e-mail or document number of a person: the whole file is refused."
)


def template_bytes(name: str, file_format: str = "csv") -> bytes:
    """Return the file of a template, ready to be filled in.

    Args:
        name: name of the template (``data/templates.py``).
        file_format: ``csv`` or ``xlsx``.

    Raises:
        RequestRefused: there is no such template or format.
    """
    template = find_template(name)
    if file_format not in FORMATS:
        raise RequestRefused(f"a template is written as {' or '.join(FORMATS)}, not {file_format!r}.")
    return _csv(template) if file_format == "csv" else _workbook(template)


def _csv(template: Template) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(template.header)
    return text.getvalue().encode("utf-8-sig")


def _workbook(template: Template) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": template.title, "created": _MADE})
        data, notes = book.add_worksheet(DATA_SHEET), book.add_worksheet(NOTES_SHEET)
        lists = book.add_worksheet(_LISTS_SHEET)
        lists.hide()
        _fill_data(book, data, lists, template)
        _fill_notes(book, notes, template)
    return content.getvalue()


def _fill_data(book: Any, sheet: Any, lists: Any, template: Template) -> None:
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
    needed = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F7D9A8"})
    day, plain = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "@"})
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(template.columns):
        sheet.write_string(0, position, column.name, needed if column.needed else head)
        width = max(12, len(column.name) + 2)
        sheet.set_column(
            position, position, width, day if column.kind == "day" else plain if _is_text(column) else None
        )
        validation = _validation(lists, position, column)
        sheet.data_validation(1, position, _ROWS, position, {**validation, **_prompt(column)})


def _is_text(column: TemplateColumn) -> bool:
    """A column of text stays text: 5-9 years must not become the ninth of May."""
    return column.kind == "text" and not column.choices


def _validation(lists: Any, position: int, column: TemplateColumn) -> dict[str, Any]:
    """What may stand in a cell; a number may carry a word, so it is only advised, never enforced."""
    if column.choices:
        lists.write_column(0, position, column.choices)
        letter = xlsxwriter.utility.xl_col_to_name(position, col_abs=True)
        source = f"={_LISTS_SHEET}!{letter}$1:{letter}${len(column.choices)}"
        return {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True}
    if column.kind == "day":
        between = {"criteria": "between", "minimum": date(1900, 1, 1), "maximum": date(2100, 1, 1)}
        return {"validate": "date", **between, "error_type": "warning", "ignore_blank": True}
    return {"validate": "any"}


def _prompt(column: TemplateColumn) -> dict[str, str]:
    return {"input_title": column.name[:32], "input_message": column.meaning[:255]}


def _fill_notes(book: Any, sheet: Any, template: Template) -> None:
    head, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, ("column", "meaning", "needed", "choices"), head)
    sheet.set_column(0, 0, 24, wrap)
    sheet.set_column(1, 1, 80, wrap)
    sheet.set_column(3, 3, 60, wrap)
    rows = [(c.name, c.meaning, "yes" if c.needed else "", ", ".join(c.choices)) for c in template.columns]
    rules = [template.purpose, *([_NO_PERSONS] if template.is_protected else []), *_RULES]
    rows += [("", rule, "", "") for rule in rules]
    for number, row in enumerate(rows, start=1):
        for position, cell in enumerate(row):
            sheet.write_string(number, position, cell)
