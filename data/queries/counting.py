"""The one way to a number: a question in, an answer with its making out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from data.queries.age_bands import rows_overlap
from data.queries.amounts import Amount, sum_of
from data.queries.answer import Answer, LeftOut, Number, Reason, Row, added, join_makings, with_what_was_asked
from data.queries.counts import Count, counts_as_given, counts_of, in_order_of_text
from data.queries.filters import shape_of, values_of
from data.queries.movements import CountryFlow, country_flow, flow_number
from data.queries.policy import Policy
from data.queries.question import COLUMN_OF, By, FlowDating, Question
from data.queries.rules_applied import rules_applied
from data.queries.spreading import spread
from data.queries.stock_answers import (
    by_columns,
    by_country,
    latest_on_days,
    merged,
    only_row,
    refused,
    step_days,
    stock_answer,
    stock_series,
    with_time,
)
from data.store.engine import Engine


def count(engine: Engine, question: Question, policy: Policy) -> Answer:
    """Return the answer to a question from the current records of an engine.

    Args:
        engine: engine over one snapshot of a store.
        question: what is asked.
        policy: which operations count and which source comes first.
    """
    question = _within_region(question, policy)
    if By.SOURCE in question.by:
        answer = _by_source(engine, question, policy)
    else:
        answer = _answered(_counts(engine, question), engine, question, policy)
    return replace(with_what_was_asked(answer), rules=rules_applied(answer, policy))


def stock_course(engine: Engine, question: Question, policy: Policy, *, most: int) -> tuple[Answer, ...]:
    """Return the whole answer to a question of a stock for each day on which a place of it was counted, oldest first.

    The records are read once; each answer is the one that `count` gives on that day, which is its question's ``as_of``.

    Args:
        engine: engine over one snapshot of a store.
        question: the stock, the last day, and how to split it.
        policy: which operations count and which source comes first.
        most: where more days were counted, the last of each month stand for them, or of each year.
    """
    question = _within_region(question, policy)
    counts = _counts(engine, replace(question, by=(*question.by, By.DAY)))
    days = step_days(counts, most)
    answers, before = [], date.min
    for day, latest in zip(days, latest_on_days(counts, days), strict=True):
        answer = stock_answer(latest, replace(question, as_of=day), policy)
        if any(before < part.date for row in answer.rows for part in row.number.making.parts):
            told = with_what_was_asked(answer)
            answers.append(replace(told, rules=rules_applied(answer, policy), known_at=engine.known_at))
            before = day
    return tuple(answers)


def _within_region(question: Question, policy: Policy) -> Question:
    """Return the question with the region's countries where none were named; by origin all stored places answer."""
    if question.countries or question.origins or By.ORIGIN in question.by:
        return question
    return replace(question, countries=policy.places.countries)


def _answered(counts: Sequence[Count], engine: Engine, question: Question, policy: Policy) -> Answer:
    if not question.is_stock:
        answer = _flow_answer(counts, question, policy)
    elif question.time is not None:
        answer = stock_series(counts, question, policy)
    else:
        answer = stock_answer(counts, question, policy)
    if By.AGE in question.by and rows_overlap(answer.rows):
        answer = replace(answer, total=refused(answer.total, Reason.AGE_BANDS_OVERLAP))
    if By.GROUP in question.by:
        answer = replace(answer, total=refused(answer.total, Reason.GROUPS_OVERLAP))
    return replace(answer, known_at=engine.known_at)


def _counts(engine: Engine, question: Question) -> list[Count]:
    shape, values = shape_of(question), values_of(question)
    if question.is_stock:
        builder = "latest_counts" if question.time is None else "all_counts"
        return counts_of(engine.columns(builder, shape, values), shape.details)
    if question.dating is not FlowDating.SPREAD:
        return counts_of(engine.columns("movements", shape, values), shape.details)
    columns = engine.columns("spread_movements", shape, values)
    single = counts_as_given(columns, shape.details)
    spans = list(zip(columns["first_day"], columns["last_day"], strict=True))
    order = in_order_of_text(columns.values(), len(single), missing="None")
    ordered = [(single[position], spans[position]) for position in order]
    return spread(ordered, question.date_from, question.as_of)


