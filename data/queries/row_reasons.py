"""Why a record is not in a number: what the making says of its count, else what took its place.

A making names what was left out at the level at which it chose; the rows beneath are told by their nearest relative.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from data.queries.answer import CountKey, Making, Reason
from data.queries.question import Question

_NEVER_OF_ROWS = frozenset({Reason.LOWER_BOUND, Reason.PARTS_EXCEED_TOTAL})
"""Reasons that a making gives for a number as a whole."""


class Standings:
    """What a making says of every record of its selection."""

    def __init__(self, making: Making, question: Question) -> None:
        """Take the making of the number and what it answers."""
        self._is_stock = question.is_stock
        self._counted = [part.key for part in making.parts if part.key is not None]
        self._exact: dict[CountKey, Reason] = {}
        self._by_kin: dict[tuple[object, ...], Reason] = {}
        for item in making.left_out:
            if item.part is not None and item.part.key is not None and item.reason not in _NEVER_OF_ROWS:
                self._exact.setdefault(item.part.key, item.reason)
                for kin in () if item.part.key.is_triangulation else self._kin(item.part.key):
                    self._by_kin.setdefault(kin, item.reason)
        self._kin_counted = {kin for key in self._counted for kin in self._kin(key)}
        told = [*self._counted, *self._exact]
        self._newest_of_series = _newest((self._series(key), key) for key in told)
        self._newest_of_source = _newest((self._kin(key)[-1], key) for key in told)
        self._levels = _levels(self._counted)

    def why_not(self, record: Mapping[str, Any], key: CountKey) -> Reason:
        """Return why a record that is not in the number is not."""
        if record["figure"] is None:
            return Reason.NO_FIGURE
        if record["unit"] == "household" and record["household_size"] is None:
            return Reason.ONLY_HOUSEHOLDS
        if key in self._exact:
            return self._exact[key]
        if key.is_triangulation:
            return Reason.TRIANGULATION
        if self._is_replaced(key):
            return Reason.LATER_COUNT
        return self._of_kin(key)

    def _kin(self, key: CountKey) -> tuple[tuple[object, ...], ...]:
        """Return by whom a count was made, from the narrowest to the widest: round and type, operation, source."""
        year = 0 if self._is_stock else key.period // 10_000
        source = (key.country_iso3, key.source_key, year)
        operation = (*source, key.operation)
        return (*operation, key.reporting_round, key.period, key.assessment_type), operation, source

    def _series(self, key: CountKey) -> CountKey:
        return key._replace(period=0, reporting_round=0, date_precision="")

    def _is_replaced(self, key: CountKey) -> bool:
        """Return whether a later count of the same place, source and operation is known to the making."""
        if not self._is_stock:
            return False
        newest = self._newest_of_series.get(self._series(key))
        return newest is not None and newest > (key.period, key.reporting_round)

    def _of_kin(self, key: CountKey) -> Reason:
        of_round, of_operation, of_source = self._kin(key)
        if of_round in self._kin_counted:
            return self._beside_the_counted(key)
        for kin in (of_round, of_operation):
            if kin in self._by_kin and kin not in self._kin_counted:
                return self._by_kin[kin]
        if self._is_stock and of_source in self._kin_counted:
            older = self._newest_of_source[of_source] > (key.period, key.reporting_round)
            return Reason.LATER_COUNT if older else Reason.OTHER_OPERATION
        if of_source in self._kin_counted:
            return self._beside_the_counted(key)
        if of_source in self._by_kin:
            return self._by_kin[of_source]
        return Reason.OTHER_SOURCE if self._counted else Reason.TOLD_OTHERWISE

    def _beside_the_counted(self, key: CountKey) -> Reason:
        """Return what sets a row apart from those of the same round or year that are counted."""
        counted = self._levels.get((key.country_iso3, key.source_key), set())
        if key.level > min(counted, default=key.level):
            return Reason.FINER_PLACE
        if key.breakdown > min((one.breakdown for one in self._counted), default=key.breakdown):
            return Reason.PART_OF_TOTAL
        if key.sector and not any(one.sector == key.sector for one in self._counted):
            return Reason.SECTORS_DO_NOT_ADD
        if not any(one.wording == key.wording for one in self._counted):
            return Reason.OTHER_TERM
        if key.report and any(one.report == key.report for one in self._counted):
            return Reason.OTHER_REPORT
        return Reason.TOLD_OTHERWISE


def _newest(keys: Iterable[tuple[object, CountKey]]) -> dict[Any, tuple[int, int]]:
    found: dict[Any, tuple[int, int]] = {}
    for name, key in keys:
        found[name] = max(found.get(name, (0, 0)), (key.period, key.reporting_round))
    return found


def _levels(keys: Iterable[CountKey]) -> dict[tuple[str, str], set[int]]:
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for key in keys:
        found[key.country_iso3, key.source_key].add(key.level)
    return found
