"""The one way to a number: a question in, an answer with its making out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from data.queries.age_bands import rows_overlap
from data.queries.amounts import Amount, sum_of
from data.queries.answer import Answer, LeftOut, Number, Reason, Row, join_makings
from data.queries.counts import Count, counts_as_given, counts_of, in_order_of_text
from data.queries.filters import shape_of, values_of
from data.queries.movements import CountryFlow, country_flow, flow_number
from data.queries.policy import Policy
from data.queries.question import COLUMN_OF, TIMES, By, FlowDating, Question
from data.queries.rules_applied import rules_applied
from data.queries.spreading import spread
from data.queries.stocks import CountryStock, country_stock
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
    return replace(answer, rules=rules_applied(answer, policy))


def _within_region(question: Question, policy: Policy) -> Question:
    """Return the question with the region's countries where none were named; by origin all stored places answer."""
    if question.countries or question.origins or By.ORIGIN in question.by:
        return question
    return replace(question, countries=policy.places.countries)


def _answered(counts: Sequence[Count], engine: Engine, question: Question, policy: Policy) -> Answer:
    if not question.is_stock:
        answer = _flow_answer(counts, question, policy)
    elif question.time is not None:
        answer = _stock_series(counts, question, policy)
    else:
        answer = _stock_answer(counts, question, policy)
    if By.AGE in question.by and rows_overlap(answer.rows):
        answer = replace(answer, total=_refused(answer.total, Reason.AGE_BANDS_OVERLAP))
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


def _by_country(counts: Sequence[Count]) -> dict[str, list[Count]]:
    countries: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        countries[count.country_iso3].append(count)
    return dict(sorted(countries.items()))


def _by_columns(question: Question, country: str, place: str | None, details: Sequence[Any]) -> dict[str, Any]:
    """Return the values that a row is split by, in the order of the question."""
    values = dict(zip(question.details, details, strict=True))
    row: dict[str, Any] = {}
    for by in question.by:
        if by is By.COUNTRY:
            row[COLUMN_OF[by]] = country
        elif by in (By.ADMIN1, By.ADMIN2):
            row.setdefault("country_iso3", country)
            row[COLUMN_OF[by]] = place
        elif by in values:
            row[COLUMN_OF[by]] = values[by]
    return row


def _merged(entries: Sequence[tuple[dict[str, Any], Number]], *, known: int, word: str) -> tuple[Row, ...]:
    """Return one row per set of values, adding what shares them (an origin in several countries)."""
    grouped: dict[tuple[tuple[str, Any], ...], list[Number]] = defaultdict(list)
    for values, number in entries:
        grouped[tuple(values.items())].append(number)
    rows = []
    for key, numbers in grouped.items():
        number = numbers[0] if len(numbers) == 1 else _sum(numbers, known=known, word=word)
        rows.append(Row(dict(key), number))
    return tuple(sorted(rows, key=lambda row: [("" if value is None else str(value)) for value in row.by.values()]))


def _sum(numbers: Sequence[Number], *, known: int, word: str) -> Number:
    amounts = [number.amount for number in numbers if number.amount is not None]
    making = join_makings((number.making for number in numbers), units_known=known, unit_word=word)
    return Number(sum_of(amounts), making)


def _stock_answer(counts: Sequence[Count], question: Question, policy: Policy) -> Answer:
    stocks = [country_stock(country, own, question, policy) for country, own in _by_country(counts).items()]
    known = len(question.countries) or len(stocks)
    entries = [
        (_by_columns(question, stock.country_iso3, place, details), number)
        for stock in stocks
        for (place, details), number in stock.rows.items()
    ]
    total = (
        stocks[0].total
        if len(stocks) == 1 and known == 1
        else _sum([s.total for s in stocks], known=known, word="country")
    )
    if By.SECTOR in question.by:
        total = _refused(total, Reason.SECTORS_DO_NOT_ADD)
    if By.SEVERITY in question.by:
        total = _refused(total, Reason.SEVERITIES_DO_NOT_ADD)
    rows = _merged(entries, known=known, word="country") if question.by else _only_row(total)
    return Answer(question, rows, total, _unplaced(stocks, question))


