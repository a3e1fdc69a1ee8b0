"""An answer as plain values: the JSON of the command line, and flat rows for tables and CSV."""

from typing import Any

from data.queries.amounts import Amount
from data.queries.answer import Answer, LeftOut, Making, Number, Part
from data.queries.reasons import sentence

SEVERAL = "several"
HIDDEN = "hidden"
"""Stands for the quantifier where somebody counted and the figure is hidden to protect people."""


def answer_document(answer: Answer) -> dict[str, Any]:
    """Return the answer as one JSON document; ``total`` is null where adding is refused, with the reason beside it."""
    question = answer.question
    total = answer.total.amount
    return {
        "measure": question.measure,
        "kind": str(question.measure_info.kind),
        "as_of": question.as_of.isoformat(),
        "date_from": question.date_from.isoformat() if question.date_from else None,
        "known_at": answer.known_at.isoformat() if answer.known_at else None,
        "dating": None if question.is_stock else str(question.dating),
        "rows": [flat_row(row.by, row.number) for row in answer.rows],
        "total": plain(total.figure) if total else None,
        "total_high": plain(total.high) if total and total.high is not None else None,
        "quantifier": _quantifier(answer.total),
        "units_counted": answer.total.making.units_counted,
        "units_known": answer.total.making.units_known,
        "not_added": [_not_added(item) for item in answer.total.making.left_out],
        "unplaced": plain(answer.unplaced.figure) if answer.unplaced else None,
    }


def making_document(answer: Answer) -> dict[str, Any]:
    """Return how the answer was made: every figure that was added, and every one that was not, with its reason."""
    return answer_document(answer) | {
        "definition": answer.question.measure_info.definition,
        "definition_source": answer.question.measure_info.definition_source,
        "rules": [str(rule) for rule in answer.rules],
        "parts": [_part(part) for part in answer.total.making.parts],
        "makings": [
            {**row.by, "parts": [_part(part) for part in row.number.making.parts]}
            for row in answer.rows
            if answer.question.by
        ],
    }


def flat_row(by: dict[str, Any], number: Number) -> dict[str, Any]:
    """Return one line: what it is split by, the figure, and who counted it when."""
    amount, making = number.amount, number.making
    row = {
        "figure": plain(amount.figure) if amount else None,
        "figure_high": plain(amount.high) if amount and amount.high is not None else None,
        "quantifier": _quantifier(number),
        "is_approximate": amount.is_approximate if amount else None,
        "source": _one({part.source for part in making.parts}),
        "source_name": _one({part.source_name for part in making.parts if part.source_name}),
        "operation": _one({part.operation for part in making.parts if part.operation}),
        "round": _one({part.reporting_round for part in making.parts if part.reporting_round is not None}),
        "date": making.newest.isoformat() if making.newest else None,
        "oldest_date": making.oldest.isoformat() if making.oldest else None,
        "age_days": max((part.age_days for part in making.parts), default=None),
    }
    return by | {name: value for name, value in row.items() if name not in by}


def _quantifier(number: Number) -> str | None:
    if number.is_hidden:
        return HIDDEN
    return str(number.amount.quantifier) if number.amount else None


def plain(figure: float | None) -> int | float | None:
    """Return a whole number as an integer, for that is what was counted; a fraction stays as it is."""
    if figure is None:
        return None
    return int(figure) if float(figure).is_integer() else figure


def _one(values: set[Any]) -> Any:
    if not values:
        return None
    return next(iter(values)) if len(values) == 1 else SEVERAL


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "figure": plain(amount.figure),
        "figure_high": plain(amount.high),
        "quantifier": str(amount.quantifier),
        "is_approximate": amount.is_approximate,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        **_amount(part.amount),
        "country_iso3": part.country_iso3,
        "admin1_code": part.admin1_code,
        "admin2_code": part.admin2_code,
        "place_name": part.place_name,
        "source": part.source,
        "source_name": part.source_name,
        "source_url": part.source_url,
        "operation": part.operation,
        "round": part.reporting_round,
        "assessment_type": part.assessment_type,
        "event_id": part.event_id,
        "date": part.date.isoformat(),
        "age_days": part.age_days,
        "records": part.rows,
    }


def _not_added(item: LeftOut) -> dict[str, Any]:
    words = {"reason": str(item.reason), "words": sentence(item)}
    if item.detail:
        words["detail"] = str(item.detail)
    return words | (_part(item.part) if item.part else {})


def making_lines(making: Making) -> list[str]:
    """Return the making as lines of text, for a terminal."""
    lines = []
    for part in making.parts:
        place = part.admin2_code or part.admin1_code or part.place_name or part.country_iso3
        round_words = f", round {part.reporting_round}" if part.reporting_round is not None else ""
        operation = f", {part.operation}" if part.operation else ""
        publisher = part.source_name or part.source
        amount = part.amount
        high = f" to {plain(amount.high)}" if amount.high is not None else ""
        lines.append(
            f"+ {plain(amount.figure)}{high} ({amount.quantifier}) {place}: {publisher}{operation}{round_words}, "
            f"{part.date.isoformat()}, {part.age_days} days old"
        )
    return lines + [f"- {_left_out_line(item)}" for item in making.left_out]


def _left_out_line(item: LeftOut) -> str:
    if item.part is None:
        return sentence(item)
    place = item.part.admin2_code or item.part.admin1_code or item.part.place_name or item.part.country_iso3
    return f"{plain(item.part.amount.figure)} {place}: {sentence(item)}"