def _flow_answer(counts: Sequence[Count], question: Question, policy: Policy) -> Answer:
    flows = [country_flow(country, own, question, policy) for country, own in by_country(counts).items()]
    known = len(question.countries) or len(flows)
    entries = [entry for flow in flows for entry in _flow_entries(flow, question, policy)]
    numbers = [_country_number(flow, question, policy) for flow in flows]
    total = numbers[0] if len(numbers) == 1 and known == 1 else added(numbers, units_known=known, unit_word="country")
    rows = merged(entries, known=known, word="country") if question.by else only_row(total)
    return Answer(question, rows, total, _flow_unplaced(flows))


def _country_number(flow: CountryFlow, question: Question, policy: Policy) -> Number:
    known = policy.places.units.get(flow.country_iso3, 0)
    return flow_number(flow.counted, flow.left_out, question, known=known, unit_word="unit")


def _flow_entries(flow: CountryFlow, question: Question, policy: Policy) -> list[tuple[dict[str, Any], Number]]:
    grouped: dict[tuple[Any, ...], list[Count]] = defaultdict(list)
    for item in flow.counted if question.level == 0 else flow.placed:
        place = (None, item.admin1, item.admin2)[question.level]
        if question.level == 0 or place is not None:
            grouped[place, _flow_period(item, question), item.details].append(item)
    known = policy.places.units.get(flow.country_iso3, 0)
    entries = []
    for (place, period, details), own in grouped.items():
        values = by_columns(question, flow.country_iso3, place, details)
        values = with_time(values, period, question) if question.time is not None else values
        entries.append((values, flow_number(own, (), question, known=known, unit_word="unit")))
    return entries


def _flow_period(item: Count, question: Question) -> str:
    if question.time is By.YEAR:
        return str(item.year)
    if question.time is By.MONTH:
        return f"{item.year}-{item.month:02d}" if item.date_precision != "year" else f"{item.year}"
    return ""


def _flow_unplaced(flows: Sequence[CountryFlow]) -> Amount | None:
    """Return the movements of all countries without a place; ``None`` where it cannot be told of one of them."""
    unplaced = [flow.unplaced for flow in flows if flow.counted]
    known = [amount for amount in unplaced if amount is not None]
    return sum_of(known) if len(known) == len(unplaced) else None


def _by_source(engine: Engine, question: Question, policy: Policy) -> Answer:
    """Return what each source says, side by side: sources are never added (R9)."""
    asked = replace(question, by=tuple(by for by in question.by if by is not By.SOURCE))
    rows: list[Row] = []
    for (source, source_name), answer in answers_by_publisher(engine, asked, policy).items():
        rows += [Row(_with_source(row.by, source_name or source, question), row.number) for row in answer.rows]
    refused = LeftOut(Reason.SOURCES_DO_NOT_ADD)
    making = join_makings((row.number.making for row in rows), units_known=len(question.countries), unit_word="country")
    total = Number(None, replace(making, left_out=(refused, *making.left_out)))
    return Answer(question, tuple(rows), total, None, engine.known_at)


def answers_by_publisher(engine: Engine, question: Question, policy: Policy) -> dict[tuple[str, str | None], Answer]:
    """Return what each publisher (source, and name where it has many) answers by itself, in order of the names."""
    publishers: dict[str, list[Count]] = defaultdict(list)
    for count in _counts(engine, question):
        publishers[count.source_key].append(count)
    return {
        (own[0].source, own[0].source_name): _answered(own, engine, question, policy)
        for _, own in sorted(publishers.items())
    }


def _with_source(values: Mapping[str, Any], source: str, question: Question) -> dict[str, Any]:
    row: dict[str, Any] = {}
    rest = dict(values)
    for by in question.by:
        if by is By.SOURCE:
            row["source"] = source
        for name in ("country_iso3", COLUMN_OF[by]):
            if name in rest:
                row[name] = rest.pop(name)
    return row | rest
