"""Deportations and returns, state by state and year by year; the two are counted apart and never added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from dashboard import formats
from dashboard.headlines import measure_label, source_note
from dashboard.language import gettext as _
from dashboard.movement_views import place_name
from dashboard.periods import Ask
from dashboard.place_labels import state_name, states
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told
from data.queries.answer import Number, Row
from data.queries.question import By, Question

MEASURES = ("deported", "returned")
LISTED = 12
"""Rows of the table on the page; all of them stand in the table of pairs."""


class Column(NamedTuple):
    """What a column counts: a measure, and whether the state is where people were brought or where they came from."""

    measure: str
    is_to: bool


COLUMNS = tuple(Column(measure, is_to) for is_to in (True, False) for measure in MEASURES)


@dataclass(frozen=True)
class ReturnYear:
    """One state's year: a number for each column in which somebody counted."""

    year: int
    iso3: str
    numbers: Mapping[Column, Number]


def return_years(selection: Selection, ask: Ask) -> tuple[ReturnYear, ...]:
    """Return the years in which deportations or returns were counted, the newest first, then those with most people."""
    found: dict[tuple[int, str], dict[Column, Number]] = {}
    for column in COLUMNS:
        end = By.COUNTRY if column.is_to else By.ORIGIN
        for row in _rows(ask, _question(selection, column, end, By.YEAR)):
            iso3 = row.by["country_iso3" if column.is_to else "origin_iso3"]
            found.setdefault((int(row.by["year"]), iso3), {})[column] = row.number
    years = [ReturnYear(year, iso3, numbers) for (year, iso3), numbers in found.items()]
    return tuple(sorted(years, key=lambda one: (-one.year, -_most(one.numbers.values()), one.iso3)))


def column_label(column: Column) -> str:
    """Return what a column counts, in words."""
    return {
        Column("deported", True): _("Deported to here"),
        Column("returned", True): _("Returned to here"),
        Column("deported", False): _("Deported from here"),
        Column("returned", False): _("Returned from here"),
    }[column]


def returns_view(found: Sequence[ReturnYear]) -> TableView:
    """Return a line for each state and year, the newest first; a dash where nobody counted.

    A column in which nobody ever counted is left out: `returns_words` says so.
    """
    shown = _listed(found)[:LISTED]
    columns = [column for column in COLUMNS if any(column in one.numbers for one in found)]
    header = (_("Year"), _("State"), *(column_label(column) for column in columns))
    rows = tuple((str(one.year), state_name(one.iso3), *(_figure(one, column) for column in columns)) for one in shown)
    told = tuple(
        Told(f"{state_name(one.iso3)}, {one.year}, {column_label(column)}", column.measure, one.numbers[column])
        for one in shown
        for column in COLUMNS
        if column in one.numbers
    )
    caption = _("Deported and returned people by state and year; the two are not added")
    if len(found) > len(shown):
        caption = _("{caption}. The newest {count} of {all} lines, those with people; the table below has all").format(
            caption=caption, count=len(shown), all=len(found)
        )
    return TableView(caption, header, rows, frozenset(range(2, len(header))), told, "wraps")


def returns_words(found: Sequence[ReturnYear], selection: Selection) -> list[str]:
    """Return the newest number of each column in one sentence each, or that nobody counted."""
    sentences = []
    for column in COLUMNS:
        newest = next((one for one in found if column in one.numbers), None)
        if newest is None:
            sentences.append(_("{what}: not counted.").format(what=column_label(column)))
            continue
        number = newest.numbers[column]
        sentences.append(
            _("{what}: {place} {year}, {figure} ({note}).").format(
                what=column_label(column),
                place=state_name(newest.iso3),
                year=newest.year,
                figure=formats.amount(number.amount),
                note=source_note(number.making, selection.day),
            )
        )
    return sentences


def returns_table(selection: Selection, ask: Ask) -> pd.DataFrame:
    """Return one row per year, pair and measure, the newest first: from, to, figure, as published, source and age."""
    found: dict[tuple[int, str, str, str], Number] = {}
    for column in COLUMNS:
        for row in _rows(ask, _question(selection, column, By.ORIGIN, By.COUNTRY, By.YEAR)):
            ends = (row.by["origin_iso3"], row.by["country_iso3"])
            found[int(row.by["year"]), column.measure, *ends] = row.number
    lines = sorted(found.items(), key=lambda item: (-item[0][0], item[0][1], -_most([item[1]]), str(item[0])))
    return pd.DataFrame(
        {
            _("Year"): [str(year) for (year, *_rest), number in lines],
            _("Measure"): [measure_label(measure) for (_year, measure, *_ends), number in lines],
            _("From"): [place_name(origin) for (_year, _measure, origin, _to), number in lines],
            _("To"): [place_name(to) for (*_rest, to), number in lines],
            _("Figure"): pd.array([_most([number]) for _key, number in lines], dtype="Float64"),
            _("As published"): [formats.amount(number.amount) for _key, number in lines],
            _("Source and age"): [source_note(number.making, selection.day) for _key, number in lines],
        }
    )


def _listed(found: Sequence[ReturnYear]) -> Sequence[ReturnYear]:
    """Return the lines with people in them; where there are none, those of which somebody counted nobody."""
    return [one for one in found if _most(one.numbers.values()) > 0] or found


def _question(selection: Selection, column: Column, *by: By) -> Question:
    """Return the question of a column for the states chosen."""
    here = selection.scope or tuple(states())
    question = selection.question(column.measure, *by)
    return replace(question, countries=here) if column.is_to else replace(question, countries=(), origins=here)


def _rows(ask: Ask, question: Question) -> list[Row]:
    """Return the lines in which somebody counted."""
    return [row for row in ask(question).rows if row.number.amount is not None]


def _figure(one: ReturnYear, column: Column) -> str:
    return formats.amount(one.numbers[column].amount) if column in one.numbers else formats.MISSING


def _most(numbers: Iterable[Number]) -> float:
    return max((number.amount.figure for number in numbers if number.amount is not None), default=0.0)
