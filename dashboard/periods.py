"""Which period a number of movements is for: the event's own, or the latest calendar year in which any were counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dashboard.selection import Selection
from data.queries.answer import Answer
from data.queries.question import By, Question

Ask = Callable[[Question], Answer]
"""Answers a question; ``dashboard.resources.answer`` in the app."""


def question_for(selection: Selection, ask: Ask, *, measure: str, by: tuple[By, ...] = ()) -> Question:
    """Return the question that a number or map of the selection answers.

    A stock is asked for on the day. Movements of an event are asked for as a whole; without an event those of the
    latest calendar year, up to the day, in which any were counted: most sources count movements by year.
    """
    question = selection.question(measure, *by)
    if question.is_stock or selection.event is not None:
        return question
    year = latest_year(selection, ask, measure=measure)
    if year is None:
        return replace(question, date_from=date(selection.day.year, 1, 1))
    return replace(question, date_from=date(year, 1, 1), as_of=min(selection.day, date(year, 12, 31)))


def latest_year(selection: Selection, ask: Ask, *, measure: str) -> int | None:
    """Return the latest calendar year up to the day in which movements were counted."""
    by_year = ask(Question(measure, selection.day, by=(By.YEAR,), countries=selection.scope))
    return max((int(row.by["year"]) for row in by_year.rows if row.number.amount is not None), default=None)
