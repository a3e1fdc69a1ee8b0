"""One number in an address: what it answers, so that a link opens its rows and nobody has to choose again.

Measure, day, event and place are those that every page shares. What a number is narrowed to beyond them (a period, a
source, an origin, a line such as women) stands in one parameter under the measure's name; under another measure it is
left aside.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from urllib.parse import parse_qs, urlencode

from dashboard.periods import Ask, question_for
from dashboard.place_labels import states
from dashboard.selection import DEFAULT_MEASURE, Selection
from data.errors import RequestRefused
from data.events import BY_ID
from data.queries.answer import Asked
from data.queries.question import By, FlowDating, Question
from data.queries.record_rows import line_texts

FROM_FIRST = "first"
"""Stands for the first day of a period that has none."""

Word = TypeVar("Word", By, FlowDating)
_TEXTS = ("source", "operation", "hazard")
_PLACE_LINES = {(By.COUNTRY,), (By.ADMIN1,)}


@dataclass(frozen=True)
class Wanted:
    """A number as an address names it: a question, and the values of one line of its answer; none for the total."""

    question: Question
    line: tuple[str, ...] = ()


def rows_address(asked: Asked, here: Mapping[str, str], *, day: date) -> dict[str, str]:
    """Return the address at which the rows of a number are listed.

    Args:
        asked: what the number answers.
        here: the address of the page that shows it; day and language are kept.
        day: the day that the page shows.
    """
    question, line = asked.question, asked.line
    kept = {name: here[name] for name in ("day", "language") if here.get(name)}
    address = kept | {"measure": question.measure if question.measure != DEFAULT_MEASURE else ""}
    by, texts = question.by, line_texts(line)
    if line and by in _PLACE_LINES:
        address["place"] = "/".join(texts)
        by, texts = (), ()
    elif len(question.countries) == 1:
        address["place"] = "/".join((*question.countries, *(question.units if len(question.units) == 1 else ())))
    elif set(question.countries) != set(states()):
        address["country"] = ",".join(code for code in question.countries if code in states())
    if question.event in BY_ID:
        address["event"] = question.event or ""
    address["number"] = _code(question, by if texts else (), texts, day)
    return {name: value for name, value in address.items() if value}


def _code(question: Question, by: tuple[By, ...], texts: tuple[str, ...], day: date) -> str:
    values: list[tuple[str, str]] = [(name, getattr(question, name) or "") for name in _TEXTS]
    if question.as_of != day:
        values.append(("until", question.as_of.isoformat()))
    if not question.is_stock or any(one in (By.DAY, By.MONTH, By.YEAR) for one in by):
        values.append(("since", question.date_from.isoformat() if question.date_from else FROM_FIRST))
    if question.dating is not FlowDating.END:
        values.append(("dating", str(question.dating)))
    if question.event is not None and question.event not in BY_ID:
        values.append(("event", question.event))
    values += [("origin", code) for code in question.origins]
    values += [("unit", code) for code in question.units] if len(question.units) > 1 else []
    values += [("by", str(one)) for one in by] + [("line", text or " ") for text in texts]
    narrowed = [(name, value) for name, value in values if value]
    return urlencode([("of", question.measure), *narrowed]) if narrowed else ""


def wanted_at(selection: Selection, ask: Ask) -> Wanted:
    """Return the number whose rows an address asks for: the one it names, else that of the selection.

    Raises:
        RequestRefused: the parameter does not say what a number is.
    """
    told = parse_qs(selection.choice("number"))
    if told.get("of") != [selection.measure]:
        question = question_for(selection, ask, measure=selection.measure)
        return Wanted(replace(question, units=(selection.unit,) if selection.unit else ()))
    return _wanted(told, selection)


def _wanted(told: Mapping[str, list[str]], selection: Selection) -> Wanted:
    first = {name: values[0] for name, values in told.items()}
    since = first.get("since", FROM_FIRST)
    question = Question(
        selection.measure,
        _day("until", first["until"]) if "until" in first else selection.day,
        by=tuple(_one_of(By, "by", name) for name in told.get("by", ())),
        countries=selection.scope,
        origins=tuple(told.get("origin", ())),
        units=(selection.unit,) if selection.unit else tuple(told.get("unit", ())),
        date_from=None if since == FROM_FIRST else _day("since", since),
        event=selection.event or first.get("event"),
        dating=_one_of(FlowDating, "dating", first.get("dating", FlowDating.END)),
        source=first.get("source"),
        operation=first.get("operation"),
        hazard=first.get("hazard"),
    )
    return Wanted(question, tuple(text.strip() for text in told.get("line", ())))


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RequestRefused(f"address, number: {name} is '{text}', not a day such as 2025-06-30.") from None


def _one_of(words: type[Word], name: str, text: str) -> Word:
    try:
        return words(text)
    except ValueError:
        told = ", ".join(words)
        raise RequestRefused(f"address, number: {name} is '{text}'; it can be {told}.") from None
