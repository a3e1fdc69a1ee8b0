"""The days between which the map is stepped: those on which something was counted, and one scale for all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from dashboard.periods import Ask
from dashboard.picture import Picture, level_of, picture, picture_of, rate_of
from dashboard.selection import Selection
from data.queries.answer import Answer, Row
from data.queries.question import COLUMN_OF, By, Question

MOST_STEPS = 120
"""Where more days were counted, the last of each month, or of each year, stand for them."""

Course = Callable[[Question], tuple[Answer, ...]]
"""Returns the answers to a stock's question on all days on which it was counted; ``dashboard.resources.course``."""


@dataclass(frozen=True)
class Scale:
    """What the legend must hold on every day: the largest count, all rates, and whether zeros and gaps occur."""

    largest: float = 0.0
    rates: tuple[float, ...] = ()
    has_zero: bool = False
    has_not_counted: bool = False


@dataclass(frozen=True)
class DaySteps:
    """The steps, oldest first.

    Attributes:
        days: the days; of movements, which are told by calendar year, the last day of each year.
        at: which of them is shown.
        is_yearly: a step stands for a year.
        answers: the answers on days that are known already.
        scale: the one scale of all steps.
    """

    days: tuple[date, ...]
    at: int
    is_yearly: bool
    answers: tuple[Answer, ...]
    scale: Scale

    @property
    def day(self) -> date:
        """The day of the step that is shown."""
        return self.days[self.at]


def day_steps(selection: Selection, shown: Picture, *, ask: Ask, course: Course, today: date) -> DaySteps:
    """Return the steps of a selection.

    A stock has a step for each day on which a place on the map was counted, for the day looked at and for today, which
    it may not show as the last count does: a figure that is past its life is no longer one. Movements have a step for
    each year, those of an event one for each day on which their number grew.

    Args:
        selection: what the person chose.
        shown: what the map shows now.
        ask: answers a question.
        course: answers a stock's question on all its days.
        today: the last day that can be stepped to.
    """
    question = Question(
        selection.measure, today, by=(level_of(selection),), countries=selection.scope, event=selection.event
    )
    if question.is_stock:
        answers = course(question)
        days = {answer.question.as_of for answer in answers} | {selection.day}
        # Asked by its event, a figure of any age answers: today is as the last count was.
        days |= {today} if selection.event is None and answers else set()
        return _steps(days, selection.day, shown, answers, is_yearly=False)
    if selection.event is not None:
        grown = ask(replace(question, by=(level_of(selection), By.MONTH)))
        days = {part.date for row in grown.rows for part in row.number.making.parts} | {selection.day}
        return _steps(days, selection.day, shown, (ask(question),), is_yearly=False)
    return _yearly_steps(question, shown, ask)


def picture_on(day: date, selection: Selection, steps: DaySteps, ask: Ask) -> Picture:
    """Return the places with their numbers on another day of the same selection."""
    on_day = replace(selection, day=day, is_today=False)
    known = {answer.question.as_of: answer for answer in steps.answers}
    # Of movements the answers known are those of the whole course, not of one step.
    if day in known and known[day].question.is_stock:
        return picture_of(known[day], on_day)
    if steps.is_yearly:
        asked = Question(selection.measure, day, by=(level_of(selection),), countries=selection.scope)
        return picture_of(ask(replace(asked, date_from=date(day.year, 1, 1))), on_day)
    return picture(on_day, ask)


def _steps(
    days: Iterable[date], day: date, shown: Picture, answers: tuple[Answer, ...], *, is_yearly: bool
) -> DaySteps:
    ordered = tuple(sorted(days))
    scale = _scale(shown, (row for answer in answers for row in answer.rows), answers)
    return DaySteps(ordered, ordered.index(day), is_yearly, answers, scale)


def _yearly_steps(question: Question, shown: Picture, ask: Ask) -> DaySteps:
    """Return a step for each year in which anything was counted, also where no figure says in which unit."""
    counted = ask(replace(question, by=(By.YEAR,)))
    years = {int(row.by["year"]) for row in counted.rows if row.number.amount is not None}
    placed = ask(replace(question, by=(*question.by, By.YEAR)))
    until = shown.answer.question.as_of  # the year shown ends on the day chosen, where that lies in it
    ends = {year: min(date(year, 12, 31), question.as_of) for year in years} | {until.year: until}
    steps = _steps(ends.values(), until, shown, (), is_yearly=True)
    return replace(steps, scale=_scale(shown, placed.rows, ()))


def _scale(shown: Picture, rows: Iterable[Row], answers: tuple[Answer, ...]) -> Scale:
    column = COLUMN_OF[shown.level]
    numbers = [(row.by[column], row.number.amount) for row in rows]
    figures = [(code, amount.figure) for code, amount in numbers if amount is not None]
    figures += [(place.code, place.value) for place in shown.places if place.value is not None]
    rates = (rate_of(code, figure) for code, figure in dict.fromkeys(figures))
    most = len(shown.places)
    return Scale(
        largest=max((figure for _code, figure in figures), default=0.0),
        rates=tuple(rate for rate in rates if rate is not None),
        has_zero=any(figure == 0 for _code, figure in figures),
        has_not_counted=len(shown.counted) < most or any(len(answer.rows) < most for answer in answers),
    )
