"""The filters of a question: their shape decides the SQL, their values are bound to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.queries.question import COLUMN_OF, Question


@dataclass(frozen=True)
class Shape:
    """What the compiled SQL depends on; two questions of one shape share one statement.

    Attributes:
        filters: names of the single-valued filters that are set.
        lists: for each list filter its length.
        details: record columns by which rows are kept apart beside their place.
        placed_by: which end of a movement is its place.
        dating: how a movement that spans days is dated.
        latest: how "the latest of each series" is said, which is where engines differ (``join`` or ``window``).
    """

    filters: tuple[str, ...] = ()
    lists: tuple[tuple[str, int], ...] = ()
    details: tuple[str, ...] = ()
    placed_by: str = "place"
    dating: str = "end"
    latest: str = "join"


DESTINATION = 4
"""Level of a movement told at its destination: the last to count, for it stands for another one told at its origin."""

SINGLE_FILTERS: dict[str, str] = {
    "source": "source",
    "operation": "operation",
    "event": "event_id",
    "hazard": "hazard",
}
LIST_FILTERS: dict[str, str] = {"countries": "country_iso3", "origins": "origin_iso3"}


def shape_of(question: Question) -> Shape:
    """Return the shape of a question's filters and splits."""
    filters = tuple(name for name in SINGLE_FILTERS if getattr(question, name) is not None)
    lists = tuple((name, len(getattr(question, name))) for name in LIST_FILTERS if getattr(question, name))
    details = tuple(COLUMN_OF[by] for by in question.details)
    if _has_first_day(question):
        filters = (*filters, "date_from")
    return Shape(filters, lists, details, question.measure_info.placed_by, question.dating)


def values_of(question: Question) -> dict[str, Any]:
    """Return the values to bind, by parameter name; days as ISO text, which every engine casts alike."""
    values: dict[str, Any] = {"measure": question.measure, "as_of": _text(question.as_of)}
    for name in SINGLE_FILTERS:
        if getattr(question, name) is not None:
            values[name] = getattr(question, name)
    for name in LIST_FILTERS:
        for position, value in enumerate(getattr(question, name)):
            values[f"{name}_{position}"] = value
    if question.date_from is not None and _has_first_day(question):
        values["date_from"] = _text(question.date_from)
    return values


def _has_first_day(question: Question) -> bool:
    """A period has a first day for movements; people counted before it are still there on its last."""
    return question.date_from is not None and not question.is_stock


def _text(day: date) -> str:
    return day.isoformat()
