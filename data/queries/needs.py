"""Needs by sector: the ladder from people affected to people reached, and how severe the need is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.queries.answer import Ask, Number, Row, Share
from data.queries.question import By, Question

LADDER = ("people_affected", "people_in_need", "people_targeted", "people_reached")
"""From the widest group to the narrowest, as plans of response count them."""

_OVER_ALL = ("", "all", "intersectoral")


@dataclass(frozen=True)
class Rungs:
    """The ladder of one sector, or over all of them (``sector`` is ``None``).

    ``numbers`` holds the measures of ``LADDER`` that somebody counted. Over all sectors each is the published figure
    or, where there is none, the largest sector as a lower bound: sectors are never added (R11).
    """

    sector: str | None
    numbers: Mapping[str, Number]

    def share(self, measure: str, of: str) -> Share | None:
        """Return one rung as a share of another (reached of targeted); ``None`` where one of them was not counted."""
        if measure not in self.numbers or of not in self.numbers:
            return None
        return Share(self.numbers[measure], self.numbers[of])


@dataclass(frozen=True)
class Severity:
    """People in need at one severity or phase of a sector; one may hold another (3+ holds 3, 4 and 5): never added."""

    sector: str | None
    severity: str
    number: Number


@dataclass(frozen=True)
class Needs:
    """The needs of a country or of several on a day: over all sectors, by sector in order of names, by severity."""

    question: Question
    overall: Rungs
    sectors: tuple[Rungs, ...]
    severities: tuple[Severity, ...]


def needs(ask: Ask, question: Question) -> Needs:
    """Return the ladder of needs by sector.

    Args:
        ask: answers a question.
        question: day, countries, units and event; its measure and splits are decided here.
    """
    overall: dict[str, Number] = {}
    sectors: dict[str, dict[str, Number]] = {}
    for measure in LADDER:
        asked = replace(question, measure=measure, by=())
        total = ask(asked).total
        if total.amount is not None:
            overall[measure] = total
        for row in ask(replace(asked, by=(By.SECTOR,))).rows:
            if (sector := _sector(row)) is not None and row.number.amount is not None:
                sectors.setdefault(sector, {})[measure] = row.number
    named = tuple(Rungs(sector, sectors[sector]) for sector in sorted(sectors))
    return Needs(question, Rungs(None, overall), named, _severities(ask, question))


def _sector(row: Row) -> str | None:
    """Return the sector of a row; ``None`` for a figure over all of them."""
    sector = row.by["sector"]
    return None if sector is None or sector.casefold() in _OVER_ALL else str(sector)


def _severities(ask: Ask, question: Question) -> tuple[Severity, ...]:
    answer = ask(replace(question, measure="people_in_need", by=(By.SECTOR, By.SEVERITY)))
    found = [
        Severity(_sector(row), str(row.by["severity"]), row.number)
        for row in answer.rows
        if row.by["severity"] is not None and row.number.amount is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.sector or "", one.severity)))
