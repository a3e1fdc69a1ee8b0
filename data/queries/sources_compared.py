"""Why sources differ: what each says of one country, measure and day, and which rule put one of them first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from data.errors import RequestRefused
from data.queries.answer import LeftOut, Number, Part, Reason
from data.queries.counting import answers_by_publisher, count
from data.queries.filters import shape_of, values_of
from data.queries.policy import Policy
from data.queries.question import Question
from data.schema import Measure
from data.sources import SOURCES
from data.store.engine import Engine


class Standing(StrEnum):
    """Where a source stands: it counts, or which rule put another before it."""

    COUNTS = "counts"
    COUNTS_IN_PART = "counts_in_part"
    NAMED_FIRST = "named_first"
    RANK = "rank"
    NEWER = "newer"
    WHOLE_BEFORE_PART = "whole_before_part"
    FIRST_OF_EQUALS = "first_of_equals"
    PAST_ITS_LIFE = "past_its_life"
    TRIANGULATION = "triangulation"
    NO_PEOPLE = "no_people"


STANDING_WORDS: dict[Standing, str] = {
    Standing.COUNTS: "this source counts",
    Standing.COUNTS_IN_PART: "this source counts for part of the period; another counts for the rest",
    Standing.NAMED_FIRST: "another source is named first for this measure",
    Standing.RANK: "another source stands nearer to the registration of the people",
    Standing.NEWER: "another source of the same rank is newer",
    Standing.WHOLE_BEFORE_PART: "this source counted few of the units, another the whole country",
    Standing.FIRST_OF_EQUALS: "another source of the same rank and day comes first",
    Standing.PAST_ITS_LIFE: "too old to stand in a total",
    Standing.TRIANGULATION: "a triangulation figure: shown, never added",
    Standing.NO_PEOPLE: "counted in households without a household size; not a number of people",
}


@dataclass(frozen=True)
class Wording:
    """A word and unit by which a source counted the measure, how many records, and over which days."""

    term: str | None
    unit: str
    records: int
    first: date
    last: date


@dataclass(frozen=True)
class SourceView:
    """What one source says.

    Attributes:
        source: short name; ``source_name`` is the publisher where the source has many.
        source_name: the publisher.
        title: name of the source for people, ``None`` where it is none of those that we know.
        publisher: the body that answers for it.
        number: its own figure by the same rules as if it were alone, with coverage and what was left out in its making;
            no amount where nothing of it holds on the day.
        last_counted: the latest day of any figure of it up to the day.
        operations: the operations in its figure.
        wordings: by which words it counts.
        rank: its place in the order of precedence under the policy: the lowest counts.
        standing: whether it counts, else the rule that put another first.
    """

    source: str
    source_name: str | None
    title: str | None
    publisher: str | None
    number: Number
    last_counted: date
    operations: tuple[str, ...]
    wordings: tuple[Wording, ...]
    rank: tuple[int, int]
    standing: Standing


@dataclass(frozen=True)
class SourcesCompared:
    """All sources side by side, the one that counts first; ``measure`` holds the definition that they share."""

    question: Question
    measure: Measure
    chosen: Number
    sources: tuple[SourceView, ...]


Publisher = tuple[str, str | None]


def compare_sources(engine: Engine, question: Question, policy: Policy) -> SourcesCompared:
    """Return every source's figure for one country and why one of them counts.

    Args:
        engine: engine over one snapshot of a store.
        question: measure, day or period, and one country; splits are left out.
        policy: operations and precedence.

    Raises:
        RequestRefused: not exactly one country is named, or one source alone, or the measure is a protected one.
    """
    question.refuse_protected("source by source")
    if len(question.countries) != 1 or question.source is not None:
        raise RequestRefused("sources are compared for one country at a time, and all of them.")
    asked = replace(question, by=())
    chosen = count(engine, asked, policy).total
    words = _wordings(engine, asked)
    alone = answers_by_publisher(engine, asked, policy)
    views = [_view(one, asked, policy, chosen, (answer.total, words[one])) for one, answer in alone.items()]
    return SourcesCompared(asked, asked.measure_info, chosen, tuple(sorted(views, key=_order)))


def _publisher(part: Part) -> Publisher:
    return (part.source, part.source_name)


def _wordings(engine: Engine, question: Question) -> dict[Publisher, tuple[Wording, ...]]:
    columns = engine.columns("words_of_sources", shape_of(question), values_of(question))
    found: dict[Publisher, list[Wording]] = defaultdict(list)
    for row in (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)):
        last = row["last_start" if question.is_stock else "last"]
        wording = Wording(row["term"] or None, row["unit"], row["records"], row["first"], last)
        found[row["source"], row["source_name"] or None].append(wording)
    key = sorted(found, key=lambda publisher: (publisher[0], publisher[1] or ""))
    return {one: tuple(sorted(found[one], key=lambda word: (-word.records, word.term or "", word.unit))) for one in key}


def _view(
    publisher: Publisher,
    question: Question,
    policy: Policy,
    chosen: Number,
    told: tuple[Number, tuple[Wording, ...]],
) -> SourceView:
    source, source_name = publisher
    own, words = told
    known = SOURCES.get(source)
    country = question.countries[0]
    return SourceView(
        source=source,
        source_name=source_name,
        title=known.title if known else None,
        publisher=source_name or (known.publisher if known else None),
        number=own,
        last_counted=max(min(word.last, question.as_of) for word in words),
        operations=tuple(sorted({part.operation for part in own.making.parts if part.operation})),
        wordings=words,
        rank=policy.rank(question.measure, country, source, source_name),
        standing=_standing(publisher, question, policy, chosen, own),
    )


def _standing(publisher: Publisher, question: Question, policy: Policy, chosen: Number, own: Number) -> Standing:
    counting = [part for part in chosen.making.parts if _publisher(part) == publisher]
    if counting:
        others = [item for item in chosen.making.left_out if item.part and _publisher(item.part) == publisher]
        in_part = any(item.reason is Reason.OTHER_SOURCE for item in others)
        return Standing.COUNTS_IN_PART if in_part else Standing.COUNTS
    if own.amount is None:
        return _why_nothing_holds(own.making.left_out)
    if not chosen.making.parts:
        return Standing.FIRST_OF_EQUALS
    return _why_not_first(publisher, question, policy, chosen, own)


def _why_nothing_holds(others: Iterable[LeftOut]) -> Standing:
    reasons = {item.reason for item in others}
    if reasons & {Reason.TRIANGULATION, Reason.ONLY_TRIANGULATION}:
        return Standing.TRIANGULATION
    return Standing.NO_PEOPLE if Reason.ONLY_HOUSEHOLDS in reasons else Standing.PAST_ITS_LIFE


def _why_not_first(publisher: Publisher, question: Question, policy: Policy, chosen: Number, own: Number) -> Standing:
    first = chosen.making.parts[0]
    country = question.countries[0]
    rank = policy.rank(question.measure, country, *publisher)
    best = policy.rank(question.measure, country, *_publisher(first))
    if _is_partial(own) and not _is_partial(chosen):
        return Standing.WHOLE_BEFORE_PART
    if best < rank:
        return Standing.NAMED_FIRST if best[0] == 0 else Standing.RANK
    newest, other = chosen.making.newest, own.making.newest
    is_newer = newest is not None and other is not None and newest > other
    return Standing.NEWER if is_newer else Standing.FIRST_OF_EQUALS


def _is_partial(number: Number) -> bool:
    """Return whether fewer than half of the units were counted, and neither the whole nor in rounds."""
    making = number.making
    has_whole = any(
        part.reporting_round is not None or not (part.admin1_code or part.place_name) for part in making.parts
    )
    return not has_whole and 2 * making.units_counted < making.units_known


def _order(view: SourceView) -> tuple[object, ...]:
    counts = view.standing in (Standing.COUNTS, Standing.COUNTS_IN_PART)
    return (
        not counts,
        view.number.amount is None,
        view.rank,
        -view.last_counted.toordinal(),
        view.source,
        view.source_name or "",
    )
