"""The records behind a number, one by one: those in it, and those left out with the reason.

Nothing is loaded whole: a page is asked of the engine. Protection figures are never listed row by row, on no screen and
in no file: one row of a small cell would tell what the cell hides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from data.errors import RequestRefused
from data.queries.answer import Answer, Asked, Making, Number, Reason
from data.queries.filters import Shape, shape_of, values_of
from data.queries.question import COLUMN_OF, By, Question
from data.queries.row_keys import BETWEEN_FIELDS, key_of_row, keys_text
from data.queries.row_reasons import Standings
from data.queries.statements import ROWS
from data.schema import RECORD_SCHEMA
from data.store.engine import Engine

_COLUMN_IN_ROWS = {By.ADMIN1: "admin1", By.ADMIN2: "admin2", By.SOURCE: "publisher"}
"""Where a line's value stands in the rows, if not in the record's own column."""


class Show(StrEnum):
    """Which rows are listed."""

    IN_NUMBER = "in"
    LEFT_OUT = "out"
    ALL = "all"


@dataclass(frozen=True)
class RecordRow:
    """One record, and why it is not in the number; ``None`` where it is. ``record`` has the columns of the schema."""

    record: Mapping[str, Any]
    why_not: Reason | None


@dataclass(frozen=True)
class RowTotals:
    """How many records are in the number, and how many of the same selection are not."""

    in_number: int
    left_out: int

    def of(self, show: Show) -> int:
        """Return how many are listed."""
        return {
            Show.IN_NUMBER: self.in_number,
            Show.LEFT_OUT: self.left_out,
            Show.ALL: self.in_number + self.left_out,
        }[show]


def line_texts(line: Iterable[tuple[str, Any]]) -> tuple[str, ...]:
    """Return the values of a line as texts; a value that is missing is an empty text."""
    return tuple("" if value is None else str(value) for _, value in line)


def number_of_line(answer: Answer, texts: tuple[str, ...]) -> Number | None:
    """Return the number of the line with these values, the total for none; ``None`` where there is no such line."""
    if not texts:
        return answer.total
    return next((row.number for row in answer.rows if line_texts(row.by.items()) == texts), None)


def count_rows(engine: Engine, number: Number) -> RowTotals:
    """Return how many records stand behind a number.

    Raises:
        RequestRefused: records of its measure are never listed, or it was put together from several answers.
    """
    asked = _listable(number)
    shape, values = _asked_of_engine(asked, number.making)
    found = {row["is_in"]: row["records"] for row in _rows(engine, "rows_counted", shape, values)}
    return RowTotals(found.get(1, 0), found.get(0, 0))


def read_rows(
    engine: Engine, number: Number, *, show: Show = Show.ALL, skip: int = 0, take: int = 50
) -> tuple[RecordRow, ...]:
    """Return some of the records behind a number: those in it first, then by place, the newest first.

    Args:
        engine: engine over the snapshot from which the number was counted.
        number: a number with what it answers in its making.
        show: which records.
        skip: records before the first one returned.
        take: how many at most.

    Raises:
        RequestRefused: records of its measure are never listed, or it was put together from several answers.
    """
    asked = _listable(number)
    shape, values = _asked_of_engine(asked, number.making)
    if show is not Show.ALL:
        shape = replace(shape, filters=(*shape.filters, f"show_{show}"))
    told = _rows(engine, "rows_behind", shape, values | {"skip": skip, "take": take})
    records = _records(engine, asked.question, [row["record_id"] for row in told])
    standings = Standings(number.making, asked.question)
    return tuple(_row(records[row["record_id"]], row, shape, standings) for row in told)


def _records(engine: Engine, question: Question, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the records of these ids by id, with the columns of the schema."""
    shape = shape_of(question)
    shape = Shape(("ids", *(name for name in shape.filters if name != "date_from")), shape.lists)
    values = values_of(question) | {"ids": BETWEEN_FIELDS.join(ids)}
    return {row["record_id"]: _with_moment(row) for row in _rows(engine, "rows_by_id", shape, values)}


def _rows(engine: Engine, builder: str, shape: Shape, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    columns = engine.columns(f"{ROWS}{builder}", shape, values)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _with_moment(row: dict[str, Any]) -> dict[str, Any]:
    seconds = row.pop("recorded_seconds")
    row["recorded_at"] = None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    return {name: row[name] for name in RECORD_SCHEMA}


def _listable(number: Number) -> Asked:
    asked = number.making.asked
    if asked is None:
        raise RequestRefused("this number was put together from several; open the rows of each of them.")
    asked.question.refuse_protected("row by row")
    return asked


def _asked_of_engine(asked: Asked, making: Making) -> tuple[Shape, dict[str, Any]]:
    """Return the shape and the values of the rows of a selection: the question's own, narrowed to the line."""
    question = asked.question
    shape, values = shape_of(question), values_of(question)
    filters = ["keys", *(name for name in shape.filters if name != "date_from")]
    values["keys"] = keys_text(making.parts)
    first, last = _period(asked)
    values["as_of"] = last.isoformat()
    if first is not None:
        filters.append("first_day")
        values["first_day"] = first.isoformat()
    if question.units:
        filters.append("units")
        values["units"] = BETWEEN_FIELDS.join(question.units)
    for name, value in _line_values(asked):
        filters.append(f"lacks_{name}" if value is None else f"only_{name}")
        values[f"only_{name}"] = value
    dating = "day" if question.is_stock else question.dating
    return replace(shape, filters=tuple(filters), dating=dating), values


def _line_values(asked: Asked) -> list[tuple[str, str | None]]:
    columns = {COLUMN_OF[by]: _COLUMN_IN_ROWS.get(by, COLUMN_OF[by]) for by in By if by not in (By.DAY, By.MONTH)}
    columns["country_iso3"] = "country_iso3"
    named = [(columns[name], value) for name, value in asked.line if name in columns and name != COLUMN_OF[By.YEAR]]
    return [(name, None if value is None else str(value)) for name, value in named]


def _period(asked: Asked) -> tuple[date | None, date]:
    """Return the first and last day of the rows: those of the line where it is one of a series."""
    question, line = asked.question, dict(asked.line)
    first = None if question.is_stock else question.date_from
    day, month, year = (line.get(COLUMN_OF[by]) for by in (By.DAY, By.MONTH, By.YEAR))
    if day is not None:
        return _narrower(question, first, date.fromisoformat(day), date.fromisoformat(day))
    if month is not None and len(str(month)) > 4:
        start = date.fromisoformat(f"{month}-01")
        return _narrower(question, first, start, _end_of_month(start))
    number = int(month or year or 0)
    return _narrower(question, first, date(number, 1, 1), date(number, 12, 31)) if number else (first, question.as_of)


def _narrower(question: Question, first: date | None, start: date, end: date) -> tuple[date | None, date]:
    return (max(start, first or start), min(end, question.as_of))


def _end_of_month(start: date) -> date:
    following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _row(record: dict[str, Any], told: dict[str, Any], shape: Shape, standings: Standings) -> RecordRow:
    return RecordRow(record, None if told["is_in"] else standings.why_not(record, key_of_row(told, shape.details)))
