"""People in and places of single shelters and places, as the records count them on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data.queries.adding import addable
from data.queries.amounts import sum_of
from data.queries.answer import LeftOut, Making, Number, Reason
from data.queries.counts import Count, counts_of
from data.queries.filters import shape_of, values_of
from data.queries.policy import Policy
from data.queries.question import Question
from data.queries.sites import UNKNOWN, Phase
from data.store.engine import Engine

Spot = tuple[str, str | None, str | None]
"""Country, unit and shelter; ``None`` for the unit or shelter where a count is for the whole."""

_SITE_LEVEL, _UNIT_LEVEL = 3, 1
_PHASE_OF_TERM = {"evacuation capacity": Phase.STORM, "post-impact capacity": Phase.AFTER}
"""The words by which records tell the two capacities apart."""


def counts_by_spot(engine: Engine, question: Question) -> Mapping[Spot, list[Count]]:
    """Return the latest counts of each shelter, unit and country on or before the question's day."""
    shape = shape_of(question)
    columns = engine.columns("latest_counts", shape, values_of(question))
    spots: dict[Spot, list[Count]] = defaultdict(list)
    for count in counts_of(columns, shape.details):
        if count.level == _SITE_LEVEL:
            spots[count.country_iso3, count.admin1, count.site].append(count)
        elif count.level == 0 or (count.level == _UNIT_LEVEL and count.admin1):
            spots[count.country_iso3, count.admin1, None].append(count)
    return spots


def people_in(counts: Iterable[Count], question: Question, policy: Policy) -> Number:
    """Return the people in one shelter: of the source that counts, its latest count that is not past its life."""
    given = list(counts)
    beside = _left(Reason.TRIANGULATION, [count for count in given if count.is_triangulation], question)
    number = _best([count for count in given if not count.is_triangulation], question, policy)
    return _with_left_out(number, beside)


def places_for(
    phase: Phase, counts: Iterable[Count], question: Question, policy: Policy, *, otherwise: Phase = Phase.STORM
) -> Number:
    """Return the places of one shelter, unit or country for a phase.

    Args:
        phase: during the storm or after it.
        counts: counts of ``shelter_capacity`` at one spot.
        question: what is asked; its day decides life and age.
        policy: which source comes first.
        otherwise: the phase of a capacity whose record has no word for it.
    """
    # The capacity for the other phase stands beside a record's main one as triangulation: here each has its own number.
    return _best([count for count in counts if _phase_of(count, otherwise) is phase], question, policy)


def _phase_of(count: Count, otherwise: Phase) -> Phase | None:
    phase = _PHASE_OF_TERM.get(count.wording or "")
    return otherwise if phase is None and not count.is_triangulation else phase


def _best(counts: Sequence[Count], question: Question, policy: Policy) -> Number:
    left_out: list[LeftOut] = []
    by_source: dict[str, list[Count]] = defaultdict(list)
    for count in (c for c in counts if c.has_people):
        if count.is_past_its_life(question.measure_info, question.as_of) and not question.is_asked_by_name:
            left_out += _left(Reason.PAST_ITS_LIFE, [count], question)
        else:
            by_source[count.source_key].append(count)
    if not by_source:
        return _with_left_out(UNKNOWN, left_out)
    order = sorted(by_source, key=lambda name: _precedence(by_source[name], question, policy))
    kept, out = addable(by_source[order[0]], question)
    left_out += out
    for name in order[1:]:
        left_out += _left(Reason.OTHER_SOURCE, by_source[name], question)
    parts = tuple(part for part in (count.part(question.as_of) for count in kept) if part is not None)
    return Number(sum_of(part.amount for part in parts), Making(parts, tuple(left_out), 1, 1, "shelter"))


def _precedence(counts: Sequence[Count], question: Question, policy: Policy) -> tuple[object, ...]:
    first = counts[0]
    rank = policy.rank(question.measure, first.country_iso3, first.source, first.source_name)
    return (rank, -max(count.day for count in counts).toordinal(), first.source_key)


def _left(reason: Reason, counts: Iterable[Count], question: Question) -> list[LeftOut]:
    parts = [count.part(question.as_of) for count in counts]
    return [LeftOut(reason, part) for part in parts if part is not None]


def _with_left_out(number: Number, left_out: Sequence[LeftOut]) -> Number:
    return replace(number, making=replace(number.making, left_out=(*number.making.left_out, *left_out)))
