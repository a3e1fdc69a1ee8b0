"""A stock on one day, country by country: which source counts, what it adds up to, and where the people are.

Sources are never added (R9), levels neither (R4), sectors neither (R11); a null is never a zero.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.queries.amounts import Amount, Flags, total_of
from data.queries.answer import LeftOut, Making, Number, Part, Reason
from data.queries.candidates import Candidate, candidates_of, without_overlap
from data.queries.counts import Count
from data.queries.policy import Policy
from data.queries.question import By, Question
from data.schema import Quantifier

_BITS = {By.SEX: 1, By.AGE: 2}

Key = tuple[str | None, tuple[Any, ...]]
"""A place (unit or commune; ``None`` for the country itself) and the details asked for."""


@dataclass(frozen=True)
class CountryStock:
    """One country's part of an answer.

    Attributes:
        country_iso3: the country.
        total: its number; no amount where nothing counts.
        rows: its numbers by place and details at the level asked for.
        unplaced: people of the total who have no place at that level; ``None`` where it cannot be told.
        others: what other sources say, first in precedence first.
    """

    country_iso3: str
    total: Number
    rows: Mapping[Key, Number]
    unplaced: Amount | None
    others: tuple[Number, ...] = ()


def country_stock(country_iso3: str, counts: Sequence[Count], question: Question, policy: Policy) -> CountryStock:
    """Return one country's stock on the question's day from the latest counts of all sources.

    Args:
        country_iso3: the country of all counts.
        counts: the latest counts on or before the day, one per place, source, operation and assessment type.
        question: what is asked.
        policy: operations, precedence and the number of units of each country.
    """
    known = policy.places.units.get(country_iso3, 0)
    candidates, left_out = candidates_of(_lifted(counts, policy), question, policy)
    if not candidates:
        return CountryStock(country_iso3, Number(None, Making((), tuple(left_out), 0, known, "unit")), {}, None)
    best, rest = candidates[0], candidates[1:]
    left_out = [item for item in left_out if _still_matters(item, best)]
    totals = [_whole(candidate, question, policy) for candidate in candidates]
    others = tuple(_number(counted, left, question, known) for counted, left in totals[1:])
    left_out += [LeftOut(Reason.OTHER_SOURCE, _summary(counted, question)) for counted, _ in totals[1:] if counted]
    counted, out = totals[0]
    placed, placed_out = _placed(best, rest, question, policy)
    total = _number(counted, [*out, *left_out, *placed_out], question, known)
    rows = _rows(counted if question.level == 0 else placed, question, known)
    unplaced = _unplaced(total, placed) if question.level else None
    return CountryStock(country_iso3, total, rows, unplaced, others)


def _lifted(counts: Iterable[Count], policy: Policy) -> list[Count]:
    """Return the counts with a whole territory's own code read as the country itself (R23)."""
    whole = policy.places.whole_territories
    return [replace(count, admin1=None, level=0) if count.admin1 in whole else count for count in counts]


def _whole(candidate: Candidate, question: Question, policy: Policy) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts that make the country's number: its own figure, else its units, each at its coarsest level."""
    national = [count for count in candidate.counts if count.level == 0]
    if national:
        return _addable(national, question)
    return _by_place(
        candidate.counts, question, policy, lambda count: (count.admin1, None if count.admin1 else count.place)
    )


def _placed(
    best: Candidate, rest: Sequence[Candidate], question: Question, policy: Policy
) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts by unit or commune: of the source that counts, else of the next one that knows places (R9)."""
    if question.level == 0:
        return [], []
    left_out: list[LeftOut] = []
    known: list[tuple[Candidate, list[Count], list[LeftOut]]] = []
    for candidate in (best, *rest):
        fine = [count for count in candidate.counts if count.level >= question.level]
        counted, out = _by_place(fine, question, policy, _place_at(question.level))
        current, older = _not_older_than(best, counted, question)
        left_out += older
        if current:
            known.append((candidate, current, out))
    if not known:
        return [], left_out
    _, chosen, out = max(known, key=lambda entry: _equals_with_more_places(entry, known[0]))
    return chosen, [*left_out, *out]


def _equals_with_more_places(
    entry: tuple[Candidate, list[Count], list[LeftOut]], first: tuple[Candidate, list[Count], list[LeftOut]]
) -> int:
    """Return how many places a source of the first one's rank and day counted; others never stand before the first."""
    is_equal = entry[0].rank == first[0].rank and max(c.day for c in entry[1]) == max(c.day for c in first[1])
    return len({count.place_key for count in entry[1]}) if is_equal else -1


def _still_matters(item: LeftOut, best: Candidate) -> bool:
    """Drop what is both past its life and older than the source that counts: it would only hide what matters."""
    if item.part is None or item.reason not in (Reason.PAST_ITS_LIFE, Reason.TRIANGULATION):
        return True
    oldest = min(count.day for count in best.counts)
    return item.part.date >= oldest


def _not_older_than(best: Candidate, counts: list[Count], question: Question) -> tuple[list[Count], list[LeftOut]]:
    """Leave out what is older than the country's own figure, so that map and total agree."""
    own = [count.day for count in best.counts if count.level < question.level]
    if not own:
        return counts, []
    day = max(own)
    parts = [LeftOut(Reason.OLDER_THAN_COUNTRY, c.part(question.as_of)) for c in counts if c.day < day]
    parts += [LeftOut(Reason.OTHER_DATE_THAN_COUNTRY, c.part(question.as_of)) for c in counts if c.day > day]
    return [count for count in counts if count.day >= day], parts


