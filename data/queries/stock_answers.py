"""Answers made of counts: a stock on one day, at the end of each period, and rows put together for any answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from data.queries.amounts import Amount, sum_of
from data.queries.answer import Answer, LeftOut, Number, Reason, Row, added, join_makings
from data.queries.counts import Count
from data.queries.policy import Policy
from data.queries.question import COLUMN_OF, TIMES, By, Question
from data.queries.stocks import CountryStock, country_stock


def stock_answer(counts: Sequence[Count], question: Question, policy: Policy) -> Answer:
    """Return a stock on the question's day from the latest counts on or before it."""
    stocks = [country_stock(country, own, question, policy) for country, own in by_country(counts).items()]
    known = len(question.countries) or len(stocks)
    entries = [
        (by_columns(question, stock.country_iso3, place, details), number)
        for stock in stocks
        for (place, details), number in stock.rows.items()
    ]
    total = (
        stocks[0].total
        if len(stocks) == 1 and known == 1
        else added([s.total for s in stocks], units_known=known, unit_word="country")
    )
    if By.SECTOR in question.by:
        total = refused(total, Reason.SECTORS_DO_NOT_ADD)
    if By.SEVERITY in question.by:
        total = refused(total, Reason.SEVERITIES_DO_NOT_ADD)
    rows = merged(entries, known=known, word="country") if question.by else only_row(total)
    return Answer(question, rows, total, _unplaced(stocks, question))


def stock_series(counts: Sequence[Count], question: Question, policy: Policy) -> Answer:
    """Return a stock at the end of each day, month or year with a count: gaps stay gaps, nothing is added."""
    entries: list[tuple[dict[str, Any], Number]] = []
    by_countries = by_country(counts)
    for country, own in by_countries.items():
        periods = _periods(own, question)
        latest = latest_on_days(own, [day for _, day in periods])
        for (period, day), counted in zip(periods, latest, strict=True):
            stock = country_stock(country, counted, replace(question, as_of=day), policy)
            for (place, details), number in stock.rows.items():
                if any(_period(part.date, question) == period for part in number.making.parts):
                    values = by_columns(question, country, place, details)
                    entries.append((with_time(values, period, question), number))
    rows = merged(entries, known=len(question.countries) or len(by_countries), word="country")
    making = join_makings((), units_known=len(question.countries), unit_word="country")
    return Answer(question, rows, refused(Number(None, making), Reason.STOCKS_DO_NOT_ADD_OVER_TIME))


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


def with_time(values: Mapping[str, Any], period: str, question: Question) -> dict[str, Any]:
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


def step_days(counts: Sequence[Count], most: int) -> list[date]:
    """Return the days with a count, oldest first; of more than ``most`` the last of each month, or of each year."""
    days = sorted({count.day for count in counts})
    for grain in (lambda day: (day.year, day.month), lambda day: (day.year, 0)):
        if len(days) <= most:
            break
        days = sorted({grain(day): day for day in days}.values())
    return days[-most:]


def latest_on_days(counts: Sequence[Count], days: Sequence[date]) -> Iterator[list[Count]]:
    """Yield what counts on each of the rising days: the latest of each series up to it (R2), in the given order."""
    rising = sorted(enumerate(counts), key=lambda entry: entry[1].sequence)
    newest: dict[tuple[Any, ...], list[int]] = {}
    next_one = 0
    for day in days:
        while next_one < len(rising) and rising[next_one][1].day <= day:
            place, count = rising[next_one]
            kept = newest.get(_series(count), [])
            is_same = bool(kept) and counts[kept[0]].sequence == count.sequence
            newest[_series(count)] = [*kept, place] if is_same else [place]
            next_one += 1
        yield [counts[place] for place in sorted(place for kept in newest.values() for place in kept)]


def _series(count: Count) -> tuple[Any, ...]:
    """Return what a later count of the same replaces, as ``expressions.SERIES`` has it."""
    return (
        count.country_iso3, count.source_key, count.operation, count.assessment_type, count.is_triangulation,
        count.breakdown, count.sector, count.wording, count.level, *count.place_key,
    )  # fmt: skip


def by_country(counts: Sequence[Count]) -> dict[str, list[Count]]:
    """Return the counts of each country, in order of the codes."""
    countries: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        countries[count.country_iso3].append(count)
    return dict(sorted(countries.items()))


def by_columns(question: Question, country: str, place: str | None, details: Sequence[Any]) -> dict[str, Any]:
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


def merged(entries: Sequence[tuple[dict[str, Any], Number]], *, known: int, word: str) -> tuple[Row, ...]:
    """Return one row per set of values, adding what shares them (an origin in several countries)."""
    grouped: dict[tuple[tuple[str, Any], ...], list[Number]] = defaultdict(list)
    for values, number in entries:
        grouped[tuple(values.items())].append(number)
    rows = []
    for key, numbers in grouped.items():
        number = numbers[0] if len(numbers) == 1 else added(numbers, units_known=known, unit_word=word)
        rows.append(Row(dict(key), number))
    return tuple(sorted(rows, key=lambda row: [("" if value is None else str(value)) for value in row.by.values()]))


def refused(total: Number, reason: Reason) -> Number:
    """Return the number without its amount, with the reason first."""
    left_out = tuple(dict.fromkeys((LeftOut(reason), *total.making.left_out)))
    return Number(None, replace(total.making, left_out=left_out))


def only_row(total: Number) -> tuple[Row, ...]:
    """Return the one row of an answer that is not split; none where nothing counts."""
    return (Row({}, total),) if total.amount is not None else ()


def _unplaced(stocks: Sequence[CountryStock], question: Question) -> Amount | None:
    if question.level == 0:
        return None
    unplaced = [stock.unplaced for stock in stocks if stock.total.amount is not None]
    known = [amount for amount in unplaced if amount is not None]
    return sum_of(known) if len(known) == len(unplaced) else None
