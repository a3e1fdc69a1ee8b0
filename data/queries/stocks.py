"""A stock on one day, country by country: which source counts, what it adds up to, and where the people are.

Sources are never added (R9), levels neither (R4), sectors neither (R11); a null is never a zero.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.queries.adding import addable, broken_down, coarsest
from data.queries.amounts import Amount, difference, total_of
from data.queries.answer import LeftOut, Making, Number, Part, Reason
from data.queries.candidates import Candidate, by_operations, candidates_of
from data.queries.counts import Count
from data.queries.policy import Policy
from data.queries.question import By, Question
from data.queries.territories import lifted, without_overlap

_ANY = "*"
"""Stands for every operation where another source's counts are held against the country's own."""

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
    """

    country_iso3: str
    total: Number
    rows: Mapping[Key, Number]
    unplaced: Amount | None


def country_stock(country_iso3: str, counts: Sequence[Count], question: Question, policy: Policy) -> CountryStock:
    """Return one country's stock on the question's day from the latest counts of all sources.

    Args:
        country_iso3: the country of all counts.
        counts: the latest counts on or before the day, one per place, source, operation and assessment type.
        question: what is asked.
        policy: operations, precedence and the number of units of each country.
    """
    known = policy.places.units.get(country_iso3, 0)
    own, left_out = lifted(counts, policy.places, question.as_of)
    candidates, out = candidates_of(own, question, policy)
    left_out += out
    if not candidates:
        told = tuple(_none_is_recommended(item) for item in left_out)
        return CountryStock(country_iso3, Number(None, Making((), told, 0, known, "unit")), {}, None)
    best, rest = candidates[0], candidates[1:]
    left_out = _that_still_matter(left_out, best)
    beside = [_told(candidate, (), question, policy)[0] for candidate in rest]
    left_out += [LeftOut(Reason.OTHER_SOURCE, _summary(counted, question)) for counted in beside if counted]
    counted, out = _told(best, rest, question, policy)
    placed, placed_out = _placed(best, rest, question, policy, question.level)
    placed = _of_units(placed, question)
    unplaced, exceeding = _unplaced(counted, placed, question)
    total = _number(counted, [*out, *left_out, *placed_out, *exceeding], question, known)
    rows = _rows(counted if question.level == 0 else placed, question, known)
    return CountryStock(country_iso3, total, rows, unplaced)


def _none_is_recommended(item: LeftOut) -> LeftOut:
    """Say of a triangulation figure that stands alone that nothing is recommended (R24)."""
    return replace(item, reason=Reason.ONLY_TRIANGULATION) if item.reason is Reason.TRIANGULATION else item


def _told(
    candidate: Candidate, rest: Sequence[Candidate], question: Question, policy: Policy
) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts that make the number asked for: the country's, or that of the units that were named."""
    if not question.units:
        return _whole(candidate, question, policy)
    placed, left_out = _placed(candidate, rest, question, policy, 1)
    return _of_units(placed, question), left_out


def _of_units(counts: list[Count], question: Question) -> list[Count]:
    return [count for count in counts if count.admin1 in question.units] if question.units else counts


def _whole(candidate: Candidate, question: Question, policy: Policy) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts that make the country's number: its own figure, else its units, each at its coarsest level.

    Operations that are added each have their own figure or their own units.
    """
    kept: list[Count] = []
    left_out: list[LeftOut] = []
    for own in by_operations(candidate.counts).values():
        national, fine = [c for c in own if c.level == 0], [c for c in own if c.level > 0]
        if not broken_down(national, question) and broken_down(fine, question):
            # Only units are told by sex or age: what they add up to is what is broken down of the country.
            left_out += [LeftOut(Reason.NOT_BROKEN_DOWN, count.part(question.as_of)) for count in national]
            national = []
        added, out = addable(national, question) if national else _by_place(fine, question, policy, _place_at(1))
        kept += added
        left_out += out
    return kept, left_out


def _placed(
    best: Candidate, rest: Sequence[Candidate], question: Question, policy: Policy, level: int
) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts by unit or commune: of the source that counts, else of the next one that knows places (R9)."""
    if level == 0:
        return [], []
    left_out: list[LeftOut] = []
    known: list[tuple[Candidate, list[Count], list[LeftOut]]] = []
    for candidate in (best, *rest):
        fine = [count for count in candidate.counts if count.level >= level]
        counted, out = _by_place(fine, question, policy, _place_at(level))
        current, older = _not_older_than(best, counted, question, level)
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


