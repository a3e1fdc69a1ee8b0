"""Which counts of one place may be added: totals or parts (R12), one wording (R10), one sector (R11)."""

from collections import defaultdict
from collections.abc import Sequence

from data.queries.amounts import Flags
from data.queries.answer import LeftOut, Reason
from data.queries.counts import Count
from data.queries.question import By, Question

_BITS = {By.SEX: 1, By.AGE: 2}


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
    for part in dict.fromkeys(_part_of_need(count, question) for count in fitting):
        own = [count for count in fitting if _part_of_need(count, question) == part]
        newest = max(count.sequence for count in own)
        worded, out = one_wording(least_broken_down([c for c in own if c.sequence == newest]), question)
        kept += worded
        left_out += out
    if By.SECTOR in question.by:
        return [count for count in kept if count.sector is not None] or kept, left_out
    overall = [count for count in kept if count.sector is None]
    if overall:
        return overall, left_out
    largest, others = _largest_sector(kept, question)
    return largest, [*left_out, *others]


def _part_of_need(count: Count, question: Question) -> tuple[str | None, object]:
    """Return the sector and, where it is asked for, the severity: of each the newest rows answer."""
    details = dict(zip(question.details, count.details, strict=False))
    return count.sector, details.get(By.SEVERITY)


def broken_down(counts: Sequence[Count], question: Question) -> list[Count]:
    """Return the counts that are broken down by the sex and age asked for."""
    needed = sum(_BITS[by] for by in question.details if by in _BITS)
    return [count for count in counts if count.breakdown & needed == needed]


def least_broken_down(counts: Sequence[Count]) -> list[Count]:
    """Return the totals where there are any, else the coarsest parts: never both (R12)."""
    least = min((count.breakdown for count in counts), key=lambda bits: (bits.bit_count(), bits), default=0)
    return [count for count in counts if count.breakdown == least]


def one_wording(counts: Sequence[Count], question: Question) -> tuple[list[Count], list[LeftOut]]:
    """Return the counts under the word that holds most people: the sheltered are part of the displaced (R10)."""
    sums: dict[str, float] = defaultdict(float)
    for count in counts:
        sums[count.wording or ""] += count.low or 0.0
    widest = max(sums, key=lambda word: (sums[word], word), default="")
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
    note = LeftOut(Reason.LOWER_BOUND, None, f"largest of {len(sums)} sectors: {largest}")
    left = [
        LeftOut(Reason.SECTORS_DO_NOT_ADD, c.part(question.as_of), c.sector or "")
        for c in counts
        if c.sector != largest
    ]
    return kept, [note, *left]
