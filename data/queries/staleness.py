"""How old the numbers are: when each place was last counted, which was never, and how much of a total is old."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.errors import RequestRefused
from data.queries.amounts import Amount, sum_of
from data.queries.answer import Answer, Ask, LeftOut, Number, Part, Reason, Share
from data.queries.policy import KnownPlaces
from data.queries.question import By, Question

_LAST_COUNTED = (Reason.PAST_ITS_LIFE, Reason.NOT_IN_LATEST_ROUND, Reason.OLDER_THAN_COUNTRY)
"""Why a place has a count and no number: its last count no longer holds."""


@dataclass(frozen=True)
class LastCount:
    """When one place was last counted.

    Attributes:
        country_iso3: the country.
        admin1_code: the unit; ``None`` for the country.
        counted_on: the latest day of its figures.
        age_days: how many days that is before the day asked.
        source: who counted last, as named.
        number: its number, or that of its last count where this no longer holds.
        why_not: why the last count stands in no total; ``None`` where it does.
    """

    country_iso3: str
    admin1_code: str | None
    counted_on: date
    age_days: int
    source: str
    number: Number
    why_not: Reason | None


@dataclass(frozen=True)
class UnitCoverage:
    """How many places of a country, or countries of the region (``country_iso3`` is ``None``), were ever counted.

    ``counted`` stand in the number; ``counted_before`` have a count that no longer holds; ``never`` have none.
    ``is_counted_as_a_whole`` says that a figure for the whole country holds, whatever its units have.
    """

    country_iso3: str | None
    counted: int
    counted_before: int
    never: int
    is_counted_as_a_whole: bool


@dataclass(frozen=True)
class Staleness:
    """How old a measure is on a day.

    Attributes:
        question: what was asked.
        older_than_days: the age above which a figure is old.
        places: when each place was last counted, the longest ago first.
        coverage: one line for each country, or one for the region.
        old: what of the total was counted longer ago than that.
    """

    question: Question
    older_than_days: int
    places: tuple[LastCount, ...]
    coverage: tuple[UnitCoverage, ...]
    old: Share


def staleness(ask: Ask, question: Question, places: KnownPlaces, *, older_than_days: int) -> Staleness:
    """Return when each place was last counted and how much of the total is old (R5).

    Args:
        ask: answers a question.
        question: a stock on a day; split by unit it tells the units of each country, else the countries.
        places: how many units each country has, and the groups of units.
        older_than_days: the age above which a figure is old.

    Raises:
        RequestRefused: the measure is a flow: a movement has a period and no age.
    """
    if not question.is_stock:
        raise RequestRefused("only counts of people at a date grow old; movements belong to their period.")
    whole = ask(replace(question, by=(By.COUNTRY,)))
    if question.level == 0:
        answers: list[tuple[str | None, Answer]] = [(None, whole)]
    else:
        by = (By.ADMIN1,)
        answers = [(c, ask(replace(question, by=by, countries=(c,)))) for c in whole.question.countries]
    told = [place for _, answer in answers for place in _places(answer, question)]
    coverage = tuple(_coverage(country, answer, question, places) for country, answer in answers)
    ordered = tuple(sorted(told, key=lambda one: (one.counted_on, one.country_iso3, one.admin1_code or "")))
    return Staleness(question, older_than_days, ordered, coverage, _share_of_old(whole.total, older_than_days))


def _places(answer: Answer, question: Question) -> list[LastCount]:
    found: dict[tuple[str, str | None], LastCount] = {}
    for row in answer.rows:
        place = (row.by["country_iso3"], row.by.get("admin1_code"))
        parts = row.number.making.parts
        if parts:
            found[place] = _last_count(place, parts, row.number, None)
    beside: dict[tuple[str, str | None], list[LeftOut]] = defaultdict(list)
    for item in answer.total.making.left_out:
        if item.part is not None and item.reason in _LAST_COUNTED:
            beside[item.part.country_iso3, item.part.admin1_code if question.level else None].append(item)
    for place, items in beside.items():
        if place not in found and (place[1] is not None or not question.level):
            parts, reason = _newest_of_one_source(items)
            making = replace(answer.total.making, parts=parts, left_out=(), units_counted=len(parts))
            found[place] = _last_count(place, parts, Number(sum_of(part.amount for part in parts), making), reason)
    return list(found.values())


def _newest_of_one_source(items: Sequence[LeftOut]) -> tuple[tuple[Part, ...], Reason]:
    """Return the last count among what no longer holds: the place's own figure, else those of its units on one day."""
    dated = [(item.part, item.reason) for item in items if item.part is not None]
    first, reason = max(dated, key=lambda one: (one[0].date, _is_whole(one[0])))
    if _is_whole(first):
        return (first,), reason
    same = [part for part, _ in dated if (part.date, part.source_name) == (first.date, first.source_name)]
    return tuple({part.admin1_code or part.place_name: part for part in same}.values()), reason


def _last_count(
    place: tuple[str, str | None], parts: Sequence[Part], number: Number, why_not: Reason | None
) -> LastCount:
    newest = max(parts, key=lambda part: part.date)
    return LastCount(*place, newest.date, newest.age_days, newest.source_name or newest.source, number, why_not)


def _coverage(country: str | None, answer: Answer, question: Question, places: KnownPlaces) -> UnitCoverage:
    told = _places(answer, question)
    sizes = [(place.why_not is None, len(places.groups.get(place.admin1_code or "", "1"))) for place in told]
    counted = sum(size for is_live, size in sizes if is_live)
    before = sum(size for is_live, size in sizes if not is_live)
    known = len(answer.question.countries) if country is None else places.units.get(country, 0)
    is_whole = country is not None and any(_is_whole(part) for part in answer.total.making.parts)
    return UnitCoverage(country, counted, before, max(0, known - counted - before), is_whole)


def _is_whole(part: Part) -> bool:
    return not (part.admin1_code or part.admin2_code or part.place_name)


def _share_of_old(total: Number, older_than_days: int) -> Share:
    old = tuple(part for part in total.making.parts if part.age_days > older_than_days)
    amount = sum_of(part.amount for part in old)
    if amount is None and total.amount is not None:
        amount = Amount(0)
    return Share(Number(amount, replace(total.making, parts=old)), total)
