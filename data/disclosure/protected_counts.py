"""Trafficking victims and protection cases: their one table by state and year, and the answers that it allows.

Whatever is asked, the table is made of all states and all years of the store, hidden once, and the question selects
from it. What no selection can be is refused: places below the state, parts of a year, single sources or events, sex and
age at once, an earlier state of the store.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from data.disclosure.lattice import Face, Key, Lattice
from data.disclosure.published import Cell, Hidden, NotCounted, Published, Shown
from data.disclosure.suppression import FEWEST
from data.errors import RequestRefused
from data.queries.age_bands import rows_overlap
from data.queries.answer import Answer, Ask, LeftOut, Making, Number, Reason, Row
from data.queries.decisions import SmallFiguresHidden
from data.queries.question import COLUMN_OF, By, FlowDating, Question

PROTECTED = ("trafficking_victims_identified", "protection_cases")
AXES = ("country", "year", "sex", "age")
FACES: tuple[Face, ...] = (
    ("country", "year"), ("year",), ("country", "year", "sex"), ("country", "year", "age"),
)  # fmt: skip
"""What pages tell, most worth first: a region's total gives way before the figure of a state."""

_SPLITS = {By.SEX: "sex", By.AGE: "age"}
_LAST_DAY = date(2999, 12, 31)


def table_of(ask: Ask, measure: str) -> Lattice:
    """Return all that the store has of a protected measure, by state and year, and its parts by sex and by age.

    Bands of age that overlap are left out: one could be worked out from another.

    Args:
        ask: answers a question from the records themselves.
        measure: one of ``PROTECTED``.
    """
    whole = Question(measure, _LAST_DAY, by=(By.YEAR,))
    cells: dict[Key, Number] = {}
    for row in ask(whole).rows:
        _put(cells, (None, row.by["year"], None, None), row.number)
    for row in ask(replace(whole, by=(By.COUNTRY, By.YEAR))).rows:
        _put(cells, (row.by["country_iso3"], row.by["year"], None, None), row.number)
    for by in _SPLITS:
        rows = [row for row in ask(replace(whole, by=(By.COUNTRY, By.YEAR, by))).rows if row.by[COLUMN_OF[by]]]
        for state in {(row.by["country_iso3"], row.by["year"]) for row in rows}:
            own = [row for row in rows if (row.by["country_iso3"], row.by["year"]) == state]
            if (*state, None, None) in cells and not (by is By.AGE and rows_overlap(own)):
                for row in own:
                    part = row.by[COLUMN_OF[by]]
                    _put(cells, (*state, *((part, None) if by is By.SEX else (None, part))), row.number)
    return Lattice(AXES, FACES, cells)


def _put(cells: dict[Key, Number], key: Key, number: Number) -> None:
    if number.amount is not None:
        cells[key] = number


def answer_from(table: Published, question: Question, *, region: Sequence[str]) -> Answer:
    """Return the answer to a question, selected from the protected table.

    A year answers where all of it lies in the period. A row or total over several cells is hidden as soon as one of
    them is.

    Args:
        table: the protected table of the question's measure.
        question: what is asked.
        region: the states that make the region.

    Raises:
        RequestRefused: the table has no such selection.
    """
    refuse_other_selections(question)
    years = [year for year in table.along("year") if isinstance(year, int) and _is_within(year, question)]
    places = question.countries or tuple(region)
    rows = []
    for values in _values(table, question, places, years):
        keys = _keys(question, values, places, years)
        cell = table.added(keys, units_known=len(places), unit_word="country")
        if not isinstance(cell, NotCounted):
            rows.append(Row(values, _number(cell, question)))
    keys = _keys(replace(question, by=()), {}, places, years)
    total = _number(table.added(keys, units_known=len(places), unit_word="country"), question)
    return Answer(question, tuple(rows), total, None, rules=(SmallFiguresHidden(FEWEST),))


def refuse_other_selections(question: Question) -> None:
    """Refuse what would make cells that the protected table does not have.

    Raises:
        RequestRefused: the message says what is asked too finely.
    """
    asked = [
        (not {By.COUNTRY, By.YEAR, *_SPLITS}.issuperset(question.by), "by anything but country, year, sex or age"),
        (sum(by in _SPLITS for by in question.by) > 1, "by sex and age at once"),
        (bool(question.units or question.origins), "for units or origins"),
        (question.source is not None, "of one source"),
        (question.operation is not None or question.event is not None, "of one operation or event"),
        (question.hazard is not None, "of one hazard"),
        (question.known_at is not None, "as known at another moment"),
        (question.dating is not FlowDating.END, "dated in another way"),
    ]  # fmt: skip
    for is_asked, words in asked:
        if is_asked:
            raise RequestRefused(
                f"{question.measure} is about people who could be harmed: it is told by whole years and states, not "
                f"{words}."
            )


def _is_within(year: int, question: Question) -> bool:
    starts_late = question.date_from is not None and date(year, 1, 1) < question.date_from
    return date(year, 12, 31) <= question.as_of and not starts_late


def _values(table: Published, question: Question, places: Iterable[str], years: Sequence[int]) -> list[dict[str, Any]]:
    """Return the values of each row in order: what the question is split by."""
    along: Mapping[By, Sequence[Any]] = {
        By.COUNTRY: sorted(places), By.YEAR: years, By.SEX: table.along("sex"), By.AGE: table.along("age"),
    }  # fmt: skip
    found: list[dict[str, Any]] = [{}]
    for by in question.by:
        found = [values | {COLUMN_OF[by]: value} for values in found for value in along[by]]
    return found


def _keys(question: Question, values: Mapping[str, Any], places: Sequence[str], years: Sequence[int]) -> list[Key]:
    """Return the cells that make a row: the region's own where no states were named, else those of the states."""
    countries: Sequence[str | None] = places
    if By.COUNTRY in question.by:
        countries = [values["country_iso3"]]
    elif not question.countries and not any(by in _SPLITS for by in question.by):
        countries = [None]
    own = [values["year"]] if By.YEAR in question.by else years
    return [(country, year, values.get("sex"), values.get("age_band")) for country in countries for year in own]


def _number(cell: Cell, question: Question) -> Number:
    match cell:
        case Shown(number):
            parts = tuple(
                replace(part, age_days=max(0, (question.as_of - part.date).days)) for part in number.making.parts
            )
            return replace(number, making=replace(number.making, parts=parts))
        case Hidden():
            return Number(None, Making((), (LeftOut(Reason.HIDDEN),)))
        case NotCounted():
            return Number(None, Making(()))
