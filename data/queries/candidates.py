"""What each source says of one country's stock on one day: the first half of choosing (R2 to R5, R21, R22).

Inside a source the latest round counts, one assessment type, the operations that the policy names, and nothing past its
life. What does not count is kept with its reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.queries.adding import coarsest, least_broken_down, newest_of
from data.queries.answer import LeftOut, Reason
from data.queries.counts import Count
from data.queries.details import HouseholdsOnly
from data.queries.policy import OperationRule, Policy
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
            left_out += _left(Reason.TRIANGULATION, _by_life([count], question)[0], question.as_of)
            continue
        if count.has_people:
            by_source[count.source_key].append(count)
        if count.households:
            left_out += households_left_out([count])
    candidates = []
    for source_key, own in by_source.items():
        live, out = _in_force(own, question, policy)
        left_out += out
        if live:
            candidates.append(_candidate(source_key, live, question, policy))
    return sorted(candidates, key=_precedence), left_out


def households_left_out(counts: Iterable[Count]) -> list[LeftOut]:
    """Return what was counted in households of unknown size: it is no number of people (R14)."""
    numbers = [count.households for count in counts if count.households]
    return [LeftOut(Reason.ONLY_HOUSEHOLDS, None, HouseholdsOnly(number)) for number in numbers]


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
    beside: dict[str | None, list[LeftOut]] = {}
    for operation, own in by_operations(counts).items():
        current, missed = _latest_round(own)
        live, past = _by_life(current, question)
        left_out += _left(Reason.PAST_ITS_LIFE, _listed(past), question.as_of)
        if live:
            by_operation[operation], out = _one_assessment_type(live, question.as_of)
            beside[operation] = [*_left(Reason.NOT_IN_LATEST_ROUND, _listed(missed), question.as_of), *out]
    chosen = _operations_that_count(by_operation, question, policy)
    for operation, live in by_operation.items():
        others = _left(Reason.OTHER_OPERATION, _listed(live), question.as_of)
        left_out += beside[operation] if operation in chosen else others
    return [count for operation in chosen for count in by_operation[operation]], left_out


def by_operations(counts: Iterable[Count]) -> dict[str | None, list[Count]]:
    """Return the counts of each operation, those first that come first."""
    operations: dict[str | None, list[Count]] = defaultdict(list)
    for count in counts:
        operations[count.operation].append(count)
    return operations


def _by_life(counts: list[Count], question: Question) -> tuple[list[Count], list[Count]]:
    """Return the counts that may stand in a total and those past their life; asked for by name, all may."""
    if question.is_asked_by_name:
        return counts, []
    info, as_of = question.measure_info, question.as_of
    past = [count for count in counts if count.is_past_its_life(info, as_of)]
    if not past:
        return counts, []
    return [count for count in counts if not count.is_past_its_life(info, as_of)], past


def _latest_round(counts: list[Count]) -> tuple[list[Count], list[Count]]:
    """Return the counts of an operation's latest round, and of places missing in it; without rounds, all counts."""
    if all(count.reporting_round is None for count in counts):
        return counts, []
    newest = max(counts, key=lambda count: count.sequence).reporting_round
    current = [count for count in counts if count.reporting_round == newest]
    places = {count.place_key for count in current}
    return current, [c for c in counts if c.reporting_round != newest and c.place_key not in places]


def _one_assessment_type(counts: list[Count], as_of: date) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts of one assessment type, the baseline first: the others may count the same people (R21)."""
    types = sorted({c.assessment_type or "" for c in counts}, key=lambda name: (_ASSESSMENT_ORDER.get(name, 3), name))
    if len(types) == 1:
        return counts, []
    same_type = [count for count in counts if (count.assessment_type or "") == types[0]]
    other = [count for count in counts if (count.assessment_type or "") != types[0]]
    return same_type, _left(Reason.OTHER_ASSESSMENT_TYPE, _listed(other), as_of)


def _operations_that_count(
    live: dict[str | None, list[Count]], question: Question, policy: Policy
) -> tuple[str | None, ...]:
    """Return the operations whose counts are added: those the policy names as disjoint, else the newest alone.

    Of operations that count and overlap, whichever of them says so, the newest counts.
    """
    if len(live) <= 1 or question.operation is not None:
        return tuple(live)
    country = next(iter(live.values()))[0].country_iso3
    rules = {name: policy.operation(country, name) for name in live}
    newest_first = sorted(live, key=lambda name: (max(c.sequence for c in live[name]), name or ""), reverse=True)
    chosen: list[OperationRule] = []
    for rule in (rules[name] for name in newest_first):
        if rule is not None and rule.counts_in_total and not any(_overlap(rule, other) for other in chosen):
            chosen.append(rule)
    return tuple(rule.name for rule in chosen) or (newest_first[0],)


def _overlap(first: OperationRule, second: OperationRule) -> bool:
    return first.name in second.overlaps_with or second.name in first.overlaps_with


def _listed(counts: Sequence[Count]) -> list[Count]:
    """Return what a list of left-out counts names: each place once, at the coarsest level, as it was last counted."""
    listed: list[Count] = []
    places: dict[object, list[Count]] = defaultdict(list)
    for count in coarsest(counts):
        places[count.place_key].append(count)
    for own in places.values():
        listed += own if len(own) == 1 else least_broken_down(newest_of(own))
    return listed


def _left(reason: Reason, counts: Iterable[Count], as_of: date) -> list[LeftOut]:
    parts = [count.part(as_of) for count in counts]
    return [LeftOut(reason, part) for part in parts if part is not None]
