"""One record has one id. All rows here are invented."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.identity import find_exact_duplicates, identify
from data.schema import RECORD_SCHEMA

FIRST = {
    "source": "iom_dtm",
    "measure": "idps",
    "figure": 10,
    "unit": "person",
    "country_iso3": "HTI",
    "provider_place_name": "Grand'Anse",
    "start_date": date(2024, 1, 31),
    "reporting_round": 6,
    "source_row": 2,
}


def table(*rows: Mapping[str, object]) -> pl.DataFrame:
    schema = {**RECORD_SCHEMA, "distinct_id": pl.String()}
    return pl.DataFrame([{**FIRST, **row} for row in rows], schema=schema)


def ids(*rows: Mapping[str, object]) -> list[str]:
    return identify(table(*rows))["record_id"].to_list()


def test_id_is_the_same_on_every_machine_and_in_every_version() -> None:
    key = [
        "source=iom_dtm", "measure=idps", "unit=person", "country_iso3=HTI", "place_key=grand anse",
        "start_date=2024-01-31", "reporting_round=6",
    ]  # fmt: skip
    found = identify(table({})).select("record_id", "content").row(0)
    assert found == (sha256("\x1f".join(key).encode()).hexdigest()[:32], sha256(b"figure=10").hexdigest()[:16])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"figure": 11}, id="figure"),
        pytest.param({"source_row": 9}, id="row of the file"),
        pytest.param({"source_url": "https://example.org"}, id="address"),
        pytest.param({"admin1_code": "HT-GA", "place_match": "confirmed"}, id="place confirmed later"),
        pytest.param({"provider_place_name": "GRAND ANSE "}, id="spelling of the place"),
        pytest.param({"end_date": date(2024, 1, 31)}, id="the same day twice"),
        pytest.param({"source_name": "IOM"}, id="name of a source with one publisher"),
    ],
)
def test_change_that_leaves_the_record_the_same(change: dict[str, object]) -> None:
    assert ids(change) == ids({})


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"reporting_round": 7}, id="round"),
        pytest.param({"sex": "female"}, id="sex"),
        pytest.param({"provider_place_name": "Nippes"}, id="place"),
        pytest.param({"origin_iso3": "HTI"}, id="origin"),
        pytest.param({"end_date": date(2024, 2, 1)}, id="end"),
        pytest.param({"source": "idmc_idu"}, id="source"),
    ],
)
def test_change_that_makes_another_record(change: dict[str, object]) -> None:
    assert ids(change) != ids({})


def test_publishers_of_cited_figures_are_told_apart() -> None:
    nemo, press, again = ids(
        {"source": "cited", "source_name": "NEMO", "sex": "male"},
        {"source": "cited", "source_name": "The Gleaner", "sex": "male"},
        {"source": "cited", "source_name": "nemo ", "sex": "female"},
    )
    assert nemo != press
    assert again == ids({"source": "cited", "source_name": "NEMO", "sex": "female"})[0]


def test_value_in_one_column_is_not_taken_for_the_same_value_in_another() -> None:
    assert ids({"term": "evacuated"}) != ids({"reason": "evacuated"})


def test_rows_alike_but_for_the_figure_get_an_ordinal_whatever_their_order() -> None:
    small, large = {"figure": 5}, {"figure": 50}
    forward, backward = ids(small, large), ids(large, small)
    assert forward == backward[::-1]
    assert forward[0] == ids({})[0]
    assert len(set(forward)) == 2


@pytest.mark.parametrize(
    "change", [{"figure": 11}, {"quantifier": "more_than"}, {"latitude": 18.5}, {"admin1_code": "HT-GA"}], ids=str
)
def test_correction_changes_the_content(change: dict[str, object]) -> None:
    assert identify(table(change))["content"].item() != identify(table({}))["content"].item()


def test_address_licence_and_row_are_no_correction() -> None:
    changed = table({"source_url": "x", "licence": "y", "source_row": 5, "is_retracted": False})
    assert identify(changed)["content"].item() == identify(table({}))["content"].item()


def test_record_that_says_nothing_has_an_id_too() -> None:
    nothing = pl.DataFrame({"source_row": [2], "measure": ["idps"]})
    assert identify(nothing)["content"].item() == sha256(b"").hexdigest()[:16]


def test_repeated_row_is_found_with_the_row_that_it_repeats() -> None:
    rows = table({"source_row": 4}, {"source_row": 2}, {"source_row": 3, "figure": 11})
    assert find_exact_duplicates(rows).rows() == [(4, 2)]


def test_rows_with_ids_of_their_own_are_no_duplicates() -> None:
    rows = table({"source_row": 2, "distinct_id": "a"}, {"source_row": 3, "distinct_id": "b"})
    assert find_exact_duplicates(rows).is_empty()
    assert identify(rows)["record_id"].n_unique() == 2


def test_no_rows_have_no_ids() -> None:
    assert identify(table()).select("record_id", "content").rows() == []


@settings(max_examples=25, deadline=None)
@given(st.permutations([0, 0, 1, 1, 2, 3]))
def test_order_of_rows_does_not_change_ids(figures: list[int]) -> None:
    ordered = identify(table(*({"figure": figure} for figure in sorted(figures))))
    mixed = identify(table(*({"figure": figure} for figure in figures)))
    pairs = [frame.select("figure", "record_id").sort(pl.all()).rows() for frame in (ordered, mixed)]
    assert pairs[0] == pairs[1]
