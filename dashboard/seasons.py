"""Movements by year and month of the hurricane season: which season counted most, and what no record can tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.periods import Ask
from dashboard.selection import Selection
from data.queries.amounts import Amount, sum_of
from data.queries.answer import Number, added
from data.queries.question import By, FlowDating, Question
from data.schema import MEASURES, Kind, Sensitivity

SEASON = (6, 7, 8, 9, 10, 11)
"""The months in which Atlantic hurricanes come: 1 June to 30 November."""

MOVEMENTS = tuple(
    name
    for name, measure in MEASURES.items()
    if measure.kind is Kind.FLOW and measure.sensitivity is not Sensitivity.PROTECTION
)
_STORMS = ("storm", "hurricane", "cyclone")
_UNTOLD = 0
"""Stands for the month of movements of which only the year is told."""


class Cause(StrEnum):
    """Which movements are looked at: those of storms, or all."""

    STORM = "storm"
    ANY = "any"


@dataclass(frozen=True)
class Season:
    """One calendar year: a number for each month with a record, the season's sum, the other months', and the year's.

    A month that is absent has no record, which is not nobody. ``untold`` are movements of which only the year is known:
    they are in the year and in no month. ``new_year`` are those of the other months that their source dates to
    1 January, which IDMC's older rows do where they know no better.
    """

    year: int
    months: Mapping[int, Number]
    season: Number | None
    rest: Number | None
    untold: Number | None
    whole: Number | None
    new_year: Amount | None = None


@dataclass(frozen=True)
class Seasons:
    """The years from the first record to the day looked at, the newest first."""

    measure: str
    cause: Cause
    dating: FlowDating
    years: tuple[Season, ...]

    @property
    def counted(self) -> tuple[Season, ...]:
        """The years with movements in the season, most first."""
        having = [one for one in self.years if one.season is not None]
        return tuple(sorted(having, key=lambda one: (-_figure(one.season), -one.year)))


def opening_movement(selection: Selection) -> str:
    """Return the measure to open with: the one chosen where it is movements, else new displacements."""
    return selection.measure if selection.measure in MOVEMENTS else "new_displacements"


def seasons(
    selection: Selection, ask: Ask, *, measure: str, cause: Cause, dating: FlowDating, first: date | None
) -> Seasons:
    """Return the movements of the states looked at by year and month.

    Args:
        selection: what the person chose; its day is the last one.
        ask: answers a question.
        measure: one of ``MOVEMENTS``.
        cause: which movements.
        dating: to which day a movement that spans days belongs.
        first: the first day; ``None`` for all.
    """
    by = (By.MONTH, By.HAZARD)
    question = Question(measure, selection.day, by=by, countries=selection.scope, date_from=first, dating=dating)
    found: dict[tuple[int, int], list[Number]] = {}
    for row in ask(question).rows:
        if row.number.amount is not None and _is_of(cause, row.by["hazard"]):
            found.setdefault(_month(row.by["month"]), []).append(row.number)
    numbers = {when: _sum(own) for when, own in found.items()}
    known = [year for year, _month_of_year in numbers]
    years = range(min(known), selection.day.year + 1) if known else range(0)
    return Seasons(measure, cause, dating, tuple(_season(year, numbers) for year in reversed(years)))


def _season(year: int, numbers: Mapping[tuple[int, int], Number]) -> Season:
    months = {month: numbers[year, month] for month in range(1, 13) if (year, month) in numbers}
    untold = numbers.get((year, _UNTOLD))
    inside = [number for month, number in months.items() if month in SEASON]
    outside = [number for month, number in months.items() if month not in SEASON]
    whole = _sum_of([*inside, *outside, untold])
    return Season(year, months, _sum_of(inside), _sum_of(outside), untold, whole, _new_year(year, months.get(1)))


def _new_year(year: int, january: Number | None) -> Amount | None:
    parts = january.making.parts if january is not None else ()
    return sum_of(part.amount for part in parts if part.date == date(year, 1, 1))


def _sum_of(numbers: Sequence[Number | None]) -> Number | None:
    """Return the sum of movements in several months; ``None`` where none of them has a record."""
    known = [number for number in numbers if number is not None]
    return _sum(known) if known else None


def _sum(numbers: Sequence[Number]) -> Number:
    return numbers[0] if len(numbers) == 1 else added(numbers, units_known=len(numbers), unit_word="month")


def _month(text: str) -> tuple[int, int]:
    """Return year and month of a period; movements of which only the year is told have month 0."""
    year, _dash, month = str(text).partition("-")
    return int(year), int(month) if month else _UNTOLD


def _is_of(cause: Cause, hazard: str | None) -> bool:
    return cause is Cause.ANY or any(word in (hazard or "").casefold() for word in _STORMS)


def _figure(number: Number | None) -> float:
    return number.amount.figure if number is not None and number.amount is not None else 0.0
