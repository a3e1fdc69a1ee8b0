"""Invented answers for the tests of the screens: the smallest that show a case, and never a real figure."""

from collections.abc import Mapping
from datetime import date

from dashboard.periods import Ask
from data.queries.amounts import Amount
from data.queries.answer import Answer, LeftOut, Making, Number, Part, Reason, Row
from data.queries.question import By, Question

DAY = date(2024, 7, 10)
NOBODY = Number(None, Making(()))


def part(figure: float = 5, **known: object) -> Part:
    """Return one invented figure."""
    given: dict[str, object] = {
        "country_iso3": "JAM",
        "source": "invented",
        "source_name": "Invented Bureau",
        "date": DAY,
        "age_days": 0,
    }
    return Part(Amount(figure), **(given | known))  # type: ignore[arg-type]  # each test names its own parts


def number(figure: float | None, day: date = DAY, source: str = "Invented Bureau") -> Number:
    """Return a number that one invented source counted on a day."""
    if figure is None:
        return NOBODY
    return Number(Amount(figure), Making((part(figure, date=day, source_name=source),), (), 1, 1))


def left_out(reason: Reason, **known: object) -> LeftOut:
    """Return an invented figure that is not in a number."""
    return LeftOut(reason, part(**known))  # type: ignore[arg-type]  # as in `part`


def answering(rows: Mapping[str, Number] | Mapping[tuple[str, str], Number], total: Number = NOBODY) -> Ask:
    """Return what answers every question with the same rows, by the first place and time that is asked for."""

    def ask(question: Question) -> Answer:
        return Answer(question, tuple(Row(_columns(key, question), one) for key, one in rows.items()), total)

    return ask


def _columns(key: str | tuple[str, str], question: Question) -> dict[str, str]:
    names = {By.COUNTRY: "country_iso3", By.ADMIN1: "admin1_code", By.MONTH: "month", By.YEAR: "year"}
    values = (key,) if isinstance(key, str) else key
    return {names[by]: value for by, value in zip(question.by, values, strict=True)}
