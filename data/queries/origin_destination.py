"""Who comes from where: pairs of origin and destination, and both ways seen from one state."""

from dataclasses import dataclass, replace

from data.queries.amounts import Amount
from data.queries.answer import Ask, Number, Row, added
from data.queries.question import By, Question


@dataclass(frozen=True)
class Pair:
    """People of one origin in one place. ``None`` for an origin or unit means that the source does not tell it."""

    origin_iso3: str | None
    origin_admin1_code: str | None
    country_iso3: str
    admin1_code: str | None
    number: Number

    @property
    def is_within(self) -> bool:
        """True where people stayed in their own country: no arrow between countries."""
        return self.origin_iso3 == self.country_iso3


@dataclass(frozen=True)
class Pairs:
    """All pairs of a question, those with most people first.

    Attributes:
        question: what was asked.
        pairs: one per origin and destination with a count.
        of_unknown_origin: people in the answer whose origin is not told, by country; they are in the total.
        total: the number that the pairs and the people of unknown origin make; no amount where adding is refused.
        unplaced: people of the total who have no unit, where units were asked for.
    """

    question: Question
    pairs: tuple[Pair, ...]
    of_unknown_origin: tuple[Pair, ...]
    total: Number
    unplaced: Amount | None = None


@dataclass(frozen=True)
class SeenFrom:
    """One state's two sides: ``sent`` are its own people elsewhere, ``received`` are other states' people in it."""

    country_iso3: str
    sent: Pairs
    received: Pairs


def pairs_between(ask: Ask, question: Question, *, by_unit: bool = False) -> Pairs:
    """Return how many people of each origin are in, or moved to, each country.

    Args:
        ask: answers a question.
        question: measure, day or period, and which countries or origins; how it is split is decided here.
        by_unit: keep units apart, at both ends, where the source tells them. A figure for a whole country then stands
            in ``unplaced`` and makes no pair.
    """
    by = (By.ORIGIN, By.ORIGIN_ADMIN1, By.ADMIN1) if by_unit else (By.ORIGIN, By.COUNTRY)
    answer = ask(replace(question, by=by))
    pairs = sorted((_pair(row) for row in answer.rows), key=_largest_first)
    known = tuple(pair for pair in pairs if pair.origin_iso3 is not None)
    unknown = tuple(pair for pair in pairs if pair.origin_iso3 is None)
    return Pairs(answer.question, known, unknown, answer.total, answer.unplaced)


def seen_from(ask: Ask, country_iso3: str, question: Question) -> SeenFrom:
    """Return whom a state sends to others and whom it receives from others, for one measure and day or period.

    People who stayed in their own country are on neither side, and people of unknown origin stand beside the total:
    nothing says that they crossed a border.

    Args:
        ask: answers a question.
        country_iso3: the state.
        question: measure, day or period; its countries and origins are replaced.
    """
    sent = pairs_between(ask, replace(question, countries=(), origins=(country_iso3,)))
    received = pairs_between(ask, replace(question, countries=(country_iso3,), origins=()))
    return SeenFrom(country_iso3, _across(sent), _across(received))


def _across(pairs: Pairs) -> Pairs:
    """Return the pairs that crossed a border, with the total that they make."""
    across = tuple(pair for pair in pairs.pairs if not pair.is_within)
    total = added((pair.number for pair in across), units_known=len(across), unit_word="pair")
    making = replace(total.making, left_out=pairs.total.making.left_out)
    return replace(pairs, pairs=across, total=Number(total.amount, making))


def _pair(row: Row) -> Pair:
    return Pair(
        origin_iso3=row.by["origin_iso3"],
        origin_admin1_code=row.by.get("origin_admin1_code"),
        country_iso3=row.by["country_iso3"],
        admin1_code=row.by.get("admin1_code"),
        number=row.number,
    )


def _largest_first(pair: Pair) -> tuple[object, ...]:
    figure = pair.number.amount.figure if pair.number.amount else 0.0
    ends = (pair.origin_iso3, pair.origin_admin1_code, pair.country_iso3, pair.admin1_code)
    return (-figure, *("" if end is None else end for end in ends))
