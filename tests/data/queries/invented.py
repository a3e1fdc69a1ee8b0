"""Invented records and an invented region, as small as a rule needs; none of these figures was ever reported.

The countries carry real codes so that real policies can be tried on them, but far fewer units than they have.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from data.queries.amounts import Amount
from data.queries.answer import Answer, Ask, Making, Number, Reason
from data.queries.counting import count
from data.queries.policy import KnownPlaces, Policy
from data.queries.question import Question
from data.schema import RECORD_SCHEMA, Quantifier
from data.store.engine import DuckDBEngine, engine_over_frame

PLACES = KnownPlaces(
    units={"HTI": 2, "JAM": 2, "VCT": 2, "BHS": 3, "VGB": 2},
    groups={"BHS-G01": frozenset({"BS-CO", "BS-NO"})},
    whole_territories=frozenset({"VGB-X00"}),
    countries=("HTI", "JAM", "VCT", "BHS", "VGB"),
)
POLICY = Policy(PLACES)
TODAY = date(2025, 6, 30)
"""The day on which the tests ask, unless they say otherwise."""

Row = Mapping[str, Any]


def day(text: str) -> date:
    """Return the day that an ISO text means."""
    return date.fromisoformat(text)


def record(figure: int | None, start: str = "2025-06-01", **values: Any) -> dict[str, Any]:
    """Return one record: displaced people in Haiti as counted by IOM's matrix, unless other values are given."""
    given: dict[str, Any] = {
        "source": "iom_dtm",
        "measure": "idps",
        "country_iso3": "HTI",
        "figure": figure,
        "quantifier": "exact",
        "unit": "person",
        "role": "recommended",
        "start_date": day(start),
        "date_precision": "day",
    }
    if "end" in values:
        given["end_date"] = day(values.pop("end"))
    return given | values


def frame(rows: Iterable[Row]) -> pl.DataFrame:
    """Return records as the table that an engine reads."""
    listed = list(rows)
    names = dict.fromkeys(name for row in listed for name in row)
    schema = {name: RECORD_SCHEMA[name] for name in names}
    return pl.DataFrame([{name: row.get(name) for name in names} for row in listed], schema=schema)


def engine(rows: Iterable[Row]) -> DuckDBEngine:
    """Return an engine over these records."""
    return engine_over_frame(frame(rows))


def ask(rows: Iterable[Row], *, policy: Policy = POLICY, **asked: Any) -> Answer:
    """Return the answer to a question about these records: displaced people today, unless other things are asked."""
    values: dict[str, Any] = {"measure": "idps", "as_of": TODAY} | asked
    question = Question(**values)
    return count(engine(rows), question, policy)


def asking(rows: Iterable[Row], *, policy: Policy = POLICY) -> Ask:
    """Return what answers questions about these records."""
    opened = engine(rows)
    return lambda question: count(opened, question, policy)


def exact(figure: float) -> Amount:
    """Return the amount that was counted exactly."""
    return Amount(figure, Quantifier.EXACT)


def total(answer: Answer) -> float | None:
    """Return the figure of the total, or ``None`` where there is none."""
    return answer.total.amount.figure if answer.total.amount else None


def figure(number: Number) -> float | None:
    """Return the figure of a number, or ``None`` where it has none."""
    return number.amount.figure if number.amount else None


def table(answer: Answer) -> dict[tuple[Any, ...], float | None]:
    """Return the figure of each row by the values that it is split by."""
    return {tuple(row.by.values()): row.number.amount.figure if row.number.amount else None for row in answer.rows}


def beside(making: Making) -> set[tuple[Reason, float | None]]:
    """Return what is not in a number: the reason and the figure."""
    return {(item.reason, item.part.amount.figure if item.part else None) for item in making.left_out}
