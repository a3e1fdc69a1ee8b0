"""Counts as they come from the engine, one small value each, before anything is chosen or added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from data.queries.amounts import Amount, Flags, amount_of, tidy
from data.queries.answer import Part
from data.schema import Measure
from data.sources import rank_of


@dataclass(frozen=True)
class Count:
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

    @cached_property
    def rank(self) -> int:
        """Precedence of the source; the lower number counts first."""
        return rank_of(self.source, self.source_name)

    @property
    def sequence(self) -> tuple[date, int]:
        """Order of rounds: the reporting date, then the round's number."""
        return (self.day, self.reporting_round or 0)

    @property
    def place_key(self) -> tuple[str | None, ...]:
        """The place this count stands for, at its own level."""
        return (self.admin1, self.admin2, self.site, self.place)

    @property
    def amount(self) -> Amount | None:
        """The amount of people, or ``None`` where only households without a size were counted."""
        if self.low is None or self.high is None:
            return None
        return amount_of(tidy(self.low), tidy(self.high), self.flags)

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
        )


def counts_of(names: Sequence[str], rows: Iterable[Sequence[Any]], details: Sequence[str]) -> list[Count]:
    """Return the engine's rows as counts, in an order of their own: engines differ."""
    counts = [_count(dict(zip(names, row, strict=True)), details) for row in rows]
    return sorted(counts, key=_order)


def _count(row: Mapping[str, Any], details: Sequence[str]) -> Count:
    optional = {name: row.get(name) for name in ("reporting_round", "report_date", "report_end", "year", "month")}
    return Count(
        source=row["source"],
        source_key=row["source_key"],
        source_name=row["source_name"] or None,
        operation=row["operation"] or None,
        assessment_type=row["assessment_type"] or None,
        is_triangulation=bool(row["is_triangulation"]),
        breakdown=row["breakdown"],
        sector=row["sector_group"] or None,
        wording=row["wording"] or None,
        level=row["level"],
        country_iso3=row["country_iso3"],
        admin1=row["admin1"] or None,
        admin2=row["admin2"] or None,
        site=row["site"] or None,
        place=row["place"] or None,
        day=row["date"],
        date_precision=row["date_precision"],
        low=row["low"],
        high=row["high"],
        flags=Flags(*(row[name] for name in _FLAG_COLUMNS)),
        households=row["households"],
        rows=row["n_rows"],
        source_url=row["source_url"],
        event=row["event"] if row["event"] == row["event_low"] else None,
        report=row.get("report") or None,
        details=tuple(row[name] for name in details),
        **optional,
    )


_FLAG_COLUMNS = ("n_more_than", "n_at_least", "n_less_than", "n_up_to", "n_approximately", "n_range")


def _order(count: Count) -> tuple[str, ...]:
    values = (
        count.country_iso3, *count.place_key, count.source_key, count.operation, count.day, count.details, count.level,
        count.breakdown, count.sector, count.wording, count.assessment_type, count.reporting_round, count.report,
        count.report_date, count.report_end, count.month, count.date_precision, count.is_triangulation,
    )  # fmt: skip
    return tuple("" if value is None else str(value) for value in values)
