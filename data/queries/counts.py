"""Counts as they come from the engine, one small value each, before anything is chosen or added.

An answer weighs thousands of them and keeps few. So they are plain tuples made from whole columns, and a part of a
making, which is for people to read, is made only of a count that is kept or named.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple

from data.queries.amounts import NO_FLAGS, Amount, Flags, amount_of, tidy
from data.queries.answer import CountKey, Part
from data.schema import Measure

NO_ROUND = -1
"""Stands in a key for an operation without rounds."""


class Count(NamedTuple):
    """The sum of rows that share a place, a source, an operation, a date and a round."""

    source: str
    source_key: str
    source_name: str | None
    operation: str | None
    assessment_type: str | None
    is_triangulation: bool
    breakdown: int
    sector: str | None
    wording: str | None
    level: int
    country_iso3: str
    admin1: str | None
    admin2: str | None
    site: str | None
    place: str | None
    day: date
    date_precision: str | None
    low: float | None
    high: float | None
    flags: Flags
    households: int
    rows: int
    source_url: str | None
    event: str | None
    reporting_round: int | None = None
    report: str | None = None
    report_date: date | None = None
    report_end: date | None = None
    year: int | None = None
    month: int | None = None
    details: tuple[Any, ...] = ()
    told_as: CountKey | None = None

    @property
    def key(self) -> CountKey:
        """What its rows have in common; that of the count as it was told where it was lifted or spread since."""
        return self.told_as or CountKey(
            self.country_iso3,
            self.admin1 or "",
            self.admin2 or "",
            self.site or "",
            self.place or "",
            self.source_key,
            self.operation or "",
            self.assessment_type or "",
            int(self.is_triangulation),
            self.breakdown,
            self.sector or "",
            self.wording or "",
            self.level,
            NO_ROUND if self.reporting_round is None else self.reporting_round,
            day_number(self.day) if self.year is None else self.year * 10_000 + (self.month or 0) * 100,
            self.date_precision or "",
            self.report or "",
            day_number(self.report_date),
            day_number(self.report_end),
            tuple("" if value is None else str(value) for value in self.details),
        )

    @property
    def sequence(self) -> tuple[date, int]:
        """Order of rounds: the reporting date, then the round's number."""
        return (self.day, self.reporting_round or 0)

    @property
    def place_key(self) -> tuple[str | None, ...]:
        """The place this count stands for, at its own level."""
        return (self.admin1, self.admin2, self.site, self.place)

    @property
    def has_people(self) -> bool:
        """False where only households without a size were counted."""
        return self.low is not None and self.high is not None

    @property
    def amount(self) -> Amount | None:
        """The amount of people, or ``None`` where only households without a size were counted."""
        low, high = self.low, self.high
        if low is None or high is None:
            return None
        return amount_of(tidy(low), tidy(high), self.flags)

    def age_days(self, as_of: date) -> int:
        """Return how many days before ``as_of`` the count was true; never negative."""
        return max(0, (as_of - self.day).days)

    def is_past_its_life(self, measure: Measure, as_of: date) -> bool:
        """Return whether a stock is too old to stand in a total (``data/schema.py``)."""
        life = measure.year_end_life_days if self.date_precision == "year" else measure.life_days
        return life is not None and (as_of - self.day).days > life

    def part(self, as_of: date) -> Part | None:
        """Return the count as a part of a making, or ``None`` where it holds no people."""
        amount = self.amount
        if amount is None:
            return None
        return Part(
            amount=amount,
            country_iso3=self.country_iso3,
            source=self.source,
            source_name=self.source_name,
            date=self.day,
            age_days=self.age_days(as_of),
            admin1_code=self.admin1,
            admin2_code=self.admin2,
            place_name=self.place,
            operation=self.operation,
            reporting_round=self.reporting_round,
            assessment_type=self.assessment_type,
            event_id=self.event,
            rows=self.rows,
            source_url=self.source_url,
            counted=self,
        )


def day_number(day: date | None) -> int:
    """Return a day as a whole number such as 20240710, 0 where there is none."""
    return 0 if day is None else day.year * 10_000 + day.month * 100 + day.day


_GIVEN_AS = {"sector": "sector_group", "day": "date", "rows": "n_rows"}
"""Fields of a count that a column of another name holds."""

_TEXTS = (
    "source_name", "operation", "assessment_type", "sector", "wording", "admin1", "admin2", "site", "place", "report",
)  # fmt: skip
"""Fields whose columns hold an empty text where nothing is known: engines compare keys that are never missing."""

_FLAG_COLUMNS = ("n_more_than", "n_at_least", "n_less_than", "n_up_to", "n_approximately", "n_range")

_ORDER = (
    "country_iso3", "admin1", "admin2", "site", "place", "source_key", "operation", "day", "details", "level",
    "breakdown", "sector", "wording", "assessment_type", "reporting_round", "report", "report_date", "report_end",
    "month", "date_precision", "is_triangulation",
)  # fmt: skip

Columns = Mapping[str, Sequence[Any]]
"""What an engine answers: lists of one length, by the name of the column."""


def columns_of(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Columns:
    """Return rows as columns, for engines that give rows."""
    turned = zip(*rows, strict=True) if rows else repeat(())
    return dict(zip(names, turned, strict=False))


def counts_of(columns: Columns, details: Sequence[str]) -> list[Count]:
    """Return the engine's rows as counts, in an order of their own: engines differ."""
    fields = _fields(columns, details)
    given = list(map(Count._make, zip(*fields.values(), strict=False)))
    return [given[position] for position in in_order_of_text([fields[name] for name in _ORDER], len(given))]


def counts_as_given(columns: Columns, details: Sequence[str]) -> list[Count]:
    """Return the engine's rows as counts, in the order in which they stand."""
    return list(map(Count._make, zip(*_fields(columns, details).values(), strict=False)))


def _fields(columns: Columns, details: Sequence[str]) -> dict[str, Sequence[Any]]:
    """Return the columns of all fields in their order; where the question has none, a column of missing values."""
    rows = len(columns["source"])
    absent: Sequence[Any] = (None,) * rows
    fields = {name: columns.get(_GIVEN_AS.get(name, name), absent) for name in Count._fields}
    for name in _TEXTS:
        fields[name] = [value or None for value in fields[name]]
    fields["is_triangulation"] = [value == 1 for value in fields["is_triangulation"]]
    fields["flags"] = _flags(columns)
    pairs = zip(columns["event"], columns["event_low"], strict=True)
    fields["event"] = [last if last == first else None for last, first in pairs]
    fields["details"] = list(zip(*(columns[name] for name in details), strict=True)) if details else ((),) * rows
    return fields


def _flags(columns: Columns) -> list[Flags]:
    """Return the flags of each row; rows alike share them."""
    counted = list(zip(*(columns[name] for name in _FLAG_COLUMNS), strict=True))
    known = {one: Flags(*one) if any(one) else NO_FLAGS for one in set(counted)}
    return [known[one] for one in counted]


def in_order_of_text(columns: Iterable[Sequence[Any]], length: int, *, missing: str = "") -> list[int]:
    """Return the positions of rows in the order of the texts of their values, the first column first."""
    keys = [0] * length
    for column in columns:
        distinct = set(column)
        if len(distinct) > 1:
            texts = {value: missing if value is None else str(value) for value in distinct}
            ranks = {text: rank for rank, text in enumerate(sorted(set(texts.values())))}
            places = {value: ranks[text] for value, text in texts.items()}
            keys = [key * len(ranks) + places[value] for key, value in zip(keys, column, strict=True)]
    return sorted(range(length), key=keys.__getitem__)
