"""Women, men, children: a number by sex and age, with the share of it that is broken down at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.queries.age_bands import in_order, rows_overlap
from data.queries.amounts import sum_of
from data.queries.answer import Ask, LeftOut, Number, Part, Reason, Row, Share
from data.queries.question import By, Question

_SEXES = ("female", "male", "other", "unknown")


@dataclass(frozen=True)
class Cell:
    """People of one sex and age band; ``None`` means all, "unknown" that the source does not know it of them."""

    sex: str | None
    age_band: str | None
    number: Number


@dataclass(frozen=True)
class Split:
    """A number split one way: its cells in order, and how much of the whole they hold.

    ``broken_down`` takes only figures of the same country, source and day as the whole, and nobody of unknown sex or
    age. Its part has no amount where age bands overlap, or where the parts exceed the whole as published.
    """

    cells: tuple[Cell, ...]
    broken_down: Share


@dataclass(frozen=True)
class Breakdown:
    """A number, by sex, by age, and by both together."""

    question: Question
    whole: Number
    by_sex: Split
    by_age: Split
    by_sex_and_age: Split


def breakdown(ask: Ask, question: Question) -> Breakdown:
    """Return a number by sex and age.

    Args:
        ask: answers a question.
        question: measure, day or period, places; its splits are decided here.
    """
    whole = ask(replace(question, by=())).total
    sexes, ages = (_split(ask(replace(question, by=(by,))).rows, whole) for by in (By.SEX, By.AGE))
    # What is told by neither is not told by both: most figures are asked twice instead of three times.
    is_told = bool(sexes.cells or ages.cells)
    both = _split(ask(replace(question, by=(By.SEX, By.AGE))).rows if is_told else (), whole)
    return Breakdown(question, whole, sexes, ages, both)


def _split(rows: Sequence[Row], whole: Number) -> Split:
    cells = {(row.by.get("sex"), row.by.get("age_band")): row.number for row in rows}
    bands = in_order({band for _, band in cells if band is not None})
    ordered = sorted(cells, key=lambda cell: (_place(_SEXES, cell[0]), _place(bands, cell[1])))
    return Split(tuple(Cell(*cell, cells[cell]) for cell in ordered), _share(rows, whole))


def _place(order: Sequence[str], word: str | None) -> int:
    return order.index(word) if word in order else len(order)


def _share(rows: Sequence[Row], whole: Number) -> Share:
    """Return what of the whole is in cells of known sex and age."""
    known = [row for row in rows if "unknown" not in (row.by.get("sex"), row.by.get("age_band"))]
    days = {_count_of(part) for part in whole.making.parts}
    parts = [part for row in known for part in row.number.making.parts]
    same = tuple(part for part in parts if _count_of(part) in days)
    left_out = tuple(LeftOut(Reason.OTHER_DATE_THAN_COUNTRY, part) for part in parts if _count_of(part) not in days)
    making = replace(whole.making, parts=same, left_out=left_out)
    amount = sum_of(part.amount for part in same)
    reason = _why_not(known, amount.figure if amount else None, whole)
    if reason is not None:
        return Share(Number(None, replace(making, left_out=(LeftOut(reason), *left_out))), whole)
    return Share(Number(amount, making), whole)


def _why_not(rows: Sequence[Row], figure: float | None, whole: Number) -> Reason | None:
    if rows_overlap(rows):
        return Reason.AGE_BANDS_OVERLAP
    if figure is None:
        return Reason.NOT_BROKEN_DOWN
    is_more = whole.amount is not None and figure > whole.amount.figure
    return Reason.PARTS_EXCEED_TOTAL if is_more else None


def _count_of(part: Part) -> tuple[object, ...]:
    return (part.country_iso3, part.source, part.source_name, part.date)
