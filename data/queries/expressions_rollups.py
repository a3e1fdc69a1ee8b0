"""The roll-ups as Ibis expressions: how they are made from current records, and how they answer a question.

A roll-up keeps the sums that counting asks for, ready made. Each exists twice: *fine*, with the details of a question
kept apart, and *coarse*, without them; a question that names no detail reads the coarse one.

* **stocks**: a count with the days on which it is the latest of its series, from its date to the day before ``until``.
  On any day the counts that hold on it are the stock of that day, so the history stays and nothing is added over time.
* **days**: movements by their first and last day. **months**: the same by month, dated both ways. A period is answered
  from its whole months and from the days at its two ends.
* **contents**: how many records there are of what.

A builder of a roll-up has the roll-up's name; its table is called ``rollup_`` and that name. The other builders have
the names of those in ``expressions.py`` and return the same rows.
"""

from collections.abc import Callable, Sequence

import ibis
import ibis.expr.types as ir

from data.queries.expressions import (
    FLAGS,
    REPORT,
    ROUND,
    SERIES,
    Parameters,
    details_of,
    narrowed,
    newest,
    prepared,
    sums,
    with_report,
    with_sequence,
)
from data.queries.filters import LIST_FILTERS, SINGLE_FILTERS, Shape
from data.queries.question import COLUMN_OF, DETAILS
from data.schema import MEASURES, Kind

Builder = Callable[[ir.Table, Shape, Parameters], ir.Table]

NEVER = "9999-12-31"
"""The day on which a count that nothing replaced yet would cease to be the latest."""

_DETAILS = tuple(COLUMN_OF[by] for by in DETAILS)
_OF_DETAILS = frozenset(name for name, column in (SINGLE_FILTERS | LIST_FILTERS).items() if column not in SERIES)
"""Filters on details: they may leave out the latest count of a series, so that an earlier one becomes the latest."""

_MONTH = ("dating", "year", "month", "month_number", "date_precision")
_ADDED = ("low", "high", "households", "n_rows", *FLAGS)
_SUMS = ("low", "high", "households", "n_rows", "source_url", "event", "event_low", *FLAGS)


