"""Text that a person typed is a value and never a part of a statement: it finds what is called so, and nothing else."""

from typing import Any

import pytest

from data.queries.filters import shape_of, values_of
from data.queries.question import Question
from data.queries.statements import DUCKDB, POSTGRES, Dialect, statement
from data.schema import RECORD_SCHEMA
from tests.data.queries.invented import TODAY, ask, record, total

HOSTILE = {
    "or 1=1": "' or 1=1 --",
    "drop": "'; drop table records; --",
    "unicode quotes": "\u2019 or \u2018a\u2019=\u2018a",
    "full-width quote": "\uff07 or 1=1",
    "per cent": "%",
    "underscore": "_",
    "NUL": "iom\x00dtm",
    "a value's name": "$measure",
    "another's name": "@@as_of@@",
    "PostgreSQL's name": "%(as_of)s",
    "quoted name": "'@@as_of@@'",
    "backslash": "\\' or 1=1 --",
    "comment": "/*",
    "double quote": '" or ""="',
    "new line": "x\n or 1=1",
    "empty": "",
}
TEXT_FILTERS = {
    "source": "source",
    "operation": "operation",
    "event": "event_id",
    "hazard": "hazard",
    "countries": "country_iso3",
    "origins": "origin_iso3",
}


def asked_with(name: str, text: str) -> dict[str, Any]:
    """Return the filter with this text."""
    return {name: (text,) if name in ("countries", "origins") else text}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", TEXT_FILTERS)
def test_hostile_text_finds_nothing_but_its_namesake(name: str, text: str) -> None:
    harmless = record(100, operation="Monitoring", event_id="storm", hazard="storm", origin_iso3="HTI")
    namesake = record(7) | {TEXT_FILTERS[name]: text}
    assert total(ask([harmless], **asked_with(name, text))) is None
    found = total(ask([harmless, namesake], **asked_with(name, text)))
    assert found == 7


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", TEXT_FILTERS)
def test_hostile_text_never_changes_the_statement(name: str, text: str) -> None:
    plain, hostile = (Question("idps", TODAY, **asked_with(name, value)) for value in ("plain", text))
    assert shape_of(hostile) == shape_of(plain)
    assert text in values_of(hostile).values()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_unit_that_no_place_is_called_finds_nothing(text: str) -> None:
    assert total(ask([record(100, admin1_code="HT-OU")], units=(text,))) is None


@pytest.mark.parametrize("dialect", [DUCKDB, POSTGRES], ids=lambda dialect: dialect.name)
@pytest.mark.parametrize(
    ("builder", "measure"),
    [("latest_counts", "idps"), ("all_counts", "idps"), ("movements", "returned"), ("spread_movements", "returned")],
    ids=lambda value: str(value),
)
def test_every_value_of_a_statement_has_a_marked_place(builder: str, measure: str, dialect: Dialect) -> None:
    question = Question(
        measure, TODAY, countries=("HTI", "JAM"), origins=("VEN",), source="a", operation="b", event="c",
        hazard="d", date_from=TODAY,
    )  # fmt: skip
    compiled = statement(builder, shape_of(question), dialect)
    assert set(compiled.values) == set(values_of(question))
    assert all(dialect.marker.format(name=name) in compiled.sql for name in compiled.values)
    assert "@@" not in compiled.sql


def test_hostile_text_in_a_record_is_only_text() -> None:
    texts = [name for name, kind in RECORD_SCHEMA.items() if str(kind) == "String" and name not in ("measure", "unit")]
    row = dict.fromkeys(texts, "'; drop table records; --") | {"quantifier": "exact", "country_iso3": "HTI"}
    assert total(ask([record(5) | row | {"role": None, "sector": None}], countries=("HTI",))) == 5
