"""What a reader hands on: drafts of records as text, rows of reference tables, and rows it cannot take.

A draft has the columns of the record, all of them text, so that a later check can quote what the file said. Checks,
places, identity and the store come after (``data/checks.py``, ``data/places.py``, ``data/identity.py``,
``data/importing.py``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

PROBLEM_SCHEMA: dict[str, pl.DataType] = {
    "source_row": pl.Int64(),
    "column": pl.String(),
    "value": pl.String(),
    "rule": pl.String(),
    "message": pl.String(),
}
"""One row is one thing wrong with one row of a file; a row may have several."""


def no_problems() -> pl.DataFrame:
    """Return an empty table of problems."""
    return pl.DataFrame(schema=PROBLEM_SCHEMA)


@dataclass(frozen=True)
class Drafts:
    """What one file holds, before checks.

    Attributes:
        source: short name of the source (``data/sources.py``); rows may override it in a column ``source``.
        rows_read: data rows of the file, without headers, tag rows and blank lines.
        records: one row per draft record: ``source_row`` (integer) and any columns of the record as text; a source row
            may make several records, or none where it reports nothing (then it stands in ``silent_rows``).
        references: rows of reference tables by table name (``sites``, ``storm_positions``, ``events``, ``operations``,
            ``areas``, ``population``), each with ``source_row``; text columns.
        problems: rows that the reader itself refuses; such a source row makes no record at all.
        silent_rows: source rows that are right but report nothing (all figures missing): accepted, no record.
        remarks: what was set aside in rows that go in all the same, such as an end before the start; like problems.
        file_columns: for each record column the name it has in the file, for messages.
        distinct: the distinct texts of those columns of ``records`` where the reader knows them, each text trimmed and
            none of them empty; of a million rows they are not looked for again.
    """

    source: str
    rows_read: int
    records: pl.DataFrame
    references: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    problems: pl.DataFrame = field(default_factory=no_problems)
    silent_rows: frozenset[int] = frozenset()
    file_columns: Mapping[str, str] = field(default_factory=dict)
    remarks: pl.DataFrame = field(default_factory=no_problems)
    distinct: Mapping[str, pl.Series] = field(default_factory=dict)
