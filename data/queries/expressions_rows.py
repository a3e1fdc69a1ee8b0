"""The rows behind a number as Ibis expressions, the same on every engine: one page of them, and how many there are.

Which rows are in a number is known by the keys of its parts (``CountKey`` in ``data/queries/answer.py``). All of them
are bound as one text; a row's own key is written in the same way, from the same columns by which rows are counted.
"""

import ibis
import ibis.expr.types as ir

from data.queries.expressions import Parameters, narrowed, prepared, with_report
from data.queries.filters import Shape
from data.queries.row_keys import BETWEEN_FIELDS, BETWEEN_KEYS, KEY_COLUMNS
from data.queries.statements import SKIP, TAKE
from data.schema import RECORD_SCHEMA

_ORDER = ("country_iso3", "admin1", "admin2", "site", "place")


def rows_behind(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return one page of the rows: their ids, whether they are in the number, and their keys.

    Rows in the number come first, then by place, the newest first. Nothing else is read: most columns of a record are
    no matter until it is known which records stand on the page (``rows_by_id``).
    """
    rows = _shown(_marked(records, shape, parameters), shape)
    order = [ibis.desc(rows.is_in), *(rows[name] for name in _ORDER), ibis.desc(rows.period), rows.count_key]
    page = rows.order_by([*order, rows.record_id]).limit(TAKE, offset=SKIP)
    return page.select("record_id", "is_in", *_told(page), *_details(page, shape))


def rows_by_id(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return the records of these ids, all columns; the moment of recording as seconds."""
    ids = parameters["ids"].split(BETWEEN_FIELDS).unnest().name("known").as_table().distinct()
    rows = narrowed(records, shape, parameters)
    rows = rows.semi_join(ids, rows.record_id == ids.known)
    own = [name for name in RECORD_SCHEMA if name != "recorded_at"]
    return rows.select(*own, rows.recorded_at.epoch_seconds().name("recorded_seconds"))


def rows_counted(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return how many rows are in the number (``is_in`` 1) and how many are not (0)."""
    rows = _marked(records, shape, parameters)
    return rows.group_by("is_in").agg(records=rows.count().cast("int64"))


def _marked(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return the rows under the selection, each with its key and whether it is in the number."""
    rows = _of_line(_within(records, shape, parameters), shape, parameters)
    rows = rows.mutate(count_key=_text(rows, shape))
    keys = parameters["keys"].split(BETWEEN_KEYS).unnest().name("known").as_table().distinct()
    marked = rows.left_join(keys, rows.count_key == keys.known)
    # A household of unknown size stands in a count and in no number of people.
    counts = marked.known.notnull() & marked.figure.notnull() & ~marked.is_sizeless
    return marked.mutate(is_in=ibis.ifelse(counts, 1, 0).cast("int64")).drop("known")


def _within(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return the rows of the measure, the places and the period, with the columns by which they are counted."""
    given = records.mutate(
        last_day=ibis.coalesce(records.end_date, records.start_date),
        is_sizeless=(records.unit == "household").fill_null(False) & records.household_size.isnull(),
    )
    rows = prepared(narrowed(given, shape, parameters), shape)
    day = rows.last_day if shape.dating == "end" else rows.start_date
    rows = rows.mutate(day=day, publisher=ibis.ifelse(rows.source_name == "", rows.source, rows.source_name))
    rows = rows.filter(rows.day <= parameters["as_of"].cast("date"))
    if "first_day" in shape.filters:
        until = rows.last_day if shape.dating == "spread" else rows.day
        rows = rows.filter(until >= parameters["first_day"].cast("date"))
    return _with_report_and_period(rows, shape)


def _with_report_and_period(rows: ir.Table, shape: Shape) -> ir.Table:
    round_number = rows.reporting_round.fill_null(-1)
    precision = rows.date_precision.fill_null("")
    if shape.dating == "day":
        return rows.mutate(
            period=_number(rows.day), round_number=round_number, precision=precision, report=ibis.literal(""),
            report_start=ibis.literal(0, "int64"), report_end=ibis.literal(0, "int64"),
        )  # fmt: skip
    rows = with_report(rows, rows.last_day)
    period = _number(rows.last_day) if shape.dating == "spread" else _number(rows.day, is_month=True)
    return rows.mutate(
        period=period,
        round_number=ibis.literal(-1, "int64"),  # movements are counted without rounds
        precision=precision,
        report_start=_number(rows.report_date),
        report_end=_number(rows.report_end),
    )


def _of_line(rows: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return the rows of one line of an answer, where the number is one: each value as it is, or none."""
    for name in shape.filters:
        if name.startswith("only_"):
            rows = rows.filter(rows[name.removeprefix("only_")] == parameters[name])
        elif name.startswith("lacks_"):
            rows = rows.filter(rows[name.removeprefix("lacks_")].isnull())
    if "units" in shape.filters:
        named = parameters["units"].split(BETWEEN_FIELDS).unnest().name("unit_named").as_table().distinct()
        rows = rows.semi_join(named, rows.admin1 == named.unit_named)
    return rows


def _shown(rows: ir.Table, shape: Shape) -> ir.Table:
    if "show_in" in shape.filters:
        return rows.filter(rows.is_in == 1)
    return rows.filter(rows.is_in == 0) if "show_out" in shape.filters else rows


def _told(rows: ir.Table) -> list[ir.Value]:
    return [rows[column].name(f"key_{column}") for column in KEY_COLUMNS]


def _details(rows: ir.Table, shape: Shape) -> list[ir.Value]:
    return [rows[name].cast("string").fill_null("").name(f"detail_{name}") for name in shape.details]


def _text(rows: ir.Table, shape: Shape) -> ir.StringValue:
    """Return the key of each row as ``key_text`` of ``row_keys.py`` writes it."""
    parts: list[ir.StringValue] = [rows[column].cast("string") for column in KEY_COLUMNS]
    parts += [rows[name].cast("string").fill_null("") for name in shape.details]
    return ibis.literal(BETWEEN_FIELDS).join(parts)


def _number(day: ir.DateValue, *, is_month: bool = False) -> ir.IntegerValue:
    """Return a day as a whole number; of a month that of its day 0, and 0 where there is no day."""
    year, month, in_month = (part.cast("int64") for part in (day.year(), day.month(), day.day()))
    number = year * 10_000 + month * 100
    return (number if is_month else number + in_month).fill_null(0)
