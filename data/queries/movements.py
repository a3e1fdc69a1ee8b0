"""Movements in a period, country by country and year by year: which source counts, and which report of each event.

Flows add over disjoint events, not over reports on the same event (R6); sources are not added (R9); a triangulation
figure is shown and never added (R24).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.queries.amounts import total_of
from data.queries.answer import LeftOut, Making, Number, Reason
from data.queries.counts import Count
from data.queries.filters import DESTINATION
from data.queries.policy import Policy, flows_are_parts
from data.queries.question import By, Question

_BITS = {By.SEX: 1, By.AGE: 2}


@dataclass(frozen=True)
class CountryFlow:
    """One country's movements: the counts of its own total, those by place, and what is not in them.

    ``counted`` add up to the country's number; ``placed`` are the same movements by unit where the source tells it.
    """

    country_iso3: str
    counted: tuple[Count, ...]
    placed: tuple[Count, ...]
    left_out: tuple[LeftOut, ...]


def country_flow(country_iso3: str, counts: Sequence[Count], question: Question, policy: Policy) -> CountryFlow:
    """Return one country's movements in the period of the question.

    Args:
        country_iso3: the country of all counts.
        counts: sums of rows by place, source, report and month (``expressions.movements``).
        question: what is asked.
        policy: the order of precedence among sources.
    """
    counted: list[Count] = []
    placed: list[Count] = []
    left_out: list[LeftOut] = []
    for year in sorted({count.year for count in counts if count.year is not None}):
        own = [count for count in counts if count.year == year]
        year_counted, year_placed, out = _one_year(own, question, policy)
        counted += year_counted
        placed += year_placed
        left_out += out
    return CountryFlow(country_iso3, tuple(counted), tuple(placed), tuple(left_out))


def _one_year(
    counts: list[Count], question: Question, policy: Policy
) -> tuple[list[Count], list[Count], list[LeftOut]]:
    """Choose the source of a year, then what of it adds up."""
    recommended = [count for count in counts if not count.is_triangulation]
    left_out = _triangulations(counts, recommended, question.as_of)
    families: dict[str, list[Count]] = defaultdict(list)
    for count in recommended:
        if count.amount is None:
            detail = f"{count.households} households without a household size"
            left_out.append(LeftOut(Reason.ONLY_HOUSEHOLDS, None, detail))
        else:
            families[count.source].append(count)
    if not families:
        return [], [], left_out
    order = sorted(families, key=lambda name: _precedence(families[name], question, policy))
    for other in order[1:]:
        left_out += [LeftOut(Reason.OTHER_SOURCE, c.part(question.as_of)) for c in _coarsest(families[other])]
    best = families[order[0]]
    if flows_are_parts(order[0]):
        totals = _totals(best, question)
        return _coarsest(totals), _at_level(totals, question.level), left_out
    counted, placed, out = _one_report_each(best, question, policy)
    return counted, placed, left_out + out


def _triangulations(counts: list[Count], recommended: list[Count], as_of: date) -> list[LeftOut]:
    """List the triangulation figures; where an event has nothing else, say that none is recommended (R24)."""
    events = {count.report for count in recommended}
    left_out = []
    for count in counts:
        if count.is_triangulation:
            alone = not recommended or (count.report is not None and count.report not in events)
            reason = Reason.ONLY_TRIANGULATION if alone else Reason.TRIANGULATION
            left_out.append(LeftOut(reason, count.part(as_of)))
    return left_out


def _precedence(counts: list[Count], question: Question, policy: Policy) -> tuple[object, ...]:
    ranks = [policy.rank(question.measure, c.country_iso3, c.source, c.source_name) for c in counts]
    is_partial = all(count.level > 0 for count in counts) and not flows_are_parts(counts[0].source)
    return (is_partial, min(ranks), counts[0].source)


def _one_report_each(
    counts: list[Count], question: Question, policy: Policy
) -> tuple[list[Count], list[Count], list[LeftOut]]:
    """Return for each event the one report that counts: the coarsest level, the best source, the latest date."""
    counted: list[Count] = []
    placed: list[Count] = []
    left_out: list[LeftOut] = []
    reports: dict[str | None, list[Count]] = defaultdict(list)
    for count in _totals(counts, question):
        reports[count.report].append(count)
    for report, own in reports.items():
        if report is None:
            counted += _coarsest(own)
            placed += _at_level(own, question.level)
            continue
        own = [count for count in own if count.level < DESTINATION] or own
        national = [count for count in own if count.level == 0]
        kept, out = _best_report(national, question, policy) if national else _best_by_unit(own, question, policy)
        counted += kept
        left_out += out
        units, units_out = _best_by_unit(_at_level(own, question.level), question, policy)
        placed += units
        left_out += units_out if national else []
    return counted, placed, left_out


def _best_by_unit(counts: list[Count], question: Question, policy: Policy) -> tuple[list[Count], list[LeftOut]]:
    kept: list[Count] = []
    left_out: list[LeftOut] = []
    for place in dict.fromkeys((count.admin1, count.place) for count in counts):
        own, out = _best_report([c for c in counts if (c.admin1, c.place) == place], question, policy)
        kept += own
        left_out += out
    return kept, left_out


def _best_report(counts: list[Count], question: Question, policy: Policy) -> tuple[list[Count], list[LeftOut]]:
    """Return the rows of the report that counts; several rows of one report (origins, sexes) are parts of it."""

    def key(count: Count) -> tuple[object, ...]:
        rank = policy.rank(question.measure, count.country_iso3, count.source, count.source_name)
        reported = count.report_date or count.day
        return (count.level, rank, -reported.toordinal(), -count.day.toordinal(), count.source_key)

    best = min(counts, key=key)
    same = (best.level, best.source_key, best.report_date)
    kept = [count for count in counts if (count.level, count.source_key, count.report_date) == same]
    rest = [count for count in counts if (count.level, count.source_key, count.report_date) != same]
    return kept, [LeftOut(Reason.OTHER_REPORT, count.part(question.as_of)) for count in rest]


def _totals(counts: list[Count], question: Question) -> list[Count]:
    """Return totals or parts, never both (R12): per source and place the least broken down that answers."""
    needed = sum(_BITS[by] for by in question.details if by in _BITS)
    fitting = [count for count in counts if count.breakdown & needed == needed]
    least: dict[object, int] = {}
    for count in fitting:
        place = (count.source_key, count.level, count.place_key, count.report, count.year)
        code = least.get(place, count.breakdown)
        least[place] = min(code, count.breakdown, key=lambda bits: (bits.bit_count(), bits))
    return [
        count
        for count in fitting
        if count.breakdown == least[(count.source_key, count.level, count.place_key, count.report, count.year)]
    ]


def _coarsest(counts: list[Count]) -> list[Count]:
    level = min((count.level for count in counts), default=0)
    return [count for count in counts if count.level == level]


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


def flow_number(
    counts: Sequence[Count], left_out: Sequence[LeftOut], question: Question, *, known: int, unit_word: str
) -> Number:
    """Return the sum of movements with its making; ``known`` is how many countries or units there are."""
    parts = tuple(part for part in (count.part(question.as_of) for count in counts) if part is not None)
    amount = total_of((c.low, c.high, c.flags) for c in counts if c.low is not None and c.high is not None)
    is_unit = unit_word == "unit"
    counted = len({part.admin1_code if is_unit else part.country_iso3 for part in parts})
    if is_unit and any(count.level == 0 for count in counts):
        counted = known
    return Number(amount, Making(parts, tuple(left_out), counted, known, unit_word))


def spread(counts: Sequence[Count], spans: Sequence[tuple[date, date]], first: date | None, last: date) -> list[Count]:
    """Return the counts spread evenly over their days, cut to the period, one count per month touched (R8).

    Args:
        counts: single movements.
        spans: first and last day of each, both included.
        first: first day of the period; ``None`` for no limit.
        last: last day of the period.
    """
    spreaded: list[Count] = []
    for count, (start, end) in zip(counts, spans, strict=True):
        days = (end - start).days + 1
        for month_start, month_end in _months(max(start, first or start), min(end, last)):
            share = ((month_end - month_start).days + 1) / days
            if count.low is None or count.high is None:
                continue
            spreaded.append(
                replace(
                    count,
                    low=count.low * share,
                    high=count.high * share,
                    day=month_end,
                    year=month_end.year,
                    month=month_end.month,
                )
            )
    return spreaded


def _months(first: date, last: date) -> list[tuple[date, date]]:
    pieces = []
    while first <= last:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        pieces.append((first, min(last, following - timedelta(days=1))))
        first = following
    return pieces
