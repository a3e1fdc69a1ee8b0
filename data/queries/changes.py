"""What changed: between two days in the world, and between two moments in what the store knew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from data.errors import RequestRefused
from data.queries.amounts import subtract
from data.queries.answer import Answer, Ask, LeftOut, Making, Number, Reason, Row, added
from data.queries.counting import count
from data.queries.filters import shape_of, values_of
from data.queries.policy import Policy
from data.queries.question import By, Question
from data.sources import rank_of
from data.store.engine import Engine


@dataclass(frozen=True)
class Change:
    """One unit, counted on both days by the same sources: both numbers and the difference, which may be below zero."""

    by: Mapping[str, Any]
    before: Number
    after: Number
    change: Number


@dataclass(frozen=True)
class ChangesBetweenDays:
    """What changed in the world between two days.

    Attributes:
        question: what was asked, on the later day.
        earlier: the earlier day.
        changes: units counted for both days anew, in their order.
        total: the change over these units together; no amount where there are none or adding is refused.
        not_counted_again: units of which the later day has only the count that the earlier one had.
        of_other_sources: units whose two numbers are of different sources: their difference is no change of people.
        only_before: units with a number on the earlier day alone.
        only_after: units with a number on the later day alone.
    """

    question: Question
    earlier: date
    changes: tuple[Change, ...]
    total: Number
    not_counted_again: tuple[Row, ...]
    of_other_sources: tuple[Change, ...]
    only_before: tuple[Row, ...]
    only_after: tuple[Row, ...]


def changes_between_days(ask: Ask, question: Question, earlier: date) -> ChangesBetweenDays:
    """Return what changed in a stock over the units that were counted for both days.

    Args:
        ask: answers a question.
        question: the stock, the later day and how to split it (by a level of places, and details).
        earlier: the earlier day.

    Raises:
        RequestRefused: the measure is a flow, the split is over time or sources, or the days are not in order.
    """
    if not question.is_stock or question.time is not None or By.SOURCE in question.by:
        raise RequestRefused(
            "a change between two days is that of a stock, split by places; of movements ask a period."
        )
    if earlier >= question.as_of:
        raise RequestRefused(f"the earlier day {earlier} is not before the later one, {question.as_of}.")
    before, after = _rows(ask(replace(question, as_of=earlier))), _rows(ask(question))
    both = [_change(after[key].by, before[key].number, after[key].number) for key in after if key in before]
    again = [one for one in both if _is_counted_again(one)]
    same = [one for one in again if _sources(one.before) == _sources(one.after)]
    return ChangesBetweenDays(
        question=question,
        earlier=earlier,
        changes=tuple(same),
        total=_total(same, question),
        not_counted_again=tuple(Row(dict(one.by), one.after) for one in both if not _is_counted_again(one)),
        of_other_sources=tuple(one for one in again if one not in same),
        only_before=tuple(before[key] for key in before if key not in after),
        only_after=tuple(after[key] for key in after if key not in before),
    )


def _rows(answer: Answer) -> dict[tuple[Any, ...], Row]:
    return {tuple(row.by.values()): row for row in answer.rows if row.number.amount is not None}


def _change(by: Mapping[str, Any], before: Number, after: Number) -> Change:
    return Change(by, before, after, _difference(after, before))


def _difference(after: Number, before: Number) -> Number:
    taken = tuple(LeftOut(Reason.TAKEN_AWAY, part) for part in before.making.parts)
    making = replace(after.making, left_out=(*taken, *after.making.left_out))
    if after.amount is None or before.amount is None:
        return Number(None, making)
    return Number(subtract(after.amount, before.amount), making)


def _is_counted_again(change: Change) -> bool:
    """Return whether every figure of the later number is newer than those of the earlier one."""
    oldest, newest = change.after.making.oldest, change.before.making.newest
    return oldest is not None and newest is not None and oldest > newest


def _sources(number: Number) -> frozenset[tuple[object, ...]]:
    """Return who counted: source and operation; of cited figures how near the publisher stands to the people."""
    return frozenset((p.source, p.operation, rank_of(p.source, p.source_name)) for p in number.making.parts)


def _total(changes: Sequence[Change], question: Question) -> Number:
    if {By.SECTOR, By.SEVERITY, By.GROUP} & set(question.by):
        reason = Reason.GROUPS_OVERLAP if By.GROUP in question.by else Reason.SECTORS_DO_NOT_ADD
        return Number(None, Making((), (LeftOut(reason),)))
    before, after = (
        added(numbers, units_known=len(changes), unit_word="unit")
        for numbers in ([one.before for one in changes], [one.after for one in changes])
    )
    return _difference(after, before)


class ChangeKind(StrEnum):
    """How a number differs between two moments of the store."""

    APPEARED = "appeared"
    GONE = "gone"
    FIGURE = "figure"
    MAKING = "making"


@dataclass(frozen=True)
class KnownChange:
    """One number that the store tells differently now.

    Attributes:
        by: what the number is split by; empty for a number that is not split.
        kind: whether it appeared, went, has another figure, or the same figure from another count.
        before: the number as known at the earlier moment, ``None`` where there was none.
        after: the number as known at the later moment.
        import_ids: imports that brought or took away records of the measure for its country in between.
    """

    by: Mapping[str, Any]
    kind: ChangeKind
    before: Number | None
    after: Number | None
    import_ids: tuple[str, ...]


@dataclass(frozen=True)
class KnownChanges:
    """What changed in what the store knew: of one question, between two moments.

    ``brought`` and ``taken`` are the imports that became active or were undone in between; ``is_policy_changed`` says
    that an officer changed which operations count or which source comes first.
    """

    question: Question
    earlier: datetime | None
    later: datetime | None
    total_before: Number
    total_after: Number
    changes: tuple[KnownChange, ...]
    brought: tuple[str, ...]
    taken: tuple[str, ...]
    is_policy_changed: bool


@dataclass(frozen=True)
class Moment:
    """The store at one moment: its engine, the policy that held, and the imports that were active."""

    engine: Engine
    policy: Policy
    import_ids: tuple[str, ...]


def changes_between_moments(question: Question, earlier: Moment, later: Moment) -> KnownChanges:
    """Return which numbers of a question differ between two moments of the store, and by which imports.

    Raises:
        RequestRefused: the measure is a protected one: between two moments one case more could be seen.
    """
    question.refuse_protected("as it changed in the store")
    answers = [count(moment.engine, question, moment.policy) for moment in (earlier, later)]
    before, after = (_rows(answer) for answer in answers)
    brought = tuple(name for name in later.import_ids if name not in earlier.import_ids)
    taken = tuple(name for name in earlier.import_ids if name not in later.import_ids)
    touched = _touched(later.engine, question, brought) + _touched(earlier.engine, question, taken)
    changes = []
    for key in sorted({*before, *after}, key=str):
        kind = _kind(before.get(key), after.get(key))
        if kind is not None:
            row = after.get(key) or before[key]
            imports = _imports_of(row, touched, (*brought, *taken))
            changes.append(KnownChange(row.by, kind, _number(before.get(key)), _number(after.get(key)), imports))
    return KnownChanges(
        question, earlier.engine.known_at, later.engine.known_at, answers[0].total, answers[1].total, tuple(changes),
        brought, taken, earlier.policy != later.policy,
    )  # fmt: skip


def _kind(before: Row | None, after: Row | None) -> ChangeKind | None:
    if before is None or after is None:
        return ChangeKind.APPEARED if before is None else ChangeKind.GONE
    if before.number.amount != after.number.amount:
        return ChangeKind.FIGURE
    return ChangeKind.MAKING if before.number.making.parts != after.number.making.parts else None


def _number(row: Row | None) -> Number | None:
    return row.number if row else None


def _touched(engine: Engine, question: Question, imports: Iterable[str]) -> list[tuple[str, str]]:
    """Return the imports with the countries of which they hold current records of the measure."""
    wanted = set(imports)
    if not wanted:
        return []
    columns = engine.columns("rows_of_imports", shape_of(question), values_of(question))
    found = set(zip(columns["import_id"], columns["country_iso3"], strict=True))
    return sorted((import_id, country) for import_id, country in found if import_id in wanted)


def _imports_of(row: Row, touched: Sequence[tuple[str, str]], between: Sequence[str]) -> tuple[str, ...]:
    """Return the imports behind a changed number; where none holds a current record, a retraction may be in any."""
    country = row.by.get("country_iso3")
    found = {name for name, where in touched if country is None or where == country}
    return tuple(name for name in between if name in found) or tuple(between)
