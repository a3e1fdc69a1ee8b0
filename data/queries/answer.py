"""Answers: a number never comes without its making."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from data.queries.amounts import Amount, sum_of
from data.queries.decisions import Decision
from data.queries.details import Detail
from data.queries.question import Question


class Reason(StrEnum):
    """Why a figure is shown beside a total and not in it, or why there is no total."""

    PAST_ITS_LIFE = "past_its_life"
    NOT_IN_LATEST_ROUND = "not_in_latest_round"
    OLDER_THAN_COUNTRY = "older_than_country"
    OTHER_DATE_THAN_COUNTRY = "other_date_than_country"
    OTHER_SOURCE = "other_source"
    OTHER_OPERATION = "other_operation"
    OTHER_ASSESSMENT_TYPE = "other_assessment_type"
    OTHER_REPORT = "other_report"
    OTHER_TERM = "other_term"
    TRIANGULATION = "triangulation"
    ONLY_TRIANGULATION = "only_triangulation"
    WHOLE_TERRITORY = "whole_territory"
    SOURCES_DO_NOT_ADD = "sources_do_not_add"
    STOCKS_DO_NOT_ADD_OVER_TIME = "stocks_do_not_add_over_time"
    SECTORS_DO_NOT_ADD = "sectors_do_not_add"
    SEVERITIES_DO_NOT_ADD = "severities_do_not_add"
    AGE_BANDS_OVERLAP = "age_bands_overlap"
    GROUPS_OVERLAP = "groups_overlap"
    OPERATIONS_OVERLAP = "operations_overlap"
    ONLY_HOUSEHOLDS = "only_households"
    PARTS_EXCEED_TOTAL = "parts_exceed_total"
    LOWER_BOUND = "lower_bound"
    LATER_COUNT = "later_count"
    FINER_PLACE = "finer_place"
    PART_OF_TOTAL = "part_of_total"
    NO_FIGURE = "no_figure"
    TOLD_OTHERWISE = "told_otherwise"
    NOT_BROKEN_DOWN = "not_broken_down"
    TAKEN_AWAY = "taken_away"
    HIDDEN = "hidden"


class CountKey(NamedTuple):
    """What the rows of one count have in common: by it a figure in a number is found again among the records.

    Texts are empty where the records say nothing. ``period`` is the day of a stock and the month of a movement as a
    whole number (20240710, 20240700), ``report_start`` and ``report_end`` are days like it, or 0.
    """

    country_iso3: str
    admin1: str
    admin2: str
    site: str
    place: str
    source_key: str
    operation: str
    assessment_type: str
    is_triangulation: int
    breakdown: int
    sector: str
    wording: str
    level: int
    reporting_round: int
    period: int
    date_precision: str
    report: str
    report_start: int
    report_end: int
    details: tuple[str, ...]


class Keyed(Protocol):
    """A count that can tell its key."""

    @property
    def key(self) -> CountKey:
        """What its rows have in common."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """One figure in a number: who counted it, when, where and how many rows it was added from."""

    amount: Amount
    country_iso3: str
    source: str
    source_name: str | None
    date: date
    age_days: int
    admin1_code: str | None = None
    admin2_code: str | None = None
    place_name: str | None = None
    operation: str | None = None
    reporting_round: int | None = None
    assessment_type: str | None = None
    event_id: str | None = None
    rows: int = 1
    source_url: str | None = None
    counted: Keyed | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> CountKey | None:
        """By which its rows are found; made when somebody looks for them, for few do."""
        return None if self.counted is None else self.counted.key

    def __hash__(self) -> int:
        """Return a hash of what tells most figures apart: of a long list of figures each is looked up."""
        place = (self.country_iso3, self.admin1_code, self.admin2_code, self.place_name)
        return hash((self.source, self.date, self.amount.figure, *place))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not in the number, and why."""

    reason: Reason
    part: Part | None = None
    detail: Detail = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a number answers: a question and, where it is one line of the answer, the values of that line."""

    question: Question
    line: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Making:
    """How a number was made: its parts, what was left out, and how much of the whole was counted.

    ``units_counted`` of ``units_known`` are countries for a region, first-level units for a country. ``asked`` is what
    the number answers, so that its rows can be found; missing where it was put together from several answers.
    """

    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...] = ()
    units_counted: int = 0
    units_known: int = 0
    unit_word: str = "country"
    asked: Asked | None = field(default=None, compare=False, repr=False)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources in the number, in order of name."""
        return tuple(sorted({part.source_name or part.source for part in self.parts}))

    @property
    def newest(self) -> date | None:
        """The latest date among the parts."""
        return max((part.date for part in self.parts), default=None)

    @property
    def oldest(self) -> date | None:
        """The earliest date among the parts."""
        return min((part.date for part in self.parts), default=None)


