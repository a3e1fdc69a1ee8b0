"""The ledger of an evacuation: ordered, moved, where they stay, returned, day by day; and of whom nothing is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from data.errors import RequestRefused
from data.queries.amounts import subtract
from data.queries.answer import Answer, Ask, LeftOut, Making, Number, Reason, added
from data.queries.closing import LODGINGS
from data.queries.question import By, Question
from data.schema import MEASURES

MOVEMENTS = ("evacuation_ordered", "evacuated", "returned")
COLUMNS = ("evacuation_ordered", "evacuated", *LODGINGS, "returned")
"""The measures of a ledger, in the order in which people pass through them."""

_NOTHING = Number(None, Making(()))


@dataclass(frozen=True)
class LedgerDay:
    """What is known on one day.

    Attributes:
        day: a day on which something was counted.
        numbers: each measure of ``COLUMNS``: movements up to the day, people staying as last counted, with the count's
            own date in its making; no amount where nobody counted, or so long ago that it no longer holds.
        counted: the measures with a figure of this very day; the others are carried on.
        open_balance: people who moved and of whom no figure says where they are: neither in a counted place nor back.
            No amount where nobody counted who moved, or where the figures exceed them.
        not_counted: places to stay, and returns, of which there is no figure: the open balance may be there.
    """

    day: date
    numbers: Mapping[str, Number]
    counted: tuple[str, ...]
    open_balance: Number
    not_counted: tuple[str, ...]


@dataclass(frozen=True)
class Ledger:
    """One country's ledger of an event, earliest day first."""

    event: str
    country_iso3: str
    days: tuple[LedgerDay, ...]


def evacuation_ledgers(ask: Ask, question: Question) -> tuple[Ledger, ...]:
    """Return the ledger of an event in each country where something was counted, in order of the codes.

    Args:
        ask: answers a question.
        question: event, countries and last day; its measure and splits are decided here.

    Raises:
        RequestRefused: no event is named.
    """
    if question.event is None:
        raise RequestRefused("a ledger is of one event: name it.")
    series = {measure: _movements(ask, replace(question, measure=measure, by=())) for measure in MOVEMENTS}
    series |= {measure: _stays(ask, replace(question, measure=measure, by=())) for measure in LODGINGS}
    countries = sorted({country for one in series.values() for country in one})
    return tuple(_ledger(question.event, code, {m: series[m].get(code, {}) for m in COLUMNS}) for code in countries)


def _movements(ask: Ask, question: Question) -> dict[str, dict[date, Number]]:
    """Return for each country what had moved up to each day on which a report was dated."""
    found: dict[str, dict[date, Number]] = {}
    for day in sorted(_report_days(ask(question))):
        for row in ask(replace(question, as_of=day, by=(By.COUNTRY,))).rows:
            if row.number.amount is not None:
                found.setdefault(row.by["country_iso3"], {})[day] = row.number
    return found


def _report_days(answer: Answer) -> set[date]:
    making = answer.total.making
    beside = [item.part for item in making.left_out if item.part is not None]
    return {part.date for part in (*making.parts, *beside)}


def _stays(ask: Ask, question: Question) -> dict[str, dict[date, Number]]:
    """Return for each country the people staying somewhere on each day on which they were counted."""
    found: dict[str, dict[date, Number]] = {}
    for row in ask(replace(question, by=(By.COUNTRY, By.DAY))).rows:
        if row.number.amount is not None:
            found.setdefault(row.by["country_iso3"], {})[date.fromisoformat(row.by["day"])] = row.number
    return found


def _ledger(event: str, country: str, series: Mapping[str, Mapping[date, Number]]) -> Ledger:
    days = sorted({day for one in series.values() for day in one})
    return Ledger(event, country, tuple(_ledger_day(day, series) for day in days))


def _ledger_day(day: date, series: Mapping[str, Mapping[date, Number]]) -> LedgerDay:
    numbers = {measure: _on(day, one, measure) for measure, one in series.items()}
    counted = tuple(measure for measure, one in series.items() if day in one)
    missing = tuple(measure for measure in (*LODGINGS, "returned") if numbers[measure].amount is None)
    return LedgerDay(day, numbers, counted, _open_balance(numbers), missing)


def _on(day: date, series: Mapping[date, Number], measure: str) -> Number:
    """Return what holds on a day: the latest figure on or before it, with the age that it has by then."""
    last = max((one for one in series if one <= day), default=None)
    if last is None:
        return _NOTHING
    number, life = series[last], MEASURES[measure].life_days
    making = number.making
    parts = tuple(replace(part, age_days=max(0, (day - part.date).days)) for part in making.parts)
    if life is not None and any(part.age_days > life for part in parts):
        past = tuple(LeftOut(Reason.PAST_ITS_LIFE, part) for part in parts)
        return Number(None, Making((), (*past, *making.left_out)))
    return replace(number, making=replace(making, parts=parts))


def _open_balance(numbers: Mapping[str, Number]) -> Number:
    moved = numbers["evacuated"]
    known = [numbers[name] for name in (*LODGINGS, "returned") if numbers[name].amount is not None]
    if moved.amount is None or not known:
        return moved
    told = added(known, units_known=len(known), unit_word="measure")
    taken = tuple(LeftOut(Reason.TAKEN_AWAY, part) for part in told.making.parts)
    making = replace(moved.making, left_out=(*taken, *moved.making.left_out))
    if told.amount is None or told.amount.figure > moved.amount.figure:
        return Number(None, replace(making, left_out=(LeftOut(Reason.PARTS_EXCEED_TOTAL), *making.left_out)))
    return Number(subtract(moved.amount, told.amount), making)
