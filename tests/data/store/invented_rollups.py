"""Invented records of all kinds, the questions about them, and the engines with and without roll-ups."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from data.queries.counting import count
from data.queries.filters import Shape
from data.queries.policy import OperationRule, Policy
from data.queries.question import By, FlowDating, Question
from data.store.embedded import EmbeddedStore
from data.store.engine import DuckDBEngine, engine_over_files
from data.store.interface import BATCH_SCHEMA, ImportEntry, Store
from tests.data.queries.invented import PLACES
from tests.data.store.invented import batch_of, hour

POLICY = Policy(PLACES, (OperationRule("HTI", "North", True), OperationRule("HTI", "South", True)))
FIRST = date(2023, 12, 1)
UNITS = {"HTI": ("HT-OU", "HT-AR"), "BHS": ("BS-CO", "BHS-G01"), "VGB": ("VGB-X00",)}
STOCKS: tuple[dict[str, Any], ...] = (
    {},
    {"by": (By.ADMIN1,)},
    {"by": (By.ADMIN2,), "countries": ("HTI",)},
    {"by": (By.SOURCE,), "countries": ("HTI",)},
    {"by": (By.COUNTRY, By.MONTH)},
    {"by": (By.ADMIN1, By.YEAR, By.SEX)},
    {"by": (By.SEX, By.AGE)},
    {"by": (By.ADMIN1, By.SECTOR), "countries": ("HTI",)},
    {"by": (By.ORIGIN,)},
    {"by": (By.DAY, By.SEVERITY)},
    {"event": "storm"},
    {"hazard": "flood", "by": (By.MONTH,)},
    {"origins": ("VEN",), "by": (By.EVENT,)},
    {"operation": "North", "source": "iom_dtm"},
    {"operation": ""},
    {"units": ("HT-OU",), "countries": ("HTI",)},
)
FLOWS: tuple[dict[str, Any], ...] = (
    {},
    {"by": (By.ADMIN1,)},
    {"by": (By.COUNTRY, By.MONTH)},
    {"by": (By.HAZARD, By.YEAR)},
    {"by": (By.SOURCE,), "countries": ("HTI",)},
    {"by": (By.ORIGIN,), "dating": FlowDating.START},
    {"by": (By.ADMIN2, By.MONTH), "dating": FlowDating.START, "countries": ("HTI",)},
    {"by": (By.MONTH,), "dating": FlowDating.SPREAD},
    {"by": (By.SEX,), "dating": FlowDating.SPREAD, "event": "storm"},
    {"event": "storm", "source": "cited"},
    {"by": (By.ORIGIN, By.ORIGIN_ADMIN1)},
    {"operation": "North", "by": (By.EVENT,)},
)


def record(number: int, values: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose source, operation and place are those of its number: only what is said of it changes."""
    draw = [number % len(names) for names in (SOURCES, OPERATIONS, MEASURES)]
    country, unit, commune = values.pop("place")
    given_values = {
        "record_id": f"r{number}",
        "source": SOURCES[draw[0]],
        "operation": OPERATIONS[draw[1]],
        "measure": MEASURES[draw[2]],
        "country_iso3": country,
        "admin1_code": unit,
        "admin2_code": f"{unit}-{commune}" if unit and commune else None,
        "is_retracted": False,
        "date_precision": "day",
        "source_row": number + 2,
    }
    return given_values | values | {"content": repr(sorted(values.items(), key=str))}


SOURCES = ("iom_dtm", "cited", "idmc_idu")
OPERATIONS = (None, "North", "South", None, None)
MEASURES = ("idps", "new_displacements", "people_in_need", "returned")


def counts(figures: dict[str, int | None], **values: Any) -> list[dict[str, Any]]:
    """Return counts of displaced people in one unit by the same source, one for each day."""
    return [
        record(
            number * 60,
            {"place": ("HTI", "HT-OU", None), "figure": figure, "start_date": date.fromisoformat(day)} | values,
        )
        for number, (day, figure) in enumerate(figures.items())
    ]


def varied(numbers: range, *, edition: int = 0) -> list[dict[str, Any]]:
    """Return records that differ in all that a question may ask for; another edition says other things of them."""
    units = [(country, unit, None) for country, names in UNITS.items() for unit in (None, *names)]
    return [
        record(
            number,
            {
                "place": units[(number // 3 + edition) % len(units)],
                "figure": number * 7 + edition,
                "start_date": FIRST + timedelta(days=number * 5 % 75),
                "end_date": FIRST + timedelta(days=number * 5 % 75 + number % 40),
                "event_id": (None, "storm", "flood")[number % 3],
                "hazard": (None, "flood")[number // 2 % 2],
                "sex": (None, None, "female")[(number + edition) % 3],
                "origin_iso3": (None, "VEN")[number // 5 % 2],
                "origin_admin1_code": (None, "VE-A")[number // 10 % 2],
                "severity": (None, "phase 3")[number // 8 % 2],
                "unit": ("person", "household")[number // 7 % 2],
                "household_size": 4.2,
                "sector": (None, "Health", "Shelter")[number // 4 % 3],
            },
        )
        for number in numbers
    ]


def asked(as_of: date, length: int | None) -> Iterator[Question]:
    """Yield a question of every kind about a day, or about the period that ends on it."""
    first = None if length is None else as_of - timedelta(days=length)
    for kind in STOCKS:
        yield Question("idps", as_of, date_from=first, **kind)
        yield Question("people_in_need", as_of, date_from=first, **kind)
    for kind in FLOWS:
        yield Question("new_displacements", as_of, date_from=first, **kind)
        yield Question("returned", as_of, date_from=first, **kind)


def disagreements(store: EmbeddedStore, as_of: date, length: int | None) -> list[Question]:
    """Return the questions that the roll-ups of a store answer in another way than its records."""
    plain, rolled_up = engines(store)
    found = [one for one in asked(as_of, length) if count(rolled_up, one, POLICY) != count(plain, one, POLICY)]
    assert rows(rolled_up, "coverage") == rows(plain, "coverage")
    return found


def put(store: Store, rows: list[dict[str, Any]], *, at: int) -> ImportEntry:
    """Import a file of these records, some hours after the start."""
    schema = {name: kind for name, kind in BATCH_SCHEMA.items() if name != "revision"}
    table = pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
    drafts = table.with_columns(pl.lit(None, BATCH_SCHEMA["revision"]).alias("revision"))
    return store.publish(batch_of(store, drafts, name=f"invented {at}.csv"), by="Ana", now=hour(at))


def rows(engine: DuckDBEngine, builder: str, **values: str) -> list[Sequence[Any]]:
    """Return the rows of a question, in an order of their own."""
    return sorted(zip(*engine.columns(builder, Shape(), values).values(), strict=True), key=str)


def engines(store: EmbeddedStore) -> tuple[DuckDBEngine, DuckDBEngine]:
    """Return the engine that has only the records, and the one with the roll-ups, which must be there."""
    snapshot = store.snapshot()
    assert bool(snapshot.rollups) == bool(snapshot.record_files)
    return engine_over_files(replace(snapshot, rollups={})), engine_over_files(snapshot)
