"""Which counts of one place may be added: totals or parts (R12), one wording (R10), one sector (R11)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from data.queries.amounts import Flags
from data.queries.answer import LeftOut, Reason
from data.queries.counts import Count
from data.queries.details import LargestSector
from data.queries.question import By, Question

_BITS = {By.SEX: 1, By.AGE: 2, By.GROUP: 4, By.ORGANISATION: 8, By.SEVERITY: 16}
_ON_THEIR_OWN = (By.GROUP, By.ORGANISATION, By.SEVERITY)


def addable(counts: Sequence[Count], question: Question) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts of one place that may be added, and the others with reasons.

    Args:
        counts: counts of one place, source, operation and level, of any day.
        question: what is asked; its splits decide whether totals or parts answer.
    """
    fitting = broken_down(counts, question)
    if not fitting:
        return [], [LeftOut(Reason.NOT_BROKEN_DOWN, count.part(question.as_of)) for count in counts]
    kept: list[Count] = []
    left_out: list[LeftOut] = []
    for own in _parts_of_need(fitting, question):
        worded, out = one_wording(least_of_each(newest_of(own), question), question)
        kept += worded
        left_out += out
    if By.SECTOR in question.by:
        return [count for count in kept if count.sector is not None] or kept, left_out
    overall = [count for count in kept if count.sector is None]
    if overall:
        return overall, left_out
    largest, others = _largest_sector(kept, question)
    return largest, [*left_out, *others]


def _parts_of_need(counts: Sequence[Count], question: Question) -> Iterable[list[Count]]:
    """Return the counts by sector and, where it is asked for, by severity: of each the newest rows answer."""
    parts: dict[object, list[Count]] = defaultdict(list)
    if By.SEVERITY in question.details:
        place = question.details.index(By.SEVERITY)
        for count in counts:
            parts[count.sector, count.details[place]].append(count)
    else:
        for count in counts:
            parts[count.sector].append(count)
    return parts.values()


def broken_down(counts: Sequence[Count], question: Question) -> list[Count]:
    """Return the counts that are broken down by the sex, age, group, organisation or severity asked for."""
    needed = sum(_BITS[by] for by in question.details if by in _BITS)
    return [count for count in counts if count.breakdown & needed == needed]


def least_of_each(counts: list[Count], question: Question) -> list[Count]:
    """Return totals or parts, never both, of each group, kind of organisation and severity that is asked for.

    Each of these is broken down as far as it is; sexes and ages are shares of one whole, so that all of them are told
    equally far or not at all.
    """
    places = [place for place, by in enumerate(question.details) if by in _ON_THEIR_OWN]
    if not places:
        return least_broken_down(counts)
    split: dict[tuple[object, ...], list[Count]] = defaultdict(list)
    for count in counts:
        split[tuple(count.details[place] for place in places)].append(count)
    return [count for own in split.values() for count in least_broken_down(own)]


def least_broken_down(counts: list[Count]) -> list[Count]:
    """Return the totals where there are any, else the coarsest parts: never both (R12)."""
    breakdowns = {count.breakdown for count in counts}
    if len(breakdowns) < 2:
        return counts
    least = min(breakdowns, key=lambda bits: (bits.bit_count(), bits))
    return [count for count in counts if count.breakdown == least]


def newest_of(counts: list[Count]) -> list[Count]:
    """Return the counts of the latest round or day among them."""
    if len(counts) == 1:
        return counts
    newest = max(count.sequence for count in counts)
    return [count for count in counts if count.sequence == newest]


def coarsest(counts: Sequence[Count]) -> list[Count]:
    """Return the counts of the coarsest level of places: levels are never added (R4)."""
    level = min((count.level for count in counts), default=0)
    return [count for count in counts if count.level == level]


def one_wording(counts: list[Count], question: Question) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts under the word that holds most people: the sheltered are part of the displaced (R10)."""
    if len({count.wording for count in counts}) < 2:
        return counts, []
    sums: dict[str, float] = defaultdict(float)
    for count in counts:
        sums[count.wording or ""] += count.low or 0.0
    widest = max(sums, key=lambda word: (sums[word], word))
    others = [count for count in counts if (count.wording or "") != widest]
    left_out = [LeftOut(Reason.OTHER_TERM, c.part(question.as_of), c.wording or "") for c in others]
    return [count for count in counts if (count.wording or "") == widest], left_out


def _largest_sector(counts: Sequence[Count], question: Question) -> tuple[list[Count], list[LeftOut]]:
    """Return the largest sector as a lower bound: the same people need help in several (R11)."""
    sums: dict[str, float] = defaultdict(float)
    for count in counts:
        sums[count.sector or ""] += count.low or 0.0
    largest = max(sums, key=lambda sector: (sums[sector], sector))
    kept = [c._replace(flags=c.flags.plus(Flags(at_least=1))) for c in counts if c.sector == largest]
    note = LeftOut(Reason.LOWER_BOUND, None, LargestSector(largest, len(sums)))
    left = [
        LeftOut(Reason.SECTORS_DO_NOT_ADD, c.part(question.as_of), c.sector or "")
        for c in counts
        if c.sector != largest
    ]
    return kept, [note, *left]
