"""Reports on one event are not added: one counts, the others stand beside it (R6)."""

from collections import defaultdict
from collections.abc import Sequence

from data.queries.adding import one_wording
from data.queries.answer import LeftOut, Reason
from data.queries.counts import Count
from data.queries.policy import Policy
from data.queries.question import Question


def best_report(counts: list[Count], question: Question, policy: Policy) -> tuple[list[Count], list[LeftOut]]:
    """Return the rows of the report that counts; several rows of one report (origins, sexes) are parts of it.

    The coarsest level stands before the best source, that before the latest start, and that before the latest end.
    """
    best = min(counts, key=lambda count: _order(count, question, policy))
    same = (best.level, _report(best))
    kept, left_out = one_wording([count for count in counts if (count.level, _report(count)) == same], question)
    rest = [count for count in counts if (count.level, _report(count)) != same]
    return kept, [*left_out, *(LeftOut(Reason.OTHER_REPORT, count.part(question.as_of)) for count in rest)]


def best_by_unit(counts: list[Count], question: Question, policy: Policy) -> tuple[list[Count], list[LeftOut]]:
    """Return for each unit the rows of its own report that counts."""
    kept: list[Count] = []
    left_out: list[LeftOut] = []
    for place in dict.fromkeys((count.admin1, count.place) for count in counts):
        own, out = best_report([c for c in counts if (c.admin1, c.place) == place], question, policy)
        kept += own
        left_out += out
    return kept, left_out


def one_report_over_years(
    counts: Sequence[Count], question: Question, policy: Policy
) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts without reports whose days another year's report on the same event and place holds too.

    Sources are chosen year by year; a storm over the turn of the year would be counted in both.
    """
    accepted: dict[str | None, list[Count]] = defaultdict(list)
    beside: set[int] = set()
    for count in sorted(counts, key=lambda count: _order(count, question, policy)):
        if any(_competes(count, other) for other in accepted[count.report]):
            beside.add(id(count))
        elif count.report_date is not None:
            accepted[count.report].append(count)
    kept = [count for count in counts if id(count) not in beside]
    others = [count for count in counts if id(count) in beside]
    return kept, [LeftOut(Reason.OTHER_REPORT, count.part(question.as_of)) for count in others]


def _order(count: Count, question: Question, policy: Policy) -> tuple[object, ...]:
    rank = policy.rank(question.measure, count.country_iso3, count.source, count.source_name)
    start, end = count.report_date or count.day, count.report_end or count.day
    return (count.level, rank, -start.toordinal(), -end.toordinal(), count.source_key)


def _report(count: Count) -> tuple[object, ...]:
    return (count.source_key, count.report_date, count.report_end)


def _competes(one: Count, other: Count) -> bool:
    if one.report_date is None or one.report_end is None or other.report_date is None or other.report_end is None:
        return False
    is_apart = one.report_end < other.report_date or other.report_end < one.report_date
    is_elsewhere = one.level and other.level and (one.admin1, one.place) != (other.admin1, other.place)
    return not is_apart and not is_elsewhere and _report(one) != _report(other)