def stocks_fine(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return all counts of stocks with their details and the days on which each is the latest of its series."""
    del shape, parameters  # a roll-up holds every measure and every day
    rows = with_sequence(_prepared(records.filter(records.start_date.notnull()), Kind.STOCK))
    counts = rows.group_by(["measure", *SERIES, *ROUND, *_DETAILS]).agg(**_kept_sums(rows))
    later = ibis.range_window(group_by=["measure", *SERIES], order_by="sequence", following=(1, None))
    replaced = counts.date.min().over(later)
    return counts.mutate(until=ibis.coalesce(replaced, ibis.literal(NEVER).cast("date")))


def stocks_coarse(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return all counts of stocks without details."""
    del shape, parameters
    return _added(_rollup(stocks_fine, records), ["measure", *SERIES, *ROUND, "until"])


def days_fine(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return all movements by first and last day, with their details."""
    del shape, parameters
    rows = _prepared(records, Kind.FLOW)
    last = ibis.coalesce(rows.end_date, rows.start_date)
    rows = with_report(rows.mutate(first_day=rows.start_date, last_day=last), last)
    keys = ["measure", *SERIES, *REPORT, "first_day", "last_day", "date_precision", *_DETAILS]
    return rows.group_by(keys).agg(**_kept_sums(rows))


def days_coarse(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return all movements by first and last day, without details."""
    del shape, parameters
    keys = ["measure", *SERIES, *REPORT, "first_day", "last_day", "date_precision"]
    return _added(_rollup(days_fine, records), keys)


def months_fine(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return all movements by month, dated by their last and by their first day, with their details."""
    del shape, parameters
    days = _rollup(days_fine, records)
    keys = ["measure", *SERIES, *REPORT, *_MONTH, *_DETAILS]
    return ibis.union(
        *(
            _added(_by_month(days.filter(days[day].notnull()), day, dating), keys, has_date=True)
            for dating, day in (("end", "last_day"), ("start", "first_day"))
        )
    )


def months_coarse(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return all movements by month, without details."""
    del shape, parameters
    return _added(_rollup(months_fine, records), ["measure", *SERIES, *REPORT, *_MONTH], has_date=True)


def contents(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return how many records there are, their first and their last day, by measure, source, operation and country."""
    del shape, parameters
    rows = records.mutate(operation=records.operation.fill_null(""))
    last = ibis.coalesce(rows.end_date, rows.start_date)
    counted = {"records": rows.count().cast("int64"), "first": rows.start_date.min(), "last": last.max()}
    return rows.group_by(["measure", "source", "operation", "country_iso3"]).agg(**counted)


def latest_counts(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return what ``latest_counts`` returns: of each series the count that holds on the day."""
    counts, keys = _stocks(records, shape, parameters), [*SERIES, *ROUND, *details_of(shape)]
    if _OF_DETAILS & _filters(shape):
        return newest(_answered(counts, keys, shape), shape)
    return _answered(counts.filter(counts.until > parameters["as_of"].cast("date")), keys, shape)


def all_counts(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return what ``all_counts`` returns: a stock's history."""
    return _answered(_stocks(records, shape, parameters), [*SERIES, *ROUND, *details_of(shape)], shape)


def movements(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return what ``movements`` returns: the whole months of the period, and the days before and after them.

    ``whole_from`` is the first day of the first whole month, ``whole_until`` the day after the last one.
    """
    keys = [*SERIES, *REPORT, "year", "month", "date_precision", *details_of(shape)]
    whole_from, whole_until = (parameters[name].cast("date") for name in ("whole_from", "whole_until"))
    months = narrowed(_rollup(months_fine if _has_details(shape) else months_coarse, records), shape, parameters)
    months = months.filter(
        months.dating == shape.dating,
        months.month_number >= _month_number(whole_from),
        months.month_number < _month_number(whole_until),
    )
    days = narrowed(_rollup(days_fine if _has_details(shape) else days_coarse, records), shape, parameters)
    day = days.first_day if shape.dating == "start" else days.last_day
    ends = [days.filter(day >= whole_until, day <= parameters["as_of"].cast("date"), *_after(day, shape, parameters))]
    if "date_from" in shape.filters:
        ends.append(days.filter(day < whole_from, day < whole_until, *_after(day, shape, parameters)))
    apart = [_added(_by_month(end, day.get_name(), shape.dating), keys, has_date=True) for end in ends]
    return ibis.union(_answered(months, keys, shape, has_date=True), *apart)


def spread_movements(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return what ``spread_movements`` returns: single movements that touch the period, with both days."""
    days = narrowed(_rollup(days_fine if _has_details(shape) else days_coarse, records), shape, parameters)
    first, last = days.first_day, days.last_day
    days = days.filter(first <= parameters["as_of"].cast("date"), *_after(last, shape, parameters)).mutate(date=last)
    keys = [*SERIES, *REPORT, "first_day", "last_day", "date", "date_precision", *details_of(shape)]
    return _answered(days, keys, shape)


def coverage(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    """Return what ``coverage`` returns: records, first and last day by measure, source and country."""
    del shape, parameters
    rows = _rollup(contents, records)
    added = _as_wide_as(rows.records, rows.records.sum())
    counted = {"records": added, "first": rows["first"].min(), "last": rows["last"].max()}
    return rows.group_by(["measure", "source", "country_iso3"]).agg(**counted)


def _rollup(build: Builder, records: ir.Table) -> ir.Table:
    """Return the table of a roll-up, with the columns that its builder gives it."""
    return ibis.table(build(records, Shape(), {}).schema(), name=f"rollup_{build.__name__}")


def _prepared(records: ir.Table, kind: Kind) -> ir.Table:
    """Return the figures of all stocks or all flows with what a count is known by, each at its measure's own end."""
    ends = sorted({measure.placed_by for measure in MEASURES.values() if measure.kind is kind})
    known = records.filter(records.figure.notnull())
    parts = []
    for end in ends:
        names = sorted(name for name, one in MEASURES.items() if one.kind is kind and one.placed_by == end)
        parts.append(prepared(known.filter(known.measure.isin(names)), Shape(placed_by=end)))
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _stocks(records: ir.Table, shape: Shape, parameters: Parameters) -> ir.Table:
    counts = narrowed(_rollup(stocks_fine if _has_details(shape) else stocks_coarse, records), shape, parameters)
    return counts.filter(counts.date <= parameters["as_of"].cast("date"))


def _has_details(shape: Shape) -> bool:
    """Return whether a question splits by a detail or filters one."""
    return bool(shape.details) or bool(_OF_DETAILS & _filters(shape))


def _filters(shape: Shape) -> frozenset[str]:
    return frozenset(shape.filters) | {name for name, _ in shape.lists}


def _after(day: ir.DateValue, shape: Shape, parameters: Parameters) -> list[ir.BooleanValue]:
    return [day >= parameters["date_from"].cast("date")] if "date_from" in shape.filters else []


def _by_month(days: ir.Table, column: str, dating: str) -> ir.Table:
    day: ir.DateValue = days[column]
    return days.mutate(
        dating=ibis.literal(dating),
        date=day,
        year=day.year().cast("int64"),
        month=day.month().cast("int64"),
        month_number=_month_number(day),
    )


def _month_number(day: ir.DateValue) -> ir.IntegerValue:
    return day.year().cast("int64") * 12 + day.month().cast("int64")


def _answered(rows: ir.Table, keys: Sequence[str], shape: Shape, *, has_date: bool = False) -> ir.Table:
    """Return the rows of a roll-up by these keys; a coarse one has no finer rows to add."""
    if _has_details(shape):
        return _added(rows, keys, has_date=has_date)
    return rows.select([*keys, *(["date"] if has_date else []), *_SUMS])


def _added(rows: ir.Table, keys: Sequence[str], *, has_date: bool = False) -> ir.Table:
    """Return sums of sums; with ``has_date`` the latest date of each group beside them."""
    found: dict[str, ir.Value] = {"date": rows.date.max()} if has_date else {}
    for name in _SUMS:
        found[name] = rows[name].min() if name == "event_low" else rows[name].max()
        if name in _ADDED:
            found[name] = _as_wide_as(rows[name], rows[name].sum())
    return rows.group_by(list(keys)).agg(**found)


def _kept_sums(rows: ir.Table) -> dict[str, ir.Value]:
    return {name: _as_wide_as(one, one) if one.type().is_integer() else one for name, one in sums(rows).items()}


def _as_wide_as(kept: ir.Value, added: ir.Value) -> ir.Value:
    """Return a sum in the type of what was added: engines make sums wider than Ibis knows, and would store that."""
    return added if kept.type().is_floating() else added.cast("float64").cast(kept.type())