def _refused(total: Number, reason: Reason) -> Number:
    """Return the number without its amount, with the reason first."""
    left_out = tuple(dict.fromkeys((LeftOut(reason), *total.making.left_out)))
    return Number(None, replace(total.making, left_out=left_out))


def _only_row(total: Number) -> tuple[Row, ...]:
    return (Row({}, total),) if total.amount is not None else ()


def _unplaced(stocks: Sequence[CountryStock], question: Question) -> Amount | None:
    if question.level == 0:
        return None
    unplaced = [stock.unplaced for stock in stocks if stock.total.amount is not None]
    known = [amount for amount in unplaced if amount is not None]
    return sum_of(known) if len(known) == len(unplaced) else None


def _stock_series(counts: Sequence[Count], question: Question, policy: Policy) -> Answer:
    """Return a stock at the end of each day, month or year with a count: gaps stay gaps, nothing is added."""
    entries: list[tuple[dict[str, Any], Number]] = []
    by_countries = _by_country(counts)
    for country, own in by_countries.items():
        for period, day in _periods(own, question):
            asked = replace(question, as_of=day)
            stock = country_stock(country, _latest(own, day), asked, policy)
            for (place, details), number in stock.rows.items():
                if any(_period(part.date, question) == period for part in number.making.parts):
                    values = _by_columns(question, country, place, details)
                    entries.append((_with_time(values, period, question), number))
    rows = _merged(entries, known=len(question.countries) or len(by_countries), word="country")
    refused = LeftOut(Reason.STOCKS_DO_NOT_ADD_OVER_TIME)
    making = join_makings((), units_known=len(question.countries), unit_word="country")
    return Answer(question, rows, Number(None, replace(making, left_out=(refused,))))


def _periods(counts: Sequence[Count], question: Question) -> list[tuple[str, date]]:
    """Return the periods with a count, from the first day asked on, each with the last day of its counts."""
    last: dict[str, date] = {}
    for count in (c for c in counts if question.date_from is None or c.day >= question.date_from):
        period = _period(count.day, question)
        last[period] = max(last.get(period, count.day), count.day)
    return sorted(last.items())


def _period(day: date, question: Question) -> str:
    if question.time is By.DAY:
        return day.isoformat()
    return f"{day:%Y-%m}" if question.time is By.MONTH else f"{day:%Y}"


def _with_time(values: Mapping[str, Any], period: str, question: Question) -> dict[str, Any]:
    """Return the values with day, month or year put where the question has it."""
    timed: dict[str, Any] = {}
    rest = dict(values)
    for by in question.by:
        if by in TIMES:
            timed[COLUMN_OF[by]] = int(period) if by is By.YEAR else period
        else:
            for name in ("country_iso3", COLUMN_OF[by]) if by in (By.ADMIN1, By.ADMIN2) else (COLUMN_OF[by],):
                if name in rest:
                    timed[name] = rest.pop(name)
    return timed | rest


def _latest(counts: Sequence[Count], day: date) -> list[Count]:
    """Return of each place, source, operation and assessment type the latest counts on or before a day (R2)."""
    newest: dict[tuple[Any, ...], tuple[date, int]] = {}
    for count in counts:
        if count.day <= day:
            key = _series(count)
            newest[key] = max(newest.get(key, count.sequence), count.sequence)
    return [count for count in counts if count.day <= day and newest[_series(count)] == count.sequence]


def _series(count: Count) -> tuple[Any, ...]:
    return (
        count.source_key, count.operation, count.assessment_type, count.is_triangulation, count.breakdown, count.sector,
        count.level, *count.place_key,
    )  # fmt: skip


def _flow_answer(counts: Sequence[Count], question: Question, policy: Policy) -> Answer:
    flows = [country_flow(country, own, question, policy) for country, own in _by_country(counts).items()]
    known = len(question.countries) or len(flows)
    entries = [entry for flow in flows for entry in _flow_entries(flow, question, policy)]
    numbers = [_country_number(flow, question, policy) for flow in flows]
    total = numbers[0] if len(numbers) == 1 and known == 1 else _sum(numbers, known=known, word="country")
    rows = _merged(entries, known=known, word="country") if question.by else _only_row(total)
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
        values = _by_columns(question, flow.country_iso3, place, details)
        values = _with_time(values, period, question) if question.time is not None else values
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
