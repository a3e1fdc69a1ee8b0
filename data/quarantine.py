"""Rows that were returned, as the file gave them: kept with the import, written out to be mended and dropped again."""

import csv
import io
import re

import polars as pl

from data.checks import QUARANTINED, Checked
from data.readers.drafts import Drafts
from data.readers.hdx_tables import tag_row_of
from data.readers.opening import OpenedFile
from data.store.interface import Quarantine

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d[\d.,\s]*")


def quarantined_rows(file: OpenedFile, drafts: Drafts, checked: Checked, *, is_tagged: bool = False) -> pl.DataFrame:
    """Return the rows of a file that are returned: ``source_row`` and the file's own columns as text.

    A file that is no table (a zip, a map layer) has its rows as drafts; a row with too many or too few cells has all of
    them in the first column.

    Args:
        file: the opened file.
        drafts: what the reader made of it.
        checked: what became of each row.
        is_tagged: the file is known by its HXL tags alone, so the tags are the header of what is returned.
    """
    wanted = checked.rows.filter(fate=QUARANTINED)["source_row"]
    is_wanted = pl.col("source_row").is_in(wanted.implode())
    sheets = [_under_tags(table) if is_tagged else table for table in file.sheets().values()]
    tables = [table.filter(is_wanted) for table in sheets]
    tables = [table for table in tables if not table.is_empty()] or [drafts.records.filter(is_wanted)]
    rows = pl.concat(tables, how="diagonal").unique("source_row", keep="first", maintain_order=True)
    lost = checked.problems.filter(
        is_wanted & ~pl.col("source_row").is_in(rows["source_row"].implode()), pl.col("value").is_not_null()
    ).unique("source_row", keep="first")
    if lost.is_empty():
        return rows.sort("source_row")
    first = next((name for name in rows.columns if name != "source_row"), "cells")
    broken = lost.select("source_row", pl.col("value").alias(first))
    return pl.concat([rows, broken], how="diagonal").sort("source_row")


def _under_tags(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table with its tags for names; a column without a tag, or with one that came before, keeps its own."""
    row = tag_row_of(table)
    tags = [] if row is None else list(table.filter(source_row=row).row(0))[1:]
    names = dict(zip(table.columns[1:], tags, strict=False))
    first = {tag: name for name, tag in reversed(names.items()) if tag}
    return table.rename({name: tag for tag, name in first.items() if tag not in table.columns})


def quarantine_csv(quarantine: Quarantine) -> str:
    """Return the rows in quarantine as CSV with the file's own columns, to be mended and imported again.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; a negative number stays one.
    """
    names = [name for name in quarantine.rows.columns if name != "source_row"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_harmless(cell) for cell in row] for row in quarantine.rows.select(names).iter_rows())
    return text.getvalue()


def _harmless(cell: object) -> str:
    text = "" if cell is None else str(cell)
    if text.startswith(_STARTS_A_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
