"""What a briefing is made from: one desk, asked no question twice, and for the public nothing that tells of a few."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property

import polars as pl

from dashboard.briefings.content import Audience
from data.asking import Desk
from data.disclosure.published import Published
from data.queries.answer import Answer, Ask, LeftOut, Making, Number, Reason, Row
from data.queries.coverage import Coverage, coverage
from data.queries.question import By, Question
from data.queries.shelters import Shelters
from data.schema import MEASURES, Sensitivity

FEWEST = 10
"""Of displaced people the public sees no number from 1 to 9."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that the parts of a briefing may ask, of one moment of the store, for one audience.

    ``published`` gives the protected table of a measure as the store is now, whatever the moment; the public has none.
    """

    desk: Desk
    ask: Ask
    is_public: bool
    published: Callable[[str], Published] | None = None

    @cached_property
    def stored(self) -> tuple[Coverage, ...]:
        """What the store holds by measure, source and country."""
        return coverage(self.desk.engine)

    @cached_property
    def sites(self) -> pl.DataFrame:
        """The reference table of shelters and sites."""
        return self.desk.reference("sites")

    @cached_property
    def positions(self) -> pl.DataFrame:
        """The reference table of storm positions."""
        return self.desk.reference("storm_positions")

    def shelters(self, question: Question) -> Shelters:
        """Return the room in shelters; for the public without the people inside where any shelter or unit has few."""
        found = self.desk.shelters(question)
        if not self.is_public:
            return found
        units = self.ask(replace(question, measure="in_shelter", by=(By.ADMIN1,)))
        if not is_hidden(units.total) and not any(_is_small(one.in_shelter) for one in found.sites):
            return found
        return replace(
            found,
            sites=tuple(replace(one, in_shelter=_HIDDEN, free=_HIDDEN, over=_HIDDEN) for one in found.sites),
            units=tuple(replace(one, in_shelter=_HIDDEN, free=_HIDDEN, over=_HIDDEN) for one in found.units),
            countries=tuple(replace(one, in_shelter=_HIDDEN, free=_HIDDEN, over=_HIDDEN) for one in found.countries),
            findings=(),
        )


def evidence_of(desk: Desk, audience: Audience, *, now: Desk) -> Evidence:
    """Return the evidence of a desk for an audience; keep it, for it remembers what it was asked.

    Args:
        desk: of the moment that is told.
        audience: who it is for.
        now: the desk of the store as it is, for figures that are told of no other moment.
    """
    ask = cache(desk.count)
    if audience is Audience.OFFICE:
        return Evidence(desk, ask, is_public=False, published=now.published)
    return Evidence(desk, cache(lambda question: _for_the_public(ask, question)), is_public=True)


def _for_the_public(ask: Ask, question: Question) -> Answer:
    """Return an answer without its numbers where any number of the same split, anywhere in the region, is of a few.

    That hides more than it must: what is shown of one state could otherwise be taken from what is shown of all.
    """
    answer = ask(question)
    if MEASURES[question.measure].sensitivity is Sensitivity.OPEN:
        return answer
    is_protected = MEASURES[question.measure].sensitivity is Sensitivity.PROTECTION
    region = ask(replace(question, countries=(), units=()))
    if not is_protected and not _has_few(answer) and not _has_few(region):
        return answer
    return replace(answer, rows=(), total=_HIDDEN, unplaced=None, beside=())


_HIDDEN = Number(None, Making((), (LeftOut(Reason.HIDDEN),)))


def is_hidden(number: Number) -> bool:
    """Return whether a number is kept from the readers of a briefing."""
    return any(item.reason is Reason.HIDDEN for item in number.making.left_out)


def _has_few(answer: Answer) -> bool:
    rows: tuple[Row, ...] = (*answer.rows, *answer.beside)
    numbers = (answer.total, *(row.number for row in rows))
    return any(_is_small(number) or _has_small_part(number.making) for number in numbers)


def _has_small_part(making: Making) -> bool:
    parts = (*making.parts, *(item.part for item in making.left_out if item.part is not None))
    return any(0 < part.amount.figure < FEWEST for part in parts)


def _is_small(number: Number) -> bool:
    return number.amount is not None and 0 < number.amount.figure < FEWEST