@dataclass(frozen=True, slots=True)
class Number:
    """An amount with its making; ``amount`` is ``None`` where nothing was counted or adding is refused."""

    amount: Amount | None
    making: Making

    @property
    def is_hidden(self) -> bool:
        """True where somebody counted, and the figure is hidden to protect people."""
        return self.amount is None and any(item.reason is Reason.HIDDEN for item in self.making.left_out)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, both with their making."""

    part: Number
    whole: Number

    @property
    def percent(self) -> float | None:
        """The share in percent; ``None`` where one of the two is not known or the whole is nobody."""
        if self.part.amount is None or self.whole.amount is None or not self.whole.amount.figure:
            return None
        return 100 * self.part.amount.figure / self.whole.amount.figure


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer: the values it is split by, and its number."""

    by: dict[str, Any]
    number: Number


@dataclass(frozen=True)
class Answer:
    """All that is known in answer to a question.

    ``total`` has no amount where the rows must not be added; ``unplaced`` is the part of the total that has no place at
    the level asked for, so that map and total agree (``None`` where it cannot be told). ``rules`` are the decisions on
    operations and on the order of sources under which it was made.
    """

    question: Question
    rows: tuple[Row, ...]
    total: Number
    unplaced: Amount | None = None
    known_at: datetime | None = None
    beside: tuple[Row, ...] = field(default=())
    rules: tuple[Decision, ...] = ()


Ask = Callable[[Question], Answer]
"""Answers a question: ``Desk.count``, or a memory of what it answered."""


def join_makings(makings: Iterable[Making], *, units_known: int, unit_word: str) -> Making:
    """Return one making for a number that is the sum of others; each part counts as one unit."""
    gathered = list(makings)
    parts = tuple(part for making in gathered for part in making.parts)
    left_out = tuple(dict.fromkeys(item for making in gathered for item in making.left_out))
    counted = sum(1 for making in gathered if making.parts)
    asked = gathered[0].asked if len(gathered) == 1 else None
    return Making(parts, left_out, counted, units_known, unit_word, asked)


def added(numbers: Iterable[Number], *, units_known: int, unit_word: str) -> Number:
    """Return the sum of numbers that count different people; no amount where none of them has one."""
    listed = list(numbers)
    making = join_makings((number.making for number in listed), units_known=units_known, unit_word=unit_word)
    return Number(sum_of(number.amount for number in listed if number.amount is not None), making)


def with_what_was_asked(answer: Answer) -> Answer:
    """Return the answer with each of its numbers told which question, and which line of it, it answers."""
    rows = tuple(Row(row.by, _asked(row.number, Asked(answer.question, tuple(row.by.items())))) for row in answer.rows)
    return replace(answer, rows=rows, total=_asked(answer.total, Asked(answer.question)))


def _asked(number: Number, asked: Asked) -> Number:
    made = number.making  # written out: `replace` is several times slower, and a long answer has thousands of lines
    return Number(
        number.amount, Making(made.parts, made.left_out, made.units_counted, made.units_known, made.unit_word, asked)
    )
