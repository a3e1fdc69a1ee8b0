"""The ledger of an evacuation between the units of one country: who left which, who arrived where, who is not told.

It closes where those who arrived and those of whom no arrival is told make those who left. Where more arrived than
left, both stand as published and the excess is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from data.errors import RequestRefused
from data.queries.amounts import subtract
from data.queries.answer import Answer, Ask, LeftOut, Making, Number, Reason, added
from data.queries.arrivals import Arrival, arrivals
from data.queries.closing import LODGINGS
from data.queries.filters import DESTINATION
from data.queries.origin_destination import Pair, pairs_between
from data.queries.policy import Policy
from data.queries.question import By, Question
from data.queries.sites import UNKNOWN
from data.store.engine import Engine


@dataclass(frozen=True)
class UnitLine:
    """What is known of one unit; a number has no amount where nobody counted.

    Attributes:
        admin1_code: the unit.
        moved: people who were moved out of it.
        arrived: people who were moved into it.
        returned: people who went back to it.
        staying: people in shelters, host families and rented rooms in it, each as last counted for the event, with the
            day in its making; only those that were counted.
    """

    admin1_code: str
    moved: Number = UNKNOWN
    arrived: Number = UNKNOWN
    returned: Number = UNKNOWN
    staying: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True)
class UnitLedger:
    """One country's ledger of an event by unit, in order of the codes of its units.

    Attributes:
        event: id of the event.
        country_iso3: the country.
        lines: the units of which anything is told.
        moved: all who were moved; no amount where only arrivals are told.
        left_nowhere: of these, people of whom no figure tells which unit they left.
        abroad: people who were moved to another country, by its code.
        arrived: all of whom it is told where they arrived, in the country or abroad.
        not_arrived: people who were moved and of whom no figure tells where to.
        excess: how many more arrived than were moved, as published; no amount where the ledger closes.
        returned: all who went back.
        pairs: numbers by the unit left and the unit reached, where a report tells both.
    """

    event: str
    country_iso3: str
    lines: tuple[UnitLine, ...]
    moved: Number
    left_nowhere: Number
    abroad: Mapping[str, Number]
    arrived: Number
    not_arrived: Number
    excess: Number
    returned: Number
    pairs: Mapping[tuple[str, str], Number]

    @property
    def closes(self) -> bool:
        """True where those who arrived and those not told make those who were moved."""
        return self.moved.amount is not None and self.excess.amount is None

    @property
    def units_exceed(self) -> bool:
        """True where the units together tell more people moved than the country does."""
        return any(item.reason is Reason.PARTS_EXCEED_TOTAL for item in self.moved.making.left_out)


def unit_ledgers(ask: Ask, engine: Engine, policy: Policy, question: Question) -> tuple[UnitLedger, ...]:
    """Return the ledger of an event in each country in or out of which people were moved, in order of the codes.

    Args:
        ask: answers a question.
        engine: engine over the snapshot from which it answers, for what is told at the destination.
        policy: the order of precedence among sources.
        question: event, countries and day; its measure and splits are decided here.

    Raises:
        RequestRefused: no event is named.
    """
    if question.event is None:
        raise RequestRefused("a ledger is of one event: name it.")
    asked = replace(question, measure="evacuated")
    own = [pair.country_iso3 for pair in _pairs(ask, asked) if pair.is_within or pair.origin_iso3 is None]
    sent = [pair.origin_iso3 for pair in _pairs(ask, _from_here(asked)) if not pair.is_within]
    countries = {code for code in (*own, *sent) if code in policy.places.countries}
    return tuple(_ledger(ask, engine, policy, replace(asked, countries=(code,))) for code in sorted(countries))


def _ledger(ask: Ask, engine: Engine, policy: Policy, asked: Question) -> UnitLedger:
    by_unit = replace(asked, by=(By.ADMIN1,))
    # People who came from abroad are told as moved in the country that they reached; they did not leave it.
    has_guests = any(pair.origin_iso3 is not None and not pair.is_within for pair in _pairs(ask, asked))
    moved = ask(replace(by_unit, origins=asked.countries if has_guests else ()))
    returned = ask(replace(by_unit, measure="returned"))
    found = arrivals(engine, policy, moved.total, asked.as_of)
    abroad = {pair.country_iso3: pair.number for pair in _pairs(ask, _from_here(asked)) if not pair.is_within}
    reached = [*(one.number for one in found), *abroad.values()]
    arrived = added(reached, units_known=len(reached), unit_word="unit")
    whole = UNKNOWN if _is_told_at_arrival(moved.total) else moved.total
    not_arrived, excess = _closing(whole, arrived)
    return UnitLedger(
        event=asked.event or "",
        country_iso3=asked.countries[0],
        lines=_lines(moved, returned, found, _staying(ask, by_unit)),
        moved=whole,
        left_nowhere=_left_nowhere(moved) if whole.amount is not None else UNKNOWN,
        abroad=abroad,
        arrived=arrived,
        not_arrived=not_arrived,
        excess=excess,
        returned=returned.total,
        pairs={(origin, one.admin1_code): number for one in found for origin, number in one.origins.items()},
    )


def _pairs(ask: Ask, asked: Question) -> list[Pair]:
    """Return the pairs with a number, and the people of unknown origin as pairs without one."""
    found = pairs_between(ask, asked)
    return [pair for pair in (*found.pairs, *found.of_unknown_origin) if pair.number.amount is not None]


def _from_here(asked: Question) -> Question:
    return replace(asked, countries=(), origins=asked.countries)


def _is_told_at_arrival(moved: Number) -> bool:
    """Return whether a total is made of arrivals alone: it says nothing of those who arrived nowhere that is told."""
    keys = [part.key for part in moved.making.parts]
    return bool(keys) and all(key is not None and key.level == DESTINATION for key in keys)


def _lines(
    moved: Answer, returned: Answer, found: Sequence[Arrival], staying: Mapping[str, Mapping[str, Number]]
) -> tuple[UnitLine, ...]:
    left, back = _by_unit(moved), _by_unit(returned)
    reached = {one.admin1_code: one.number for one in found}
    return tuple(
        UnitLine(
            code, left.get(code, UNKNOWN), reached.get(code, UNKNOWN), back.get(code, UNKNOWN), staying.get(code, {})
        )
        for code in sorted({*left, *reached, *back, *staying})
    )


def _by_unit(answer: Answer) -> dict[str, Number]:
    rows = ((row.by["admin1_code"], row.number) for row in answer.rows)
    return {code: number for code, number in rows if code is not None and number.amount is not None}


def _staying(ask: Ask, by_unit: Question) -> dict[str, dict[str, Number]]:
    """Return for each unit the people staying in it as last counted, by where they stay."""
    found: dict[str, dict[str, Number]] = {}
    for measure in LODGINGS:
        last: dict[str, date] = {}
        for row in ask(replace(by_unit, measure=measure, by=(By.ADMIN1, By.DAY))).rows:
            code, day = row.by["admin1_code"], date.fromisoformat(row.by["day"])
            if code is not None and row.number.amount is not None and day >= last.get(code, date.min):
                last[code] = day
                found.setdefault(code, {})[measure] = row.number
    return found


def _left_nowhere(moved: Answer) -> Number:
    """Return the people moved of whom no figure tells which unit they left."""
    told = [row.number for row in moved.rows if row.by["admin1_code"] is not None]
    taken = tuple(LeftOut(Reason.TAKEN_AWAY, part) for number in told for part in number.making.parts)
    making = replace(moved.total.making, left_out=(*taken, *moved.total.making.left_out))
    return Number(moved.unplaced, making)


def _closing(moved: Number, arrived: Number) -> tuple[Number, Number]:
    """Return those of whom no arrival is told, and the excess of those who arrived."""
    if moved.amount is None or arrived.amount is None:
        return moved, UNKNOWN
    is_excess = arrived.amount.figure > moved.amount.figure
    whole, part = (arrived, moved) if is_excess else (moved, arrived)
    taken = tuple(LeftOut(Reason.TAKEN_AWAY, one) for one in part.making.parts)
    making = Making(whole.making.parts, taken, whole.making.units_counted, whole.making.units_known)
    assert whole.amount is not None
    assert part.amount is not None
    rest = Number(subtract(whole.amount, part.amount), making)
    return (UNKNOWN, rest) if is_excess else (rest, UNKNOWN)
