"""Courses side by side: one line for each state or measure, as figures, per 1,000 people or as an index."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.periods import Ask
from dashboard.place_labels import state_name, states
from dashboard.selection import Selection
from dashboard.trends import holds_for_days
from data.known_populations import known_populations
from data.queries.amounts import Amount
from data.queries.answer import Number
from data.queries.index_numbers import indexed
from data.queries.question import By, FlowDating, Question
from data.queries.rates import Denominator, Rate, rates
from data.schema import MEASURES, Kind

MOST_COMPARED = 6
"""More lines over each other cannot be told apart; the others stand in the table."""


class ShownAs(StrEnum):
    """What stands on the scale: people as counted, people per 1,000 inhabitants, or percent of the first count."""

    FIGURE = "figure"
    RATE = "rate"
    INDEX = "index"


@dataclass(frozen=True)
class Point:
    """One count.

    Attributes:
        day: on which people were counted; of movements the first day of their period.
        shown: what stands on the scale.
        number: as it was counted.
        per_thousand: the same per 1,000 people; ``None`` where those are not known.
        segment: counted up where nobody counted for longer than a stock holds.
    """

    day: date
    shown: Amount
    number: Number
    per_thousand: Amount | None = None
    segment: int = 0

    @property
    def words(self) -> str:
        """What is shown, with its quantifier; a figure as it was published, a rate or index as it can be read."""
        return formats.amount(self.shown if self.shown is self.number.amount else readable(self.shown))


@dataclass(frozen=True)
class Line:
    """One course.

    Attributes:
        code: of the state, the measure, or the event and the state.
        name: for people.
        measure: what is counted.
        points: in order of time; none where nobody counted.
        denominator: the people that a rate divides by.
        day_zero: the day from which an event's days are counted.
    """

    code: str
    name: str
    measure: str
    points: tuple[Point, ...] = ()
    denominator: Denominator | None = None
    day_zero: date | None = None

    @property
    def top(self) -> float:
        """The highest value shown."""
        return max((point.shown.figure for point in self.points), default=0.0)

    @property
    def is_stock(self) -> bool:
        """True where people are counted on a day, False where movements are in a period."""
        return MEASURES[self.measure].kind is Kind.STOCK

    @property
    def last(self) -> Point:
        """The newest count."""
        return self.points[-1]

    @property
    def base(self) -> Point:
        """The count that an index stands on: the first one shown."""
        return self.points[0]


@dataclass(frozen=True)
class Comparison:
    """Lines to be drawn over or below each other.

    ``lines`` have at least one point; ``empty`` are the names of those that nobody counted, and ``without_scale`` of
    those that were counted and cannot be shown as asked: no population is known, or the first count is no base.
    """

    lines: tuple[Line, ...]
    empty: tuple[str, ...]
    without_scale: tuple[str, ...]
    shown_as: ShownAs

    @property
    def highest_first(self) -> tuple[Line, ...]:
        """The lines with the highest values first."""
        return tuple(sorted(self.lines, key=lambda line: (-line.top, line.name)))


def compared_states(
    selection: Selection, ask: Ask, *, codes: Sequence[str], shown_as: ShownAs, first: date | None
) -> Comparison:
    """Return one line for each state, of the measure chosen; stocks at their counts, movements by year.

    Args:
        selection: what the person chose; its day is the last one.
        ask: answers a question.
        codes: ISO3 codes of the states.
        shown_as: what stands on the scale.
        first: the first day; ``None`` for all.
    """
    question = Question(selection.measure, selection.day, countries=tuple(codes), event=selection.event)
    found = grouped(asked(question, ask, first=first), lambda by: str(by["country_iso3"]))
    lines = [made_line(code, state_name(code), question, found.get(code, ())) for code in codes]
    return compared(lines, shown_as)


def compared_measures(
    selection: Selection, ask: Ask, *, measures: Sequence[str], shown_as: ShownAs, first: date | None
) -> Comparison:
    """Return one line for each measure, of the one state looked at."""
    lines = []
    for measure in measures:
        question = Question(measure, selection.day, countries=selection.scope, event=selection.event)
        lines.append(made_line(measure, measure_label(measure), question, asked(question, ask, first=first)))
    return compared(lines, shown_as)


def largest_states(selection: Selection, ask: Ask, *, first: date | None, most: int = 4) -> tuple[str, ...]:
    """Return the states chosen, else those with the highest figures; where nothing is counted the first of the list."""
    if selection.scope:
        return selection.scope
    everywhere = compared_states(selection, ask, codes=tuple(states()), shown_as=ShownAs.FIGURE, first=first)
    return tuple(line.code for line in everywhere.highest_first[:most]) or tuple(states())[:most]


def asked(question: Question, ask: Ask, *, first: date | None) -> tuple[Rate, ...]:
    """Return the numbers of a question by state and time, those with an amount, each with the people it divides by."""
    time = By.MONTH if question.is_stock else By.YEAR
    timed = replace(question, by=(By.COUNTRY, time), date_from=first, dating=FlowDating.END)
    return tuple(rate for rate in rates(ask, timed, known_populations()) if rate.number.amount is not None)


def grouped(found: Iterable[Rate], code_of: Callable[[Mapping[str, Any]], str]) -> dict[str, tuple[Rate, ...]]:
    """Return the numbers by the line that they belong to."""
    ordered = sorted(found, key=lambda rate: code_of(rate.by))
    return {code: tuple(own) for code, own in groupby(ordered, key=lambda rate: code_of(rate.by))}


def made_line(code: str, name: str, question: Question, found: Sequence[Rate], *, day_zero: date | None = None) -> Line:
    """Return a line of numbers as counted, in order of time, broken where nobody counted for longer than they hold."""
    points = sorted((_point(rate, question) for rate in found), key=lambda point: point.day)
    denominator = next((rate.denominator for rate in found if rate.denominator is not None), None)
    line = Line(code, name, question.measure, tuple(points), denominator, day_zero)
    return replace(line, points=_segmented(points, holds_for_days(question.measure_info)))


def compared(lines: Sequence[Line], shown_as: ShownAs) -> Comparison:
    """Return the lines on the scale asked for."""
    counted = [line for line in lines if line.points]
    scaled = {line.code: _scaled(line, shown_as) for line in counted}
    return Comparison(
        tuple(line for line in scaled.values() if line is not None),
        tuple(line.name for line in lines if not line.points),
        tuple(line.name for line in counted if scaled[line.code] is None),
        shown_as,
    )


def readable(amount: Amount) -> Amount:
    """Return an amount with as many digits as a reader needs: a rate or index has no more than its counts allow."""
    return replace(amount, figure=_digits(amount.figure), high=None if amount.high is None else _digits(amount.high))


def _digits(figure: float) -> float:
    if figure == int(figure) or abs(figure) >= 100:
        return float(round(figure))
    return float(f"{figure:.2g}") if abs(figure) < 10 else round(figure, 1)


def _point(rate: Rate, question: Question) -> Point:
    amount, newest = rate.number.amount, rate.number.making.newest
    assert amount is not None, "numbers without an amount are left out before"
    assert newest is not None, "an amount has parts, and each part a day"
    day = newest if question.is_stock else date(int(rate.by["year"]), 1, 1)
    return Point(day, amount, rate.number, rate.per_thousand)


def _segmented(points: Sequence[Point], days: int) -> tuple[Point, ...]:
    """Number the stretches between gaps, so that no line is drawn through missing counts."""
    segment, kept = 0, []
    for place, point in enumerate(points):
        segment += place > 0 and point.day - points[place - 1].day > timedelta(days)
        kept.append(replace(point, segment=segment))
    return tuple(kept)


def _scaled(line: Line, shown_as: ShownAs) -> Line | None:
    """Return the line on another scale; ``None`` where the scale needs what is not known."""
    points = []
    for point in line.points:
        shown = _on_scale(point, line.base, shown_as)
        if shown is None:
            return None
        points.append(replace(point, shown=shown))
    return replace(line, points=tuple(points))


def _on_scale(point: Point, base: Point, shown_as: ShownAs) -> Amount | None:
    match shown_as:
        case ShownAs.FIGURE:
            return point.number.amount
        case ShownAs.RATE:
            return point.per_thousand
        case ShownAs.INDEX:
            assert point.number.amount is not None, "a point has an amount"
            assert base.number.amount is not None, "a point has an amount"
            return indexed(point.number.amount, base.number.amount)
