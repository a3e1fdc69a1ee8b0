"""What a diaspora offers, matched to what is still needed at home, in the order of the need.

The rule: sectors come in the order of their open need, people in need whom nobody reached yet; sectors whose need
nobody counted come after them. Inside a sector occupations come in the order of the people who answered; those that are
hidden come last, by code, so that the order tells nothing of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from data.disclosure.diaspora_survey import SurveyTables
from data.disclosure.published import Cell, NotCounted, Shown
from data.queries.amounts import subtract
from data.queries.answer import Ask, LeftOut, Number, Reason
from data.queries.needs import Rungs, needs
from data.queries.question import Question
from data.sectors import Service, sector_name


@dataclass(frozen=True)
class OpenNeed:
    """People in need in one sector whom nobody reached yet.

    ``number`` has no amount where more were reached than are in need, as published; ``is_reach_known`` is False where
    nobody counted who was reached, so that all in need are taken as open.
    """

    sector: str
    number: Number
    is_reach_known: bool


@dataclass(frozen=True)
class Match:
    """One occupation that serves a sector, in one country of residence; ``need`` is ``None`` where none was counted."""

    service: Service
    residence: str
    people: Cell
    need: OpenNeed | None


def open_needs(ask: Ask, home: str, as_of: date) -> tuple[OpenNeed, ...]:
    """Return the open need of each sector at home, the largest first.

    Where a source tells two parts of one sector, the larger stands for it: sectors are never added (R11).

    Args:
        ask: answers a question.
        home: ISO3 code of the state.
        as_of: the day looked at.
    """
    asked = Question("people_in_need", as_of, countries=(home,))
    found: dict[str, OpenNeed] = {}
    for rungs in needs(ask, asked).sectors:
        one = _open_need(rungs)
        if one is not None and (one.sector not in found or _figure(one) > _figure(found[one.sector])):
            found[one.sector] = one
    return tuple(sorted(found.values(), key=lambda need: (-_figure(need), need.sector)))


def matches(tables: SurveyTables, open_sectors: Iterable[OpenNeed], *, residence: str) -> tuple[Match, ...]:
    """Return the occupations of a country of residence that serve a sector, in the order of the rule.

    Args:
        tables: what may be told of the surveys.
        open_sectors: the needs at home, the largest first.
        residence: ISO3 code of the country that people live in.
    """
    order = {need.sector: (place, need) for place, need in enumerate(open_sectors)}
    found = []
    for occupation, service in tables.services.items():
        cell = tables.people["complete"].cell((residence, occupation, None))
        if service is not None and not isinstance(cell, NotCounted):
            _place, need = order.get(service.sector, (0, None))
            found.append(Match(service, residence, cell, need))
    last = len(order)
    return tuple(
        sorted(
            found,
            key=lambda match: (
                order[match.service.sector][0] if match.service.sector in order else last,
                match.service.sector,
                -_shown(match.people),
                match.service.occupation,
            ),
        )
    )


def _open_need(rungs: Rungs) -> OpenNeed | None:
    sector, whole = sector_name(rungs.sector), rungs.numbers.get("people_in_need")
    reached = rungs.numbers.get("people_reached")
    if sector is None or whole is None or whole.amount is None:
        return None
    if reached is None or reached.amount is None:
        return OpenNeed(sector, whole, is_reach_known=False)
    taken = tuple(LeftOut(Reason.TAKEN_AWAY, part) for part in reached.making.parts)
    making = replace(whole.making, left_out=(*taken, *whole.making.left_out))
    if reached.amount.figure > whole.amount.figure:
        exceeding = replace(making, left_out=(LeftOut(Reason.PARTS_EXCEED_TOTAL), *making.left_out))
        return OpenNeed(sector, Number(None, exceeding), is_reach_known=True)
    return OpenNeed(sector, Number(subtract(whole.amount, reached.amount), making), is_reach_known=True)


def _figure(need: OpenNeed) -> float:
    return need.number.amount.figure if need.number.amount is not None else 0.0


def _shown(cell: Cell) -> float:
    """Return the figure of a cell that is shown; hidden ones stand below all."""
    return cell.number.amount.figure if isinstance(cell, Shown) and cell.number.amount is not None else -1.0
