"""The course of a measure over time, as the sources counted it: the values behind the trend chart and its table."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.event_views import EVENT_VIEWS
from dashboard.headlines import source_title
from dashboard.language import gettext as _
from dashboard.periods import Ask
from dashboard.place_labels import state_name
from dashboard.selection import Selection
from data.events import BY_ID
from data.queries.question import By, Question
from data.schema import Measure, Quantifier

SERIES_SHOWN = 4
_YEAR = 365
YEARS_DRAWN = 10
"""The chart draws the last ten years; the table has everything."""


@dataclass(frozen=True)
class Mark:
    """An event on the time line."""

    day: date
    name: str


@dataclass(frozen=True)
class Trend:
    """Values over time.

    ``table`` has one row per state and period: ``day`` (of the count; the year's first day for movements), ``state``,
    ``figure``, ``words``, ``is_exact``, ``number`` with its making, ``segment`` (counted up where nobody counted for
    longer than a stock lives).
    ``is_by_source`` says that ``state`` holds names of sources, which are never added.
    ``hidden`` is how many states have a series that the chart leaves to the table; it draws from ``drawn_from`` on.
    """

    table: pd.DataFrame
    marks: tuple[Mark, ...]
    is_stock: bool
    shown: tuple[str, ...]
    drawn_from: pd.Timestamp
    is_by_source: bool = False

    @cached_property
    def drawn(self) -> pd.DataFrame:
        """The rows that the chart draws."""
        return self.table[self.table["state"].isin(self.shown) & (self.table["day"] >= self.drawn_from)]

    @property
    def hidden(self) -> int:
        """States with a series of their own that the chart does not draw."""
        return self.table["state"].nunique() - len(self.shown)


def trend(selection: Selection, ask: Ask) -> Trend:
    """Return the course of the measure up to the day: stocks at their rounds, movements by year.

    Args:
        selection: what the person chose.
        ask: answers a question.
    """
    return _trend(selection, ask, By.COUNTRY, lambda row: state_name(row["country_iso3"]))


def source_trend(selection: Selection, ask: Ask) -> Trend:
    """Return the same course with a line for each source in place of each state: sources are never added.

    ``state`` holds the name of the source.
    """
    return _trend(selection, ask, By.SOURCE, lambda row: source_title(row["source"]))


def _trend(selection: Selection, ask: Ask, by: By, name_of: Callable[[dict[str, Any]], str]) -> Trend:
    question = Question(selection.measure, selection.day, countries=selection.scope)
    time = By.MONTH if question.is_stock else By.YEAR
    if selection.event is not None:
        question = replace(question, event=selection.event)
    answer = ask(replace(question, by=(by, time)))
    rows = []
    for row in answer.rows:
        amount, newest = row.number.amount, row.number.making.newest
        if amount is None or newest is None:
            continue
        day = newest if question.is_stock else date(int(row.by["year"]), 1, 1)
        state = name_of(row.by)
        is_exact = amount.quantifier is Quantifier.EXACT
        rows.append((pd.Timestamp(day), state, amount.figure, formats.amount(amount), is_exact, row.number))
    columns = ["day", "state", "figure", "words", "is_exact", "number"]
    table = _segmented(pd.DataFrame(rows, columns=columns), question)
    drawn_from = pd.Timestamp(selection.day) - pd.DateOffset(years=YEARS_DRAWN)
    recent = table[table["day"] >= drawn_from]
    marks, is_by_source = _marks(selection, recent), by is By.SOURCE
    return Trend(table, marks, question.is_stock, _largest(recent), drawn_from, is_by_source)


def _segmented(table: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Number the stretches of each state between gaps, so that no line is drawn through missing counts."""
    if table.empty:
        return table.assign(segment=0)
    ordered = table.sort_values(["state", "day"])
    gaps = ordered.groupby("state")["day"].diff().dt.days > holds_for_days(question.measure_info)
    return ordered.assign(segment=gaps.groupby(ordered["state"]).cumsum().astype(int))


def holds_for_days(measure: Measure) -> int:
    """Return for how many days a count of a stock may be drawn on; 0 for movements, which hold for their period only.

    Figures of short life come from events, never once a year: their line ends when they do.
    """
    life = measure.life_days or 0
    return life if life < _YEAR else measure.year_end_life_days or 0


def _largest(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the states with the highest figures, highest first."""
    if table.empty:
        return ()
    peaks = table.groupby("state")["figure"].max().sort_values(ascending=False)
    return tuple(peaks.index[:SERIES_SHOWN])


def _marks(selection: Selection, table: pd.DataFrame) -> tuple[Mark, ...]:
    """Return the events of the states looked at that lie within the time shown."""
    if table.empty:
        return ()
    return marks_between(table["day"].min().date(), table["day"].max().date(), selection)


def marks_between(first: date, last: date, selection: Selection) -> tuple[Mark, ...]:
    """Return the events of the states looked at from the month of the first day to the year of the last, in order."""
    marks = []
    for view in EVENT_VIEWS:
        event = BY_ID[view.event_id]
        day = date.fromisoformat(event.start_date)
        is_here = not selection.scope or bool(set(selection.scope) & set(event.countries))
        is_in_time = (first.year, first.month) <= (day.year, day.month) <= (last.year, 12) and day <= selection.day
        if is_here and is_in_time:
            marks.append(Mark(day, _(event.name)))
    return tuple(sorted(marks, key=lambda mark: mark.day))
