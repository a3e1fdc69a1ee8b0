"""What surveys of a diaspora counted: who answered and what they offer, of the newest survey in each country.

Surveys are never added to each other, and complete answers never to partial ones. Inside a survey a row for all of a
group is its total and rows for its parts are not added to it (R12).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.occupations import occupation_code
from data.queries.amounts import Amount, Flags, amount_of, sum_of, tidy
from data.queries.answer import Making, Number, Part
from data.queries.filters import Shape
from data.sectors import sector_name
from data.store.engine import Engine

PEOPLE, OFFERS = "diaspora", "diaspora_offers"
DETAILS = ("occupation", "band", "interest", "sector", "skill")
_FLAGS = ("n_more_than", "n_at_least", "n_less_than", "n_up_to", "n_approximately", "n_range")
_KINDS = ("complete", "partial")
UNTOLD = "untold"
"""Answers of which a survey does not say whether they are complete."""


@dataclass(frozen=True)
class Survey:
    """One survey in one country of residence."""

    residence: str
    source: str
    name: str
    day: date


@dataclass(frozen=True)
class Group:
    """One group of people in a survey, as it was counted; what is ``None`` was not told of it, or is all of it."""

    survey: Survey
    measure: str
    answers: str
    occupation: str | None
    band: str | None
    interest: str | None
    sector: str | None
    skill: str | None
    amount: Amount
    rows: int
    source_url: str | None = None

    def detail(self, name: str) -> str | None:
        """Return what is told of the group in one of ``DETAILS``."""
        value: str | None = getattr(self, name)
        return value


def survey_groups(engine: Engine, home: str) -> tuple[Group, ...]:
    """Return all groups of all surveys of a state's diaspora, in an order of their own.

    Args:
        engine: engine over one snapshot of a store.
        home: ISO3 code of the state that people come from.
    """
    found = []
    for measure in (PEOPLE, OFFERS):
        shape, values = Shape(lists=(("origins", 1),)), {"measure": measure, "origins_0": home}
        columns = engine.columns("survey_groups", shape, values)
        rows = zip(*columns.values(), strict=True)
        found += [_group(measure, dict(zip(columns, row, strict=True))) for row in rows]
    return tuple(sorted((group for group in found if group is not None), key=_order))


def newest_surveys(groups: Iterable[Group]) -> tuple[Survey, ...]:
    """Return the newest survey in each country of residence, in order of their codes."""
    newest: dict[str, Survey] = {}
    for survey in sorted({group.survey for group in groups}, key=lambda one: (one.day, one.name)):
        newest[survey.residence] = survey
    return tuple(newest[code] for code in sorted(newest))


def counted_by(groups: Iterable[Group], *split: str) -> dict[tuple[str, ...], Number]:
    """Return one number for each value of a split, from groups of one survey, measure and kind of answers.

    Totals or parts, never both: of each value the least broken down rows count, and of two ways to break it down that
    which holds most people.

    Args:
        groups: the groups.
        split: names of ``DETAILS``; none for all together.
    """
    of_value: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        values = tuple(group.detail(name) for name in split)
        if None not in values:
            of_value[tuple(value for value in values if value is not None)].append(group)
    rest = [name for name in DETAILS if name not in split]
    return {value: number_of(_least_broken_down(own, rest)) for value, own in sorted(of_value.items())}


def number_of(groups: Sequence[Group]) -> Number:
    """Return the sum of groups with its making."""
    parts = tuple(
        Part(
            group.amount,
            group.survey.residence,
            group.survey.source,
            group.survey.name,
            group.survey.day,
            0,
            rows=group.rows,
            source_url=group.source_url,
        )
        for group in groups
    )
    return Number(sum_of(group.amount for group in groups), Making(parts, (), 1, 1))


def _least_broken_down(groups: Sequence[Group], rest: Sequence[str]) -> list[Group]:
    ways: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        ways[tuple(name for name in rest if group.detail(name) is not None)].append(group)
    best = min(ways, key=lambda way: (len(way), -sum(group.amount.figure for group in ways[way]), way))
    return ways[best]


def _group(measure: str, row: dict[str, object]) -> Group | None:
    low, high, day = row["low"], row["high"], row["date"]
    if not isinstance(low, int | float) or not isinstance(high, int | float) or not isinstance(day, date):
        return None
    flags = Flags(*(int(str(row[name])) for name in _FLAGS))
    source = str(row["source"])
    survey = Survey(str(row["country_iso3"]), source, _text(row["told_by"]) or source, day)
    return Group(
        survey,
        measure,
        _kind(_text(row["population_group"])),
        occupation_code(_text(row["occupation"])),
        _text(row["experience_band"]),
        _text(row["interest"]),
        sector_name(_text(row["sector"])),
        _text(row["term"]),
        amount_of(tidy(low), tidy(high), flags),
        int(str(row["n_rows"])),
        _text(row["source_url"]),
    )


def _kind(group: str | None) -> str:
    first = (group or "").split(" ")[0].casefold()
    return first if first in _KINDS else UNTOLD


def _text(value: object) -> str | None:
    return str(value) if value is not None and str(value) else None


def _order(group: Group) -> tuple[str, ...]:
    told = (group.detail(name) or "" for name in DETAILS)
    return (
        group.measure,
        group.survey.residence,
        group.survey.day.isoformat(),
        group.survey.name,
        group.answers,
        *told,
    )
