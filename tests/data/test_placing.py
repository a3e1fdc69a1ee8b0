"""Places are found by code or by the whole name, else a person is asked. All rows here are invented."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from data.identity import identify
from data.placing import place_records, resolve_countries
from data.schema import RECORD_SCHEMA
from data.store.interface import REMEMBERED_SCHEMA

AFTER, BEFORE = date(2025, 1, 1), date(2023, 1, 1)
HELPERS = (
    "given_admin1_code", "given_admin1_name", "given_admin2_code", "given_admin2_name", "given_origin_admin1_code",
    "given_origin_admin1_name", "pcode_edition", "place_by_point",
)  # fmt: skip


def table(*rows: Mapping[str, object]) -> pl.DataFrame:
    schema = {**RECORD_SCHEMA, **dict.fromkeys(HELPERS, pl.String())}
    base = {"source": "iom_dtm", "country_iso3": "HTI", "start_date": AFTER}
    return pl.DataFrame([{**base, **row} for row in rows], schema=schema)


def place(row: Mapping[str, object], remembered: pl.DataFrame | None = None) -> tuple[object, ...]:
    placed = place_records(table(row), remembered)
    return placed.select("admin1_code", "admin2_code", "place_match").row(0)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param({}, (None, None, None), id="a figure for the country"),
        pytest.param({"admin1_code": "HT-OU"}, ("HT-OU", None, "code"), id="our own code"),
        pytest.param({"given_admin1_code": "HT-OU"}, ("HT-OU", None, "code"), id="ISO code"),
        pytest.param({"given_admin1_code": "HT01"}, ("HT-OU", None, "code"), id="P-code"),
        pytest.param({"given_admin1_code": "HT01", "given_admin1_name": "West"}, ("HT-OU", None, "code"), id="code"),
        pytest.param({"given_admin1_name": "Ouest"}, ("HT-OU", None, "exact"), id="name"),
        pytest.param({"given_admin1_name": "WEST"}, ("HT-OU", None, "alias"), id="other name"),
        pytest.param({"given_admin1_name": "Ouset"}, (None, None, "none"), id="a likeness is not enough"),
        pytest.param({"given_admin1_code": "XX9", "given_admin1_name": "Sud"}, ("HT-SD", None, "exact"), id="no code"),
        pytest.param({"given_admin2_code": "HT0111"}, ("HT-OU", "HT0111", "code"), id="commune by code"),
        pytest.param({"given_admin2_name": "Port-au-Prince"}, ("HT-OU", "HT0111", "exact"), id="commune by name"),
        pytest.param(
            {"given_admin1_name": "Ouest", "given_admin2_name": "Nowhere"}, ("HT-OU", None, "none"), id="unit certain"
        ),
        pytest.param(
            {"given_admin1_name": "Sud", "given_admin2_name": "Port-au-Prince"}, ("HT-SD", None, "none"),
            id="commune of another unit",
        ),
        pytest.param({"provider_place_name": "Ouest"}, ("HT-OU", None, "exact"), id="a text"),
        pytest.param({"provider_place_name": "Port-au-Prince, Ouest"}, ("HT-OU", "HT0111", "exact"), id="both"),
        pytest.param({"provider_place_name": "the northern hills"}, (None, None, "none"), id="one text, unknown"),
        pytest.param({"provider_place_name": "hills", "place_match": "confirmed", "admin1_code": "HT-ND"},
                     ("HT-ND", None, "confirmed"), id="the reader knows"),
        pytest.param({"country_iso3": "JAM", "given_admin1_name": "Kingston and St. Andrew"},
                     ("JAM-G01", None, "group"), id="group of units"),
        pytest.param({"country_iso3": "JAM", "given_admin1_code": "JM08"}, ("JM-14", None, "code"), id="new P-code"),
        pytest.param({"country_iso3": "JAM", "given_admin1_code": "JM08", "start_date": BEFORE},
                     ("JM-02", None, "code"), id="old P-code"),
        pytest.param({"country_iso3": "JAM", "given_admin1_code": "JM08", "pcode_edition": "2023-05-01"},
                     ("JM-02", None, "code"), id="edition goes before the record's day"),
        pytest.param({"country_iso3": "USA", "provider_place_name": "Florida"}, (None, None, None), id="abroad"),
        pytest.param({"country_iso3": "JAM", "latitude": 18.0, "longitude": -76.8}, ("JM-02", None, "exact"), id="at"),
        pytest.param({"country_iso3": "JAM", "latitude": 18.0, "longitude": -76.8, "place_by_point": "no"},
                     (None, None, None), id="point that is no place"),
        pytest.param({"latitude": 18.0, "longitude": -76.8}, (None, None, "none"), id="point in another country"),
        pytest.param({"latitude": 20.9, "longitude": -73.0}, (None, None, "none"), id="point at sea"),
    ],
)  # fmt: skip
def test_place_of_a_record(row: dict[str, object], expected: tuple[object, ...]) -> None:
    assert place(row) == expected


def test_codes_of_the_file_tell_its_edition() -> None:
    rows = [{"country_iso3": "JAM", "given_admin1_code": code, "start_date": AFTER} for code in ("JM08", "JM16")]
    assert place_records(table(*rows))["admin1_code"].to_list() == ["JM-02", "JM-10"]


def test_place_is_kept_as_the_source_wrote_it() -> None:
    rows = [{"given_admin1_name": "Ouest", "given_admin2_name": "P-A-P"}, {"given_admin1_code": "HT09"}, {}]
    rows.append({"given_admin1_code": "HT-OU"})
    names = place_records(table(*rows))["provider_place_name"].to_list()
    assert names == ["P-A-P, Ouest", "HT09", None, None]


def test_helper_columns_are_gone_and_rows_keep_their_order() -> None:
    rows = [{"figure": number, "given_admin1_name": name} for number, name in enumerate(["Sud", "Nord", "x", "Sud"])]
    placed = place_records(table(*rows))
    assert not set(placed.columns) & set(HELPERS)
    assert placed["figure"].to_list() == [0, 1, 2, 3]


def test_decision_of_a_person_is_remembered_for_its_source_only() -> None:
    decision = pl.DataFrame([("iom_dtm", "HTI", "Bwa Nèf", "HT-OU", "HT0111")], schema=REMEMBERED_SCHEMA, orient="row")
    assert place({"provider_place_name": "bwa nef"}, decision) == ("HT-OU", "HT0111", "confirmed")
    assert place({"provider_place_name": "bwa nef", "source": "ifrc_go"}, decision) == (None, None, "none")


def test_confirming_a_place_leaves_the_record_the_same() -> None:
    decision = pl.DataFrame([("iom_dtm", "HTI", "Bwa Nèf", "HT-OU", None)], schema=REMEMBERED_SCHEMA, orient="row")
    rows = table({"given_admin1_name": "Bwa Nèf", "measure": "idps"})
    before, after = identify(place_records(rows)), identify(place_records(rows, decision))
    assert before["record_id"].to_list() == after["record_id"].to_list()
    assert before["content"].to_list() != after["content"].to_list()


def test_origin_is_a_unit_of_its_own_country() -> None:
    rows = [
        {"given_origin_admin1_name": "Artibonite"},
        {"given_origin_admin1_code": "HT01"},
        {"country_iso3": "BHS", "origin_iso3": "HTI", "given_origin_admin1_name": "Sud"},
        {"given_origin_admin1_name": "Not known to anybody"},
    ]
    assert place_records(table(*rows))["origin_admin1_code"].to_list() == ["HT-AR", "HT-OU", "HT-SD", None]


def test_lone_name_beside_an_origin_is_not_where_the_people_went() -> None:
    row = {"given_origin_admin1_code": "HT-OU", "provider_place_name": "Ouest"}
    placed = place_records(table(row, {**row, "given_admin1_name": "Ouest"}))
    assert placed.select("admin1_code", "origin_admin1_code", "place_match").rows() == [
        (None, "HT-OU", "exact"),
        ("HT-OU", "HT-OU", "exact"),
    ]


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("HTI", None, ("HTI", None)),
        ("HT", None, ("HTI", None)),
        ("332", None, ("HTI", None)),
        (None, "Bahamas (the)", ("BHS", None)),
        (None, "Dominican Republic", ("DOM", None)),
        (None, "Saint Vincent and the Grenadines", ("VCT", None)),
        (None, "and the Grenadines", (None, "unknown")),
        ("JAM", "Jamaica", ("JAM", None)),
        ("JAM", "a name that no list knows", ("JAM", None)),
        ("JAM", "Haiti", (None, "contradiction")),
        ("XYZ", "Haiti", (None, "unknown")),
        (None, None, (None, "missing")),
        ("XKX", None, ("XKX", None)),
    ],
)
def test_country_by_code_and_name(code: str | None, name: str | None, expected: tuple[object, ...]) -> None:
    frame = pl.DataFrame({"country_iso3": [code], "given_country": [name]}, schema=dict.fromkeys(
        ("country_iso3", "given_country"), pl.String()
    ))  # fmt: skip
    assert resolve_countries(frame).select("country_iso3", "country_trouble").row(0) == expected


def test_origin_may_be_unknown_or_stateless() -> None:
    frame = pl.DataFrame({"country_iso3": ["GUY"] * 3, "origin_iso3": ["UNK", "XXA", None]})
    found = resolve_countries(frame).select("origin_iso3", "origin_trouble").rows()
    assert found == [("UNK", None), ("XXA", None), (None, None)]
