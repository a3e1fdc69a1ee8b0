"""Where people who were moved arrived, unit by unit, as reports tell it at the destination.

A number of movements is placed where people left. What is told at the other end is the same people: it is in no number
beside them, and is read here from the records.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.queries.amounts import Amount, scaled
from data.queries.answer import LeftOut, Making, Number, Part, Reason, added
from data.queries.policy import Policy
from data.queries.record_rows import read_rows
from data.schema import Quantifier
from data.sources import MANY_PUBLISHERS
from data.store.engine import Engine

_MOST_ROWS = 20_000
_BREAKDOWNS = ("sex", "age_band", "population_group", "sector")

_Row = Mapping[str, Any]


@dataclass(frozen=True)
class Arrival:
    """People who arrived in one unit.

    Attributes:
        admin1_code: where they arrived.
        number: all of them, as one report tells; the other reports on the unit stand in its making.
        origins: of these, by the unit they left, where the report tells both ends.
    """

    admin1_code: str
    number: Number
    origins: Mapping[str, Number]


def arrivals(engine: Engine, policy: Policy, moved: Number, as_of: date) -> tuple[Arrival, ...]:
    """Return the units in which people arrived, in order of their codes.

    Of each unit one report counts: that of the source that ranks first, the newest of it.

    Args:
        engine: engine over the snapshot from which the number was counted.
        policy: the order of precedence among sources.
        moved: the number of all who were moved in one country and event, whose records are looked through.
        as_of: the day looked at, for the age of the figures.

    Raises:
        RequestRefused: the number was put together from several answers.
    """
    by_unit: dict[str, list[_Row]] = defaultdict(list)
    for row in read_rows(engine, moved, take=_MOST_ROWS):
        if _is_told_at_destination(row.record):
            by_unit[row.record["admin1_code"]].append(row.record)
    return tuple(_arrival(code, by_unit[code], policy, as_of) for code in sorted(by_unit))


def _is_told_at_destination(row: _Row) -> bool:
    """Return whether a record says where people arrived, as a whole and as a number of people."""
    is_counted = row["figure"] is not None and row["role"] != "triangulation"
    is_sizeless = row["unit"] == "household" and row["household_size"] is None
    is_whole = row["site_id"] is None and all(row[name] is None for name in _BREAKDOWNS)
    has_left = row["origin_iso3"] is not None and row["origin_admin1_code"] != row["admin1_code"]
    return is_counted and not is_sizeless and is_whole and has_left and row["admin1_code"] is not None


def _arrival(unit: str, rows: Sequence[_Row], policy: Policy, as_of: date) -> Arrival:
    best = min(rows, key=lambda row: _order(row, policy))
    report = [row for row in rows if _report(row) == _report(best)]
    others = tuple(LeftOut(Reason.OTHER_REPORT, _part(row, as_of)) for row in rows if _report(row) != _report(best))
    # In one report another word means the same people over again (R10): of one pair the largest figure counts.
    pairs: dict[str | None, _Row] = {}
    for row in sorted(report, key=lambda row: (row["figure"], row["record_id"] or "")):
        pairs[row["origin_admin1_code"]] = row
    numbers = {origin: _number(row, as_of) for origin, row in pairs.items()}
    origins = {origin: numbers[origin] for origin in sorted(code for code in numbers if code is not None)}
    whole = numbers.get(None) or added(origins.values(), units_known=len(origins), unit_word="pair")
    making = replace(whole.making, left_out=(*whole.making.left_out, *others))
    return Arrival(unit, replace(whole, making=making), origins)


def _order(row: _Row, policy: Policy) -> tuple[object, ...]:
    rank = policy.rank("evacuated", row["country_iso3"], row["source"], row["source_name"])
    return (rank, -_day(row).toordinal(), row["source_name"] or "")


def _report(row: _Row) -> tuple[object, ...]:
    return (row["source"], row["source_name"], _day(row))


def _day(row: _Row) -> date:
    day: date = row["end_date"] or row["start_date"]
    return day


def _number(row: _Row, as_of: date) -> Number:
    part = _part(row, as_of)
    return Number(part.amount, Making((part,), (), 1, 1, "unit"))


def _part(row: _Row, as_of: date) -> Part:
    high = row["figure_high"]
    word = Quantifier(row["quantifier"] or Quantifier.EXACT)
    amount = Amount(float(row["figure"]), word, None if high is None else float(high))
    if row["unit"] == "household":
        amount = scaled(amount, row["household_size"])
    return Part(
        amount=amount,
        country_iso3=row["country_iso3"],
        source=row["source"],
        source_name=row["source_name"] if row["source"] in MANY_PUBLISHERS else None,
        date=_day(row),
        age_days=max(0, (as_of - _day(row)).days),
        admin1_code=row["admin1_code"],
        event_id=row["event_id"],
        source_url=row["source_url"],
    )
