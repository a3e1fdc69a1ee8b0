"""What each source says of one country's stock on one day: the first half of choosing (R2 to R5, R21, R22).

Inside a source the latest round counts, one assessment type, the operations that the policy names, and nothing past its
life. What does not count is kept with its reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.queries.answer import LeftOut, Reason
from data.queries.counts import Count
from data.queries.policy import KnownPlaces, Policy
from data.queries.question import Question

_ASSESSMENT_ORDER = {"BA": 0, "SA": 1, "ETT": 2}


@dataclass(frozen=True)
class Candidate:
    """The counts of one publisher that may stand for a country.

    ``is_partial`` is True where fewer than half of the country's units were counted and no country-wide figure is
    given: such a source never stands for the country while another counted the whole.
    """

    source_key: str
    rank: tuple[int, int]
    counts: tuple[Count, ...]
    is_partial: bool

    @property
    def date(self) -> date:
        """The latest reporting date."""
        return max(count.day for count in self.counts)

    @property
    def coarsest(self) -> int:
        """The coarsest level of places that was stored."""
        return min(count.level for count in self.counts)


def candidates_of(counts: Sequence[Count], question: Question, policy: Policy) -> tuple[list[Candidate], list[LeftOut]]:
    """Return what each source says of one country, the one that counts first, and everything that cannot count.

    Args:
        counts: the latest counts of one country, all sources, all levels.
        question: what is asked; its day decides life and age.
        policy: operations and precedence.
    """
    left_out: list[LeftOut] = []
    by_source: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        if count.is_triangulation:
            if question.is_asked_by_name or not count.is_past_its_life(question.measure_info, question.as_of):
                left_out += _left(Reason.TRIANGULATION, [count], question.as_of)
        elif count.amount is None:
            detail = f"{count.households} households without a household size"
            left_out.append(LeftOut(Reason.ONLY_HOUSEHOLDS, None, detail))
        else:
            by_source[count.source_key].append(count)
    candidates = []
    for source_key, own in by_source.items():
        live, out = _in_force(own, question, policy)
        left_out += out
        if live:
            candidates.append(_candidate(source_key, live, question, policy))
    return sorted(candidates, key=_precedence), left_out


def _precedence(candidate: Candidate) -> tuple[object, ...]:
    return (candidate.is_partial, candidate.rank, -candidate.date.toordinal(), candidate.coarsest, candidate.source_key)


def _candidate(source_key: str, live: list[Count], question: Question, policy: Policy) -> Candidate:
    first = live[0]
    rank = policy.rank(question.measure, first.country_iso3, first.source, first.source_name)
    units = {count.admin1 for count in live if count.admin1}
    known = policy.places.units.get(first.country_iso3, 0)
    has_whole = any(count.level == 0 or count.reporting_round is not None for count in live)
    return Candidate(source_key, rank, tuple(live), not has_whole and 2 * len(units) < known)


def _in_force(counts: list[Count], question: Question, policy: Policy) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts of one source that are true on the day, and the rest with reasons."""
    left_out: list[LeftOut] = []
    by_operation: dict[str | None, list[Count]] = {}
    for operation in dict.fromkeys(count.operation for count in counts):
        own = [count for count in counts if count.operation == operation]
        current, out = _latest_round(own, question.as_of)
        left_out += out
        live = [
            c
            for c in current
            if question.is_asked_by_name or not c.is_past_its_life(question.measure_info, question.as_of)
        ]
        left_out += _left(Reason.PAST_ITS_LIFE, _coarsest([c for c in current if c not in live]), question.as_of)
        if live:
            by_operation[operation] = live
    chosen = _operations_that_count(by_operation, question, policy)
    for operation, live in by_operation.items():
        if operation not in chosen:
            left_out += _left(Reason.OTHER_OPERATION, _coarsest(live), question.as_of)
    return [count for operation in chosen for count in by_operation[operation]], left_out


def _latest_round(counts: list[Count], as_of: date) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts of an operation's latest round in one assessment type; without rounds each place's latest."""
    if all(count.reporting_round is None for count in counts):
        return counts, []
    newest = max(counts, key=lambda count: count.sequence).reporting_round
    current = [count for count in counts if count.reporting_round == newest]
    older = [count for count in counts if count.reporting_round != newest]
    types = sorted({c.assessment_type for c in current}, key=lambda name: _ASSESSMENT_ORDER.get(name or "", 3))
    same_type = [count for count in current if count.assessment_type == types[0]]
    places = {count.place_key for count in same_type}
    missed = [count for count in older if count.place_key not in places]
    left_out = _left(Reason.NOT_IN_LATEST_ROUND, _coarsest(missed), as_of)
    other = [count for count in current if count.assessment_type != types[0]]
    return same_type, left_out + _left(Reason.OTHER_ASSESSMENT_TYPE, _coarsest(other), as_of)


def _operations_that_count(
    live: dict[str | None, list[Count]], question: Question, policy: Policy
) -> tuple[str | None, ...]:
    """Return the operations whose counts are added: those the policy names as disjoint, else the newest alone."""
    if len(live) <= 1 or question.operation is not None:
        return tuple(live)
    country = next(iter(live.values()))[0].country_iso3
    rules = {name: policy.operation(country, name) for name in live}
    counting = [name for name, rule in rules.items() if rule is not None and rule.counts_in_total]
    newest_first = sorted(live, key=lambda name: max(count.sequence for count in live[name]), reverse=True)
    if not counting:
        return (newest_first[0],)
    overlapping = {other for name in counting for other in (rules[name].overlaps_with if rules[name] else ())}  # type: ignore[union-attr]  # counting holds only names with a rule
    disjoint = [name for name in newest_first if name in counting and name not in overlapping]
    return tuple(disjoint or newest_first[:1])


def _coarsest(counts: Iterable[Count]) -> list[Count]:
    """Return the counts at the coarsest of their levels, so that nothing is listed twice."""
    kept = list(counts)
    level = min((count.level for count in kept), default=0)
    return [count for count in kept if count.level == level]


def _left(reason: Reason, counts: Iterable[Count], as_of: date) -> list[LeftOut]:
    parts = [count.part(as_of) for count in counts]
    return [LeftOut(reason, part) for part in parts if part is not None]


def without_overlap(counts: Sequence[Count], places: KnownPlaces) -> tuple[list[Count], list[Count]]:
    """Return the counts that may be added, and those of units that a group of units already holds (R23)."""
    groups = {count.admin1 for count in counts if count.admin1 in places.groups}
    members = frozenset().union(*(places.groups[code] for code in groups if code))
    kept = [count for count in counts if count.admin1 not in members]
    return kept, [count for count in counts if count.admin1 in members]
