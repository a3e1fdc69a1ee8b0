"""Cited figures, shelter lists and the trafficking report. All rows are invented; places and events are real."""

from collections.abc import Callable

import polars as pl

from data.readers.drafts import Drafts

Read = Callable[[str], Drafts]


def test_place_fills_the_end_of_the_movement_that_it_is(read_sample: Read) -> None:
    records = read_sample("cited_figures.csv").records
    columns = [
        "country_iso3", "admin1_code", "origin_iso3", "origin_admin1_code", "provider_place_name", "place_match",
    ]  # fmt: skip
    assert records.select(columns).rows() == [
        ("BHS", None, "BHS", "BHS-G01", "Abaco", "group"),
        ("BHS", "BS-NP", "BHS", None, "New Providence", "code"),
        ("VCT", None, "VCT", None, None, None),
        ("HTI", None, "DOM", None, None, None),
        ("GUY", None, "VEN", None, None, None),
        ("JAM", "JAM-G01", None, None, "Kingston and St. Andrew", "group"),
        ("HTI", "HT-AR", None, None, "Gonaives", "confirmed"),
    ]


def test_ordered_and_deported_are_measures_of_their_own(read_sample: Read) -> None:
    records = read_sample("cited_figures.csv").records
    assert records["measure"].to_list() == [
        "evacuated", "evacuated", "evacuation_ordered", "deported", "migrants", "in_shelter", "in_shelter",
    ]  # fmt: skip


def test_quantifier_range_and_precision_survive(read_sample: Read) -> None:
    records = read_sample("cited_figures.csv").records.filter(pl.col("source_row").is_in([5, 6, 8]))
    columns = ["figure", "figure_high", "quantifier", "start_date", "end_date", "date_precision"]
    assert records.select(columns).rows() == [
        ("27", None, "exact", "2024-01-01", "2024-12-31", "year"),
        ("25", "30", "range", "2021-11-01", "2021-11-30", "month"),
        ("7", None, "approximately", "2008-09-05", None, "day"),
    ]


def test_events_have_our_ids_and_notes_are_kept(read_sample: Read) -> None:
    drafts = read_sample("cited_figures.csv")
    assert drafts.records["event_id"].to_list() == [
        "dorian-2019", "dorian-2019", "la-soufriere-2021", "dominican-returns", "venezuela", "melissa-2025",
        "hanna-2008",
    ]  # fmt: skip
    assert drafts.references["notes"].select("source_row", "topic", "text").rows() == [(2, "evacuated", "invented")]


def test_shelters_become_sites_and_a_capacity_a_record(read_sample: Read) -> None:
    drafts = read_sample("shelters.csv")
    columns = ["site_id", "admin1_code", "is_school", "capacity_storm", "capacity_after", "status"]
    assert drafts.references["sites"].select(columns).rows() == [
        ("t-001", "BS-NP", None, None, "40", "open"),
        ("t-002", "BB-01", "true", "60", None, None),
        ("t-003", None, None, None, None, None),
    ]
    assert drafts.records.select("measure", "figure", "site_id", "start_date", "date_precision").rows() == [
        ("shelter_capacity", "40", "t-001", "2019-09-09", "day"),
        ("shelter_capacity", "60", "t-002", "2022-12-31", "year"),
    ]
    assert drafts.silent_rows == frozenset({4})


def test_people_in_shelters_come_with_shelters_open_and_capacity(read_sample: Read) -> None:
    records = read_sample("shelter_occupancy.csv").records
    columns = ["source_row", "measure", "figure", "quantifier", "unit", "admin1_code", "site_id"]
    assert records.sort("source_row", "measure").select(columns).rows() == [
        (2, "in_shelter", "58", "more_than", "person", "JAM-G01", None),
        (2, "shelters_open", "45", "exact", "shelter", "JAM-G01", None),
        (3, "in_shelter", "30", "exact", "person", "BS-NP", "t-001"),
        (3, "shelter_capacity", "40", "exact", "person", "BS-NP", "t-001"),
        (3, "shelters_open", "1", "exact", "shelter", "BS-NP", "t-001"),
    ]


def test_capacity_is_the_same_record_from_list_and_count(read_sample: Read) -> None:
    columns = ["figure", "site_id", "admin1_code", "provider_place_name", "start_date", "event_id", "source_name"]
    listed = read_sample("shelters.csv").records.filter(pl.col("site_id") == "t-001")
    counted = read_sample("shelter_occupancy.csv").records.filter(pl.col("measure") == "shelter_capacity")
    assert listed.select(columns).rows() == counted.select(columns).rows()


def test_tier_is_a_note_and_an_unknown_measure_goes_back(read_sample: Read) -> None:
    drafts = read_sample("trafficking_tip.csv")
    assert drafts.records.select("measure", "figure", "start_date", "end_date").rows() == [
        ("trafficking_victims_identified", "9", "2020-01-01", "2020-12-31")
    ]
    assert drafts.references["notes"].select("country_iso3", "topic", "text").rows() == [
        ("GUY", "trafficking tier", "Tier 1")
    ]
    assert drafts.problems["message"].to_list() == [
        "The measure is 'prosecutions'; expected victims_identified or tier."
    ]
    assert drafts.silent_rows == frozenset({3})
