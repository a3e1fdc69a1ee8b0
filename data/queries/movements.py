"""Movements in a period, country by country and year by year: which source counts, and what of it adds up.

Flows add over disjoint events (R6); sources are not added (R9), levels neither (R4); a triangulation figure is shown
and never added (R24).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.queries.adding import broken_down, coarsest, least_of_each, one_wording
from data.queries.amounts import Amount, difference, total_of
from data.queries.answer import LeftOut, Making, Number, Reason
from data.queries.candidates import households_left_out
from data.queries.counts import Count
from data.queries.filters import DESTINATION
from data.queries.policy import Policy, flows_are_parts, levels_are_parts
from data.queries.question import By, Question
from data.queries.reports import best_by_unit, best_report, one_report_over_years
from data.queries.territories import lifted, without_overlap


@dataclass(frozen=True)
class CountryFlow:
    """One country's movements: the counts of its own total, those by place, and what is not in them.

    ``counted`` add up to the country's number; ``placed`` are the same movements by unit where the source tells it.
    ``unplaced`` are movements of the number without a place at the level asked for, ``None`` where it cannot be told.
    """

    country_iso3: str
    counted: tuple[Count, ...]
    placed: tuple[Count, ...]
    left_out: tuple[LeftOut, ...]
    unplaced: Amount | None = None


@dataclass
class _Chosen:
    """What is chosen so far: for the total, for the map, and left out."""

    counted: list[Count]
    placed: list[Count]
    left_out: list[LeftOut]


def country_flow(country_iso3: str, counts: Sequence[Count], question: Question, policy: Policy) -> CountryFlow:
    """Return one country's movements in the period of the question.

    Args:
        country_iso3: the country of all counts.
        counts: sums of rows by place, source, event, report and month (``expressions.movements``).
        question: what is asked.
        policy: the order of precedence among sources.
    """
    own, left_out = lifted(counts, policy.places, question.as_of)
    chosen = _Chosen([], [], left_out)
    for year in sorted({count.year for count in own if count.year is not None}):
        _add_year([count for count in own if count.year == year], question, policy, chosen)
    counted, out = one_report_over_years(chosen.counted, question, policy)
    placed, _ = one_report_over_years(chosen.placed, question, policy)
    if question.units:
        placed = [count for count in placed if count.admin1 in question.units]
        counted = _of_units(country_iso3, counts, question, policy) if question.level == 2 else placed
    unplaced, exceeding = _unplaced(counted, placed, question)
    told = (*chosen.left_out, *out, *exceeding)
    return CountryFlow(country_iso3, tuple(counted), tuple(placed), told, unplaced)


def _of_units(country_iso3: str, counts: Sequence[Count], question: Question, policy: Policy) -> list[Count]:
    """Return what the units that were named count as a whole, where their communes are asked for."""
    by = tuple(By.ADMIN1 if by is By.ADMIN2 else by for by in question.by)
    return list(country_flow(country_iso3, counts, replace(question, by=by), policy).counted)


def _level(question: Question) -> int:
    return max(1, question.level) if question.units else question.level


def _add_year(counts: list[Count], question: Question, policy: Policy, chosen: _Chosen) -> None:
    """Choose the source of a year, then what of it adds up."""
    recommended = [count for count in counts if not count.is_triangulation]
    chosen.left_out += _triangulations(counts, recommended, question)
    chosen.left_out += households_left_out(recommended)
    families: dict[str, list[Count]] = defaultdict(list)
    for count in recommended:
        if count.has_people:
            families[count.source].append(count)
    order = sorted(families, key=lambda name: _precedence(families[name], question, policy))
    for other in order[1:]:
        chosen.left_out += _left(Reason.OTHER_SOURCE, coarsest(families[other]), question)
    if not order:
        return
    best = families[order[0]]
    fitting = broken_down(best, question)
    if not fitting:
        chosen.left_out += _left(Reason.NOT_BROKEN_DOWN, coarsest(best), question)
    for report, own in _by_report(_totals(fitting, question)).items():
        if flows_are_parts(order[0]):
            _add_parts(own, levels_are_parts(order[0]), question, policy, chosen)
        elif report is None:
            _add_publisher(own, question, policy, chosen)
        else:
            _add_report(own, question, policy, chosen)


def _triangulations(counts: list[Count], recommended: list[Count], question: Question) -> list[LeftOut]:
    """List the triangulation figures; where an event has nothing else, say that none is recommended (R24)."""
    events = {count.report for count in recommended}
    left_out = []
    for count in counts:
        if count.is_triangulation:
            alone = not recommended or (count.report is not None and count.report not in events)
            reason = Reason.ONLY_TRIANGULATION if alone else Reason.TRIANGULATION
            left_out += _left(reason, [count], question)
    return left_out


def _precedence(counts: list[Count], question: Question, policy: Policy) -> tuple[object, ...]:
    ranks = [policy.rank(question.measure, c.country_iso3, c.source, c.source_name) for c in counts]
    is_partial = all(count.level > 0 for count in counts) and not flows_are_parts(counts[0].source)
    return (is_partial, min(ranks), counts[0].source)


def _by_report(counts: Sequence[Count]) -> dict[str | None, list[Count]]:
    reports: dict[str | None, list[Count]] = defaultdict(list)
    for count in counts:
        reports[count.report].append(count)
    return reports


def _totals(counts: list[Count], question: Question) -> list[Count]:
    """Return totals or parts, never both (R12): per source, report and place the least broken down."""
    by_place: dict[object, list[Count]] = defaultdict(list)
    for c in counts:
        by_place[c.source_key, c.level, c.place_key, c.report, c.report_date, c.report_end, c.year].append(c)
    return [count for own in by_place.values() for count in least_of_each(own, question)]


def _add_parts(own: list[Count], has_levels: bool, question: Question, policy: Policy, chosen: _Chosen) -> None:
    """Add the rows of one event of a source whose rows are parts; its levels are not, unless the source says so."""
    level = _level(question)
    told = [count for count in own if count.level < DESTINATION] or own
    counted = told if has_levels else coarsest(told)
    fine = [c for c in told if max(1, level) <= c.level < DESTINATION]
    placed = fine if has_levels else _at_level(told, level)
    _add_apart(counted, placed, question, policy, chosen)


def _add_publisher(own: list[Count], question: Question, policy: Policy, chosen: _Chosen) -> None:
    """Add the movements of no known event as the best of their publishers tells them: publishers are not added (R9)."""
    by_publisher: dict[str, list[Count]] = defaultdict(list)
    for count in own:
        by_publisher[count.source_key].append(count)

    def key(name: str) -> tuple[object, ...]:
        first = by_publisher[name][0]
        rank = policy.rank(question.measure, first.country_iso3, first.source, first.source_name)
        return (rank, -max(count.day for count in by_publisher[name]).toordinal(), name)

    best, *others = sorted(by_publisher, key=key)
    for other in others:
        chosen.left_out += _left(Reason.OTHER_SOURCE, coarsest(by_publisher[other]), question)
    worded: list[Count] = []
    places: dict[object, list[Count]] = defaultdict(list)
    for count in by_publisher[best]:
        places[count.level, count.place_key, count.month].append(count)
    for same in places.values():
        kept, out = one_wording(same, question)
        worded += kept
        chosen.left_out += out
    _add_apart(coarsest(worded), _at_level(worded, _level(question)), question, policy, chosen)


def _add_report(own: list[Count], question: Question, policy: Policy, chosen: _Chosen) -> None:
    """Add the one report of an event that counts: the coarsest level, the best source, the latest date."""
    told = [count for count in own if count.level < DESTINATION] or own
    national = [count for count in told if count.level == 0]
    kept, out = best_report(national, question, policy) if national else best_by_unit(told, question, policy)
    units, units_out = best_by_unit(_at_level(told, _level(question)), question, policy)
    chosen.left_out += [*out, *units_out] if national else out
    _add_apart(kept, units, question, policy, chosen)


def _add_apart(counted: list[Count], placed: list[Count], question: Question, policy: Policy, chosen: _Chosen) -> None:
    """Add the counts without units that a group of units already holds (R23)."""
    apart, within = without_overlap(counted, policy.places)
    chosen.counted += apart
    chosen.placed += without_overlap(placed, policy.places)[0]
    chosen.left_out += _left(Reason.WHOLE_TERRITORY, within, question)


def _at_level(counts: list[Count], level: int) -> list[Count]:
    """Return the counts of units (or communes), each place at its coarsest level: levels are never added."""
    fine = [count for count in counts if max(1, level) <= count.level < DESTINATION]
    coarsest: dict[object, int] = {}
    for count in fine:
        place = (count.report, count.admin1, count.admin2 if level == 2 else None, count.place)
        coarsest[place] = min(coarsest.get(place, count.level), count.level)
    return [
        count
        for count in fine
        if count.level == coarsest[(count.report, count.admin1, count.admin2 if level == 2 else None, count.place)]
    ]


def _left(reason: Reason, counts: Sequence[Count], question: Question) -> list[LeftOut]:
    return [LeftOut(reason, count.part(question.as_of)) for count in counts]


def _unplaced(
    counted: Sequence[Count], placed: Sequence[Count], question: Question
) -> tuple[Amount | None, list[LeftOut]]:
    """Return the movements without a place at the level asked for; ``None`` where, as told, places exceed the total."""
    total = _sum(counted)
    if total is None or question.level == 0:
        return None, []
    sums = _sum([count for count in placed if (count.admin1, count.admin2)[question.level - 1] is not None])
    if sums is None:
        return total, []
    left = difference(total, sums)
    return left, [] if left is not None else [LeftOut(Reason.PARTS_EXCEED_TOTAL)]


def _sum(counts: Sequence[Count]) -> Amount | None:
    return total_of((c.low, c.high, c.flags) for c in counts if c.low is not None and c.high is not None)


def flow_number(
    counts: Sequence[Count], left_out: Sequence[LeftOut], question: Question, *, known: int, unit_word: str
) -> Number:
    """Return the sum of movements with its making; ``known`` is how many countries or units there are."""
    parts = tuple(part for part in (count.part(question.as_of) for count in counts) if part is not None)
    is_unit = unit_word == "unit"
    counted = len({part.admin1_code if is_unit else part.country_iso3 for part in parts})
    if is_unit and any(count.level == 0 for count in counts):
        counted = known
    return Number(_sum(counts), Making(parts, tuple(left_out), counted, known, unit_word))
