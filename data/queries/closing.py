"""Arithmetic that does not close: published parts that exceed their published total. Shown with both, never mended."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from data.queries.amounts import subtract
from data.queries.answer import Answer, Ask, LeftOut, Number, Reason, added
from data.queries.question import By, Question

LODGINGS = ("in_shelter", "in_host_families", "in_rented_rooms")
"""Where displaced people stay; nobody is in two of them at once, so together they are part of the displaced (R10)."""


class Kind(StrEnum):
    """Which parts exceed which total."""

    LODGED_EXCEED_DISPLACED = "lodged_exceed_displaced"
    UNITS_EXCEED_COUNTRY = "units_exceed_country"
    SHELTERS_EXCEED_PLACE = "shelters_exceed_place"


@dataclass(frozen=True)
class Finding:
    """Parts and a total of one place and day that cannot both be right.

    Attributes:
        kind: which parts exceed which total.
        country_iso3: the country.
        admin1_code: the unit, ``None`` for the country as a whole.
        day: the day of all of them.
        total: the total, as published.
        parts: each part by the measure, unit or shelter that it is for, as published.
        together: the sum of the parts.
        excess: by how much they exceed the total.
    """

    kind: Kind
    country_iso3: str
    admin1_code: str | None
    day: date
    total: Number
    parts: tuple[tuple[str, Number], ...]
    together: Number
    excess: Number


def lodging_that_exceeds(ask: Ask, question: Question) -> tuple[Finding, ...]:
    """Return where people in shelters, host families and rented rooms exceed all displaced people of that day."""
    findings = []
    for by in (By.COUNTRY, By.ADMIN1):
        lodged: dict[tuple[str, str | None], list[tuple[str, Number]]] = defaultdict(list)
        for measure in LODGINGS:
            for place, number in _numbers(ask(replace(question, measure=measure, by=(by,)))).items():
                lodged[place].append((measure, number))
        displaced = _numbers(ask(replace(question, measure="idps", by=(by,))))
        for place, total in displaced.items():
            findings.append(exceeding(Kind.LODGED_EXCEED_DISPLACED, place, total, lodged[place]))
    return tuple(finding for finding in findings if finding is not None)


def units_that_exceed(ask: Ask, question: Question) -> tuple[Finding, ...]:
    """Return the countries whose units together have more people than the country, both of one day."""
    units: dict[str, list[tuple[str, Number]]] = defaultdict(list)
    for (country, unit), number in _numbers(ask(replace(question, by=(By.ADMIN1,)))).items():
        units[country].append((str(unit), number))
    totals = _numbers(ask(replace(question, by=(By.COUNTRY,))))
    found = [exceeding(Kind.UNITS_EXCEED_COUNTRY, place, total, units[place[0]]) for place, total in totals.items()]
    return tuple(finding for finding in found if finding is not None)


def exceeding(
    kind: Kind, place: tuple[str, str | None], total: Number, parts: Sequence[tuple[str, Number]]
) -> Finding | None:
    """Return the finding where the parts of the total's own day exceed it, else ``None``."""
    day = _day(total)
    same = tuple((name, number) for name, number in parts if day is not None and _day(number) == day)
    together = added((number for _, number in same), units_known=len(same), unit_word="part")
    if day is None or total.amount is None or together.amount is None or together.amount.figure <= total.amount.figure:
        return None
    taken = tuple(LeftOut(Reason.TAKEN_AWAY, part) for part in total.making.parts)
    making = replace(together.making, left_out=(*taken, *together.making.left_out))
    excess = Number(subtract(together.amount, total.amount), making)
    return Finding(kind, *place, day, total, same, together, excess)


def _numbers(answer: Answer) -> dict[tuple[str, str | None], Number]:
    return {(row.by["country_iso3"], row.by.get("admin1_code")): row.number for row in answer.rows}


def _day(number: Number) -> date | None:
    """Return the day of a number whose figures are all of one day."""
    return number.making.newest if number.making.newest == number.making.oldest else None
