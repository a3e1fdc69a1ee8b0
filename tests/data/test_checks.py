"""Every fault of a row is found and told in words. All rows here are invented."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from data.checks import CHECKED_COLUMNS, Checked, check_drafts
from data.errors import RecordsInvalid
from data.readers.drafts import PROBLEM_SCHEMA, Drafts
from data.schema import COLUMNS, RECORD_SCHEMA

TODAY = date(2025, 6, 30)
GOOD = {
    "source": "my office",
    "source_name": "My office",
    "measure": "idps",
    "figure": "10",
    "country_iso3": "JAM",
    "start_date": "2025-01-31",
}


def drafts(*rows: Mapping[str, str | None], **changes: object) -> Drafts:
    table = pl.DataFrame(
        [{**GOOD, **row, "source_row": number} for number, row in enumerate(rows, start=2)],
        schema_overrides={name: pl.String() for name in {*GOOD, *(name for row in rows for name in row)}},
        infer_schema_length=None,
    )
    settings = {"source": "", "rows_read": table.height, "records": table, **changes}
    return Drafts(**settings)  # type: ignore[arg-type]


def check(*rows: Mapping[str, str | None], **changes: object) -> Checked:
    return check_drafts(drafts(*rows, **changes), today=TODAY, file_name="a.csv")


def test_good_row_becomes_a_record_with_its_types() -> None:
    record = check({"latitude": "18.01", "longitude": "-76.8", "reporting_round": "6", "figure": "6563.0"}).records
    assert record.columns == list(CHECKED_COLUMNS)
    assert dict(record.schema) == {name: RECORD_SCHEMA[name] for name in CHECKED_COLUMNS}
    found = record.select("figure", "start_date", "latitude", "reporting_round", "is_retracted").row(0)
    assert found == (6563, date(2025, 1, 31), 18.01, 6, False)


def test_what_a_file_leaves_to_be_understood_is_filled_in_one_place() -> None:
    record = check({"measure": "shelters_open"}).records
    found = record.select("quantifier", "role", "unit", "date_precision", "sensitivity").row(0)
    assert found == ("exact", "recommended", "shelter", "day", "F")


def test_terms_of_a_known_source_are_filled_in() -> None:
    record = check({"source": "iom_dtm", "source_name": None}).records
    assert record.select("source_name", "licence").row(0) == ("IOM", "IOM DTM terms: non-commercial, credit DTM")


def test_source_without_a_short_name_is_known_by_its_folded_name() -> None:
    assert check({"source": None, "source_name": "Défense  Civile"}).records["source"].item() == "defense civile"


def test_blanks_and_outer_spaces_are_not_part_of_a_value() -> None:
    record = check({"figure": " 7 ", "term": "  ", "measure": "idps\t"}).records
    assert record.select("figure", "term", "measure").row(0) == (7, None, "idps")


BAD: list[tuple[dict[str, str | None], str, str, str]] = [
    ({"figure": None}, "figure", "figure_missing", "figure is empty, expected a whole number"),
    ({"figure": "12,5"}, "figure", "not_a_number", "figure is '12,5', not a whole number"),
    ({"figure": "1.234.567"}, "figure", "not_a_number", "figure is '1.234.567'"),
    ({"figure": "N/A"}, "figure", "not_a_number", "figure is 'N/A'"),
    ({"figure": "1e308"}, "figure", "not_a_number", "figure is '1e308'"),
    ({"figure": "1e3"}, "figure", "not_a_number", "figure is '1e3'"),
    ({"figure": "inf"}, "figure", "not_a_number", "figure is 'inf'"),
    ({"figure": "٣"}, "figure", "not_a_number", "figure is '٣'"),
    ({"figure": "=1+1"}, "figure", "not_a_number", "figure is '=1+1'"),
    ({"figure": "99999999999999999999"}, "figure", "not_a_number", "figure is '99999999999999999999'"),
    ({"figure": "1.234"}, "figure", "not_whole", "figure is '1.234', expected a whole number"),
    ({"figure": "12.5"}, "figure", "not_whole", "figure is '12.5'"),
    ({"figure": "-1"}, "figure", "negative", "figure is '-1', expected 0 or more"),
    ({"figure": "100000001"}, "figure", "too_large", "figure is '100000001', more than 100,000,000"),
    ({"figure_high": "abc", "quantifier": "range"}, "figure_high", "not_a_number", "figure_high is 'abc'"),
    ({"figure_high": "9", "quantifier": "range"}, "figure_high", "range_reversed", "lower than the figure 10"),
    ({"quantifier": "range"}, "figure_high", "range_without_end", "expected the upper end"),
    ({"figure_high": "20"}, "figure_high", "end_without_range", "the quantifier is not range"),
    ({"quantifier": "roughly"}, "quantifier", "quantifier_unknown", "expected one of exact, approximately"),
    ({"measure": None}, "measure", "measure_missing", "measure is empty"),
    ({"measure": "people"}, "measure", "measure_unknown", "measure is 'people', expected one of idps"),
    ({"unit": "family"}, "unit", "unit_unknown", "expected one of person, household, shelter"),
    ({"unit": "shelter"}, "unit", "unit_contradicts_measure", "but idps is not counted so"),
    ({"measure": "shelters_open", "unit": "person"}, "unit", "unit_contradicts_measure", "shelters_open"),
    ({"sex": "F"}, "sex", "sex_unknown", "expected one of female, male, other, unknown"),
    ({"role": "main"}, "role", "role_unknown", "expected one of recommended, triangulation"),
    ({"reliability": "good"}, "reliability", "reliability_unknown", "expected one of low, medium, high"),
    ({"date_precision": "decade"}, "date_precision", "date_precision_unknown", "expected one of day"),
    ({"assessment_type": "XX"}, "assessment_type", "assessment_type_unknown", "expected one of BA, SA, ETT"),
    ({"occurrence": "later"}, "occurrence", "occurrence_unknown", "expected one of before, during, after"),
    ({"interest": "maybe"}, "interest", "interest_unknown", "expected one of return"),
    ({"place_match": "guess"}, "place_match", "place_match_unknown", "expected one of code"),
    ({"sensitivity": "Z"}, "sensitivity", "sensitivity_unknown", "expected one of F, D, P"),
    (
        {"sensitivity": "F"},
        "sensitivity",
        "sensitivity_contradicts_measure",
        "sensitivity is 'F', but idps is D",
    ),
    ({"household_size": "4,2", "unit": "household"}, "household_size", "not_a_number", "with a decimal point"),
    ({"household_size": "0", "unit": "household"}, "household_size", "household_size_out_of_range", "1 to 50"),
    ({"household_size": "500"}, "household_size", "household_size_out_of_range", "1 to 50"),
    ({"household_size": "nan"}, "household_size", "not_a_number", "household_size is 'nan'"),
    ({"start_date": None}, "start_date", "start_date_missing", "expected a YYYY-MM-DD day"),
    ({"start_date": "2023-11-06T11:00Z"}, "start_date", "not_a_day", "is '2023-11-06T11:00Z', not a YYYY-MM-DD day"),
    ({"start_date": "31/02/2025"}, "start_date", "not_a_day", "start_date is '31/02/2025'"),
    ({"start_date": "2025-02-31"}, "start_date", "not_a_day", "start_date is '2025-02-31'"),
    ({"start_date": "2026-13-01"}, "start_date", "not_a_day", "start_date is '2026-13-01'"),
    ({"start_date": "45123"}, "start_date", "not_a_day", "start_date is '45123'"),
    ({"start_date": "2025-1-5"}, "start_date", "not_a_day", "start_date is '2025-1-5'"),
    ({"start_date": "1899-12-31"}, "start_date", "too_early", "before 1900"),
    ({"start_date": "2025-07-01"}, "start_date", "in_the_future", "later than today, 2025-06-30"),
    ({"end_date": "2025-07-01"}, "end_date", "in_the_future", "later than today"),
    ({"end_date": "soon"}, "end_date", "not_a_day", "end_date is 'soon'"),
    ({"end_date": "2025-01-30"}, "end_date", "end_before_start", "before the start 2025-01-31"),
    ({"reported_on": "2026-01-01"}, "reported_on", "in_the_future", "reported_on is '2026-01-01'"),
    ({"reported_on": "2025-00-10"}, "reported_on", "not_a_day", "reported_on is '2025-00-10'"),
    ({"reporting_round": "one"}, "reporting_round", "not_a_number", "reporting_round is 'one'"),
    ({"reporting_round": "-2"}, "reporting_round", "negative", "reporting_round is '-2'"),
    ({"reporting_round": "1.5"}, "reporting_round", "not_whole", "reporting_round is '1.5'"),
    ({"latitude": "900", "longitude": "-61"}, "latitude", "latitude_out_of_range", "expected -90 to 90"),
    ({"latitude": "13", "longitude": "-361"}, "longitude", "longitude_out_of_range", "expected -180 to 180"),
    ({"latitude": "13,2", "longitude": "-61"}, "latitude", "not_a_number", "latitude is '13,2'"),
    ({"latitude": "18.0", "longitude": "NaN"}, "longitude", "not_a_number", "longitude is 'NaN'"),
    ({"latitude": "-61.2", "longitude": "13.1"}, "latitude", "coordinates_swapped", "seem to be exchanged"),
    ({"latitude": "13.1"}, "longitude", "longitude_missing", "longitude is empty"),
    ({"longitude": "-61.1"}, "latitude", "latitude_missing", "latitude is empty"),
    ({"country_iso3": None}, "country_iso3", "country_missing", "country_iso3 is empty, expected the country"),
    ({"country_iso3": "ZZZ"}, "country_iso3", "country_unknown", "country_iso3 is 'ZZZ', not a country"),
    ({"country_iso3": "Atlantis"}, "country_iso3", "country_unknown", "is 'Atlantis'"),
    ({"country_iso3": "UNK"}, "country_iso3", "country_unknown", "is 'UNK'"),
    ({"country_iso3": "and Tobago"}, "country_iso3", "country_unknown", "is 'and Tobago'"),
    ({"country_iso3": "DMA", "given_country": "Dominican Republic"}, "country_iso3", "country_contradiction",
     "is 'DMA', but the name beside it is 'Dominican Republic'"),
    ({"origin_iso3": "QQQ"}, "origin_iso3", "origin_unknown", "origin_iso3 is 'QQQ'"),
    ({"origin_iso3": "HTI", "given_origin_country": "Cuba"}, "origin_iso3", "origin_contradiction", "is 'Cuba'"),
    ({"measure": "refugees", "origin_iso3": "JAM"}, "origin_iso3", "origin_is_country", "the same as the country"),
    ({"measure": "asylum_seekers", "origin_iso3": "JAM"}, "origin_iso3", "origin_is_country", "abroad"),
    ({"admin1_code": "JM-99"}, "admin1_code", "unit_code_unknown", "admin1_code is 'JM-99'"),
    ({"admin1_code": "HT-OU"}, "admin1_code", "unit_in_other_country", "a unit of HTI, but the country is JAM"),
    ({"given_admin1_code": "HT01"}, "given_admin1_code", "unit_in_other_country", "a unit of HTI"),
    ({"admin2_code": "nowhere"}, "admin2_code", "unit_code_unknown", "admin2_code is 'nowhere'"),
    ({"admin2_code": "HT0111"}, "admin2_code", "unit_in_other_country", "a unit of HTI"),
    ({"origin_admin1_code": "XX"}, "origin_admin1_code", "unit_code_unknown", "origin_admin1_code is 'XX'"),
    ({"source": None, "source_name": None}, "source", "source_missing", "source is empty"),
    ({"term": "a\x1fb"}, "term", "control_character", "cannot be printed"),
    ({"operation": "x" * 2001}, "operation", "too_long", "longer than 2,000 characters"),
    ({"is_retracted": "perhaps"}, "is_retracted", "not_a_flag", "expected true or false"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "rule", "words"), BAD, ids=[f"{number}-{rule}" for number, (_, _, rule, _) in enumerate(BAD)]
)
def test_bad_value_comes_back_with_row_column_value_and_what_was_expected(
    row: dict[str, str | None], column: str, rule: str, words: str
) -> None:
    checked = check({}, row)
    value = row.get(column)
    found = checked.problems.filter(rule=rule).to_dicts()
    assert [(fault["source_row"], fault["column"], fault["value"]) for fault in found] == [
        (3, column, value and value[:200])
    ]
    assert found[0]["message"].startswith(f"a.csv, row 3: {column} is ")
    assert words in found[0]["message"]
    assert checked.problems.height == 1
    assert checked.records["source_row"].to_list() == [2]
    assert checked.rows.rows() == [(2, "accepted"), (3, "quarantined")]


def test_all_faults_of_a_file_are_told_not_the_first() -> None:
    problems = check({"figure": "-1", "start_date": "never"}, {}, {"sex": "x"}).problems
    assert problems.select("source_row", "rule").rows() == [(2, "negative"), (2, "not_a_day"), (4, "sex_unknown")]


def test_names_in_the_file_are_used_in_messages() -> None:
    problem = check({"figure": "-1"}, file_columns={"figure": "Persons"}).problems.to_dicts()[0]
    assert (problem["column"], problem["message"]) == ("Persons", "a.csv, row 2: Persons is '-1', expected 0 or more.")


def test_row_goes_in_whole_or_not_at_all() -> None:
    two = drafts({"sex": "female"}, {"sex": "male", "figure": "-1"})
    table = two.records.with_columns(source_row=pl.lit(2, pl.Int64))
    checked = check_drafts(Drafts(source="", rows_read=1, records=table), today=TODAY)
    assert checked.records.is_empty()
    assert checked.rows.rows() == [(2, "quarantined")]


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        pytest.param({"country_iso3": "FRA"}, "outside", id="abroad"),
        pytest.param({"country_iso3": "XKX"}, "outside", id="code beside ISO"),
        pytest.param({"country_iso3": "FRA", "figure": "bad"}, "outside", id="abroad and broken"),
        pytest.param({"country_iso3": "USA", "origin_iso3": "HTI", "measure": "refugees"}, "accepted", id="our people"),
        pytest.param({"country_iso3": "GUY", "origin_iso3": "UNK"}, "accepted", id="origin unknown"),
        pytest.param({"country_iso3": "Sint Maarten"}, "outside", id="neighbour by name"),
        pytest.param({"country_iso3": "MTQ"}, "accepted", id="Martinique"),
        pytest.param({"country_iso3": "St. Lucia"}, "accepted", id="by name"),
    ],
)  # fmt: skip
def test_row_is_outside_when_neither_country_nor_origin_is_ours(row: dict[str, str], fate: str) -> None:
    assert check(row).rows.rows() == [(2, fate)]


def test_year_end_figure_of_this_year_is_not_in_the_future() -> None:
    row = {"start_date": "2025-12-31", "end_date": "2025-12-31", "date_precision": "year"}
    assert check(row).problems.is_empty()
    assert check({**row, "start_date": "2026-12-31"}).count("quarantined") == 1


def test_plan_may_end_in_the_future() -> None:
    assert check({"measure": "people_in_need", "end_date": "2025-12-31"}).problems.is_empty()


def test_households_without_a_size_go_in_as_households() -> None:
    assert check({"unit": "household"}).records.select("unit", "household_size").row(0) == ("household", None)


def test_idps_at_home_are_right() -> None:
    assert check({"origin_iso3": "JAM"}).problems.is_empty()


def test_withdrawn_record_needs_no_figure() -> None:
    assert check({"is_retracted": "true", "figure": None}).records["is_retracted"].to_list() == [True]


def test_repeated_row_is_returned_and_the_first_goes_in() -> None:
    checked = check({}, {"figure": "11"}, {})
    assert checked.rows.rows() == [(2, "accepted"), (3, "accepted"), (4, "quarantined")]
    assert checked.problems["message"].to_list() == ["a.csv, row 4: says the same again as row 2."]


def test_rows_refused_by_the_reader_make_no_record() -> None:
    refused = pl.DataFrame(
        [(2, "x", "y", "correction", "Row 2 corrects another.")], schema=PROBLEM_SCHEMA, orient="row"
    )
    checked = check({}, {}, problems=refused)
    assert checked.rows.rows() == [(2, "quarantined"), (3, "accepted")]
    assert checked.problems["message"].to_list() == ["a.csv, row 2: corrects another."]


def test_silent_rows_and_reference_rows_are_accepted() -> None:
    sites = pl.DataFrame({"source_row": [3, 4, 5], "site_id": ["a", "b", "c"], "country_iso3": ["JAM", "USA", "JAM"],
                          "latitude": ["18.1", "18.1", "north"]})  # fmt: skip
    checked = check({}, references={"sites": sites}, silent_rows=frozenset({6}), rows_read=5)
    fates = ["accepted", "accepted", "outside", "quarantined", "accepted"]
    assert checked.rows.rows() == list(zip(range(2, 7), fates, strict=True))
    assert checked.references["sites"]["site_id"].to_list() == ["a"]


def test_event_stays_while_a_record_is_about_it() -> None:
    events = pl.DataFrame({"source_row": [2, 3], "event_id": ["shared", "abroad"]})
    rows = (
        {"country_iso3": "USA", "event_id": "shared"},
        {"country_iso3": "USA", "event_id": "abroad"},
        {"event_id": "shared"},
    )
    checked = check(*rows, references={"events": events})
    assert checked.references["events"]["event_id"].to_list() == ["shared"]


def test_lost_row_is_a_fault_of_the_reader() -> None:
    with pytest.raises(RecordsInvalid, match="read 2 rows, but handed on 1"):
        check({}, rows_read=2)


def test_store_columns_of_an_export_are_not_taken_over() -> None:
    assert check({"record_id": "stolen", "revision": "9", "import_id": "x", "recorded_at": "y"}).problems.is_empty()


def test_country_is_read_from_a_point_inside_one_of_our_states() -> None:
    checked = check({"country_iso3": None, "latitude": "18.0", "longitude": "-77.5"})
    assert checked.records["country_iso3"].to_list() == ["JAM"]


def test_every_choice_of_the_schema_has_a_rule() -> None:
    with_choices = {name for name, column in COLUMNS.items() if column.choices}
    assert with_choices <= {column for _, column, rule, _ in BAD if rule.endswith("_unknown")}
