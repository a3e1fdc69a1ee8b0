"""Movements over several days, spread evenly over them (R8)."""

from collections.abc import Sequence
from datetime import date, timedelta

from data.queries.counts import Count


def spread(spans: Sequence[tuple[Count, tuple[date, date]]], first: date | None, last: date) -> list[Count]:
    """Return movements spread evenly over their days, cut to the period, one count per month touched (R8).

    Args:
        spans: single movements, each with its first and its last day, both included.
        first: first day of the period; ``None`` for no limit.
        last: last day of the period.
    """
    spreaded: list[Count] = []
    for count, (start, end) in spans:
        days = (end - start).days + 1
        for month_start, month_end in _months(max(start, first or start), min(end, last)):
            share = ((month_end - month_start).days + 1) / days
            spreaded.append(
                count._replace(
                    low=None if count.low is None else count.low * share,
                    high=None if count.high is None else count.high * share,
                    day=month_end,
                    year=month_end.year,
                    month=month_end.month,
                    told_as=count.key,
                )
            )
    return spreaded


def _months(first: date, last: date) -> list[tuple[date, date]]:
    pieces = []
    while first <= last:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        pieces.append((first, min(last, following - timedelta(days=1))))
        first = following
    return pieces
