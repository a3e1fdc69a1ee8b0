"""What is asked of the records: a measure, a day or a period, and how to split the answer."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from data.errors import RequestRefused
from data.schema import MEASURES, Kind, Measure, is_protected


class By(StrEnum):
    """Ways to split an answer; the value is the word on the command line."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SOURCE = "source"
    EVENT = "event"
    HAZARD = "hazard"
    SECTOR = "sector"
    ORIGIN = "origin"
    ORIGIN_ADMIN1 = "origin_admin1"
    SEVERITY = "severity"
    SEX = "sex"
    AGE = "age"
    GROUP = "group"
    ORGANISATION = "organisation"


COLUMN_OF: dict[By, str] = {
    By.COUNTRY: "country_iso3",
    By.ADMIN1: "admin1_code",
    By.ADMIN2: "admin2_code",
    By.DAY: "day",
    By.MONTH: "month",
    By.YEAR: "year",
    By.SOURCE: "source",
    By.EVENT: "event_id",
    By.HAZARD: "hazard",
    By.SECTOR: "sector",
    By.ORIGIN: "origin_iso3",
    By.ORIGIN_ADMIN1: "origin_admin1_code",
    By.SEVERITY: "severity",
    By.SEX: "sex",
    By.AGE: "age_band",
    By.GROUP: "population_group",
    By.ORGANISATION: "organisation_type",
}

PLACES = (By.COUNTRY, By.ADMIN1, By.ADMIN2)
TIMES = (By.DAY, By.MONTH, By.YEAR)
DETAILS = (
    By.EVENT, By.HAZARD, By.SECTOR, By.SEVERITY, By.ORIGIN, By.ORIGIN_ADMIN1, By.SEX, By.AGE, By.GROUP,
    By.ORGANISATION,
)  # fmt: skip


class FlowDating(StrEnum):
    """To which day a movement that spans days belongs; one way per chart, named on it."""

    END = "end"
    START = "start"
    SPREAD = "spread"


@dataclass(frozen=True)
class Question:
    """One question to the counting engine.

    Attributes:
        measure: name of a measure in ``data/schema.py``.
        as_of: the day in the world; a stock is counted at it, a flow up to it.
        by: how the answer is split; places may stand beside one time and any details.
        countries: ISO3 codes of the places asked for; empty means the region.
        origins: ISO3 codes of the countries people come from; empty means all.
        units: first-level units asked for; empty means all.
        date_from: first day of the period of a flow, or of a stock's series over time; a stock on one day is the
            same whatever it says. ``None`` means from the first record on.
        known_at: the moment in our store; ``None`` means now.
        source: only this source; ``None`` means by precedence.
        operation: only this operation, whatever its age.
        event: only this event, whatever its age.
        hazard: only this hazard.
        dating: how a movement that spans days is dated.
    """

    measure: str
    as_of: date
    by: tuple[By, ...] = ()
    countries: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    date_from: date | None = None
    known_at: datetime | None = None
    source: str | None = None
    operation: str | None = None
    event: str | None = None
    hazard: str | None = None
    dating: FlowDating = FlowDating.END
    measure_info: Measure = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what cannot be asked.

        Raises:
            RequestRefused: the measure is unknown, the period ends before it starts, or a split is asked for twice.
        """
        if self.measure not in MEASURES:
            raise RequestRefused(f"measure '{self.measure}' is not known; known are: {', '.join(sorted(MEASURES))}.")
        object.__setattr__(self, "measure_info", MEASURES[self.measure])
        if self.date_from is not None and self.date_from > self.as_of:
            raise RequestRefused(f"the period starts on {self.date_from} and ends before that, on {self.as_of}.")
        if len(set(self.by)) != len(self.by):
            raise RequestRefused(f"the answer is split twice by the same thing: {', '.join(self.by)}.")
        if sum(by in PLACES for by in self.by) > 1 and By.COUNTRY not in self.by:
            raise RequestRefused("split by one level of places at a time: country, admin1 or admin2.")
        if sum(by in TIMES for by in self.by) > 1:
            raise RequestRefused("split by day, by month or by year, not by two of them.")
        if By.DAY in self.by and not self.is_stock:
            raise RequestRefused("movements are kept by month: split them by month or by year.")

    @cached_property
    def is_stock(self) -> bool:
        """True where the measure is people at a date, False where it is movements in a period."""
        return self.measure_info.kind is Kind.STOCK

    @cached_property
    def level(self) -> int:
        """The level of places asked for: 0 country, 1 first-level unit, 2 second-level unit."""
        if By.ADMIN2 in self.by:
            return 2
        return 1 if By.ADMIN1 in self.by else 0

    @cached_property
    def time(self) -> By | None:
        """Day, month or year, where the answer is a series."""
        return next((by for by in self.by if by in TIMES), None)

    @cached_property
    def details(self) -> tuple[By, ...]:
        """The splits that are neither places, nor times, nor sources."""
        return tuple(by for by in self.by if by in DETAILS)

    @property
    def is_protected(self) -> bool:
        """True where the measure is about people who could be harmed: ``data/disclosure/`` decides what is told."""
        return is_protected(self.measure)

    def refuse_protected(self, how: str) -> None:
        """Refuse a protected measure where it would be told more finely than its table allows.

        Raises:
            RequestRefused: the measure is a protected one; ``how`` says what is not told of it.
        """
        if self.is_protected:
            raise RequestRefused(f"{self.measure} is about people who could be harmed: it is not told {how}.")

    @cached_property
    def is_asked_by_name(self) -> bool:
        """True where an operation or event is named: then an old figure still answers."""
        return self.operation is not None or self.event is not None
