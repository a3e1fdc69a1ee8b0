"""Numbers per 1,000 people, each with the people it is divided by: how many, of which year, by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.errors import RequestRefused
from data.queries.amounts import Amount, scaled
from data.queries.answer import Ask, Number, Row
from data.queries.question import By, Question


@dataclass(frozen=True)
class Denominator:
    """The people of a place: ``year`` is ``None`` where the source gives none, or adds units of several years."""

    people: int
    year: int | None
    source: str


@dataclass(frozen=True)
class Rate:
    """A number of one place, per 1,000 of its people.

    ``per_thousand`` keeps the quantifier of the number; it is ``None`` where the number or the people are not known, or
    where there are no people. People per 1,000 for a stock, movements per 1,000 people for a flow.
    """

    by: Mapping[str, Any]
    number: Number
    denominator: Denominator | None
    per_thousand: Amount | None


def rates(ask: Ask, question: Question, populations: Mapping[str, Denominator]) -> tuple[Rate, ...]:
    """Return the numbers of a question per 1,000 people, in the order of its rows.

    Args:
        ask: answers a question.
        question: split by country or by first-level unit, and whatever else.
        populations: people by code of country or unit, for places of which the store has no population.

    Raises:
        RequestRefused: the question is not split by country or unit: then there is no one population.
    """
    if By.ADMIN2 in question.by or not {By.COUNTRY, By.ADMIN1} & set(question.by):
        raise RequestRefused("a rate is that of a country or of a first-level unit: split by one of them.")
    known = counted_people(ask, question)
    return tuple(_rate(row, known.get(_code(row)) or populations.get(_code(row))) for row in ask(question).rows)


def counted_people(ask: Ask, question: Question) -> dict[str, Denominator]:
    """Return the people that the store counts by state, or by unit where a question is split by those, on its day."""
    level = By.ADMIN1 if question.level else By.COUNTRY
    counted = Question("population", question.as_of, by=(level,), countries=question.countries, units=question.units)
    found = {_code(row): _denominator(row.number) for row in ask(counted).rows}
    return {code: people for code, people in found.items() if people is not None}


def added_denominator(parts: Iterable[Denominator | None]) -> Denominator | None:
    """Return the people of several units together; ``None`` where those of one are not known."""
    listed = list(parts)
    known = [part for part in listed if part is not None]
    if not known or len(known) != len(listed):
        return None
    years, sources = {part.year for part in known}, sorted({part.source for part in known})
    year = known[0].year if len(years) == 1 else None
    return Denominator(sum(part.people for part in known), year, ", ".join(sources))


def _code(row: Row) -> str:
    return str(row.by.get("admin1_code") or row.by["country_iso3"])


def _denominator(number: Number) -> Denominator | None:
    newest = number.making.newest
    if number.amount is None or newest is None:
        return None
    year = newest.year if number.making.oldest == newest else None
    return Denominator(round(number.amount.figure), year, ", ".join(number.making.sources))


def _rate(row: Row, denominator: Denominator | None) -> Rate:
    amount = row.number.amount
    if amount is None or denominator is None or denominator.people <= 0:
        return Rate(row.by, row.number, denominator, None)
    return Rate(row.by, row.number, denominator, scaled(amount, 1000 / denominator.people))
