"""What a file holds: the records behind one number, with what says how the number was made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from data.asking import Desk
from data.errors import RequestRefused
from data.queries.answer import Answer, Number, Reason
from data.queries.question import Question
from data.queries.reasons import WORDS
from data.queries.record_rows import RecordRow, Show, count_rows, read_rows
from data.schema import COLUMNS, RECORD_SCHEMA, Column, Type

MOST_ROWS = 50_000
"""A file for one desk; whoever needs more narrows the selection, or takes the store itself."""

IN_NUMBER = Column("in_number", Type.TEXT, "number", "whether the record is in the number: yes or no", ("yes", "no"))
WHY_NOT = Column("why_not", Type.TEXT, "number", "why a record that is not in the number is not")
ALWAYS = (
    "record_id",
    "source",
    "source_name",
    "source_url",
    "licence",
    "measure",
    "figure",
    "country_iso3",
    "start_date",
)
"""Columns that every file has, also where none of its records fills them; further ones where any does."""

NEVER = ("is_retracted", "sensitivity")
"""The same in every record that is listed, or said by the measure."""

Words = Callable[[Reason], str]


@dataclass(frozen=True, eq=False)
class Listing:
    """Records as they go into a file.

    Attributes:
        number: the number that they stand behind.
        show: which of its records.
        table: one row per record: the columns of the record that are filled, then ``in_number`` and ``why_not``.
        rules: the decisions under which the number was made, in words.
        known_at: the state of the store: asked for as ``known_at`` it gives the same number again.
    """

    number: Number
    show: Show
    table: pl.DataFrame
    rules: tuple[str, ...]
    known_at: datetime | None

    @property
    def question(self) -> Question:
        """What the number answers."""
        assert self.number.making.asked is not None
        return self.number.making.asked.question

    @property
    def line(self) -> dict[str, Any]:
        """The values of the line of an answer that the number is; empty for a whole."""
        assert self.number.making.asked is not None
        return {name: _plain(value) for name, value in self.number.making.asked.line}


def listing(desk: Desk, answer: Answer, number: Number, *, show: Show, words: Words = WORDS.__getitem__) -> Listing:
    """Return the records behind a number, ready for a file.

    Args:
        desk: the desk from which the answer came.
        answer: the answer that holds the number.
        number: its total or one of its lines.
        show: which records.
        words: how a reason is said in the reader's language.

    Raises:
        RequestRefused: single records of the measure are never listed, or there are too many for a file.
    """
    answer.question.refuse_protected("row by row")
    total = count_rows(desk.engine, number).of(show)
    if total > MOST_ROWS:
        raise RequestRefused(
            f"{total:,} records are too many for one file; at most {MOST_ROWS:,} go in. Choose fewer states, a shorter "
            "period, or only the records in the number."
        )
    rows = read_rows(desk.engine, number, show=show, take=MOST_ROWS)
    return Listing(number, show, _table(rows, words), tuple(map(str, answer.rules)), desk.snapshot.last_change)


def column_of(name: str) -> Column:
    """Return what a column of a file means."""
    return {IN_NUMBER.name: IN_NUMBER, WHY_NOT.name: WHY_NOT}.get(name) or COLUMNS[name]


def _table(rows: tuple[RecordRow, ...], words: Words) -> pl.DataFrame:
    records = pl.DataFrame([dict(row.record) for row in rows], schema=RECORD_SCHEMA, orient="row")
    filled = [name for name in records.columns if name in ALWAYS or records[name].null_count() < records.height]
    told = {
        IN_NUMBER.name: pl.Series(["yes" if row.why_not is None else "no" for row in rows], dtype=pl.String),
        WHY_NOT.name: pl.Series([None if row.why_not is None else words(row.why_not) for row in rows], dtype=pl.String),
    }
    return records.select(name for name in filled if name not in NEVER).with_columns(**told)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
