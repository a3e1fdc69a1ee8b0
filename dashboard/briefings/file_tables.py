"""A briefing's tables for files: numbers as numbers, and what a source said beside a number in a column of its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard import formats
from dashboard.briefings.blocks import Card, Cards, Column, Notes, Sentences, TableBlock, Value
from dashboard.briefings.content import Briefing
from dashboard.briefings.parts import for_programs, numeric, shortened_words, value_of
from dashboard.headlines import measure_label, source_title
from dashboard.language import gettext as _
from dashboard.making_words import detail_words, reason_words
from dashboard.place_labels import country_name, unit_name
from dashboard.table_views import Told
from data.queries.amounts import Amount
from data.queries.answer import LeftOut, Part
from data.queries.presenting import plain


@dataclass(frozen=True)
class FileTable:
    """One table of a file: all its rows, with the values of its cells; missing is ``None``, never 0."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()


def tables_of(briefing: Briefing) -> tuple[FileTable, ...]:
    """Return all tables of a briefing for a file, with all their rows and columns; not those of what changed since."""
    return (
        headlines_table(briefing),
        findings_table(briefing),
        *(file_table(table) for table in briefing.tables()),
        definitions_table(briefing),
        numbers_table(briefing),
        makings_table(briefing),
    )


def file_table(table: TableBlock) -> FileTable:
    """Return one table.

    A column of numbers that carry words gets a second one with the number as published, a column of codes one with
    their words.
    """
    columns: list[Column] = []
    cells: list[list[Value]] = []
    known = [[row[place] for row in table.rows] for place, one in enumerate(table.columns) if not one.is_numeric]
    for place, column in enumerate(table.columns):
        values = [row[place] for row in table.values]
        words = [row[place] for row in table.rows]
        columns.append(replace(column, is_printed=True))
        cells.append(values)
        if column.is_numeric and _are_qualified(values, words) and words not in known:
            title = _("{column}, as published").format(column=column.title)
            columns.append(Column(title, f"{column.name}_as_published", f"{column.hxl}+text" if column.hxl else ""))
            cells.append([None if value is None else said for value, said in zip(values, words, strict=True)])
        elif not column.is_numeric and _are_codes(values, words):
            columns.append(Column(_("{column}, in words").format(column=column.title), f"{column.name}_words"))
            cells.append(list(words))
    return FileTable(
        table.name, table.caption, tuple(columns), _turned(cells, len(table.values)), notes_of_all_rows(table)
    )


def headlines_table(briefing: Briefing) -> FileTable:
    """Return the headline figures, one a row."""
    cards = [card for block in briefing.blocks() if isinstance(block, Cards) for card in block.cards]
    columns = (
        Column(_("What is counted"), "label", "#indicator+name"),
        numeric(_("Figure"), "figure", "#affected"),
        Column(_("As published"), "as_published", "#affected+text"),
        for_programs(_("Code of the quantifier"), "quantifier", "#affected+quantifier"),
        Column(_("Source and age"), "source_and_age", "#meta+source"),
    )
    return FileTable("headlines", _("Headline figures"), columns, tuple(_headline(card) for card in cards))


def findings_table(briefing: Briefing) -> FileTable:
    """Return all sentences, one a row, with the part of the briefing that they stand in."""
    rows = [
        (section.title, block.title or None, item, _("yes") if block.is_warning else None)
        for section in briefing.sections
        for block in section.blocks
        if isinstance(block, Sentences)
        for item in block.items
    ]
    columns = (
        Column(_("Part"), "part", "#meta+section"),
        Column(_("About"), "about", "#meta+title"),
        Column(_("Sentence"), "sentence", "#description"),
        Column(_("Read this first"), "is_warning", "#status"),
    )
    return FileTable("findings", _("What the briefing says"), columns, tuple(rows))


def definitions_table(briefing: Briefing) -> FileTable:
    """Return definitions and notes, one line a row."""
    rows = [
        (block.title or section.title, note.term, line, note.link or None)
        for section in briefing.sections
        for block in section.blocks
        if isinstance(block, Notes)
        for note in block.items
        for line in note.words
    ]
    columns = (
        Column(_("Part"), "part", "#meta+section"),
        Column(_("Term"), "term", "#meta+term"),
        Column(_("Definition"), "words", "#description"),
        Column(_("Address"), "address", "#meta+url"),
    )
    return FileTable("definitions", _("Definitions and notes"), columns, tuple(rows))


def numbers_table(briefing: Briefing) -> FileTable:
    """Return every number whose making can be told, one a row, by the place in ``makings``."""
    rows = [
        (place, told.label, measure_label(told.measure), told.measure, *_amount(told.number.amount), *_coverage(told))
        for place, told in enumerate(_numbered(briefing), start=1)
    ]
    columns = (
        numeric(_("Number"), "number", "#meta+id"),
        Column(_("What it stands for"), "label", "#meta+label"),
        Column(_("What is counted"), "measure_words", "#indicator+name"),
        for_programs(_("Code"), "measure", "#indicator+code"),
        *_amount_columns(),
        numeric(_("Units counted"), "units_counted", "#meta+counted"),
        numeric(_("Units known"), "units_known", "#meta+known"),
        Column(_("Oldest count"), "oldest", "#date+start"),
        Column(_("Newest count"), "newest", "#date+end"),
    )
    return FileTable("numbers", _("Every number"), columns, tuple(rows))


