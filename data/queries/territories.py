"""Codes that stand for more than one unit: a whole territory, a group of units. Neither is added to its units (R23)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from data.queries.answer import LeftOut, Reason
from data.queries.counts import Count
from data.queries.policy import KnownPlaces


def lifted(counts: Iterable[Count], places: KnownPlaces, as_of: date) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts with a whole territory's own code read as the country itself, which is counted once.

    Where a source gives both, the later one counts; of one day, the country's own figure.
    """
    given = list(counts)
    whole = [count for count in given if count.admin1 in places.whole_territories]
    if not whole:
        return given, []
    rest = [count for count in given if count.admin1 not in places.whole_territories]
    own: dict[Any, tuple[date, int]] = {}
    for count in rest:
        if count.level == 0:
            own[_series(count)] = max(own.get(_series(count), count.sequence), count.sequence)
    left_out = [
        LeftOut(Reason.WHOLE_TERRITORY, count.part(as_of))
        for count in whole
        if own.get(_series(count)) == count.sequence
    ]
    newer = [count for count in whole if _series(count) not in own or own[_series(count)] < count.sequence]
    replaced = {_series(count) for count in newer}
    kept = [count for count in rest if count.level != 0 or _series(count) not in replaced]
    return kept + [count._replace(admin1=None, level=0, told_as=count.key) for count in newer], left_out


def _series(count: Count) -> tuple[Any, ...]:
    report = (count.report, count.report_date, count.report_end, count.year, count.month)
    return (count.source_key, count.operation, count.is_triangulation, *report)


def without_overlap(counts: Sequence[Count], places: KnownPlaces) -> tuple[list[Count], list[Count]]:
    """Return the counts that may be added, and those of units that a group of units already holds."""
    groups = {count.admin1 for count in counts if count.admin1 in places.groups}
    members = frozenset().union(*(places.groups[code] for code in groups if code))
    kept = [count for count in counts if count.admin1 not in members]
    return kept, [count for count in counts if count.admin1 in members]
