"""Migrant stock and missing migrants. All rows are invented."""

from collections.abc import Callable

from data.readers.drafts import Drafts

Read = Callable[[str], Drafts]


def test_migrants_are_counted_where_they_live_with_parts_by_sex(read_sample: Read) -> None:
    records = read_sample("un_desa_long.csv").records
    columns = ["country_iso3", "origin_iso3", "figure", "sex", "start_date", "end_date", "date_precision"]
    assert records.select(columns).rows() == [
        ("USA", "GUY", "10", None, "2020-07-01", "2020-07-01", "year"),
        ("BRB", "USA", "3", None, "2015-07-01", "2015-07-01", "year"),
        ("USA", "GUY", "6", "female", "2020-07-01", "2020-07-01", "year"),
        ("USA", "GUY", "4", "male", "2020-07-01", "2020-07-01", "year"),
    ]


def test_repeated_ids_are_kept_and_only_the_exact_copy_goes_back(read_sample: Read) -> None:
    drafts = read_sample("missing_migrants.json")
    assert drafts.records["source_row"].to_list() == [1, 2]
    assert drafts.problems.select("source_row", "rule", "message").rows() == [
        (3, "exact_duplicate", "Row 3 says the same as row 2 in every column."),
        (4, "correction", "2 dead and -2 missing: a correction of a row that is not named."),
    ]
    assert drafts.silent_rows == frozenset({5})


def test_point_day_cause_and_source_are_taken(read_sample: Read) -> None:
    row = read_sample("missing_migrants.json").records.row(0, named=True)
    assert {key: row[key] for key in ("figure", "given_country", "latitude", "longitude", "start_date", "reason")} == {
        "figure": "3",
        "given_country": "Bahamas",
        "latitude": "25.01",
        "longitude": "-77.4",
        "start_date": "2021-03-02",
        "reason": "Drowning",
    }
    assert row["source_name"] == "IOM Missing Migrants Project (Invented News)"