def _place_at(level: int) -> Any:
    if level == 1:
        return lambda count: (count.admin1, None if count.admin1 else count.place)
    return lambda count: (count.admin2 or None, None if count.admin2 else count.place)


def _by_place(
    counts: Sequence[Count], question: Question, policy: Policy, place_of: Any
) -> tuple[list[Count], list[LeftOut]]:
    """Return for each place the counts of its coarsest level, without units that a group already holds."""
    kept: list[Count] = []
    left_out: list[LeftOut] = []
    by_place: dict[Any, list[Count]] = defaultdict(list)
    for count in counts:
        by_place[place_of(count)].append(count)
    for own in by_place.values():
        level = min(count.level for count in own)
        added, out = _addable([count for count in own if count.level == level], question)
        kept += added
        left_out += out
    apart, within = without_overlap(kept, policy.places)
    return apart, left_out + [LeftOut(Reason.WHOLE_TERRITORY, count.part(question.as_of)) for count in within]


def _addable(counts: list[Count], question: Question) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts of one place that may be added: totals or parts (R12), one sector only (R11)."""
    needed = sum(_BITS[by] for by in question.details if by in _BITS)
    fitting = [count for count in counts if count.breakdown & needed == needed]
    if not fitting:
        return [], [LeftOut(Reason.NOT_BROKEN_DOWN, count.part(question.as_of)) for count in counts]
    least = min((count.breakdown for count in fitting), key=lambda code: (code.bit_count(), code))
    level = [count for count in fitting if count.breakdown == least]
    if By.SECTOR in question.by:
        return [count for count in level if count.sector is not None] or level, []
    overall = [count for count in level if count.sector is None]
    if overall or not level:
        return overall, []
    return _largest_sector(level, question)


def _largest_sector(counts: list[Count], question: Question) -> tuple[list[Count], list[LeftOut]]:
    """Return the largest sector as a lower bound: the same people need help in several (R11)."""
    sums: dict[str | None, float] = defaultdict(float)
    for count in counts:
        sums[count.sector] += count.low or 0.0
    largest = max(sums, key=lambda sector: (sums[sector], sector or ""))
    kept = [replace(c, flags=c.flags.plus(Flags(at_least=1))) for c in counts if c.sector == largest]
    note = LeftOut(Reason.LOWER_BOUND, None, f"largest of {len(sums)} sectors: {largest}")
    left = [
        LeftOut(Reason.SECTORS_DO_NOT_ADD, c.part(question.as_of), c.sector or "")
        for c in counts
        if c.sector != largest
    ]
    return kept, [note, *left]


def _rows(counts: Iterable[Count], question: Question, known: int) -> dict[Key, Number]:
    by_key: dict[Key, list[Count]] = defaultdict(list)
    for count in counts:
        place = (None, count.admin1, count.admin2)[question.level]
        if question.level == 0 or place is not None:
            by_key[place, count.details].append(count)
    return {key: _number(own, [], question, known) for key, own in by_key.items()}


def _number(counts: Sequence[Count], left_out: Sequence[LeftOut], question: Question, known: int) -> Number:
    parts = tuple(part for part in (count.part(question.as_of) for count in counts) if part is not None)
    units = {part.admin1_code for part in parts if part.admin1_code}
    is_whole = any(count.level == 0 for count in counts)
    making = Making(parts, tuple(left_out), known if is_whole else len(units), known, "unit")
    if By.SECTOR in question.by and len({count.sector for count in counts}) > 1:
        refused = LeftOut(Reason.SECTORS_DO_NOT_ADD)
        return Number(None, replace(making, left_out=(refused, *making.left_out)))
    return Number(
        total_of((c.low, c.high, c.flags) for c in counts if c.low is not None and c.high is not None), making
    )


def _summary(counts: Sequence[Count], question: Question) -> Part | None:
    """Return what another source says of the country as one part."""
    amount = total_of((c.low, c.high, c.flags) for c in counts if c.low is not None and c.high is not None)
    newest = max(counts, key=lambda count: count.sequence).part(question.as_of)
    if amount is None or newest is None:
        return None
    is_one_place = len({count.admin1 for count in counts}) == 1
    return replace(
        newest,
        amount=amount,
        admin1_code=newest.admin1_code if is_one_place else None,
        rows=sum(c.rows for c in counts),
    )


def _unplaced(total: Number, placed: Sequence[Count]) -> Amount | None:
    """Return the people of the total without a place; ``None`` where units have another day or exceed it."""
    if total.amount is None:
        return None
    days = {part.date for part in total.making.parts}
    sums = total_of(
        (c.low, c.high, c.flags) for c in placed if _has_place(c) and c.low is not None and c.high is not None
    )
    if sums is None:
        return total.amount
    if any(count.day not in days for count in placed):
        return None
    left = total.amount.figure - sums.figure
    if left < 0:
        return None
    is_exact = total.amount.quantifier is Quantifier.EXACT and sums.quantifier is Quantifier.EXACT
    return Amount(
        left,
        Quantifier.EXACT if is_exact or left == 0 else Quantifier.APPROXIMATELY,
        is_approximate=not is_exact and left != 0,
    )


def _has_place(count: Count) -> bool:
    return count.admin1 is not None