def makings_table(briefing: Briefing) -> FileTable:
    """Return how every number was made, one row for each figure that was added or left out."""
    rows = []
    for place, told in enumerate(_numbered(briefing), start=1):
        making = told.number.making
        head = (place, told.label)
        rows += [(*head, "added", _("Added"), None, None, *_part(part)) for part in making.parts]
        rows += [(*head, "left_out", _("Left out"), *_reason(item), *_part(item.part)) for item in making.left_out]
    columns = (
        numeric(_("Number"), "number", "#meta+id"),
        Column(_("What it stands for"), "label", "#meta+label"),
        for_programs(_("Code"), "role", "#status+code"),
        Column(_("Added or left out"), "role_words", "#status+name"),
        for_programs(_("Code"), "reason", "#status+reason+code"),
        Column(_("Why it is left out"), "reason_words", "#status+reason+text"),
        Column(_("State"), "country", "#country+name"),
        for_programs(_("Code"), "country_iso3", "#country+code"),
        Column(_("Place"), "place", "#loc+name"),
        for_programs(_("Code"), "admin1_code", "#adm1+code"),
        *_amount_columns(),
        Column(_("Source"), "source", "#meta+source"),
        Column(_("Operation"), "operation", "#meta+operation"),
        numeric(_("Round"), "reporting_round", "#meta+round"),
        Column(_("Day"), "date", "#date"),
        numeric(_("Age in days"), "age_days", "#date+age"),
        numeric(_("Rows added up"), "rows", "#meta+count"),
        Column(_("Address"), "address", "#meta+url"),
    )
    return FileTable("makings", _("How every number was made"), columns, tuple(rows))


def empty_words() -> str:
    """Return how an empty cell of a file is read."""
    return _("An empty cell: nobody counted, or it is not known. 0: somebody counted and found nobody.")


def notes_of_all_rows(table: TableBlock) -> tuple[str, ...]:
    """Return the notes that hold where all rows are shown."""
    if table.printed_rows is None:
        return table.notes
    most = table.printed_rows
    of_paper = {shortened_words(most, count) for count in range(most, len(table.rows) + 1)}
    return tuple(note for note in table.notes if note not in of_paper)


def _are_qualified(values: Iterable[Value], words: Iterable[str]) -> bool:
    """Return whether one of the numbers is not just a number in words."""
    pairs = zip(values, words, strict=True)
    return any(isinstance(value, int | float) and any(map(str.isalpha, said)) for value, said in pairs)


def _are_codes(values: Iterable[Value], words: Iterable[str]) -> bool:
    """Return whether a column holds codes or lengths of time that people read in words."""
    pairs = zip(values, words, strict=True)
    return any(str(value) != said for value, said in pairs if isinstance(value, int) or _is_code(value))


def _is_code(value: Value) -> bool:
    return isinstance(value, str) and re.fullmatch("[a-z]+(_[a-z]+)+", value) is not None


def _turned(columns: list[list[Value]], count: int) -> tuple[tuple[Value, ...], ...]:
    return tuple(zip(*columns, strict=True)) if columns else ((),) * count


def _headline(card: Card) -> tuple[Value, ...]:
    amount = card.told.number.amount
    quantifier = amount.quantifier.value if amount is not None else None
    return card.label, value_of(card.told.number), card.figure if amount is not None else None, quantifier, card.note


def _numbered(briefing: Briefing) -> tuple[Told, ...]:
    """Return the numbers once each: a headline stands in the table of its map too."""
    return tuple(dict.fromkeys(briefing.told()))


def _amount_columns() -> tuple[Column, ...]:
    return (
        numeric(_("Figure"), "figure", "#affected"),
        numeric(_("Up to"), "figure_high", "#affected+max"),
        for_programs(_("Code of the quantifier"), "quantifier", "#affected+quantifier"),
        Column(_("As published"), "as_published", "#affected+text"),
    )


def _amount(amount: Amount | None) -> tuple[Value, ...]:
    if amount is None:
        return None, None, None, None
    high = plain(amount.high) if amount.high is not None else None
    return plain(amount.figure), high, amount.quantifier.value, formats.amount(amount)


def _coverage(told: Told) -> tuple[Value, ...]:
    making = told.number.making
    return making.units_counted, making.units_known, making.oldest, making.newest


def _reason(item: LeftOut) -> tuple[Value, Value]:
    words = reason_words(item.reason)
    return item.reason.value, f"{words}: {detail_words(item.detail)}" if item.detail else words


def _part(part: Part | None) -> tuple[Value, ...]:
    if part is None:
        return (None,) * 15
    return (
        country_name(part.country_iso3),
        part.country_iso3,
        unit_name(part.admin1_code) if part.admin1_code else part.place_name,
        part.admin1_code,
        *_amount(part.amount),
        source_title(part.source_name or part.source),
        part.operation,
        part.reporting_round,
        part.date,
        part.age_days,
        part.rows,
        part.source_url,
    )
