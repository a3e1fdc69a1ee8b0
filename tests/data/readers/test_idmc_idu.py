"""IDMC's updates: rows in both shapes (people and places of the rows are invented) and the real file."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.checks import check_drafts
from data.placing import place_records
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

_INVENTED = Path(__file__).parents[2] / "samples"
_TODAY = date(2026, 11, 23)
_ROW: dict[str, Any] = {
    "id": 1, "country": "Saint Lucia", "iso3": "LCA", "latitude": 13.9, "longitude": -60.98,
    "role": "Recommended figure", "displacement_type": "Disaster", "qualifier": "total", "figure": 12,
    "displacement_date": "2025-05-08", "displacement_start_date": "2025-05-07", "displacement_end_date": "2025-05-08",
    "event_name": "Saint Lucia: Flood - Castries - 07/05/2025", "event_codes": "FL-2025-000001-LCA",
    "event_start_date": "2025-05-07", "event_end_date": "2025-05-08", "type": "Flood", "subtype": "Flood",
    "standard_info_text": "<b> Saint Lucia:     12 displacements (evacuated), 07 May - 08 May </b>",
    "sources": "Fire Service", "source_url": "https://example.org/a", "locations_name": "Castries, Saint Lucia",
    "locations_coordinates": "14.0101, -60.9875", "locations_type": "Origin",
    "locations_accuracy": "County/City/town/Village/Woreda (ADM3)",
    "displacement_occurred": "Displacement reporting preventive evacuations", "created_at": "2025-05-08T15:42:40.8Z",
}  # fmt: skip


def _drafts(folder: Path, *changes: dict[str, Any]) -> Drafts:
    path = folder / "idus.json"
    path.write_text(json.dumps([{**_ROW, "id": i, **change} for i, change in enumerate(changes, 1)]), encoding="utf-8")
    file = open_file(path)
    return find_reader(file).read(file)


def test_row_of_version_2_is_one_movement_with_its_place_and_event(tmp_path: Path) -> None:
    record = _drafts(tmp_path, {}).records.row(0, named=True)
    assert {name: record[name] for name in ("measure", "figure", "quantifier", "role", "hazard", "occurrence")} == {
        "measure": "new_displacements", "figure": "12", "quantifier": "exact", "role": "recommended",
        "hazard": "Flood", "occurrence": "before",
    }  # fmt: skip
    assert (record["latitude"], record["longitude"], record["place_by_point"]) == ("14.0101", "-60.9875", None)
    assert (record["start_date"], record["end_date"], record["reported_on"]) == (
        "2025-05-07", "2025-05-08", "2025-05-08",
    )  # fmt: skip
    assert record["event_id"] == "idmc:saint lucia flood castries 07 05 2025 2025-05-07"
    assert record["glide"] == "FL-2025-000001-LCA"


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("<b> Haiti:   1,200 returns (returns), 05 May - 08 May </b>", "returned"),
        ("<b> Haiti:   1 return (returns), 05 May - 05 May </b>", "returned"),
        ("<b> Haiti:   300 displacements (returns), 05 May - 08 May </b>", "returned"),
        ("<b> Haiti:   300 displacements, 05 May - 08 May </b>", "new_displacements"),
        ("Haiti: 2 displacements (in relief camp), 07 November. People who had returned fled.", "new_displacements"),
    ],
)
def test_return_is_told_from_displacement_by_the_headline(tmp_path: Path, text: str, measure: str) -> None:
    assert _drafts(tmp_path, {"standard_info_text": text}).records["measure"].to_list() == [measure]


def test_row_without_standard_text_goes_back(tmp_path: Path) -> None:
    problems = _drafts(tmp_path, {"standard_info_text": None}).problems
    assert problems["message"].to_list() == [
        "Row 1: without its standard text a return cannot be told from a displacement."
    ]


@pytest.mark.parametrize(
    ("word", "quantifier"),
    [
        ("more than or equal to", "at_least"),
        ("more than", "more_than"),
        ("less than", "less_than"),
        ("approximately", "approximately"),
        ("total", "exact"),
    ],
)
def test_qualifier_stays(tmp_path: Path, word: str, quantifier: str) -> None:
    assert _drafts(tmp_path, {"qualifier": word}).records["quantifier"].to_list() == [quantifier]


def test_unknown_qualifier_and_role_go_back_quoted(tmp_path: Path) -> None:
    checked = check_drafts(_drafts(tmp_path, {"qualifier": "perhaps", "role": "Draft"}), today=_TODAY)
    assert sorted(checked.problems["message"]) == [
        "Row 1: qualifier is 'perhaps', expected one of exact, approximately, more_than, less_than, at_least, up_to, "
        "range.",
        "Row 1: role is 'Draft', expected one of recommended, triangulation.",
    ]


def test_hour_other_than_midnight_goes_back_with_its_text(tmp_path: Path) -> None:
    dates = ("displacement_date", "displacement_start_date", "displacement_end_date")
    midnight = dict.fromkeys(dates, "2023-11-06T00:00:00.000Z")
    noon = dict.fromkeys(dates, "2023-11-06T11:00:00.000Z")
    checked = check_drafts(_drafts(tmp_path, midnight, noon), today=_TODAY, file_name="idus.json")
    assert checked.records["start_date"].to_list() == [date(2023, 11, 6)]
    assert sorted(checked.problems["message"]) == [
        f"idus.json, row 2: displacement_{end}_date is '2023-11-06T11:00:00.000Z', not a YYYY-MM-DD day."
        for end in ("end", "start")
    ]


def test_several_places_are_listed_for_a_person_and_never_placed_by_their_middle(tmp_path: Path) -> None:
    two = {"locations_name": "Dennery; Castries", "locations_coordinates": "13.9, -60.9; 14.0, -60.98"}
    two |= {"locations_type": "Origin; Origin", "locations_accuracy": "Point; Point"}
    checked = check_drafts(_drafts(tmp_path, two), today=_TODAY)
    placed = place_records(checked.records)
    assert placed.select("provider_place_name", "place_match", "admin1_code").rows() == [
        ("Dennery; Castries", "none", None)
    ]


def test_single_origin_is_the_place_although_a_destination_stands_beside_it(tmp_path: Path) -> None:
    two = {"locations_name": "Dennery; Castries", "locations_coordinates": "13.9094, -60.8913; 14.0101, -60.9875"}
    two |= {"locations_type": "Origin; Destination", "locations_accuracy": "Point; Point"}
    only_arrived = {"locations_type": "Destination"}
    placed = place_records(check_drafts(_drafts(tmp_path, two, only_arrived), today=_TODAY).records)
    assert placed.select("provider_place_name", "admin1_code", "origin_iso3").rows() == [
        ("Dennery", "LC-05", None),
        ("Castries, Saint Lucia", "LC-02", "LCA"),
    ]


def test_place_that_is_the_whole_country_is_no_unit(tmp_path: Path) -> None:
    whole = {"locations_name": "Saint Lucia", "locations_accuracy": "Country/territory (ADM0)"}
    placed = place_records(check_drafts(_drafts(tmp_path, whole), today=_TODAY).records)
    assert placed.select("provider_place_name", "place_match", "admin1_code").rows() == [(None, None, None)]


def test_without_roles_the_last_report_of_an_event_and_day_counts() -> None:
    file = open_file(_INVENTED / "idmc_idu_v1.csv")
    drafts = find_reader(file).read(file)
    assert drafts.rows_read == 4
    assert drafts.records.select("source_row", "figure", "role", "measure", "source_url").rows() == [
        (3, "40", "triangulation", "new_displacements", "https://example.org/first"),
        (4, "55", "recommended", "new_displacements", "https://example.org/second"),
        (5, "30", "recommended", "returned", None),
        (6, "9", "recommended", "new_displacements", None),
    ]


def test_named_event_is_ours(tmp_path: Path) -> None:
    name = "Saint Vincent and the Grenadines: Hurricane Beryl - 01/07/2024"
    days = dict.fromkeys(("displacement_date", "displacement_start_date", "displacement_end_date"), "2024-07-01")
    drafts = _drafts(tmp_path, {**days, "iso3": "VCT", "country": None, "event_name": name})
    assert drafts.records["event_id"].to_list() == ["beryl-2024"]
    assert drafts.references["events"]["name"].to_list() == ["Hurricane Beryl"]


@pytest.mark.samples
def test_real_feed_has_no_row_of_ours(samples: Path) -> None:
    file = open_file(samples / "idu_v2.json")
    drafts = find_reader(file).read(file)
    assert drafts.records.group_by("quantifier").len().sort("quantifier").rows() == [
        ("approximately", 2), ("at_least", 1), ("exact", 4),
    ]  # fmt: skip
    assert drafts.records.filter(pl.col("role") == "triangulation")["figure"].to_list() == ["131"]
    assert check_drafts(drafts, today=_TODAY).rows["fate"].unique().to_list() == ["outside"]