def _that_still_matter(left_out: list[LeftOut], best: Candidate) -> list[LeftOut]:
    """Drop what is old and was counted again since by the source that counts: it would only hide what matters."""
    units, oldest = {count.admin1 for count in best.counts}, min(count.day for count in best.counts)
    is_whole = None in units

    def was_counted_again(part: Part) -> bool:
        return part.date < oldest and (is_whole or part.admin1_code is None or part.admin1_code in units)

    dated = (Reason.PAST_ITS_LIFE, Reason.TRIANGULATION)
    return [
        item for item in left_out if item.part is None or item.reason not in dated or not was_counted_again(item.part)
    ]


def _not_older_than(
    best: Candidate, counts: list[Count], question: Question, level: int
) -> tuple[list[Count], list[LeftOut]]:
    """Leave out what is older than the figure of the country or unit that holds it, so that map and total agree."""
    own: dict[tuple[str | None, str | None], date] = {}
    for count in best.counts:
        if count.level < level and (count.level == 0 or count.admin1):
            for operation in (count.operation, _ANY):
                own[operation, count.admin1] = max(own.get((operation, count.admin1), count.day), count.day)
    kept: list[Count] = []
    left_out: list[LeftOut] = []
    for count in counts:
        operation = count.operation if count.source_key == best.source_key else _ANY
        day = max((own[key] for key in ((operation, None), (operation, count.admin1)) if key in own), default=count.day)
        if count.day >= day:
            kept.append(count)
        if count.day != day:
            reason = Reason.OLDER_THAN_COUNTRY if count.day < day else Reason.OTHER_DATE_THAN_COUNTRY
            left_out.append(LeftOut(reason, count.part(question.as_of)))
    return kept, left_out


def _place_at(level: int) -> Callable[[Count], tuple[str | None, str | None]]:
    if level == 1:
        return lambda count: (count.admin1, None if count.admin1 else count.place)
    return lambda count: (count.admin2, None if count.admin2 else count.place)


def _by_place(
    counts: Sequence[Count], question: Question, policy: Policy, place_of: Callable[[Count], Any]
) -> tuple[list[Count], list[LeftOut]]:
    """Return for each place the counts of its coarsest level, without units that a group already holds."""
    kept: list[Count] = []
    left_out: list[LeftOut] = []
    by_place: dict[Any, list[Count]] = defaultdict(list)
    for count in counts:
        by_place[count.operation, place_of(count)].append(count)
    for own in by_place.values():
        exact: dict[Any, list[Count]] = defaultdict(list)
        for count in coarsest(own):
            exact[count.place_key].append(count)
        for same in exact.values():
            added, out = addable(same, question)
            kept += added
            left_out += out
    apart, within = without_overlap(kept, policy.places)
    return apart, left_out + [LeftOut(Reason.WHOLE_TERRITORY, count.part(question.as_of)) for count in within]


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
    return Number(_sum(counts), making)


def _summary(counts: Sequence[Count], question: Question) -> Part | None:
    """Return what another source says of the country as one part."""
    amount = _sum(counts)
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


def _unplaced(
    counted: Sequence[Count], placed: Sequence[Count], question: Question
) -> tuple[Amount | None, list[LeftOut]]:
    """Return the people of the total without a place; ``None`` where units have another day or, as told, exceed it."""
    total = _sum(counted)
    if total is None or question.level == 0:
        return None, []
    placed = [count for count in placed if (count.admin1, count.admin2)[question.level - 1] is not None]
    sums = _sum(placed)
    if sums is None:
        return total, []
    days = {count.day for count in counted}
    if any(count.day not in days for count in placed):
        return None, []
    left = difference(total, sums)
    return left, [] if left is not None else [LeftOut(Reason.PARTS_EXCEED_TOTAL)]


def _sum(counts: Iterable[Count]) -> Amount | None:
    return total_of((c.low, c.high, c.flags) for c in counts if c.low is not None and c.high is not None)
